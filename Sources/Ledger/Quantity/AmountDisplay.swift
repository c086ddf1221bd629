extension Amount: CustomStringConvertible {
    /// The amount as people read it: `$200bn`, `up to $60bn`, `EUR 1.5m`, `2.8%`, `24,202.6 pts`.
    ///
    /// Never rounded: a number that `m`, `bn` or `tn` would not shorten is printed in full.
    public var display: String {
        guard let upper else { return qualifier.phrase + Amount.quantity(value, unit) }
        guard !unit.isCurrency, unit != .percent else {
            return "\(Amount.quantity(value, unit)) to \(Amount.quantity(upper, unit))"
        }
        return "\(value.grouped) to \(Amount.quantity(upper, unit))"
    }

    /// The same as `display`.
    public var description: String { display }

    private static func quantity(_ value: Decimal, _ unit: Unit) -> String {
        switch unit {
        case .usd: "\(value.isNegative ? "-" : "")$\(value.magnitude.shortened)"
        case .percent: "\(value.grouped)%"
        case .indexPoints: "\(value.grouped) pts"
        case .year: "\(value.grouped) \(value.magnitude == 1 ? "year" : "years")"
        case .one: value.grouped
        default: "\(unit.code) \(value.shortened)"
        }
    }
}

extension Decimal {
    /// With commas between the thousands: `24,202.6`.
    var grouped: String {
        let parts = magnitude.description.split(separator: ".")
        var whole = ""
        for (place, digit) in parts[0].reversed().enumerated() {
            if place > 0, place % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        let fraction = parts.count > 1 ? ".\(parts[1])" : ""
        return "\(isNegative ? "-" : "")\(String(whole.reversed()))\(fraction)"
    }

    /// In the largest of `tn`, `bn`, `m` that leaves a whole part and at most three decimals.
    fileprivate var shortened: String {
        for (suffix, exponent) in [("tn", 12), ("bn", 9), ("m", 6)] {
            guard let scaled = timesPowerOfTen(-exponent), scaled.magnitude >= 1,
                scaled.scale <= 3
            else { continue }
            return scaled.grouped + suffix
        }
        return grouped
    }
}
