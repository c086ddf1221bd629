/// The JSON of events: of one type as it is taken, and of any type as it is recorded.
enum EventShape {
    /// The members of an event that are the same in every type, but for the body.
    private static func common(_ needsEvidence: Bool) -> [MemberShape] {
        [
            .optional("occurred", .shared(.date), "when the act took place"),
            .optional("issues", .list(.pattern(Pattern.slug), least: 1), "topic codes"),
            .optional("modality", .words(Modality.self), "how the event stands to reality"),
            MemberShape(
                "evidence",
                .list(.shared(.evidence), least: 1),
                "who says so, and through whom",
                isOptional: !needsEvidence
            ),
            .optional("links", .list(.shared(.link), least: 1), "other records it is related to"),
            .optional("inferred", paths, "paths that the coder supplied beyond the text"),
            .optional("note", .filled, "a remark of the coder"),
            .optional(
                "coder_confidence",
                .pattern(Pattern.share),
                "0 to 1, as text: confidence in the extraction, not in the truth"
            ),
        ]
    }

    private static let paths = ValueShape.list(.pattern(Pattern.path), least: 1)
    private static let parties = ValueShape.list(.shared(.party), least: 1)

    /// An event of any type, as it is recorded.
    static var anyType: [MemberShape] {
        let fields = BodyField.allCases.map { field in
            let entry = FieldDictionary.entry(field)
            return MemberShape.optional(field.name, value(of: field, entry.format), entry.meaning)
        }
        return [
            .init("type", .pattern(Pattern.slug), "the event type"),
            .init("subject", .shared(.givenKey), "what it is about"),
            .optional("actors", parties, "every party, with its role"),
            .optional("body", .object(.given(fields)), "fields of the dictionary"),
        ] + common(false)
    }

    /// The member that a correction has beyond the others.
    static func replacement(isOptional: Bool) -> MemberShape {
        MemberShape(
            "replacement",
            .shared(.replacement),
            "of record.corrected alone: the whole new event",
            isOptional: isOptional
        )
    }

    /// An event of a type, as `POST /v1/events` takes it.
    static func taken(_ type: EventType) -> ObjectShape {
        let kinds = type.subjectKinds.isEmpty ? Kind.given : type.subjectKinds
        var members: [MemberShape] = [
            .optional(
                "id",
                .pattern(Pattern.uuid),
                "a UUID, the idempotency key for ever; made by the daemon if absent"
            ),
            .optional(
                "ref",
                .pattern(Pattern.slug),
                "a name that other events of the batch may use as @name"
            ),
            .init("type", .constant(type.name), "the event type"),
            .init("subject", .pattern(Pattern.givenKey(kinds)), "what it is about"),
            MemberShape(
                "actors",
                parties,
                "every party, with its role",
                isOptional: type.requiredRoles.isEmpty
            ),
            MemberShape(
                "body",
                .object(body(of: type)),
                "fields of the dictionary",
                isOptional: type.required.isEmpty
            ),
        ]
        members += common(type.isTestimony)
        if type.name == "record.corrected" { members.append(replacement(isOptional: false)) }
        var object = ObjectShape.given(members)
        object.rules = SchemaRule.conditions(SchemaRule.event(type))
        return object
    }

    private static func body(of type: EventType) -> ObjectShape {
        let single = Set(type.required.filter { $0.count == 1 }.joined())
        let fields = type.allowed.sorted { $0.rawValue < $1.rawValue }
        var object = ObjectShape.given(
            fields.map { field in
                MemberShape(
                    field.name,
                    value(of: field, FieldDictionary.format(of: field, in: type)),
                    FieldDictionary.entry(field).meaning,
                    isOptional: !single.contains(field)
                )
            }
        )
        object.rules = SchemaRule.conditions(SchemaRule.body(type))
        return object
    }

    private static func value(of field: BodyField, _ format: Format) -> ValueShape {
        let one = shape(format)
        return FieldDictionary.isList(field) ? .list(one, least: 1) : one
    }

    /// What one value of a field holds.
    static func shape(_ format: Format) -> ValueShape {
        switch format {
        case .text, .wordOfType: .filled
        case .flag: .flag
        case .count: .count
        case .slug: .pattern(Pattern.slug)
        case .key(.subject): .shared(.subjectKey)
        case .key(.actor): .shared(.actorKey)
        case .key(.source): .shared(.sourceKey)
        case .key(.any): .shared(.givenKey)
        case .record: .shared(.reference)
        case .path: .pattern(Pattern.path)
        case .word(let words): .words(words)
        case .range: .pattern(Pattern.people)
        case .digest: .shared(.digest)
        case .fieldName: .words(BodyField.allCases.map(\.name))
        case .date: .shared(.date)
        case .amount: .shared(.givenAmount)
        case .rate: .shared(.givenRate)
        case .place: .shared(.place)
        case .condition: .shared(.condition)
        case .item: .shared(.item)
        case .entryRule: .shared(.entryRule)
        case .observation: .shared(.observation)
        case .post: .shared(.post)
        }
    }
}

extension SchemaWriter {
    /// The document of an event type.
    mutating func document(of type: EventType) -> JSON {
        document(name: type.name, EventShape.taken(type), summary: type.summary)
    }
}
