import Ledger

/// Lives of offers, demands, talks, pledges and agreements.
extension HistoryWriter {
    /// An offer or a demand: made, answered, perhaps made again.
    func proposal(_ number: Int) -> [Act] {
        let isOffer = number == 0 || random.chance(30)
        let subject = isOffer ? "offer/o\(number)" : "demand/d\(number)"
        let (by, to) = pair(number)
        var day = random.below(30)
        var acts = [
            act(day) { [unowned self, day] in made(subject, isOffer, by, to, day) }
        ]
        for _ in 0..<random.below(5) {
            day += random.below(8)
            acts.append(
                act(day) { [unowned self, day] in
                    random.chance(20)
                        ? made(subject, isOffer, by, to, day)
                        : answered(subject, by: random.chance(75) ? to : by, to: by, day)
                }
            )
        }
        return acts
    }

    private func made(
        _ subject: String,
        _ isOffer: Bool,
        _ by: String,
        _ to: String,
        _ day: Int
    ) -> JSON {
        let items = items(day, random.below(4))
        var body: [HistoryField] = items.isEmpty ? [] : [("items", .array(items))]
        body += perhaps(30, "deadline", exact(day + 3 + random.below(15)))
        if isOffer {
            body += perhaps(40, "title", .string("An offer"))
        } else {
            let strength = random.pick(["appeal", "request", "demand", "precondition"])
            body.append(("strength", .string(strength)))
            if strength == "precondition" {
                body.append(("precondition_for", .string("talk/t\(random.below(3))")))
            }
        }
        return event(
            isOffer ? "offer.made" : "demand.made",
            subject,
            on: day,
            [HistoryParty("by", by), HistoryParty("to", to)],
            body,
            issues: items.compactMap { $0["issue"]?.text },
            speaker: HistoryWorld.people[by]
        )
    }

    private func items(_ day: Int, _ count: Int) -> [JSON] {
        (0..<count).map { number in
            .fields([
                "issue": .string(random.pick(HistoryWorld.issues)),
                "action": .string(random.pick(["buy_more", "reduce", "open"])),
                "text": .string("item \(number)"),
                "amount": random.chance(30) ? amount(random.pick([50, 200])) : nil,
                "deadline": random.chance(25) ? exact(day + random.below(20)) : nil,
            ])
        }
    }

    private func answered(_ subject: String, by: String, to: String, _ day: Int) -> JSON {
        let response = random.pick([
            "acknowledged", "countered", "accepted", "partly_accepted", "resisted", "rejected",
            "withdrawn", "lapsed",
        ])
        var body: [HistoryField] = [("response", .string(response))]
        if !subject.hasPrefix("talk/") {
            body += perhaps(40, "part", .string("body.items[\(random.below(3))]"))
        }
        body += perhaps(15, "condition", .fields(["if": .string("tariffs end")]))
        var parties = [HistoryParty("by", by)]
        if random.chance(15) { parties.append(HistoryParty("as_told_by", to)) }
        return event(
            "proposal.answered",
            subject,
            on: day,
            parties,
            body,
            issues: random.chance(20) ? [random.pick(HistoryWorld.issues)] : [],
            speaker: HistoryWorld.people[by]
        )
    }

    /// A talk: proposed, scheduled, held or not.
    func talk(_ number: Int) -> [Act] {
        let subject = "talk/t\(number)"
        var day = 5 + random.below(35)
        return (0..<(1 + random.below(4))).map { _ in
            let at = day
            day += random.below(7)
            let verb = random.pick(
                ["proposed", "scheduled", "scheduled", "scheduled", "held", "held", "postponed"]
                    + ["cancelled", "call", "answered"]
            )
            return act(at) { [unowned self] in talkEvent(verb, subject, at) }
        }
    }

    private func talkEvent(_ verb: String, _ subject: String, _ day: Int) -> JSON {
        if verb == "answered" {
            return answered(subject, by: "gov/CHN", to: "gov/USA", day)
        }
        let type = verb == "call" ? "call.held" : "talks.\(verb)"
        let isHeld = verb == "held" || verb == "call"
        var body: [HistoryField] = perhaps(
            60,
            "kind",
            .string(random.pick(["summit", "contacts"]))
        )
        body += perhaps(
            40,
            "place",
            .fields(["name": .string(random.pick(["Geneva", "Lima"])), "iso3166": nil])
        )
        if verb == "call" { body += perhaps(50, "medium", .string("phone")) }
        if isHeld { body += perhaps(50, "outcome", .string(random.pick(["progress", "unknown"]))) }
        if verb == "scheduled" { body += perhaps(25, "at_risk", .bool(true)) }
        let roles = verb == "proposed" ? ["by", "to"] : ["party", "party"]
        let parties = zip(roles, random.chance(80) ? HistoryWorld.states : ["gov/MEX", "gov/USA"])
            .map { HistoryParty($0, $1) }
        let when = isHeld ? day : day + random.below(12)
        return event(type, subject, on: when, parties, body)
    }

    /// A pledge: made, made again, assessed.
    func commitment(_ number: Int) -> [Act] {
        let subject = "commitment/c\(number)"
        let by = random.pick(HistoryWorld.states)
        var day = random.below(30)
        return (0..<(1 + random.below(4))).map { index in
            let at = day
            day += random.below(12)
            let isPledge = index == 0 ? random.chance(90) : random.chance(40)
            return act(at) { [unowned self] in
                isPledge ? pledged(subject, by, at) : assessed(subject, at)
            }
        }
    }

    private func pledged(_ subject: String, _ by: String, _ day: Int) -> JSON {
        let items = items(day, 1 + random.below(2))
        var body: [HistoryField] = [("items", .array(items))]
        body += perhaps(50, "deadline", exact(day + random.below(20)))
        body += perhaps(15, "previous_deadline", exact(day + random.below(20)))
        body += perhaps(20, "reaffirms", .bool(true))
        return event(
            "commitment.pledged",
            subject,
            on: day,
            [HistoryParty("by", by)],
            body,
            issues: items.compactMap { $0["issue"]?.text },
            speaker: HistoryWorld.people[by]
        )
    }

    private func assessed(_ subject: String, _ day: Int) -> JSON {
        let finding = random.pick(["fulfilled", "partly", "unfulfilled", "broken"])
        let by = random.pick(HistoryWorld.states + ["person/expert", "org/institute"])
        return event(
            "commitment.assessed",
            subject,
            on: day,
            [HistoryParty("by", by)],
            [("finding", .string(finding))]
        )
    }

    /// An agreement: reached, in effect, ended.
    func agreement(_ number: Int) -> [Act] {
        let subject = "agreement/a\(number)"
        var day = random.below(35)
        return (0..<(1 + random.below(3))).map { _ in
            let at = day
            day += random.below(12)
            let ends = random.chance(25)
            return act(at) { [unowned self] in
                var body: [HistoryField] =
                    ends
                    ? [("ending", .string(random.pick(["expired", "collapsed", "replaced"])))]
                    : [("form", .string(random.pick(["truce", "in_principle", "signed"])))]
                if !ends {
                    body += perhaps(40, "effective", exact(at + random.below(10)))
                    body += perhaps(20, "until", exact(at + 10 + random.below(20)))
                    body += perhaps(30, "terms", .texts(["no new tariffs"]))
                    body += perhaps(20, "partial", .bool(true))
                    body += perhaps(20, "title", .string("A truce"))
                }
                let parties = HistoryWorld.states.map { HistoryParty("party", $0) }
                return event(
                    ends ? "agreement.ended" : "agreement.reached",
                    subject,
                    on: at,
                    parties,
                    body
                )
            }
        }
    }
}
