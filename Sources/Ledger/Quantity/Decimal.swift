/// An exact decimal number of at most 18 significant digits, at most 9 of them after the point.
///
/// Equal values are equal and hash alike however they were written: `10` is `10.0`.
/// No operation rounds; what does not fit is nil.
public struct Decimal: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The digits with their sign; the value is `coefficient` / 10^`scale`.
    public let coefficient: Int64
    /// How many of the digits stand after the point, 0 to 9; the last of them is not 0.
    public let scale: UInt8

    /// The number 0.
    public static let zero = Decimal(0)

    /// Most significant digits, and most digits after the point.
    static let digitsMax = 18
    static let scaleMax = 9
    private static let coefficientMax: Int128 = 999_999_999_999_999_999

    /// A whole number.
    public init(_ whole: Int32) {
        coefficient = Int64(whole)
        scale = 0
    }

    /// `coefficient` / 10^`scale`, or nil when it needs more digits than a decimal has.
    public init?(coefficient: Int64, scale: Int) {
        self.init(wide: Int128(coefficient), scale: scale)
    }

    /// Reads `-?digits(.digits)?`, without exponent, `+`, needless zeros in front, or separators.
    ///
    /// Throws what is wrong with any other spelling and what to write instead.
    public init(_ text: String) throws(Malformed) {
        let reading = try DecimalReading(text)
        guard let value = Decimal(wide: reading.digits, scale: reading.scale) else {
            throw Malformed(
                text,
                expected: "a number",
                reason: "it has more than \(Decimal.digitsMax) significant digits"
            )
        }
        self = value
    }

    /// Scales of any size are taken as long as the value without trailing zeros fits.
    private init?(wide: Int128, scale: Int) {
        var digits = wide
        var scale = scale
        while scale > 0, digits % 10 == 0 {
            digits /= 10
            scale -= 1
        }
        guard (0...Decimal.scaleMax).contains(scale), digits.magnitude <= Decimal.coefficientMax
        else { return nil }
        coefficient = Int64(digits)
        self.scale = UInt8(scale)
    }

    /// Whether it is less than 0.
    public var isNegative: Bool { coefficient < 0 }

    /// The number without its sign.
    public var magnitude: Decimal { isNegative ? negated : self }

    /// The number with the other sign.
    public var negated: Decimal { Decimal(coefficient: -coefficient, scale: scale) }

    /// The sum, or nil when it needs too many digits.
    public func adding(_ other: Decimal) -> Decimal? {
        let common = max(scale, other.scale)
        return Decimal(wide: wide(at: common) + other.wide(at: common), scale: Int(common))
    }

    /// The difference, or nil when it needs too many digits.
    public func subtracting(_ other: Decimal) -> Decimal? { adding(other.negated) }

    /// The whole number that it is; nil for a fraction, or one too large.
    public var whole: Int? {
        guard let scaled = timesPowerOfTen(0), scaled.scale == 0 else { return nil }
        return Int(scaled.coefficient)
    }

    /// The number times 10^`exponent`, or nil when it needs too many digits.
    public func timesPowerOfTen(_ exponent: Int) -> Decimal? {
        guard coefficient != 0 else { return self }
        // No other exponent leaves a number other than 0 in range.
        guard
            (-Decimal.digitsMax - Decimal.scaleMax...Decimal.digitsMax + Decimal.scaleMax)
                .contains(exponent)
        else { return nil }
        let shifted = Int(scale) - exponent
        guard shifted < 0 else { return Decimal(wide: Int128(coefficient), scale: shifted) }
        guard -shifted <= Decimal.digitsMax else { return nil }
        return Decimal(wide: Int128(coefficient) * Decimal.power(-shifted), scale: 0)
    }

    /// The shortest spelling, which `init(_:)` reads back: `-0.5`, `10`, `24202.6`.
    public var description: String {
        guard scale > 0 else { return "\(coefficient)" }
        let digits = String(coefficient.magnitude)
        let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
        return "\(isNegative ? "-" : "")\(padded.dropLast(Int(scale))).\(padded.suffix(Int(scale)))"
    }

    /// Orders by value.
    public static func < (a: Decimal, b: Decimal) -> Bool {
        let common = max(a.scale, b.scale)
        return a.wide(at: common) < b.wide(at: common)
    }

    /// The digits at a scale at least as fine as the number's own: the value times 10^`scale`.
    func wide(at scale: UInt8) -> Int128 {
        precondition(scale >= self.scale, "a coarser scale would lose digits")
        return Int128(coefficient) * Decimal.power(Int(scale - self.scale))
    }

    private init(coefficient: Int64, scale: UInt8) {
        self.coefficient = coefficient
        self.scale = scale
    }

    private static func power(_ exponent: Int) -> Int128 { powers[exponent] }

    /// As far as digits and scale together may reach.
    private static let powers: [Int128] = (0...(digitsMax + scaleMax + 1)).map { exponent in
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}

