/// What must hold between members of an event, as far as a schema can say it.
///
/// The door checks more: order of dates, places that paths name, keys that must be registered.
enum SchemaRule {
    /// When the member has one of these words, others must be there.
    case when(String, [String], needs: [String])
    /// Unless the member has one of these words, another may not be there.
    case unless(String, [String], forbids: String)
    /// Unless the member has one of these words, another must be there.
    case needed(String, unless: String, [String])
    /// When the member has one of these words, one of others must be there.
    case oneNeeded([String], when: String, [String])
    /// One of these members must be there.
    case oneOf([String])
    /// With this member, none of the others may be there.
    case excludes(String, [String])
    /// With this member, another must be there.
    case brings(String, String)
    /// A keyword as it stands.
    case schema(JSON)

    /// The rules as `allOf`; nothing for none.
    static func conditions(_ rules: [SchemaRule]) -> [JSON.Member] {
        rules.isEmpty ? [] : [.init("allOf", .array(rules.map(\.json)))]
    }

    private var json: JSON {
        switch self {
        case .when(let member, let words, let needs):
            Self.condition(member, words, then: Self.required(needs))
        case .unless(let member, let words, let forbidden):
            Self.condition(member, words, else: Self.not(Self.required([forbidden])))
        case .needed(let needed, let member, let words):
            Self.condition(member, words, else: Self.required([needed]))
        case .oneNeeded(let needed, let member, let words):
            Self.condition(member, words, then: Self.any(needed))
        case .oneOf(let members): Self.any(members)
        case .excludes(let member, let others):
            Self.object("dependentSchemas", Self.object(member, Self.not(Self.any(others))))
        case .brings(let member, let other):
            Self.object("dependentRequired", Self.object(member, .array([.string(other)])))
        case .schema(let json): json
        }
    }

    private static func condition(
        _ member: String,
        _ words: [String],
        then yes: JSON? = nil,
        else no: JSON? = nil
    ) -> JSON {
        let word = object("enum", .array(words.map(JSON.string)))
        let test = JSON.object([
            .init("properties", object(member, word)),
            .init("required", .array([.string(member)])),
        ])
        let branches = [("then", yes), ("else", no)].compactMap { name, schema in
            schema.map { JSON.Member(name, $0) }
        }
        return .object([.init("if", test)] + branches)
    }

    private static func object(_ name: String, _ value: JSON) -> JSON {
        .object([.init(name, value)])
    }

    private static func required(_ names: [String]) -> JSON {
        object("required", .array(names.map(JSON.string)))
    }

    private static func any(_ names: [String]) -> JSON {
        object("anyOf", .array(names.map { required([$0]) }))
    }

    private static func not(_ schema: JSON) -> JSON { object("not", schema) }
}

extension SchemaRule {
    /// Roles that must be filled, each by so many actors.
    private static func roles(_ type: EventType) -> [SchemaRule] {
        guard !type.requiredRoles.isEmpty else { return [] }
        let rules = type.requiredRoles.map { rule -> JSON in
            let role = object("role", object("const", .string(rule.role.rawValue)))
            return .object([
                .init("contains", object("properties", role)),
                .init("minContains", .count(rule.count)),
            ])
        }
        let actors = object("actors", object("allOf", .array(rules)))
        return [.schema(object("properties", actors))]
    }

    /// What a type needs one of, and what its fields need of each other.
    static func body(_ type: EventType) -> [SchemaRule] {
        var rules = type.required.filter { $0.count > 1 }.map { SchemaRule.oneOf($0.map(\.name)) }
        let single = [BodyField.rate, .toRate].filter(type.allowed.contains)
        if type.allowed.contains(.rates), !single.isEmpty {
            rules.append(.excludes(BodyField.rates.name, single.map(\.name)))
        }
        switch type.name {
        case "tariff.scheduled":
            rules.append(.brings(BodyField.change.name, BodyField.step.name))
            rules.append(
                .oneNeeded(
                    [BodyField.toRate.name, BodyField.rates.name],
                    when: BodyField.change.name,
                    [Change.raise.rawValue, Change.lower.rawValue]
                )
            )
        case "demand.made":
            rules.append(
                .when(
                    BodyField.strength.name,
                    [Strength.precondition.rawValue],
                    needs: [BodyField.preconditionFor.name]
                )
            )
        case "record.linked":
            rules.append(
                .needed(
                    BodyField.to.name,
                    unless: BodyField.rel.name,
                    [LinkRelation.queried.rawValue]
                )
            )
        case "type.registered": rules += ownType
        default: break
        }
        return rules
    }

    /// What a desk may call its own type, and which kinds it may be about.
    private static let ownType: [SchemaRule] = {
        let kinds = Kind.given.map { JSON.string($0.rawValue) }
        let name = JSON.object([
            .init("pattern", .string(Pattern.ownType)),
            .init("not", object("pattern", .string(Pattern.ending))),
        ])
        let subjects = object("items", object("enum", .array(kinds)))
        return [
            .schema(object("properties", object(BodyField.name.name, name))),
            .schema(object("properties", object(BodyField.subjectKinds.name, subjects))),
        ]
    }()

    /// What holds of the whole event.
    static func event(_ type: EventType) -> [SchemaRule] {
        roles(type) + (type.name == "actor.registered" ? [nameless] : [])
    }

    /// An anonymous source has no name.
    private static let nameless: SchemaRule = {
        let anonymous = object(
            "properties",
            object("subject", object("pattern", .string("^anon[/:]")))
        )
        let nameless = not(required([BodyField.name.name]))
        return .schema(
            .object([
                .init("if", anonymous),
                .init("then", object("properties", object("body", nameless))),
            ])
        )
    }()
}
