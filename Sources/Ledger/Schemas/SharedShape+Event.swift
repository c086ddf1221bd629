/// What an event is made of: the messages of the schema, with their vocabularies.
extension SharedShape {
    /// The shape of what an event gives; every message that is not the body.
    var eventShape: ValueShape {
        switch self {
        case .reference: .pattern(Pattern.reference)
        case .subjectKey: .pattern(Pattern.givenKey(Kind.allCases.filter { !$0.isRegistered }))
        case .actorKey: .pattern(Pattern.givenKey(Kind.allCases.filter(\.isActor)))
        case .sourceKey: .pattern(Pattern.givenKey([.src]))
        case .date: .object(Self.dateObject)
        case .givenAmount: .object(Self.amountObject)
        case .givenRate: .object(.given(Self.givenRateMembers))
        case .place: .object(.given(Self.placeMembers))
        case .condition: .object(Self.conditionObject)
        case .item: .object(.given(Self.itemMembers))
        case .entryRule: .object(.given(Self.entryRuleMembers))
        case .observation: .object(.given(Self.observationMembers))
        case .post: .object(.given(Self.postMembers))
        case .party: .object(.given(Self.partyMembers))
        case .evidence: .object(.given(Self.evidenceMembers))
        case .hop: .object(.given(Self.hopMembers))
        case .link: .object(.given(Self.linkMembers))
        case .event:
            .object(.given(EventShape.anyType + [EventShape.replacement(isOptional: true)]))
        case .replacement: .object(.given(EventShape.anyType))
        default: .pattern(Pattern.givenKey(Kind.allCases))
        }
    }

    /// What it means, as a phrase.
    var givenMeaning: String {
        switch self {
        case .reference: "a record: r168, @name for one of the same batch, or its id"
        case .givenKey: "a key: kind/name"
        case .subjectKey: "a key of something that exists by being mentioned"
        case .actorKey: "a key of an actor, which must be registered"
        case .sourceKey: "a key of a source, which must be registered"
        case .date: "a date, as sure as the text makes it"
        case .givenAmount: "a number of something, as the source states it"
        case .givenRate: "a rate in percent of the goods' value; in a list, one band"
        case .place: "where"
        case .condition: "what it depends on: one of the two"
        case .item: "one thing offered, demanded or pledged"
        case .entryRule: "goods exported before a day pay this rate"
        case .observation: "a value with the time that it is about"
        case .post: "an office held"
        case .party: "an actor with the part it plays"
        case .evidence: "one chain of testimony, from its origin to the document in hand"
        case .hop: "one step of a chain"
        case .link: "how the record is related to another"
        case .event: "an event of any type, as it is recorded"
        default: "the whole event that stands in place of a corrected one"
        }
    }

    private static let decimal = ValueShape.pattern(Pattern.decimal)
    private static let when = ValueShape.shared(.date)

    private static let dateObject: ObjectShape = {
        var object = ObjectShape.given([
            .init("edtf", .filled, "the date in EDTF level 0 or 1, or as [a,b]"),
            .init("basis", .words(DateBasis.self), "how it is known"),
            .optional("text", .filled, "the words that it was derived from"),
            .optional("anchor", .shared(.sourceKey), "the source that the words count from"),
            .optional("tz", .pattern(Pattern.zone), "IANA zone name"),
        ])
        object.rules = SchemaRule.conditions([
            .when("basis", [DateBasis.derived.rawValue], needs: ["text", "anchor"])
        ])
        return object
    }()

    private static let amountObject: ObjectShape = {
        var object = ObjectShape.given([
            .init("value", decimal, "the number, as text; the lower one of a range"),
            .init("unit", .words(units), "an ISO 4217 currency, percent, index_pts, year or 1"),
            .init("qual", qualifiers, "how the number bounds the quantity"),
            .optional("upper", decimal, "the upper number, of a range alone"),
            .optional("basis", .filled, "what is counted, in the source's words"),
        ])
        let range = Qualifier.range.rawValue
        object.rules = SchemaRule.conditions([
            .when("qual", [range], needs: ["upper"]),
            .unless("qual", [range], forbids: "upper"),
        ])
        return object
    }()

    private static let units = Currency.codes.sorted() + Unit.others.map(\.code)

