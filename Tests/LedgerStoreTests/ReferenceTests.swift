import Ledger
import LedgerStore
import Testing

/// Admission over the real store: what events name must be there.
@Suite(.serialized) struct ReferenceTests {
    private func ledger(isCaughtUp: Bool = false) async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        if isCaughtUp { ledger.catchUp() }
        return ledger
    }

    /// A batch, and the faults it gets; none if it is recorded.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let lines: [String]
        var code = Refusal.Code.badReference
        var faults: [String] = []
        var hints: [String] = []

        init(
            _ name: String,
            _ lines: [String],
            _ code: Refusal.Code = .badReference,
            _ faults: [String] = [],
            hints: [String] = []
        ) {
            testDescription = name
            self.lines = lines
            self.code = code
            self.faults = faults
            self.hints = hints
        }
    }

    private static let links = [
        Case(
            "back within the batch",
            [
                Lines.statement("statement/a", also: Lines.ref("x")),
                Lines.query("@x", "statement/a"),
            ]
        ),
        Case(
            "forward within the batch",
            [
                Lines.query("@x", "statement/a"),
                Lines.statement("statement/a", also: Lines.ref("x")),
            ]
        ),
        Case("by number", [Lines.query("r3", "org/reuters")]),
        Case(
            "by id, within the batch",
            [
                Lines.query(Lines.uuid(7), "statement/a"),
                Lines.statement("statement/a", also: Lines.id(7)),
            ]
        ),
        Case(
            "a name that nobody bears",
            [Lines.query("@y", "statement/a")],
            .invalidEvent,
            ["1 body.target unknown_reference"]
        ),
        Case(
            "a name that two bear",
            [
                Lines.statement("statement/a", also: Lines.ref("x")),
                Lines.statement("statement/b", also: Lines.ref("x")),
            ],
            .invalidEvent,
            ["2 ref unknown_reference"]
        ),
        Case(
            "a number beyond the head",
            [Lines.query("r99", "statement/a")],
            .invalidEvent,
            ["1 body.target unknown_record"]
        ),
        Case(
            "an id that is not recorded",
            [Lines.query(Lines.uuid(8), "statement/a")],
            .badReference,
            ["1 body.target unknown_record"]
        ),
        Case(
            "itself",
            [Lines.query("@x", "statement/a", also: Lines.ref("x"))],
            .invalidEvent,
            ["1  self_reference"]
        ),
    ]

    private static let registrations = [
        Case(
            "an actor registered later in the batch",
            [Lines.statement("statement/a", by: "org/acme"), Lines.actor("org/acme")]
        ),
        Case(
            "a source registered earlier in the batch",
            [Lines.source("src/new"), Lines.statement("statement/a", source: "src/new")]
        ),
        Case(
            "a topic registered in the batch",
            [
                Lines.statement("statement/a", issue: "own.topic"),
                #"{"type":"issue.registered","subject":"issue/own.topic","body":{"description":"d"}}"#,
            ]
        ),
        Case(
            "an actor that is not registered",
            [Lines.statement("statement/a", by: "gov/FRA")],
            .badReference,
            ["1 actors[0].actor unknown_actor", "1 evidence[0].chain[0].who unknown_actor"]
        ),
        Case(
            "a source that is not registered",
            [Lines.statement("statement/a", source: "src/elsewhere")],
            .badReference,
            ["1 evidence[0].source unknown_source"],
            hints: ["register it: ledgerctl source add"]
        ),
        Case(
            "a topic that is mistyped",
            [Lines.statement("statement/a", issue: "tarifs")],
            .badReference,
            ["1 issues unknown_issue"],
            hints: ["did you mean 'tariffs'?"]
        ),
        Case(
            "registered before",
            [Lines.actor("gov/USA", kind: "state")],
            .badReference,
            ["1 subject already_registered"],
            hints: ["change it with: ledgerctl record correct r1"]
        ),
        Case(
            "registered twice in the batch",
            [Lines.actor("org/acme"), Lines.actor("org/acme")],
            .badReference,
            ["2 subject already_registered"]
        ),
        Case(
            "resting on a source that is only cited",
            [Lines.statement("statement/a", source: "src/cited")],
            .badReference,
            ["1 evidence cited_only"]
        ),
    ]

    @Test(arguments: links, [false, true])
    func `a link leads to a record`(of test: Case, isCaughtUp: Bool) async throws {
        try await check(test, isCaughtUp: isCaughtUp)
    }

    @Test(arguments: registrations, [false, true])
    func `actors, sources and topics are registered first`(
        of test: Case,
        isCaughtUp: Bool
    ) async throws {
        try await check(test, isCaughtUp: isCaughtUp)
    }

    private func check(_ test: Case, isCaughtUp: Bool) async throws {
        let ledger = try await ledger(isCaughtUp: isCaughtUp)
        let outcome = try await ledger.submit(test.lines.joined(separator: "\n"))
        #expect(outcome.faults == test.faults)
        #expect(outcome.refusal?.code == (test.faults.isEmpty ? nil : test.code))
        if !test.hints.isEmpty { #expect(outcome.hints == test.hints) }
        #expect(ledger.size == (test.faults.isEmpty ? 5 + UInt64(test.lines.count) : 5))
    }

    @Test func `a mistyped actor or source is guessed from those registered`() async throws {
        let ledger = try await ledger(isCaughtUp: true)
        let actor = try await ledger.submit(Lines.statement("statement/b", by: "org/reutres"))
        #expect(actor.hints == Array(repeating: "did you mean org/reuters?", count: 2))
        let source = try await ledger.submit(Lines.statement("statement/b", source: "src/heldd"))
        #expect(source.hints == ["did you mean src/held?"])
    }

    @Test func `every fault of a batch is told at once, with its line`() async throws {
        let ledger = try await ledger()
        let form = try await ledger.submit(
            [
                Lines.statement("nothing/a"), Lines.statement("statement/b"), "{",
                Lines.query("@x", "statement/c"),
                #"{"type":"statement.mad","subject":"statement/d"}"#,
                Lines.statement("statement/e", also: #","extra":1"#),
            ].joined(separator: "\n")
        )
        #expect(form.refusal?.code == .invalidEvent)
        #expect(form.refusal?.faults.compactMap(\.line) == [1, 3, 4, 5, 6])
        let references = try await ledger.submit(
            [
                Lines.statement("statement/a", by: "gov/FRA", issue: "none"),
                Lines.statement("statement/b"), Lines.actor("gov/CHN", kind: "state"),
                Lines.query(Lines.uuid(8), "statement/c"),
                Lines.statement("statement/d", source: "src/cited"),
            ].joined(separator: "\n")
        )
        #expect(references.refusal?.code == .badReference)
        #expect(
            Set(references.refusal?.faults.compactMap(\.line) ?? []) == [1, 3, 4, 5]
        )
        #expect(Set(references.refusal?.faults.map(\.code) ?? []).count == 5)
        #expect(ledger.size == 5)
    }

    @Test func `a reference is stored as an id, wherever the batch lands`() async throws {
        let ledger = try await ledger()
        let receipt = try await ledger.append(
            Lines.query("@x", "statement/a") + "\n"
                + Lines.statement("statement/a", also: Lines.ref("x"))
        )
        let stored = try #require(try ledger.desk.folder.log.record(at: RecordNumber(6)))
        let event = try #require(EventParser.parse(stored.event).event)
        #expect(event.body.record(.target) == receipt.records[1].id)
    }

    @Test(arguments: [false, true])
    func `a type registered by the desk is used from the same batch on`(
        isCaughtUp: Bool
    ) async throws {
        let ledger = try await ledger(isCaughtUp: isCaughtUp)
        let type =
            #"{"type":"type.registered","subject":"type/x.seen","body":{"name":"x.seen","#
            + #""description":"d","subject_kinds":["statement"],"allowed_fields":["gist"]}}"#
        let use = Lines.statement("statement/a").replacing(
            "statement.made",
            with: "x.seen"
        ).replacing(#""kind":"expectation","#, with: "")
        try await ledger.append(type + "\n" + use)
        ledger.catchUp()
        try await ledger.append(use)
        #expect(ledger.size == 8)
    }
}
