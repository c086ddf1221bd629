import Testing

@testable import Ledger

/// What stands after corrections, retractions and undoing them.
struct ChainTests {
    /// What was done, to which record, at which position; and what stands then.
    private struct Move {
        let word: String
        let target: UInt64
        let position: UInt64
        /// What stands then: nil if refused, 0 for nothing.
        let stands: UInt64?
    }

    /// Moves as `correct 1 at 5 = 5`, separated by commas; `refused` where nothing happens.
    private static func moves(_ text: String) -> [Move] {
        text.split(separator: ",").map { move in
            let words = move.split(separator: " ")
            return Move(
                word: String(words[0]),
                target: UInt64(words[1]) ?? 0,
                position: UInt64(words[3]) ?? 0,
                stands: words.last == "refused" ? nil : UInt64(words[5])
            )
        }
    }

    @Test(arguments: [
        "correct 1 at 5 = 5",
        "correct 1 at 5 = 5, correct 5 at 7 = 7, correct 7 at 8 = 8",
        "correct 1 at 5 = 5, correct 1 at 7 = refused",
        "correct 1 at 5 = 5, correct 5 at 7 = 7, correct 5 at 8 = refused",
        "correct 2 at 5 = refused",
        "retract 1 at 5 = 0",
        "retract 1 at 5 = 0, retract 1 at 6 = refused",
        "retract 1 at 5 = 0, correct 1 at 6 = refused",
        "retract 1 at 5 = 0, retract 5 at 6 = 1",
        "retract 1 at 5 = 0, correct 5 at 6 = 6",
        "retract 1 at 5 = 0, retract 5 at 6 = 1, retract 1 at 7 = 0",
        "retract 1 at 5 = 0, retract 5 at 6 = 1, retract 6 at 7 = 0",
        "correct 1 at 5 = 5, retract 5 at 6 = 1",
        "correct 1 at 5 = 5, retract 5 at 6 = 1, retract 6 at 7 = 5",
        "correct 1 at 5 = 5, retract 5 at 6 = 1, correct 6 at 7 = 7",
        "correct 1 at 5 = 5, retract 5 at 6 = 1, correct 1 at 7 = refused",
        "correct 1 at 5 = 5, correct 5 at 6 = 6, retract 6 at 7 = 5",
        "correct 1 at 5 = 5, correct 5 at 6 = 6, retract 5 at 7 = refused",
        "correct 1 at 5 = 5, correct 5 at 6 = 6, retract 1 at 7 = 0, retract 7 at 8 = 6",
        "correct 1 at 5 = 5, retract 1 at 6 = 0, retract 5 at 7 = refused",
        "retract 9 at 5 = refused",
    ])
    func `a chain takes what targets its tip, and retractions of its root`(text: String) throws {
        var chain = Chain(root: RecordNumber(1), recorder: 7, isRegistration: false)
        #expect(chain.tip == RecordNumber(1) && chain.stands == RecordNumber(1))
        for move in Self.moves(text) {
            let target = RecordNumber(move.target)
            let position = RecordNumber(move.position)
            let step =
                move.word == "correct"
                ? chain.corrected(target, by: position) : chain.retracted(target, by: position)
            guard let stands = move.stands else {
                #expect(step == nil)
                continue
            }
            let taken = try #require(step)
            #expect(taken.act == (move.word == "correct" ? .corrected : .retracted))
            chain.append(taken)
            #expect(chain.tip == position)
            #expect(chain.stands == (stands == 0 ? nil : RecordNumber(stands)))
        }
    }

    @Test func `after a redaction nothing stands and nothing follows`() {
        var chain = Chain(root: RecordNumber(1), recorder: 7, isRegistration: false)
        chain.append(.init(position: RecordNumber(4), act: .redacted, stands: nil))
        #expect(chain.stands == nil && chain.tip == RecordNumber(4))
        for target in [1, 4] as [UInt64] {
            #expect(chain.corrected(RecordNumber(target), by: RecordNumber(5)) == nil)
            #expect(chain.retracted(RecordNumber(target), by: RecordNumber(5)) == nil)
        }
    }
}
