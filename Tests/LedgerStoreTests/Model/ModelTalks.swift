import Ledger

/// A talk as the model folds it.
struct ModelTalk {
    let world: ModelWorld
    let subject: Key
    let told: [Told]
    private(set) var state: String?

    init?(_ world: ModelWorld, _ subject: Key) {
        self.world = world
        self.subject = subject
        told = world.told(of: subject).filter { told in
            told.moves && begun(told.talkDate, by: world.cut.on) != .no
                && ["proposed", "scheduled", "held", "postponed", "cancelled", "answered"]
                    .contains(told.verb)
        }.sorted { ($0.talkDate.hi, $0.number) < ($1.talkDate.hi, $1.number) }
        guard !told.isEmpty else { return nil }
        for told in told {
            let word = told.event.body.word(.response, as: Response.self)?.code ?? 0
            state = Transitions.move(.talk, from: state, verb: told.verb, word: word)?.state
        }
    }

    /// When it takes place: what the last testimony that gives a date says.
    var when: DayInterval? {
        told.filter { $0.verb != "answered" }.compactMap { told in
            told.attests("occurred") ? told.event.occurred?.interval : nil
        }.last
    }

    /// The day by which talks are listed.
    var day: Day {
        guard let when else { return .distantFuture }
        return when.lo.isSentinel ? when.hi : when.lo
    }

    /// The last value of a word, of the testimonies that give it.
    private func last(_ field: BodyField) -> String? { told.compactMap { $0.text(field) }.last }

    /// Everybody at the table, in the order in which they are named.
    private var parties: [Key] {
        let named = told.flatMap { $0.actors(.party) }
        let all = named.isEmpty ? told.flatMap { $0.actors(.by) + $0.actors(.to) } : named
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var place: String? {
        let places = told.compactMap { told -> Location? in
            guard told.has(.place), case .place(let place)? = told.event.body[.place] else {
                return nil
            }
            return place
        }
        return places.last?.name
    }

    /// Scheduled for days that are surely past, with nothing recorded since.
    var isDue: Bool { state == "scheduled" && when.map { $0.hi < world.cut.on } ?? false }

    var row: JSON {
        let isScheduled = state == "scheduled"
        let isAtRisk = told.contains { $0.verb == "scheduled" && $0.flag(.atRisk) }
        return .fields([
            "talk": .key(subject), "also": .keys(world.joins.also(subject)),
            "when": .span(when), "kind": .text(last(.kind)), "parties": .keys(parties),
            "place": .text(place), "medium": .text(last(.medium)), "state": .text(state),
            "outcome": .text(told.compactMap { $0.event.body.text(.outcome) }.last),
            "at_risk": .bool(isScheduled && isAtRisk),
            "due": .bool(isDue),
            "class": world.strongest(told), "records": .records(told.map(\.number)),
        ])
    }
}

extension Told {
    /// The date that counts in the life of a talk: when it was held, else when it was told of.
    var talkDate: DayInterval {
        guard verb == "held", attests("occurred"), let occurred = event.occurred else { return act }
        return occurred.interval
    }
}

extension ModelWorld {
    /// The rows of `talks`, by date.
    func talks(_ question: ModelQuestion) -> [JSON] {
        let since = question["since"].flatMap { Day($0) } ?? .distantPast
        let through = question["through"].flatMap { Day($0) } ?? .distantFuture
        let talks = subjects(.talk).compactMap { ModelTalk(self, $0) }.sorted { a, b in
            (a.day, a.subject) < (b.day, b.subject)
        }
        return talks.filter { talk in
            guard since != .distantPast || through != .distantFuture else { return true }
            return talk.when.map { $0.lo <= through && $0.hi >= since } ?? false
        }.map(\.row).filter { row in
            (question["state"].map { $0 == row["state"]?.text } ?? true)
                && (question["actor"].map { actor in
                    (row["parties"]?.elements ?? []).contains { belongs($0.text, to: actor) }
                } ?? true)
        }
    }

    /// Whether somebody is another, or belongs to it.
    private func belongs(_ actor: String?, to other: String) -> Bool {
        guard let actor = actor.flatMap({ try? Key($0) }), let other = try? Key(other) else {
            return false
        }
        return registry.above(actor).contains(other)
    }
}
