/// Regular expressions of schemas (ECMA-262, anchored), in step with the parsers of the core.
enum Pattern {
    static let slug = "^\(slugBody)$"
    static let record = "^r[1-9][0-9]*$"
    static let batch = "^b[1-9][0-9]*$"
    /// A record, or `r0` before the first.
    static let position = "^r(0|[1-9][0-9]*)$"
    static let day = "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$"
    static let dayOrUnbounded = "^(unbounded|-?[0-9]{4,}-[0-9]{2}-[0-9]{2})$"
    static let instant =
        "^[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$"
    static let digest = "^[0-9a-f]{64}$"
    /// 32 bytes in base64.
    static let digestBase64 = "^[A-Za-z0-9+/]{43}=$"
    /// A public key of a signed note.
    static let noteKey = "^[^ +]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}$"
    static let hex = "^([0-9a-f]{2})*$"
    static let uuid = "^\(uuidBody)$"
    static let decimal = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"
    static let percentage = "^(0|[1-9][0-9]*)(\\.[0-9]+)?$"
    /// A decimal from 0 to 1.
    static let share = "^(0(\\.[0-9]+)?|1(\\.0+)?)$"
    static let country = "^[A-Z]{3}$"
    /// What an event writes for a record: `r168`, `@name` or a record id.
    static let reference = "^(r[1-9][0-9]*|@\(slugBody)|\(uuidBody))$"
    static let lines = "^\(linesBody)(,\(linesBody))*$"
    static let people = "^[0-9]+(\\.\\.[0-9]*)?$"
    static let path = "^\(stepBody)(\\.\(stepBody))*$"
    static let zone = "^(UTC|[^ ]*/[^ ]*)$"
    /// The name of a desk's own type.
    static let ownType = "^x\\.[a-z0-9._/-]{1,94}$"
    static let ending = "\\.registered$"

    private static let slugBody = "[a-z0-9][a-z0-9._/-]{0,95}"
    private static let uuidBody =
        "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
    private static let linesBody = "L[0-9]+(-L[0-9]+)?"
    private static let stepBody = "[a-z0-9_]+(\\[[0-9]+\\])?"

    /// A key of any kind, or a record.
    static let keyOrRecord = "\(key(Kind.allCases))|\(record)"

    /// A key of one of some kinds as it is printed: with a slash.
    static func key(_ kinds: [Kind]) -> String { key(kinds, "/") }

    /// A key of one of some kinds as it may be given: with a slash or a colon.
    static func givenKey(_ kinds: [Kind]) -> String { key(kinds, "[/:]") }

    private static func key(_ kinds: [Kind], _ cut: String) -> String {
        let plain = kinds.filter { $0 != .gov }.map(\.rawValue)
        let others = "(\(plain.joined(separator: "|")))\(cut)\(slugBody)"
        // A state is its alpha-3 code; any other body that governs has a slug.
        let government = "gov\(cut)([A-Z]{3}|\(slugBody))"
        guard kinds.contains(.gov) else { return "^\(others)$" }
        return plain.isEmpty ? "^\(government)$" : "^(\(others)|\(government))$"
    }
}
