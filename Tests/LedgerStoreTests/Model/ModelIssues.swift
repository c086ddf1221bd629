import Ledger

/// Topics: which are in use, and where each side stands on one.
extension ModelWorld {
    /// The rows of `issues`.
    func issues() -> [JSON] {
        let testimonies = told.filter(\.event.type.isTestimony)
        return Set(testimonies.flatMap(\.event.issues)).sorted().map { code in
            let told = testimonies.filter { $0.event.issues.contains(code) }
            let numbers = told.map(\.number).sorted()
            let acting = told.compactMap { sides(of: $0.event).acting }.map(side(of:))
            let latest = told.map(\.act).max { ($0.hi, $0.lo) < ($1.hi, $1.lo) }
            return .fields([
                "issue": .string(code), "description": .text(registry.issues[code]),
                "records_count": .count(numbers.count), "latest": .span(latest),
                "sides": .keys(Set(acting).sorted()), "records": .records(numbers.suffix(5)),
            ])
        }
    }

    /// The state that an actor belongs to, else the actor.
    func side(of actor: Key) -> Key { registry.state(of: actor) ?? actor }

    /// The rows of `issues/show`: for each topic and side the last that was said in each way.
    func issue(_ question: ModelQuestion) -> [JSON] {
        let wanted = question["issue"] ?? ""
        let topics = Set(told.flatMap(\.event.issues)).filter { isTopic($0, wanted) }
        return topics.sorted().flatMap { topic -> [JSON] in
            let said = told.filter { told in
                told.event.issues.contains(topic) && told.moves && Self.way(told) != nil
                    && begun(told.act, by: cut.on) != .no
            }.sorted { ($0.act.hi, $0.number) < ($1.act.hi, $1.number) }
            let sides = Set(said.flatMap { $0.actors(.by).map(side(of:)) })
            return sides.sorted().map { side in
                stand(
                    topic,
                    side,
                    said.filter { $0.actors(.by).map(self.side(of:)).contains(side) }
                )
            }
        }
    }

    private static func way(_ told: Told) -> String? {
        switch told.event.type.name {
        case "demand.made": "demand"
        case "offer.made": "offer"
        case "commitment.pledged": "pledge"
        case "proposal.answered": "answer"
        case "statement.made" where told.event.body.text(.kind) == "position": "position"
        default: nil
        }
    }

    private func stand(_ topic: String, _ side: Key, _ said: [Told]) -> JSON {
        func last(_ way: String) -> JSON {
            guard let told = said.last(where: { Self.way($0) == way }) else { return .null }
            let subject = joins.name(of: told.event.subject)
            return JSON.fields([
                "subject": .key(subject), "state": way == "position" ? nil : state(of: subject),
                "date": .span(told.act), "record": .string(told.number.description),
            ])
        }
        return .fields([
            "issue": .string(topic), "side": .key(side), "demand": last("demand"),
            "offer": last("offer"), "pledge": last("pledge"), "position": last("position"),
            "answer": last("answer"), "records": .records(said.map(\.number)),
        ])
    }

    /// The state of a whole subject, where the model folds its kind.
    private func state(of subject: Key) -> JSON? {
        switch subject.kind {
        case .offer, .demand: ModelProposal(self, subject).map { .string($0.whole) }
        case .talk: .text(ModelTalk(self, subject)?.state)
        case .commitment: .string(commitmentState(subject))
        default: nil
        }
    }
}
