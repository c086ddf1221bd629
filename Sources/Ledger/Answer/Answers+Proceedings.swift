extension Answers {
    /// Cases, each with the stage it is in.
    func proceedings(_ question: Question) throws -> Answer {
        var rows: [(key: Key, row: JSON)] = []
        try each(of: .proceeding) { subject in
            let run = MachineRun(.proceeding, subject.testimonies, on: on)
            guard let word = run.state, let stage = Stage(rawValue: word) else { return }
            let told = try run.told.compactMap { try event(of: $0) }
            func party(_ role: Role) -> JSON {
                .key(told.flatMap { $0.actors(in: role) }.first?.key)
            }
            let since = run.began(word)?.act
            rows.append(
                (
                    subject.key,
                    .object([
                        .init("proceeding", .key(subject.key)), subject.alsoMember,
                        .init("title", .text(told.compactMap { $0.body.text(.title) }.last)),
                        .init("complainant", party(.complainant)),
                        .init("respondent", party(.respondent)),
                        .init("track", .string(Proceedings.track(of: stage).rawValue)),
                        .init("stage", .string(word)), .init("since", .span(since)),
                        .init("class", .text(context.strongest(run.told)?.rawValue)),
                        .init("records", .records(run.records)),
                    ])
                )
            )
        }
        rows.sort { $0.key < $1.key }
        return answer("proceedings/1", rows.map(\.row))
    }

    /// The stages of one case.
    func proceeding(_ question: Question) throws -> Answer {
        let subject = try needed("subject", [.proceeding], question)
        var state: String?
        let run = MachineRun(.proceeding, subject.testimonies, on: .distantFuture)
        let rows = try run.told.map { testimony -> JSON in
            let move = Transitions.move(
                .proceeding,
                from: state,
                verb: testimony.verb,
                word: testimony.word
            )
            state = move?.state ?? state
            return .object([
                .init("date", .span(testimony.act)), .init("stage", .text(move?.state)),
                .init("legal", .bool(move?.isLegal ?? true)),
                .init("what", .text(try event(of: testimony).map(Gist.of))),
                .init("who", .text(origins(testimony).joined(separator: ", "))),
                .init("class", .text(context.strongest(testimony.facts)?.rawValue)),
                .init("record", .string(testimony.position.description)),
                .init("records", .records([testimony.position])),
            ])
        }
        return answer("proceeding/1", rows)
    }
}