    private static let givenRateMembers: [MemberShape] = [
        .init("pct", .pattern(Pattern.percentage), "percent ad valorem, 0 to 1000, as text"),
        .init("kind", rateKinds, "what the percentage is of"),
        .init("qual", boundQualifiers, "how the number bounds the rate"),
        .optional("lines", .count, "in a list: tariff lines of this band"),
        .optional(
            "from_pct",
            .pattern(Pattern.percentage),
            "in a list: the rate before, of this band"
        ),
    ]

    /// A rate is never a range: it lists its bands.
    private static let boundQualifiers = ValueShape.words(
        Qualifier.allCases.filter { $0 != .range }.map(\.rawValue)
    )

    private static let placeMembers: [MemberShape] = [
        .optional("name", .filled, "its name"),
        .optional("iso3166", .pattern(Pattern.country), "alpha-3 code of its country"),
    ]

    private static let conditionObject: ObjectShape = {
        var object = ObjectShape.given([
            .optional("if", .filled, "what must happen"),
            .optional("unless", .filled, "what must not happen"),
        ])
        object.rules = [.init("maxProperties", .count(1))]
        return object
    }()

    private static let itemMembers: [MemberShape] = [
        .init("issue", .pattern(Pattern.slug), "its topic, one of the record's issues"),
        .init("action", .words(Action.self), "what is to be done"),
        .init("text", .filled, "the thing, in our words"),
        .optional("amount", .shared(.givenAmount), "how much of it"),
        .optional("deadline", when, "by when it is to be done"),
        .optional("period", when, "the time that it is about"),
        .optional("baseline", .shared(.subjectKey), "the figure that it is measured from"),
        .optional("about", .list(.shared(.subjectKey), least: 1), "subjects it concerns"),
    ]

    private static let entryRuleMembers: [MemberShape] = [
        .init("exported_before", when, "the goods left before this day"),
        .init("rate", .shared(.givenRate), "what they pay"),
        .optional("entered_before", when, "if they also enter before this day"),
    ]

    private static let observationMembers: [MemberShape] = [
        .init("value", .shared(.givenAmount), "the value"),
        .init("period", when, "the time that it is about"),
    ]

    private static let postMembers: [MemberShape] = [
        .init("title", .filled, "the office"),
        .optional("at", .shared(.actorKey), "the body that it belongs to"),
        .optional("at_name", .filled, "its name, where it has no key"),
        .optional("from", when, "first day"),
        .optional("until", when, "last day"),
    ]

    private static let partyMembers: [MemberShape] = [
        .init("actor", .shared(.actorKey), "who"),
        .init("role", .words(Role.self), "the part played"),
        .optional("as", .filled, "the words that the source used for the actor"),
    ]

    private static let hopMembers: [MemberShape] = [
        .init(
            "who",
            .pattern(Pattern.givenKey(Kind.allCases.filter { $0.isActor || $0 == .src })),
            "an actor or a source"
        ),
        .init("act", .words(Act.self), "what the holder of this place did"),
    ]

    private static let linkMembers: [MemberShape] = [
        .init("rel", .words(LinkRelation.self), "how the two are related"),
        .init("to", .shared(.reference), "the other record"),
        .init("by", .words(LinkAuthor.self), "whether the text says so or its reader"),
    ]

    private static let evidenceMembers: [MemberShape] = [
        .init("source", .shared(.sourceKey), "the document in hand"),
        .optional("loc", .pattern(Pattern.lines), "lines of it: L4 or L5-L7, with commas between"),
        .optional("quote_ref", quote, "a passage of the held text, by bytes"),
        .init("chain", .list(.shared(.hop), least: 1), "origin first, the source last"),
        .init("attribution", .words(Attribution.self), "who the outlet gives as the origin"),
        .optional("basis", .words(EvidenceBasis.self), "why the origin may know"),
        .init("form", .words(Form.self), "in which form the document gives it"),
        .init("stance", .words(Stance.self), "how the source stands to what it tells"),
        .optional("certainty", .words(Certainty.self), "how certain the source presents it"),
        .optional("polarity", .words(Polarity.self), "presented as so (+) or as not so (-)"),
        .optional("first_reporter", .shared(.actorKey), "the outlet credited with it first"),
        .optional("covers", .list(.filled, least: 1), "paths that it attests; absent: all"),
    ]

    private static let quote = ValueShape.object(
        .given([
            .init("from", .count, "first byte"),
            .init("to", .count, "the byte after the last"),
            .init("sha256", .shared(.digest), "of exactly these bytes"),
        ])
    )
}
