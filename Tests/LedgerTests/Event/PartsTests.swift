import Dispatch
import Ledger
import Testing

/// Large batches are read in parts at once; nothing but the time may tell.
@Suite struct PartsTests {
    private static let atOnce = Parts { count, body in
        DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }

    private func door(_ parts: Parts) -> Door {
        let id = RecordID(high: 1, low: 2)
        var door = Door(types: .builtIn, id: { _ in id }, newID: { id })
        door.parts = parts
        return door
    }

    private func line(_ number: Int) -> String {
        let id = RecordID(high: 3, low: UInt64(number))
        return """
            {"id":"\(id)","ref":"n\(number)","type":"actor.registered","subject":"person/p\(number)",\
            "body":{"kind":"person","name":"Person \(number)"}}
            """
    }

    private func outcome(
        _ lines: [String],
        _ parts: Parts
    ) -> (drafts: [(RecordID, [UInt8], Int)], faults: [Fault]) {
        do throws(Refusal) {
            let text = Array(lines.joined(separator: "\n").utf8)
            let drafts = try door(parts).json(text, isLines: true)
            return (drafts.map { ($0.id, $0.event.bytes, $0.line) }, [])
        } catch {
            return ([], error.faults)
        }
    }

    @Test func `a batch of many parts is what it is in one`() {
        var lines = (1...3_000).map(line)
        for blank in [7, 900, 2_800] { lines.insert("", at: blank) }
        let whole = outcome(lines, .inTurn)
        let parts = outcome(lines, Self.atOnce)
        #expect(whole.drafts.count == 3_000 && whole.drafts[2_999].2 == 3_003)
        #expect(zip(whole.drafts, parts.drafts).allSatisfy { $0 == $1 })
        #expect(parts.drafts.count == 3_000)
    }

    @Test func `faults of any part have the lines of the whole`() {
        var lines = (1...3_000).map(line)
        lines[4] = "{]"
        lines[1_500] = #"{"type":"actor.registered","subject":"person/x","body":{"nmae":"X"}}"#
        lines[2_900] = #"{"type":"no.such","subject":"person/x"}"#
        lines[2_999] = line(2_999)
        let faults = outcome(lines, Self.atOnce).faults
        #expect(faults == outcome(lines, .inTurn).faults)
        #expect(Set(faults.compactMap(\.line)) == [5, 1_501, 2_901, 3_000])
    }

    @Test func `a type that a batch registers is known behind it, whatever the part`() {
        let type = """
            {"type":"type.registered","subject":"type/x.seen","body":{"name":"x.seen",\
            "description":"a sight","subject_kinds":["talk"],"allowed_fields":["gist"]}}
            """
        let seen = """
            {"type":"x.seen","subject":"talk/v","body":{"gist":"a call"},"evidence":[{"source":"src/d",\
            "chain":[{"who":"src/d","act":"stated"}],"attribution":"outlet_voice","form":"narration",\
            "stance":"asserts"}]}
            """
        var lines = (1...1_200).map(line)
        lines[600] = type
        lines[1_199] = seen
        let found = outcome(lines, Self.atOnce)
        #expect(found.faults == [] && found.drafts.count == 1_200)
        lines.swapAt(600, 1_199)
        #expect(outcome(lines, Self.atOnce).faults.map(\.line) == [601])
    }
}
