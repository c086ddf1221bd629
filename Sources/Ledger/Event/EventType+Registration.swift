extension EventType {
    /// The desk's own type that a `type.registered` describes; nil for any other event.
    public convenience init?(registration event: Event) {
        let body = event.body
        guard event.type.name == "type.registered", let name = body.text(.name) else { return nil }
        func fields(_ list: BodyField) -> [BodyField] {
            body.texts(list).compactMap(BodyField.init(name:))
        }
        let required = fields(.requiredFields)
        let expected = fields(.expectedFields)
        let kinds = body.texts(.subjectKinds).compactMap(Kind.init(rawValue:))
        self.init(
            name: name,
            code: 0,
            summary: body.text(.description) ?? "",
            subjectKinds: kinds,
            requiredRoles: body.texts(.requiredRoles).compactMap(Role.init(rawValue:))
                .map { RoleRule(role: $0, count: 1) },
            required: required.map { [$0] },
            expected: expected.map { [$0] },
            allowed: Set(required + expected + fields(.allowedFields)).union([.gist, .reason]),
            kindWords: [],
            machine: body.word(.machine) ?? kinds.first.flatMap(Machine.init(of:)),
            state: body.text(.state),
            isTestimony: true
        )
    }
}

extension EventType {
    /// What a later registration changes beyond adding optional fields, by field of the
    /// registration; empty if records of the earlier one can still be read by it.
    public func changes(from earlier: EventType) -> [BodyField] {
        func fields(_ choices: [[BodyField]]) -> Set<BodyField> { Set(choices.joined()) }
        let checks: [(BodyField, Bool)] = [
            (.subjectKinds, Set(subjectKinds) == Set(earlier.subjectKinds)),
            (.requiredFields, fields(required) == fields(earlier.required)),
            (.expectedFields, fields(expected).isSuperset(of: fields(earlier.expected))),
            (.allowedFields, allowed.isSuperset(of: earlier.allowed)),
            (
                .requiredRoles,
                Set(requiredRoles.map(\.role)) == Set(earlier.requiredRoles.map(\.role))
            ),
            (.machine, machine == earlier.machine), (.state, state == earlier.state),
        ]
        return checks.filter { !$0.1 }.map(\.0)
    }
}
