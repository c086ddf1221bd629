/// The fields and roles of an event type, as rows.
enum TypeTableRows {
    static func rows(of type: EventType) -> [JSON] {
        let roles = type.requiredRoles.map { rule in
            row(
                "actors: \(rule.role.rawValue)",
                "required",
                rule.count > 1 ? "actor ×\(rule.count)" : "actor",
                "a party, in role '\(rule.role.rawValue)'"
            )
        }
        func fields(_ choices: [[BodyField]], _ need: String) -> [JSON] {
            choices.map { choice in
                let names = choice.map(\.name).joined(separator: " / ")
                let entry = FieldDictionary.entry(choice[0])
                return row(
                    names,
                    need,
                    FieldDictionary.format(of: choice[0], in: type).name,
                    choice.count == 1 ? entry.meaning : "one of these"
                )
            }
        }
        let single = Set(
            (type.required + type.expected).filter { $0.count == 1 }.flatMap(\.self)
        )
        let optional = type.allowed.subtracting(single).sorted { $0.rawValue < $1.rawValue }
        return roles + fields(type.required, "required") + fields(type.expected, "expected")
            + optional.map { field in
                row(
                    field.name,
                    "optional",
                    FieldDictionary.format(of: field, in: type).name,
                    FieldDictionary.entry(field).meaning
                )
            }
    }

    private static func row(
        _ field: String,
        _ need: String,
        _ format: String,
        _ meaning: String
    ) -> JSON {
        .object([
            .init("field", .string(field)), .init("need", .string(need)),
            .init("format", .string(format)), .init("meaning", .string(meaning)),
            .init("records", .array([])),
        ])
    }
}
