import LedgerSchema
import SwiftProtobuf
import Testing

@testable import Ledger

struct CanonicalCheckTests {
    /// `type` = "a", `note` = "b" and so on: tag, length, content.
    private static let type: [UInt8] = [0x0a, 1, 0x61]
    private static let subject: [UInt8] = [0x12, 1, 0x62]
    private static let issue: [UInt8] = [0x2a, 1, 0x63]
    private static let inferred: [UInt8] = [0x52, 1, 0x64]

    /// A body (field 6) of these bytes.
    private static func body(_ content: [UInt8]) -> [UInt8] {
        [0x32, UInt8(content.count)] + content
    }

    /// A body with a count of tariff lines, its varint spelled as `count` times a byte and a last.
    private static func lines(_ byte: UInt8, _ count: Int, _ last: UInt8) -> [UInt8] {
        body([0xb8, 0x01] + [UInt8](repeating: byte, count: count) + [last])
    }

    private static let canonical: [(String, [UInt8])] = [
        ("nothing at all", []),
        ("two fields", type + subject),
        ("a list", issue + issue + inferred),
        ("a count of 0", body([0xb8, 0x01, 0])),
        ("a count of 128", body([0xb8, 0x01, 0x80, 0x01])),
        ("the largest count", lines(0xff, 9, 1)),
        ("a flag said to be false", body([0x90, 0x01, 0])),
        ("a flag said to be true", body([0x90, 0x01, 1])),
        ("text of four-byte characters", [0x0a, 4, 0xf0, 0x9f, 0x9a, 0xa2]),
    ]

    @Test(arguments: canonical)
    func `what our encoder may write is canonical`(name: String, bytes: [UInt8]) {
        #expect(CanonicalCheck.isCanonical(bytes))
    }

    private static let refused: [(String, [UInt8])] = [
        ("fields out of order", subject + type),
        ("a singular field twice", type + type),
        ("a list in two parts", issue + inferred + issue),
        ("an unknown field", type + [0x72, 1, 0x61]),
        ("an unknown field in a body", body([0xea, 0x06, 1, 0x61])),
        ("field number 0", [0x02, 1, 0x61]),
        ("a tag of two bytes where one will do", [0x8a, 0x00, 1, 0x61]),
        ("a length of two bytes where one will do", [0x0a, 0x81, 0x00, 0x61]),
        ("a count of two bytes where one will do", body([0xb8, 0x01, 0x81, 0x00])),
        ("a count above 64 bits", lines(0xff, 9, 2)),
        ("a count of eleven bytes", lines(0x80, 10, 1)),
        ("text that is not UTF-8", [0x0a, 1, 0xff]),
        ("an overlong form in UTF-8", [0x0a, 2, 0xc0, 0xaf]),
        ("half of a surrogate pair", [0x0a, 3, 0xed, 0xa0, 0x80]),
        ("a character cut short", [0x0a, 2, 0xe4, 0xb8]),
        ("flag 2", body([0x90, 0x01, 2])),
        ("a flag as text", body([0x92, 0x01, 1, 1])),
        ("text as a number", [0x08, 1]),
        ("a count in eight bytes", body([0xb9, 0x01, 0, 0, 0, 0, 0, 0, 0, 0])),
        ("a count in four bytes", body([0xbd, 0x01, 0, 0, 0, 0])),
        ("a group", [0x0b, 0x0c]),
        ("wire type 7", [0x0f, 1]),
        ("a length beyond the end", [0x0a, 2, 0x61]),
        ("a length of 2^63", [0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]),
        ("a tag alone", [0x0a]),
        ("a body that its field cuts off", type + [0x32, 3, 0xb8, 0x01, 0x80]),
        ("empty text", [0x0a, 0]),
        ("an empty body", [0x32, 0]),
    ]

    @Test(arguments: refused)
    func `any other form of the same event is refused`(name: String, bytes: [UInt8]) {
        #expect(!CanonicalCheck.isCanonical(bytes))
    }

    @Test func `the check reaches into every level`() {
        let flag: [UInt8] = [0x90, 0x01, 2]
        let inBody: [UInt8] = [0x32, UInt8(flag.count)] + flag
        let inReplacement: [UInt8] = [0x6a, UInt8(inBody.count)] + inBody
        #expect(!CanonicalCheck.isCanonical(inReplacement))
        let allowed: [UInt8] = [0x6a, 5, 0x32, 3, 0x90, 0x01, 1]
        #expect(CanonicalCheck.isCanonical(allowed))
        #expect(CanonicalCheck.isCanonical([0x32, 3, 0x90, 0x01, 1], as: "Replacement"))
        #expect(!CanonicalCheck.isCanonical(allowed, as: "Replacement"))
    }

    @Test func `what is accepted after a random change is what swift-protobuf would write`() throws
    {
        var random = WireRandom(seed: 0xca11ab1e)
        var ordering = BinaryEncodingOptions()
        ordering.useDeterministicOrdering = true
        var accepted = 0
        for _ in 0..<60 {
            let json = WireSample.event(&random, percent: 6).shuffled(&random)
            let bytes = JSONToWire.read(json, isLines: false).items[0].bytes
            for _ in 0..<200 {
                var changed = bytes
                let at = Int.random(in: changed.indices, using: &random)
                changed[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                guard CanonicalCheck.isCanonical(changed) else { continue }
                accepted += 1
                let theirs = try Ledger_V1_Event(serializedBytes: changed)
                let written: [UInt8] = try theirs.serializedBytes(options: ordering)
                try #require(written == changed)
            }
        }
        #expect(accepted > 1_000)
    }

    @Test func `a canonical event cut short is canonical only between its fields`() {
        let event = Self.type + Self.subject + Self.body([0x90, 0x01, 1])
        let whole = (0...event.count).filter { CanonicalCheck.isCanonical(Array(event[..<$0])) }
        #expect(whole == [0, 3, 6, 11])
    }
}
