/// What an amount is counted in: a currency of ISO 4217, or one of four other units.
public struct Unit: Hashable, Sendable, CustomStringConvertible {
    /// The word that is stored: `USD`, `percent`, `index_pts`, `year`, `1`.
    public let code: String

    /// Hundredths of whatever the amount's basis names.
    public static let percent = Unit(known: "percent")
    /// Points of a stock index.
    public static let indexPoints = Unit(known: "index_pts")
    /// Years of time.
    public static let year = Unit(known: "year")
    /// Things counted.
    public static let one = Unit(known: "1")
    /// United States dollars, the unit of an amount written without one.
    public static let usd = Unit(known: "USD")

    /// The units that are not currencies.
    public static let others: [Unit] = [.percent, .indexPoints, .year, .one]

    /// The unit of a code; throws which codes there are when it is none of them.
    public init(_ code: String) throws(Malformed) {
        guard Currency.codes.contains(code) || Unit.others.contains(where: { $0.code == code })
        else {
            throw Malformed(
                code,
                expected: "a unit",
                hint: Unit.hint(for: code)
            )
        }
        self.code = code
    }

    /// Whether it is a currency.
    public var isCurrency: Bool { !Unit.others.contains(self) }

    /// The stored word.
    public var description: String { code }

    private init(known code: String) { self.code = code }

    private static func hint(for code: String) -> String {
        let capitals = code.uppercased()
        if Currency.codes.contains(capitals) { return "write \(capitals)" }
        switch code.lowercased() {
        case "$", "us$", "dollar", "dollars": return "write USD"
        case "€", "euro", "euros": return "write EUR"
        case "%", "pct", "per cent": return "write percent"
        case "pts", "points": return "write index_pts"
        case "years", "yr": return "write year"
        case "rmb", "yuan", "renminbi": return "write CNY"
        default: return "write an ISO 4217 code such as USD, or percent, index_pts, year or 1"
        }
    }
}
