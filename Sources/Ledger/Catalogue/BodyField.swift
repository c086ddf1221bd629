/// The fields that a record's body may hold: the names of the field dictionary.
///
/// One name, one type, one meaning, in every event type, in JSON, in CSV columns and as a flag of
/// `ledgerctl append`. The raw value is the field number in `proto/ledger/v1/event.proto`.
/// ``FieldDictionary`` says what each holds.
public enum BodyField: UInt8, CaseIterable, Hashable, Sendable {
    case gist = 1, items, coverage, rate, effective, goods, kind, about, target, reason, step
    case change, fromRate, toRate, rates, supersedesRate, until, indefinite, postponedTo
    case plannedFrom, commentUntil, stateAsOf, lines, excludedLines, refundableLines, refund
    case entryRule, resumes, continues, hsListRef, legalBasis, condition, reaffirms, instrument
    case term, formal, strength, preconditionFor, response, part, level, place, venue, agenda
    case medium, outcome, nextStep, atRisk, carries, saidInstead, refusal, ending, deadline
    case previousDeadline, finding, form, terms, partial, title, proposition, grounds, scope
    case metric, value, period, since, delta, prior, stage, outlet, published, held, wire, url
    case sha256, file, dateline, language, what, name, aka, iso3166, partOf, controlledBy, roles
    case description, document, count, a, b, rel, to, linkBy, join, records, reading
    case subjectKinds, requiredFields, expectedFields, allowedFields, requiredRoles, machine
    case state, words, size, root, signedNote, rules

    /// The name in JSON and on the command line (there with `-` for `_`).
    public var name: String { Self.names[Int(rawValue)] }

    /// The field of a name; nil if there is none.
    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: UInt8(index))
    }

    /// Names by number, from the schema.
    private static let names: [String] = {
        let shape = Shape.current
        let fields = shape.fields(of: shape.index("Body"))
        precondition(fields.count == allCases.count, "the dictionary has each field of the schema")
        return [""] + fields.map(\.name)
    }()
}
