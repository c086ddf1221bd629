import Testing

@testable import Ledger

/// Events to fact rows and rows to bytes.
struct FactTests {
    /// Numbers by first appearance, as the views give them.
    private final class Names {
        var known: [String] = []

        func number(_ name: String) -> NameID {
            if let index = known.firstIndex(of: name) { return NameID(index + 1) }
            known.append(name)
            return NameID(known.count)
        }

        func name(_ number: NameID) -> String {
            number == 0 ? "" : known[Int(number) - 1]
        }
    }

    private static func facts(_ json: String, _ names: Names) throws -> [Fact] {
        let event = try #require(parsed(json).event).testimony
        return FactBuilder.facts(
            of: event,
            at: RecordNumber(40),
            root: RecordNumber(12),
            number: { name in
                switch name {
                case .key(let key): names.number(key.description)
                case .step(let step): names.number(step)
                }
            }
        )
    }

    private static func decoded(_ bytes: [UInt8], _ fact: Fact) -> Fact? {
        FactCodec.decode(bytes.span, position: fact.position, entry: fact.entry)
    }

    @Test(arguments: Catalogue.types.map(\.name))
    func `the rows of every type are written and read back`(name: String) throws {
        let type = try #require(Catalogue.type(named: name))
        var forms = [EventSample.minimal(type), EventSample.full(type)]
        if type.allowed.contains(.rates) { forms.append(EventSample.full(type, bands: true)) }
        for json in forms {
            let event = try #require(parsed(json).event)
            let facts = try Self.facts(json, Names())
            #expect(facts.count == max(1, event.testimony.evidence.count))
            for fact in facts {
                let bytes = FactCodec.encode(fact)
                #expect(bytes.count == FactCodec.byteCount)
                let back = try #require(Self.decoded(bytes, fact))
                if fact.amount?.qualifier != .range { #expect(back == fact) }
                try Self.compare(back, fact)
            }
        }
    }

    /// Field by field, because rows are equal if their bytes are.
    private static func compare(_ back: Fact, _ fact: Fact) throws {
        #expect(back.root == fact.root && back.type == fact.type && back.entry == fact.entry)
        #expect(back.hasEvidence == fact.hasEvidence && back.isAtRisk == fact.isAtRisk)
        #expect(back.isNegative == fact.isNegative && back.modality == fact.modality)
        #expect(back.stance == fact.stance && back.certainty == fact.certainty)
        #expect(back.attribution == fact.attribution && back.form == fact.form)
        #expect(back.basis == fact.basis && back.covers == fact.covers && back.word == fact.word)
        #expect(back.source == fact.source && back.origin == fact.origin)
        #expect(back.firstReporter == fact.firstReporter && back.step == fact.step)
        #expect(back.actor == fact.actor && back.counterparty == fact.counterparty)
        #expect(back.occurred == fact.occurred && back.effective == fact.effective)
        #expect(back.until == fact.until && back.stateAsOf == fact.stateAsOf)
        #expect(back.rate?.pct == fact.rate?.pct && back.rate?.kind == fact.rate?.kind)
        #expect(back.rate?.qualifier == fact.rate?.qualifier)
        #expect(back.amount?.value == fact.amount?.value && back.amount?.unit == fact.amount?.unit)
        // A row keeps the lower end of a range; the upper one is read from the event.
        let kept = fact.amount?.qualifier == .range ? .atLeast : fact.amount?.qualifier
        #expect(back.amount?.qualifier == kept)
    }

    @Test func `a row says who, what and when`() throws {
        let names = Names()
        let type = try #require(Catalogue.type(named: "tariff.raised"))
        let facts = try Self.facts(EventSample.full(type), names)
        #expect(facts.count == 2)
        let fact = facts[0]
        #expect(fact.position == RecordNumber(40) && fact.root == RecordNumber(12))
        #expect(
            Catalogue.type(code: fact.type)?.name == "tariff.raised" && fact.entry == 0
                && fact.hasEvidence
        )
        #expect(names.name(fact.actor) == "gov/NLD" && names.name(fact.counterparty) == "gov/NLD")
        #expect(names.name(fact.source) == EventSample.source)
        #expect(names.name(fact.origin) == "person/novak-jana")
        #expect(names.name(fact.firstReporter) == "org/tidewater")
        #expect(names.name(fact.step) == "steel-to-25")
        #expect(fact.rate?.pct.description == "25.333333333" && fact.rate?.kind == .total)
        #expect(fact.amount?.value.description == "12.5")
        #expect(fact.occurred == DayInterval(try #require(Day("2019-06-10"))))
        #expect(fact.effective == DayInterval(try #require(Day("2019-07-01"))))
        #expect(fact.stance == .denies && fact.certainty == .probable && fact.isNegative)
        #expect(fact.attribution == .named && fact.basis == .participant && fact.form == .quote)
        #expect(fact.covers == [.rest] && facts[1].covers == .all)
        #expect(facts[1].entry == 1 && facts[1].certainty == nil && !facts[1].isNegative)
        #expect(names.name(facts[1].origin) == EventSample.source && facts[1].firstReporter == 0)
    }

