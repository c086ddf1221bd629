/// The event types that every ledger knows.
///
/// Adding one is an entry in one of the tables (`Catalogue+…`), plus a dictionary field if it
/// brings a new one: admission, `type list|show`, JSON Schema, completion, flags and the
/// round-trip tests read these tables. Order is part of the views' row layout: add at the end.
public enum Catalogue {
    /// All built-in types, in catalogue order.
    public static let types: [EventType] = (measures + negotiation + claims + records + own)
        .enumerated().map { $1.type(code: UInt16($0 + 1)) }

    private static let byName = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })

    /// The built-in type of a name; nil if there is none.
    public static func type(named name: String) -> EventType? { byName[name] }

    /// The built-in type of a code; nil for 0 and for codes of a later program.
    public static func type(code: UInt16) -> EventType? {
        code >= 1 && Int(code) <= types.count ? types[Int(code) - 1] : nil
    }

    /// An entry of a table, before it has its number.
    struct Entry {
        var name: String
        var summary: String
        var kinds: [Kind] = []
        var roles: [Role] = []
        var parties = 0
        var required: [[BodyField]] = []
        var expected: [[BodyField]] = []
        var allowed: [BodyField] = []
        var kindWords: [String] = []
        var machine: Machine?
        var state: String?
        var isTestimony = true

        func type(code: UInt16) -> EventType {
            let rules = roles.map { EventType.RoleRule(role: $0, count: 1) }
            let party = EventType.RoleRule(role: .party, count: parties)
            let named = Array((required + expected).joined()) + allowed
            return EventType(
                name: name,
                code: code,
                summary: summary,
                subjectKinds: kinds,
                requiredRoles: parties == 0 ? rules : rules + [party],
                required: required,
                expected: expected,
                allowed: Set(named).union([.gist, .reason]),
                kindWords: kindWords,
                machine: machine ?? kinds.first.flatMap(Machine.init(of:)),
                state: state,
                isTestimony: isTestimony
            )
        }
    }
}
