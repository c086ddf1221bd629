/// How sure an answer about a date is, when the date itself is only known to lie in an interval.
public enum Likelihood: String, CaseIterable, Comparable, Hashable, Sendable {
    /// True for no day on which the date may lie.
    case no
    /// True for some of the days on which the date may lie.
    case possibly
    /// True for every day on which the date may lie.
    case surely

    /// Whether the answer is `surely` or `possibly`.
    public var isPossible: Bool { self != .no }

    /// The likelihood of the opposite: `surely` and `no` change places.
    public var negated: Likelihood {
        switch self {
        case .no: .surely
        case .possibly: .possibly
        case .surely: .no
        }
    }

    /// Orders by sureness, so that `min` is "both" and `max` is "either" for independent dates.
    public static func < (a: Likelihood, b: Likelihood) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .no: 0
        case .possibly: 1
        case .surely: 2
        }
    }
}
