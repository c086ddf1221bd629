extension Catalogue {
    private static let setting: [BodyField] = [.place, .venue]

    /// Statements, claims about claims, figures and proceedings.
    static let claims: [Entry] = [
        Entry(
            name: "statement.made",
            summary: "somebody says something",
            kinds: [.statement],
            roles: [.by],
            required: [[.kind]],
            expected: [[.gist]],
            allowed: setting + [.about],
            kindWords: StatementKind.words,
            state: "asserted"
        ),
        Entry(
            name: "claim.denied",
            summary: "somebody denies a record or a proposition",
            roles: [.by],
            required: [[.target, .proposition]],
            allowed: setting + [.part],
            machine: .statement
        ),
        Entry(
            name: "claim.confirmed",
            summary: "somebody confirms a record or a proposition",
            roles: [.by],
            required: [[.target, .proposition]],
            allowed: setting + [.part],
            machine: .statement
        ),
        Entry(
            name: "claim.disavowed",
            summary: "somebody with authority says that a statement did not speak for them",
            kinds: [.statement],
            roles: [.by],
            required: [[.target], [.grounds], [.scope]],
            allowed: setting
        ),
        Entry(
            name: "comment.refused",
            summary: "somebody asked gives no answer",
            kinds: [.comment],
            roles: [.by],
            required: [[.refusal]],
            allowed: setting + [.about, .saidInstead]
        ),
        Entry(
            name: "figure.stated",
            summary: "a figure is given",
            kinds: [.figure],
            required: [[.metric], [.value]],
            expected: [[.period]],
            allowed: [.goods, .title, .since, .delta, .prior]
        ),
        Entry(
            name: "proceeding.moved",
            summary: "a case enters a stage",
            kinds: [.proceeding],
            required: [[.stage]],
            allowed: [.title]
        ),
    ]
}
