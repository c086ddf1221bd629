@testable import Ledger

/// SplitMix64: a small generator whose sequence is the same on every machine.
struct WireRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// A value of the schema made at random: it has the form of an event, and no meaning.
indirect enum WireSample {
    case text(String)
    case count(UInt64)
    case flag(Bool)
    case message([(field: Shape.Field, values: [WireSample])])

    /// An event in which each field stands with a probability of `percent`.
    static func event(_ random: inout WireRandom, percent: Int) -> WireSample {
        let shape = Shape.current
        return message(shape.index("Event"), shape, &random, percent)
    }

    private static func message(
        _ index: Int,
        _ shape: Shape,
        _ random: inout WireRandom,
        _ percent: Int
    ) -> WireSample {
        let fields = shape.fields(of: index)
        var chosen = fields.filter { _ in Int.random(in: 0..<100, using: &random) < percent }
        if chosen.isEmpty, let one = fields.randomElement(using: &random) { chosen = [one] }
        return .message(
            chosen.map { field in
                let count = field.isRepeated ? Int.random(in: 1...3, using: &random) : 1
                return (field, (0..<count).map { _ in value(field, shape, &random, percent) })
            }
        )
    }

    private static func value(
        _ field: Shape.Field,
        _ shape: Shape,
        _ random: inout WireRandom,
        _ percent: Int
    ) -> WireSample {
        switch field.kind {
        case .message(let child): return message(child, shape, &random, percent)
        case .flag: return .flag(Bool.random(using: &random))
        case .count:
            let width = UInt64.random(in: 0..<64, using: &random)
            return .count(random.next() >> width)
        case .string, .bytes:
            if field.isReference {
                return .text(RecordID(high: random.next(), low: random.next()).description)
            }
            return .text(text(&random))
        }
    }

    /// One character up to a few hundred bytes, of every width in UTF-8, controls included.
    private static func text(_ random: inout WireRandom) -> String {
        let isLong = Int.random(in: 0..<50, using: &random) == 0
        let count = Int.random(in: 1...(isLong ? 200 : 12), using: &random)
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            let range: ClosedRange<UInt32> =
                switch Int.random(in: 0..<10, using: &random) {
                case 0: 0...0x1f
                case 1: 0x80...0x7ff
                case 2: 0x800...0xd7ff
                case 3: 0xe000...0xffff
                case 4: 0x1_0000...0x10_ffff
                case 5: 0x22...0x22
                case 6: 0x5c...0x5c
                default: 0x20...0x7f
                }
            let code = UInt32.random(in: range, using: &random)
            text.append(Unicode.Scalar(code) ?? "?")
        }
        return String(text)
    }

    /// Every field that stands in it, as `Message.field`.
    func fields(of message: String, into found: inout Set<String>) {
        guard case .message(let parts) = self else { return }
        for (field, values) in parts {
            found.insert("\(message).\(field.name)")
            guard case .message(let child) = field.kind else { continue }
            let name = Shape.current.messages[child].name
            for value in values { value.fields(of: name, into: &found) }
        }
    }
}

extension WireSample {
    /// The value as JSON text: members in random order, with random space and escapes.
    func shuffled(_ random: inout WireRandom) -> [UInt8] {
        var out: [UInt8] = []
        write(to: &out, &random)
        return out
    }

    private func write(to out: inout [UInt8], _ random: inout WireRandom) {
        switch self {
        case .text(let text): Self.quote(text, &out, &random)
        case .count(let count): out += String(count).utf8
        case .flag(let flag): out += (flag ? "true" : "false").utf8
        case .message(let parts):
            out.append(UInt8(ascii: "{"))
            for (index, part) in parts.shuffled(using: &random).enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                Self.space(&out, &random)
                Self.quote(part.field.name, &out, &random)
                Self.space(&out, &random)
                out.append(UInt8(ascii: ":"))
                Self.space(&out, &random)
                if part.field.isRepeated { out.append(UInt8(ascii: "[")) }
                for (index, value) in part.values.enumerated() {
                    if index > 0 { out.append(UInt8(ascii: ",")) }
                    value.write(to: &out, &random)
                }
                if part.field.isRepeated { out.append(UInt8(ascii: "]")) }
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    private static func space(_ out: inout [UInt8], _ random: inout WireRandom) {
        guard Int.random(in: 0..<4, using: &random) == 0 else { return }
        out.append([0x20, 0x0a, 0x09, 0x0d][Int.random(in: 0..<4, using: &random)])
    }

    private static func quote(_ text: String, _ out: inout [UInt8], _ random: inout WireRandom) {
        out.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            let isForced = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            // swift-protobuf 1.39 joins surrogates with `|`, which is wrong above U+1FFFF: there
            // the character stands as it is, and `JSONStringTests` has the escapes.
            let isEscaped =
                scalar.value <= 0x1_ffff && Int.random(in: 0..<12, using: &random) == 0
            guard isForced || isEscaped else {
                out += String(Character(scalar)).utf8
                continue
            }
            for unit in String(Character(scalar)).utf16 {
                let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                out += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
