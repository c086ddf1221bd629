import Testing

@testable import Ledger

/// Input made to hurt: nothing of it traps, and nothing takes long.
@Suite(.timeLimit(.minutes(2)))
struct JSONHostileTests {
    private static let seed = Array(
        """
        {"type":"tariff.raised","subject":"measure/steel-2019","occurred":{"edtf":"2019-05~",\
        "basis":"stated"},"actors":[{"actor":"gov/NLD","role":"imposer","as":"The \\u00e9tat"}],\
        "body":{"lines":170,"refund":true,"to_rate":{"pct":"25","kind":"total","qual":"eq"}},\
        "links":[{"rel":"repeats","to":"@a","by":"coder"}],"ref":"b",\
        "note":"caf\u{e9} \\n \u{1F6A2}"}
        """.utf8
    )

    /// Bytes that matter to a scanner; others are drawn at random.
    private static let marks = Array("{}[]:,\"\\ntfu0-.eE+\n\0".utf8) + [0x80, 0xff, 0xed]

    @Test(arguments: 0..<5)
    func `ten thousand random changes are read or refused`(run: Int) {
        var random = WireRandom(seed: UInt64(run) + 500)
        for _ in 0..<10_000 {
            var text = Self.seed
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                Self.change(&text, &random)
            }
            let reader = JSONToWire.read(text, isLines: run % 2 == 1)
            for item in reader.items where !item.isFaulty {
                let isCanonical = CanonicalCheck.isCanonical(item.bytes)
                if !isCanonical { Issue.record("\(String(decoding: text, as: UTF8.self))") }
            }
            if reader.items.isEmpty, reader.faults.isEmpty {
                // Only blank lines may be nothing at all.
                #expect(text.allSatisfy { [0x20, 0x0a, 0x0d, 0x09].contains($0) })
            }
            _ = try? JSON(parsing: text)
        }
    }

    private static func change(_ text: inout [UInt8], _ random: inout WireRandom) {
        guard !text.isEmpty else { return }
        let at = Int.random(in: text.indices, using: &random)
        let byte =
            Bool.random(using: &random)
            ? marks[Int.random(in: marks.indices, using: &random)]
            : UInt8.random(in: 0...255, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: text[at] = byte
        case 1: text.insert(byte, at: at)
        case 2: text.remove(at: at)
        case 3: text.removeSubrange(at...)
        default:
            let end = min(text.count, at + Int.random(in: 1...40, using: &random))
            text.insert(
                contentsOf: text[at..<end],
                at: Int.random(in: text.indices, using: &random)
            )
        }
    }

    @Test(arguments: ["[", "{\"a\":", "{\"body\":", "[{\"evidence\":[", "{\"body\":{\"items\":[["])
    func `nesting without end is refused`(unit: String) {
        let bomb = Array(String(repeating: unit, count: 50_000).utf8)
        #expect(JSONToWire.read(bomb, isLines: false).faults.contains { $0.code == .syntax })
        #expect(JSONToWire.read(bomb, isLines: true).faults.contains { $0.code == .syntax })
        #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: bomb) }
    }

    @Test func `nesting is refused from a fixed depth on`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8
            )
        }
        _ = try JSON(parsing: nested(JSONScanner.depthMax + 1))
        let deep = nested(JSONScanner.depthMax + 2)
        let error = #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: deep) }
        #expect(error?.expected == "less nesting" && error?.line == 1)
        let unknown = Array("{\"a\":".utf8) + deep + Array("}".utf8)
        let found = JSONToWire.read(unknown, isLines: false).faults
        #expect(found.last?.message.hasSuffix("at most 16 levels of nesting") == true)
    }

    @Test func `a field given a hundred thousand times is skipped over in linear time`() {
        let many = String(repeating: "\"type\":\"x\",", count: 50_000)
        let other = String(repeating: "\"note\":\"y\",", count: 50_000)
        let reader = JSONToWire.read(
            Array("{\(many)\(other)\"subject\":\"z\"}".utf8),
            isLines: false
        )
        #expect(reader.faults.count == Fault.countMax)
        #expect(reader.items[0].bytes == [0x0a, 1, 0x78, 0x12, 1, 0x7a, 0x5a, 1, 0x79])
    }

    @Test func `a name of a megabyte is refused without being compared at length`() {
        let name = String(repeating: "a", count: 1_000_000)
        let found = JSONToWire.read(Array("{\"\(name)\":1}".utf8), isLines: false).faults
        #expect(found.map(\.code) == [.unknownField])
    }
}
