/// A number of something, as a source states it: `up to 60 billion US dollars`.
///
/// An amount bounds one true quantity. The bounds, all in the order of signed numbers:
///
/// | qualifier | true quantity q of value v |
/// |---|---|
/// | `eq` | q = v |
/// | `about` | v − 10% of \|v\| ≤ q ≤ v + 10% of \|v\| |
/// | `up_to`, `under` | q ≤ v, q < v |
/// | `at_least`, `over` | q ≥ v, q > v |
/// | `range` | v ≤ q ≤ upper |
public struct Amount: Hashable, Sendable {
    /// The number; the lower one of a range.
    public let value: Decimal
    /// What it counts.
    public let unit: Unit
    /// How the number bounds the quantity.
    public let qualifier: Qualifier
    /// The upper number of a range; nil for every other qualifier.
    public let upper: Decimal?
    /// What is counted, in the source's words; never empty.
    public let basis: String?

    /// Builds an amount; throws when `upper` is missing from a range, given without one,
    /// or not above `value`, and when `basis` is empty.
    public init(
        value: Decimal,
        unit: Unit,
        qualifier: Qualifier = .eq,
        upper: Decimal? = nil,
        basis: String? = nil
    ) throws(Malformed) {
        let found = upper.map { "\(value) to \($0) \(unit)" } ?? "\(value) \(unit)"
        func refuse(_ reason: String, _ hint: String) -> Malformed {
            Malformed(found, expected: "an amount", reason: reason, hint: hint)
        }
        switch (qualifier, upper) {
        case (.range, nil):
            throw refuse("a range needs an upper number", "give 'upper', or another qualifier")
        case (.range, let upper?) where upper <= value:
            throw refuse("its upper number is not above its lower one", "write the lower one first")
        case (.range, _), (_, nil): break
        case (_, .some):
            throw refuse("only a range has an upper number", "make it a range, or leave it out")
        }
        guard basis?.isEmpty != true else {
            throw refuse("its basis is empty", "name what is counted, or leave it out")
        }
        self.value = value
        self.unit = unit
        self.qualifier = qualifier
        self.upper = upper
        self.basis = basis
    }

    /// Reads an amount from the texts of its stored fields; throws for the first that is malformed.
    public init(
        value: String,
        unit: String,
        qualifier: String,
        upper: String? = nil,
        basis: String? = nil
    ) throws(Malformed) {
        let highest: Decimal? = if let upper { try Decimal(upper) } else { nil }
        try self.init(
            value: Decimal(value),
            unit: Unit(unit),
            qualifier: Qualifier(word: qualifier),
            upper: highest,
            basis: basis
        )
    }

    /// Whether both amounts may be true of one quantity: same unit, and bounds that meet.
    ///
    /// `basis` is not compared: it is free text, and the caller knows which figures belong
    /// together.
    public func compatible(with other: Amount) -> Bool {
        unit == other.unit && bounds.overlaps(other.bounds)
    }

    /// The amount that says more, when the other one follows from it; this one when both say the
    /// same.
    ///
    /// Nil for other units, and when neither amount's bounds lie within the other's.
    public func narrower(of other: Amount) -> Amount? {
        guard unit == other.unit else { return nil }
        if other.bounds.contains(bounds) { return self }
        return bounds.contains(other.bounds) ? other : nil
    }

    private var bounds: Bounds {
        let exact = Bounds.number(value)
        switch qualifier {
        case .eq: return Bounds(lo: exact, hi: exact)
        case .about:
            // Bounds have one digit more than any decimal, so a tenth of a value is exact, and is
            // the value itself one digit to the right.
            let tenth = value.magnitude.wide(at: UInt8(Decimal.scaleMax))
            return Bounds(lo: exact - tenth, hi: exact + tenth)
        case .upTo: return Bounds(lo: .min, hi: exact)
        case .under: return Bounds(lo: .min, hi: exact - 1)
        case .atLeast: return Bounds(lo: exact, hi: .max)
        case .over: return Bounds(lo: exact + 1, hi: .max)
        case .range: return Bounds(lo: exact, hi: Bounds.number(upper ?? value))
        }
    }

    /// Closed bounds in units of 10^-10, one step finer than any decimal, so that an open bound
    /// is the next number inside it.
    private struct Bounds {
        let lo: Int128
        let hi: Int128

        static func number(_ value: Decimal) -> Int128 {
            value.wide(at: UInt8(Decimal.scaleMax + 1))
        }

        func overlaps(_ other: Bounds) -> Bool { lo <= other.hi && other.lo <= hi }
        func contains(_ other: Bounds) -> Bool { lo <= other.lo && other.hi <= hi }
    }
}