    @Test(arguments: [
        ("talks.held", #"{"outcome":"breakdown"}"#, Outcome.breakdown.code),
        ("proposal.answered", #"{"response":"lapsed"}"#, Response.lapsed.code),
        ("demand.made", #"{"strength":"ultimatum"}"#, Strength.ultimatum.code),
        ("commitment.assessed", #"{"finding":"broken"}"#, Finding.broken.code),
        ("agreement.ended", #"{"ending":"collapsed"}"#, Ending.collapsed.code),
        ("proceeding.moved", #"{"stage":"settled"}"#, Stage.settled.code),
        ("comment.refused", #"{"refusal":"no_reply"}"#, NoComment.noReply.code),
        ("agreement.reached", #"{"form":"truce"}"#, AgreementForm.truce.code),
        ("statement.made", #"{"kind":"threat"}"#, StatementKind.threat.code),
        ("tariff.cancelled", #"{"step":"steel-to-25"}"#, 0),
    ])
    func `the word that moves the state is kept by its number`(
        name: String,
        body: String,
        code: UInt8
    ) throws {
        let type = try #require(Catalogue.type(named: name))
        let json = try JSON(parsing: Array(EventSample.minimal(type).utf8))
        let rest = json.members.filter { $0.name != "body" }
        let new = try JSON(parsing: Array(body.utf8))
        let event = JSON.object(rest + [.init("body", new)]).line
        #expect(try Self.facts(event, Names()).map(\.word) == [code])
    }

    @Test func `a lifecycle row says what was done and what stands`() throws {
        for act in [Chain.Act.corrected, .retracted, .redacted] {
            for stands in [RecordNumber(12), nil] {
                let step = Chain.Step(position: RecordNumber(90), act: act, stands: stands)
                let fact = FactBuilder.lifecycle(step, root: RecordNumber(12), type: 41)
                let back = try #require(Self.decoded(FactCodec.encode(fact), fact))
                #expect(back == fact && back.root == RecordNumber(12) && back.type == 41)
                #expect(back.lifecycle?.act == act)
                #expect(back.lifecycle?.stands == stands ?? RecordNumber(0))
                #expect(back.stateAsOf == nil)
            }
        }
    }

    @Test func `a damaged row is refused, not trusted`() throws {
        let type = try #require(Catalogue.type(named: "tariff.raised"))
        let fact = try Self.facts(EventSample.full(type), Names())[0]
        let bytes = FactCodec.encode(fact)
        #expect(Self.decoded(Array(bytes.dropLast()), fact) == nil)
        #expect(Self.decoded(bytes + [0], fact) == nil)
        var beyond = bytes
        beyond[4] = 0xff
        #expect(Self.decoded(beyond, fact) == nil, "its root would lie before the first record")
        var random = WireRandom(seed: 9)
        for _ in 0..<20_000 {
            var damaged = bytes
            let at = Int.random(in: damaged.indices, using: &random)
            damaged[at] = UInt8.random(in: 0...255, using: &random)
            _ = Self.decoded(damaged, fact)
        }
    }
}

struct FieldGroupsTests {
    private static let groups: [(String, FieldGroups)] = [
        ("", .all), ("occurred", .occurred), ("occurred.edtf", .occurred), ("actors", .actors),
        ("actors[1].as", .actors), ("body.rate", .rate), ("body.rate.pct", .rate),
        ("body.rates[2]", .rate), ("body.to_rate", .rate), ("body.from_rate", .rate),
        ("body.coverage", .amount), ("body.value.unit", .amount), ("body.effective", .effective),
        ("body.postponed_to", .effective), ("body.until", .until), ("body.state_as_of", .until),
        ("body.step", .step), ("body.items[0].amount", .items), ("body.place.name", .place),
        ("body.change", .word), ("body.response", .word), ("body.outcome", .word),
        ("body.form", .word), ("body.finding", .word), ("body.stage", .word),
        ("body.refusal", .word), ("body.strength", .word), ("body.scope", .word),
        ("body.kind", .word), ("body.ending", .word), ("body.metric", .word),
        ("body.goods", .rest), ("body.gist", .rest), ("issues[0]", .rest), ("subject", .rest),
        ("links[0]", .rest), ("body.supersedes_rate", .rest),
        ("occurred body.rate body.items[0] body.items[1]", [.occurred, .rate, .items]),
        (
            "body",
            [.rate, .amount, .effective, .until, .step, .items, .place, .word, .rest]
        ),
    ]

    @Test(arguments: groups)
    func `paths fall into groups of fields`(paths: String, groups: FieldGroups) {
        #expect(FieldGroups(paths: paths.split(separator: " ").map(String.init)) == groups)
    }

    @Test func `all groups together are all`() {
        #expect(FieldGroups(paths: ["occurred", "actors", "body"]) == .all)
    }
}
