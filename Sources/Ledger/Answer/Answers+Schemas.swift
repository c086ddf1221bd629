extension Answers {
    /// Every JSON Schema that the ledger publishes.
    func schemas(_ question: Question) -> Answer {
        let types = registry.types.asOf(asOf)
        return answer(
            "schema/1",
            Schemas.list(types: types).map { row($0.name, $0.kind, $0.summary) }
        )
    }

    /// One of them, with its document.
    func schema(_ question: Question) throws -> Answer {
        guard let name = question.parameters["name"] else { throw question.missing("name") }
        let types = registry.types.asOf(asOf)
        let all = Schemas.list(types: types)
        guard let entry = all.first(where: { $0.name == name }),
            let document = Schemas.document(named: name, types: types)
        else {
            let near = Suggestion.nearest(to: name, in: all.map(\.name))
            throw Refusal(
                .notFound,
                "there is no schema '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
            )
        }
        return answer("schema/1", [row(entry.name, entry.kind, entry.summary, document)])
    }

    private func row(
        _ name: String,
        _ kind: Schemas.Described,
        _ summary: String,
        _ document: JSON? = nil
    ) -> JSON {
        .object(
            [
                .init("name", .string(name)), .init("kind", .string(kind.rawValue)),
                .init("summary", .string(summary)),
            ] + (document.map { [.init("document", $0)] } ?? []) + [.init("records", .array([]))]
        )
    }
}