extension Decimal: ExpressibleByIntegerLiteral {
    /// A whole number in source text.
    public init(integerLiteral value: Int32) { self.init(value) }
}

/// The digits of a number's text, before anything is known about their range.
private struct DecimalReading {
    var digits: Int128 = 0
    var scale = 0

    init(_ text: String) throws(Malformed) {
        var whole = 0
        var hasPoint = false
        var leadsWithZero = false
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where place == 0: continue
            case UInt8(ascii: ".") where !hasPoint && whole > 0: hasPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard hasPoint || !leadsWithZero else { throw DecimalReading.fault(text) }
                leadsWithZero = leadsWithZero || (whole == 0 && byte == UInt8(ascii: "0"))
                whole += hasPoint ? 0 : 1
                scale += hasPoint ? 1 : 0
                guard whole <= Decimal.digitsMax, scale <= Decimal.scaleMax else {
                    throw DecimalReading.tooLong(text)
                }
                digits = digits * 10 + Int128(byte - 48)
            default: throw DecimalReading.fault(text)
            }
        }
        guard whole > 0, hasPoint == (scale > 0) else { throw DecimalReading.fault(text) }
        guard text.utf8.first == UInt8(ascii: "-") else { return }
        guard digits != 0 else {
            throw Malformed(text, expected: "a number", reason: "zero has no sign", hint: "write 0")
        }
        digits = -digits
    }

    private static func tooLong(_ text: String) -> Malformed {
        let isDigits = text.utf8.allSatisfy { (48...57).contains($0) || "-.".utf8.contains($0) }
        guard isDigits else { return fault(text) }
        return Malformed(
            text,
            expected: "a number",
            reason: "it has too many digits",
            hint:
                "write at most \(Decimal.digitsMax) before the point and \(Decimal.scaleMax) after"
        )
    }

    private static func fault(_ text: String) -> Malformed {
        func malformed(_ reason: String?, _ hint: String) -> Malformed {
            Malformed(text, expected: "a number", reason: reason, hint: hint)
        }
        let bytes = text.utf8
        let isNumeric = bytes.allSatisfy { (48...57).contains($0) || "+-.,_eE' ".utf8.contains($0) }
        guard isNumeric, bytes.contains(where: { (48...57).contains($0) }) else {
            return malformed(nil, "write digits, as 200000000000 or 2.8")
        }
        if bytes.contains(where: { ",_' ".utf8.contains($0) }) {
            return malformed(
                "it has separators",
                "write the digits together, with a point before the decimals"
            )
        }
        if bytes.contains(where: { "eE".utf8.contains($0) }) {
            return malformed("exponents are not read", "write all digits")
        }
        if bytes.first == UInt8(ascii: "+") {
            return malformed("it has a plus sign", "write \(text.dropFirst())")
        }
        if bytes.last == UInt8(ascii: ".") { return malformed(nil, "write \(text.dropLast())") }
        if text.hasPrefix(".") || text.hasPrefix("-.") {
            return malformed("no digit stands before the point", "write 0 before it")
        }
        return malformed(
            text.hasPrefix("0") || text.hasPrefix("-0") ? "it has needless zeros in front" : nil,
            "write it as 200000000000 or 2.8"
        )
    }
}
