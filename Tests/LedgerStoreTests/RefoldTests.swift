import Foundation
import Ledger
import LedgerStore
import Testing

/// Answers made again from the records alone, against those of the views.
@Suite struct RefoldTests {
    /// `check` looks at held texts too, which are no records.
    private static let views = Question.views.keys.sorted().filter { $0 != "check" }

    private func records(_ ledger: TemporaryLedger, _ size: UInt64) throws -> [StoredRecord] {
        var found: [StoredRecord] = []
        while UInt64(found.count) < size {
            let next = RecordNumber(UInt64(found.count) + 1)
            found += try ledger.desk.folder.log.records(from: next, limit: 1_000)
        }
        return Array(found.prefix(Int(size)))
    }

    private func items(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { part in
            let cut = part.split(separator: "=", maxSplits: 1)
            return (String(cut[0]), cut.count > 1 ? String(cut[1]) : "")
        }
    }

    /// Compares everything that can be asked, and says how many answers had rows.
    private func compare(
        _ ledger: TemporaryLedger,
        _ parameters: [String: [String]],
        _ coordinates: [String]
    ) throws -> Int {
        var filled = 0
        var cuts: [UInt64: [StoredRecord]] = [:]
        for view in Self.views {
            for own in parameters[view] ?? [""] {
                for point in coordinates {
                    let query = [own, point].filter { !$0.isEmpty }.joined(separator: "&")
                    guard let answer = try? ledger.ask(view, query) else { continue }
                    let size = answer.basis.size
                    let cut = try cuts[size] ?? records(ledger, size)
                    cuts[size] = cut
                    try Refold.check(cut, size: size, root: answer.basis.root)
                    let again = try Refold.answer(
                        view,
                        items(query),
                        on: answer.basis.coordinates.on,
                        from: cut
                    )
                    #expect(again.rows == answer.rows, "\(view) \(query)")
                    #expect(again.basis.json == answer.basis.json, "\(view) \(query)")
                    if !answer.rows.isEmpty { filled += 1 }
                }
            }
        }
        return filled
    }

    @Test func `every view of the odd ledger is the same without a store`() async throws {
        let ledger = try await TemporaryLedger()
        for name in ["ledger.jsonl", "later.jsonl"] {
            let url = RulesDigestTests.folder.appending(path: name)
            try await ledger.append(try String(contentsOf: url, encoding: .utf8))
        }
        ledger.catchUp()
        let filled = try compare(
            ledger,
            RulesDigestTests.parameters,
            RulesDigestTests.coordinates
        )
        #expect(filled > 100, "only \(filled) answers had rows")
    }

    @Test func `every view of the coded articles too`() async throws {
        let ledger = try await TemporaryLedger(seeded: true)
        ledger.catchUp()
        let points = [
            "on=2018-11-15&known=2018-11-15", "on=2019-07-10", "on=2018-12-01&as_of=r150",
        ]
        let parameters = [
            "measures/show": ["subject=measure/us-301-list3"],
            "claims": ["subject=measure/us-301-list3"], "claims/matrix": ["issue=tech-transfer"],
            "records/show": ["record=r120"], "records/history": ["subject=r150"],
            "records/trace": ["record=r120"], "replay": ["to=2018-11-15"],
            "diff": ["axis=known&from=2018-10-25&to=2018-11-15", "axis=as_of&from=r100&to=r150"],
            "sources/show": ["source=src/cnn-20181115"], "actors/show": ["actor=gov/USA"],
            "types/show": ["type=tariff.imposed"], "schemas/show": ["name=claims"],
            "issues/show": ["issue=tariffs"],
        ]
        let filled = try compare(ledger, parameters, points)
        #expect(filled > 60, "only \(filled) answers had rows")
    }

    @Test func `records that are not the log are noticed`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let whole = try records(ledger, 5)
        let root = ledger.desk.folder.log.head.root
        try Refold.check(whole, size: 5, root: root)
        var swapped = whole
        swapped.swapAt(1, 2)
        var said = whole
        said[2].event[4] ^= 1
        var recorder = whole
        recorder[3].leaf.recorder = .init(uid: 0, name: "root")
        var dropped = whole
        dropped[0].drop()
        try Refold.check(dropped, size: 5, root: root)
        for wrong in [swapped, said, recorder, Array(whole.dropLast()), Array(whole.dropFirst())] {
            #expect(throws: NoteFailure.self) {
                try Refold.check(wrong, size: 5, root: root)
            }
        }
    }
}
