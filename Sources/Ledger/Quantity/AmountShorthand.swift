extension Amount {
    /// Reads an amount as people type it: `200bn`, `up-to:60bn`, `about:1.5m EUR`, `7 year`,
    /// `range:5bn-10bn`, and without its qualifier whatever `display` prints without commas.
    ///
    /// Suffixes are `k`, `m`, `bn` and `tn`; a unit follows after a space, or stands in front as
    /// `$` or a code with a space, or is a `%` sign. Without one the unit is `defaultUnit`.
    /// Throws what to write instead.
    public static func shorthand(
        _ text: String,
        defaultUnit: Unit = .usd
    ) throws(Malformed) -> Amount {
        var rest = text[...]
        var qualifier = Qualifier.eq
        if let colon = text.firstIndex(of: ":") {
            guard let known = Qualifier(typed: text[..<colon]) else {
                throw Malformed.amount(
                    text,
                    "'\(text[..<colon])' is no qualifier",
                    "write about:, up-to:, at-least:, over:, under: or range: in front"
                )
            }
            qualifier = known
            rest = text[text.index(after: colon)...]
        }
        let (numbers, named) = try unit(of: rest, in: text)
        let ends = qualifier == .range ? split(numbers) : [numbers]
        guard qualifier != .range || ends.count == 2 else {
            throw Malformed.amount(
                text,
                "a range has two numbers",
                "write range:5bn-10bn"
            )
        }
        let quantities = try ends.map { end throws(Malformed) in try Quantity(end, in: text) }
        let units = Set(quantities.compactMap(\.unit) + [named].compactMap(\.self))
        guard units.count <= 1 else {
            throw Malformed.amount(
                text,
                "it has two units",
                "write it with one"
            )
        }
        if quantities.count == 2, quantities[0].suffix.isEmpty, !quantities[1].suffix.isEmpty {
            throw Malformed.amount(
                text,
                "the size of its first number is unclear",
                "write the suffix on both, as range:5bn-10bn"
            )
        }
        return try Amount(
            value: quantities[0].value,
            unit: units.first ?? defaultUnit,
            qualifier: qualifier,
            upper: quantities.count == 2 ? quantities[1].value : nil
        )
    }

    /// The numbers without the unit word before or after them, and that unit.
    private static func unit(
        of text: Substring,
        in whole: String
    ) throws(Malformed) -> (numbers: Substring, unit: Unit?) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 1 else { return (text, nil) }
        guard words.count == 2, !words[0].isEmpty, !words[1].isEmpty else {
            throw Malformed.amount(
                whole,
                "it has too many spaces",
                "write a number, a space and a unit, as 1.5m EUR"
            )
        }
        if Currency.codes.contains(String(words[0])) { return (words[1], try Unit("\(words[0])")) }
        switch words[1] {
        case "years": return (words[0], .year)
        case "pts": return (words[0], .indexPoints)
        default: return (words[0], try Unit(String(words[1])))
        }
    }

    /// The two numbers around the first hyphen that is not a sign.
    private static func split(_ text: Substring) -> [Substring] {
        guard let hyphen = text.dropFirst().firstIndex(of: "-") else { return [text] }
        return [text[..<hyphen], text[text.index(after: hyphen)...]]
    }
}

/// One typed number: `-$1.5bn`, `60bn`, `2.8%`.
private struct Quantity {
    let value: Decimal
    let suffix: Substring
    private(set) var unit: Unit?

    init(_ typed: Substring, in whole: String) throws(Malformed) {
        var digits = typed
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits.removeFirst() }
        if digits.hasPrefix("$") {
            digits.removeFirst()
            unit = .usd
        } else if digits.hasSuffix("%") {
            digits.removeLast()
            unit = .percent
        }
        let tail = digits.reversed().prefix { $0.isLetter }.count
        suffix = digits.suffix(tail)
        let number = (isNegative ? "-" : "") + digits.dropLast(tail)
        guard let exponent = Quantity.exponents[String(suffix)] else {
            throw Quantity.fault(whole, number, suffix)
        }
        let read: Decimal
        do throws(Malformed) { read = try Decimal(number) } catch {
            throw Malformed.amount(
                whole,
                error.reason,
                error.reason == nil ? Quantity.forms : error.hint
            )
        }
        guard let scaled = read.timesPowerOfTen(exponent) else {
            throw Malformed.amount(whole, "it has more than \(Decimal.digitsMax) digits", nil)
        }
        value = scaled
    }

    private static let exponents = ["": 0, "k": 3, "m": 6, "bn": 9, "tn": 12]
    private static let forms = "write one such as 200bn, up-to:60bn, 1.5m EUR, 2.8% or 7 year"

    private static func fault(_ whole: String, _ number: String, _ suffix: Substring) -> Malformed {
        guard (try? Decimal(number)) != nil else {
            return Malformed.amount(whole, nil, forms)
        }
        let meant =
            switch suffix.lowercased() {
            case "k", "thousand": "k"
            case "m", "mn", "mio", "mln", "million": "m"
            case "b", "bn", "bln", "mrd", "billion": "bn"
            case "t", "tn", "trn", "trillion": "tn"
            default: ""
            }
        let code = suffix.suffix(3).uppercased()
        let size = String(suffix.dropLast(3))
        let hint =
            !meant.isEmpty
            ? "write \(number)\(meant)"
            : Currency.codes.contains(code) && exponents[size] != nil
                ? "write \(number)\(size) \(code)" : "write k, m, bn or tn after the number"
        return Malformed.amount(
            whole,
            "'\(suffix)' is no suffix of numbers",
            hint
        )
    }
}

extension Malformed {
    fileprivate static func amount(_ text: String, _ reason: String?, _ hint: String?) -> Malformed
    {
        Malformed(text, expected: "an amount", reason: reason, hint: hint)
    }
}
