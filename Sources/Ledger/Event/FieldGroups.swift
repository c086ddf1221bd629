/// Groups of fields that an evidence entry may attest: the mask behind `covers`.
public struct FieldGroups: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let occurred = FieldGroups(rawValue: 1 << 0)
    public static let actors = FieldGroups(rawValue: 1 << 1)
    public static let rate = FieldGroups(rawValue: 1 << 2)
    public static let amount = FieldGroups(rawValue: 1 << 3)
    public static let effective = FieldGroups(rawValue: 1 << 4)
    public static let until = FieldGroups(rawValue: 1 << 5)
    public static let step = FieldGroups(rawValue: 1 << 6)
    public static let items = FieldGroups(rawValue: 1 << 7)
    public static let place = FieldGroups(rawValue: 1 << 8)
    public static let word = FieldGroups(rawValue: 1 << 9)
    /// Everything else.
    public static let rest = FieldGroups(rawValue: 1 << 10)
    public static let all = FieldGroups(rawValue: 0x7ff)

    private static let body: FieldGroups = [
        .rate, .amount, .effective, .until, .step, .items, .place, .word, .rest,
    ]

    /// The groups that a list of paths touches; an empty list attests all.
    public init(paths: [String]) {
        guard !paths.isEmpty else {
            self = .all
            return
        }
        self = []
        for path in paths { formUnion(FieldGroups.group(of: path)) }
    }

    /// The group that a path belongs to, or all those of the body.
    static func group(of path: String) -> FieldGroups {
        let steps = path.split(separator: ".").map { $0.prefix { $0 != "[" } }
        switch steps.first {
        case "occurred": return .occurred
        case "actors": return .actors
        case "body": break
        default: return .rest
        }
        guard steps.count > 1 else { return body }
        switch steps[1] {
        case "rate", "rates", "to_rate", "from_rate": return .rate
        case "coverage", "value", "term": return .amount
        case "effective", "postponed_to": return .effective
        case "until", "state_as_of", "deadline": return .until
        case "step": return .step
        case "items": return .items
        case "place": return .place
        case "change", "response", "outcome", "form", "finding", "stage", "refusal", "strength",
            "scope", "kind", "ending", "metric":
            return .word
        default: return .rest
        }
    }
}
