/// The shapes that stand once in a document, under `$defs`; the raw value is their name there.
enum SharedShape: String, CaseIterable, Sendable {
    // Values in rows.
    case record, records, day, instant, digest, key, span, amount, rate, bands
    case rates = "rate_cell"
    case amounts = "amount_cell"
    case evidenceClass = "evidence_class"
    case basis, recorder
    // What an event is made of.
    case reference
    case givenKey = "given_key"
    case subjectKey = "subject_key"
    case actorKey = "actor_key"
    case sourceKey = "source_key"
    case date
    case givenAmount = "given_amount"
    case givenRate = "given_rate"
    case place, condition, item
    case entryRule = "entry_rule"
    case observation, post, party, evidence, hop, link, event, replacement

    /// What it holds.
    var shape: ValueShape { valueShape ?? eventShape }

    /// Shapes of values in rows; nil for those of events.
    private var valueShape: ValueShape? {
        switch self {
        case .record: .pattern(Pattern.record)
        case .records: ValueShape.record.list
        case .day: .pattern(Pattern.day)
        case .instant: .pattern(Pattern.instant)
        case .digest: .pattern(Pattern.digest)
        case .key: .pattern(Pattern.key(Kind.allCases))
        case .span: Self.spanShape
        case .amount: .object(ObjectShape(Self.amountMembers))
        case .rate: .object(ObjectShape(Self.rateMembers))
        case .bands: .oneOf([Self.rateMembers, Self.bandMembers].map(ObjectShape.init))
        case .rates: Self.cell(of: [Self.rateMembers, Self.bandMembers])
        case .amounts: Self.cell(of: [Self.amountMembers])
        case .evidenceClass: .words(EvidenceClass.allCases.map(\.rawValue))
        case .basis: Self.basisShape
        case .recorder:
            .members(
                MemberShape("uid", .count, "the Unix account"),
                MemberShape("name", .text, "its name when the record was made")
            )
        default: nil
        }
    }

    /// What it means, as a phrase.
    var meaning: String {
        switch self {
        case .record: "a record of the log"
        case .records: "records, ascending"
        case .day: "a day without zone"
        case .instant: "an instant in UTC, to the microsecond"
        case .digest: "a SHA-256, 64 hex digits in small letters"
        case .key: "the name of something with a life: kind/name"
        case .span: "a date or span of days"
        case .amount: "a number of something"
        case .rate: "a rate of duty in percent of the goods' value"
        case .bands: "one rate, or several that stand together"
        case .rates: "rates that several records state"
        case .amounts: "amounts that several records state"
        case .evidenceClass: "how well it is attested, the strongest first"
        case .basis: "what an answer was computed from; an equal basis gives equal rows"
        case .recorder: "the account that recorded it"
        default: givenMeaning
        }
    }

    private static let spanShape = ValueShape.members(
        MemberShape("text", .text, "the date as it was written"),
        MemberShape("lo", .day.orNull, "the first day; null where open"),
        MemberShape("hi", .day.orNull, "the last day; null where open")
    )

    private static let amountMembers = [
        MemberShape("text", .text, "as people read it"),
        MemberShape("value", .pattern(Pattern.decimal), "the number; the lower one of a range"),
        MemberShape("unit", .text, "an ISO 4217 currency, percent, index_pts, year or 1"),
        MemberShape("qual", Self.qualifiers, "how the number bounds the quantity"),
    ]

    private static let rateMembers = [
        MemberShape("text", .text, "as people read it"),
        MemberShape("pct", .pattern(Pattern.decimal), "percent"),
        MemberShape("kind", Self.rateKinds, "what the percentage is of"),
        MemberShape("qual", Self.qualifiers, "how the number bounds the rate"),
        MemberShape.optional("lines", .count, "tariff lines of this band"),
        MemberShape.optional(
            "from_pct",
            .pattern(Pattern.decimal),
            "the rate before, of this band"
        ),
    ]

    private static let bandMembers = [
        MemberShape("text", .text, "the bands with commas between"),
        MemberShape("bands", .list(.rate, least: 2), "each rate"),
    ]

    static let qualifiers = ValueShape.words(Qualifier.allCases.map(\.rawValue))
    static let rateKinds = ValueShape.words(Rate.Kind.allCases.map(\.rawValue))

    /// Each distinct value with the records that state it; a value has one of some forms.
    private static func cell(of forms: [[MemberShape]]) -> ValueShape {
        let records = MemberShape("records", .records, "the records that state it")
        let values = forms.map { ObjectShape($0 + [records]) }
        return .members(
            MemberShape("text", .text, "the values; those that conflict with ≠ between"),
            MemberShape(
                "values",
                .list(values.count == 1 ? .object(values[0]) : .oneOf(values), least: 1),
                "each value that stands"
            ),
            MemberShape("conflict", .flag, "whether several values stand against each other")
        )
    }

    private static let basisShape = ValueShape.members(
        MemberShape("on", .day, "the day in the world"),
        MemberShape("known", .pattern(Pattern.dayOrUnbounded), "what had been published by then"),
        MemberShape("as_of", .pattern(Pattern.position), "the last record that counts"),
        MemberShape("size", .count, "records up to there"),
        MemberShape("root", .digest, "Merkle root at that size"),
        MemberShape("rules", .count, "version of the rules by which answers are computed"),
        MemberShape("redactions", .count, "records up to there whose content is gone"),
        MemberShape("strict", .flag, "whether schedules and presumed joins were left out")
    )
}
