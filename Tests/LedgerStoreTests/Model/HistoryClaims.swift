import Ledger

/// Statements, claims about claims, figures, proceedings, and no answers.
extension HistoryWriter {
    /// A statement, and what is said about it.
    func statement(_ number: Int) -> [Act] {
        let subject = "statement/s\(number)"
        let day = random.below(35)
        let by = random.pick(
            HistoryWorld.states.compactMap { HistoryWorld.people[$0] } + ["person/expert"]
        )
        let said = act(day) { [unowned self] in
            var body: [HistoryField] = [
                ("kind", .string(random.pick(["position", "forecast", "accusation", "readout"]))),
                ("gist", .string("says \(random.below(3))")),
            ]
            body += perhaps(40, "about", .texts([random.pick(Self.subjects)]))
            return event(
                "statement.made",
                subject,
                on: day,
                [HistoryParty("by", by)] + sometimesFor(by),
                body,
                issues: [random.pick(HistoryWorld.issues)]
            )
        }
        return [said] + (0..<random.below(3)).map { _ in about(subject, day + random.below(10)) }
    }

    private static let subjects = ["measure/m0", "measure/m1", "talk/t0", "offer/o0", "demand/d1"]

    private func sometimesFor(_ by: String) -> [HistoryParty] {
        guard random.chance(25) else { return [] }
        return [HistoryParty("for", random.pick(HistoryWorld.states))]
    }

    /// A denial, a confirmation or a disavowal of something written before.
    private func about(_ subject: String, _ day: Int) -> Act {
        let verb = random.pick(["denied", "confirmed", "disavowed"])
        return act(day) { [unowned self] in
            let statements = written.filter { $0.subject == subject }
            let others = random.chance(50) ? written : statements
            guard let target = (verb == "disavowed" ? statements : others).randomElement(random)
            else {
                return proposition(subject, day)
            }
            var body: [HistoryField] = [("target", .string("@\(target.name)"))]
            if verb == "disavowed" {
                body.append(("grounds", .texts(["misspoke"])))
                body.append(("scope", .string(random.pick(["authority", "content", "both"]))))
            } else {
                body += perhaps(20, "part", .string("body.coverage"))
            }
            let by = random.pick(HistoryWorld.states + ["person/chn-minister"])
            return event(
                "claim.\(verb)",
                verb == "disavowed" ? subject : target.subject,
                on: day,
                [HistoryParty("by", by)],
                body
            )
        }
    }

    private func proposition(_ subject: String, _ day: Int) -> JSON {
        event(
            random.pick(["claim.denied", "claim.confirmed"]),
            subject,
            on: day,
            [HistoryParty("by", random.pick(HistoryWorld.states))],
            [("proposition", .string("that there is a plan"))]
        )
    }

    /// Somebody who was asked gives no answer.
    func comment(_ number: Int) -> [Act] {
        let day = 10 + random.below(40)
        return [
            act(day) { [unowned self] in
                var body: [HistoryField] = [
                    (
                        "refusal",
                        .string(random.pick(["declined", "unreachable", "deflected", "no_detail"]))
                    )
                ]
                body += perhaps(70, "about", .texts([random.pick(Self.subjects)]))
                let by = random.pick(["org/usa-office", "org/chn-office", "person/expert"])
                return event(
                    "comment.refused",
                    "comment/q\(number)",
                    on: day,
                    [HistoryParty("by", by)],
                    body
                )
            }
        ]
    }

    /// A series of totals or of deficits.
    func figure(_ number: Int) -> [Act] {
        let (imposer, target) = pair(number)
        let ends = number == 0 ? "usa-chn" : "chn-usa"
        let isTotal = number != 2
        let subject = isTotal ? "figure/tariff.coverage_total/\(ends)" : "figure/trade.deficit/us"
        let parties =
            isTotal
            ? [HistoryParty("imposer", imposer), HistoryParty("target", target)]
            : [HistoryParty("reporter", "gov/USA"), HistoryParty("partner", "gov/CHN")]
        return (0..<(1 + random.below(3))).map { _ in
            let day = random.below(50)
            return act(day) { [unowned self] in
                let value = random.pick([110, 200, 250])
                var body: [HistoryField] = [
                    ("metric", .string(isTotal ? "tariff.coverage_total" : "trade.deficit")),
                    ("value", random.chance(8) ? millions(value) : amount(value)),
                ]
                body += perhaps(70, "period", date(day))
                return event("figure.stated", subject, on: day, parties, body)
            }
        }
    }

    /// An amount with a slip of the unit.
    private func millions(_ count: Int) -> JSON {
        .fields([
            "value": .string("\(count)000000"), "unit": .string("USD"), "qual": .string("eq"),
        ])
    }

    /// A case and its stages.
    func proceeding(_ number: Int) -> [Act] {
        let stages =
            number == 2
            ? ["initiated", "determination", "action", "terminated"]
            : ["consultations_requested", "panel_requested", "panel_established", "settled"]
        let parties = [
            HistoryParty("complainant", "gov/USA"), HistoryParty("respondent", "gov/CHN"),
        ]
        var day = random.below(25)
        return (0..<(1 + random.below(4))).map { index in
            let at = day
            day += random.below(10)
            return act(at) { [unowned self] in
                let stage = random.chance(75) ? stages[index] : random.pick(stages)
                return event(
                    "proceeding.moved",
                    "proceeding/p\(number)",
                    on: at,
                    parties,
                    [("stage", .string(stage))] + perhaps(30, "title", .string("A case"))
                )
            }
        }
    }
}
