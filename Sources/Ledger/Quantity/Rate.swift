/// A rate of duty in percent of the goods' value, as a source states it.
public struct Rate: Hashable, Sendable, CustomStringConvertible {
    /// Percent ad valorem, 0 to 1000.
    public let pct: Decimal
    /// What the percentage is of.
    public let kind: Kind
    /// How the number bounds the rate; never `range`.
    public let qualifier: Qualifier
    /// In a list of bands: how many tariff lines this one covers; never negative.
    public let lines: Int?
    /// In a list of bands: the rate before, in percent, 0 to 1000.
    public let fromPct: Decimal?

    /// The kinds of rate, which must not be compared with one another.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// On top of the ordinary duty.
        case additional
        /// With the ordinary duty.
        case total
        /// Deposited until the final rate is determined.
        case deposit
        /// Over many tariff lines.
        case average

        /// Reads the stored word; throws the list of words when it is none of them.
        public init(word: String) throws(Malformed) {
            guard let known = Kind(rawValue: word) else {
                let words = Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Malformed(word, expected: "a kind of rate", hint: "write one of \(words)")
            }
            self = known
        }
    }

    /// Builds a rate; throws for percentages outside 0 to 1000, ranges and negative line counts.
    public init(
        pct: Decimal,
        kind: Kind = .additional,
        qualifier: Qualifier = .eq,
        lines: Int? = nil,
        fromPct: Decimal? = nil
    ) throws(Malformed) {
        try Rate.check(pct)
        if let fromPct { try Rate.check(fromPct) }
        guard qualifier != .range else {
            throw Malformed(
                "\(pct)%",
                expected: "a rate",
                reason: "a rate is never a range",
                hint: "list the rates, as 5%,10%, or write up-to:10%"
            )
        }
        guard (lines ?? 0) >= 0 else {
            throw Malformed("\(lines ?? 0)", expected: "a number of tariff lines")
        }
        self.pct = pct
        self.kind = kind
        self.qualifier = qualifier
        self.lines = lines
        self.fromPct = fromPct
    }

    /// Reads a rate from the texts of its stored fields; throws for the first that is malformed.
    public init(
        pct: String,
        kind: String,
        qualifier: String,
        lines: Int? = nil,
        fromPct: String? = nil
    ) throws(Malformed) {
        let before: Decimal? = if let fromPct { try Decimal(fromPct) } else { nil }
        try self.init(
            pct: Decimal(pct),
            kind: Kind(word: kind),
            qualifier: Qualifier(word: qualifier),
            lines: lines,
            fromPct: before
        )
    }

    /// Reads one rate as people type it: `10%`, `up-to:25%`, `total:21.1%`, `total:about:3%`.
    ///
    /// Without a kind it is `additional`. Throws what to write instead.
    public static func shorthand(_ text: String) throws(Malformed) -> Rate {
        let words = text.split(separator: ":", omittingEmptySubsequences: false)
        var kind: Kind?
        var qualifier: Qualifier?
        for word in words.dropLast() {
            if kind == nil, let known = Kind(rawValue: String(word)) {
                kind = known
            } else if qualifier == nil, let known = Qualifier(typed: word) {
                qualifier = known
            } else {
                throw Malformed(
                    text,
                    expected: "a rate",
                    reason: "'\(word)' cannot stand there",
                    hint: "write at most one kind, as total:, and one qualifier, as up-to:"
                )
            }
        }
        let number = words.last ?? ""
        guard !number.contains("%,") else {
            throw Malformed(
                text,
                expected: "a rate",
                reason: "it is a list of rates",
                hint: "write one of them"
            )
        }
        guard number.hasSuffix("%") else {
            let isNumber = (try? Decimal(String(number))) != nil
            throw Malformed(
                text,
                expected: "a rate",
                reason: isNumber ? "it has no percent sign" : nil,
                hint: isNumber ? "write \(text)%" : forms
            )
        }
        let pct: Decimal
        do throws(Malformed) { pct = try Decimal(String(number.dropLast())) } catch {
            throw Malformed(text, expected: "a rate", reason: error.reason, hint: forms)
        }
        return try Rate(pct: pct, kind: kind ?? .additional, qualifier: qualifier ?? .eq)
    }

    /// Reads one rate or several with commas between them: `5%,10%`; throws as `shorthand` does.
    public static func shorthandList(_ text: String) throws(Malformed) -> [Rate] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        return try parts.map { part throws(Malformed) in
            guard !part.isEmpty else {
                throw Malformed(text, expected: "a list of rates", hint: forms)
            }
            return try shorthand(String(part))
        }
    }

    /// The rate as people read it: `10%`, `up to 25%`, `21.1% total`.
    public var display: String {
        "\(qualifier.phrase)\(pct)%" + (kind == .additional ? "" : " \(kind.rawValue)")
    }

    /// The same as `display`.
    public var description: String { display }

    private static let forms = "write 10%, 5%,10% or up-to:25%"

    private static func check(_ pct: Decimal) throws(Malformed) {
        guard !pct.isNegative else {
            throw Malformed(
                "\(pct)%",
                expected: "a rate",
                reason: "a rate is never negative",
                hint: "a cut is the lower rate, with from_pct the rate before"
            )
        }
        guard pct <= 1000 else {
            throw Malformed(
                "\(pct)%",
                expected: "a rate",
                reason: "it is above 1000%",
                hint: "rates are in percent: write 25 for 25%, not 2500 for its basis points"
            )
        }
    }
}
