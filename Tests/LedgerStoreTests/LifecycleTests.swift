import Ledger
import LedgerStore
import Testing

/// Corrections and retractions over the real store, as scripts of one line a request.
///
///     add S                       a statement about statement/S
///     correct rN S / retract rN S by the account and role that follow: `1001`, `editor`
///     -> r7, stale_target, ...    what it must get
///     show rN is W                the standing of rN
@Suite(.serialized) struct LifecycleTests {
    private static let scripts = [
        """
        add a -> r6
        correct r6 a -> r7
        show r6 is superseded
        show r7 is current
        correct r6 a -> stale_target
        correct r7 a -> r8
        show r7 is superseded
        retract r7 a -> stale_target
        retract r8 a -> r9
        show r7 is current
        show r8 is superseded
        correct r9 a -> r10
        show r10 is current
        """,
        """
        add a -> r6
        retract r6 a -> r7
        show r6 is retracted
        retract r6 a -> stale_target
        correct r6 a -> stale_target
        retract r7 a -> r8
        show r6 is current
        retract r8 a -> r9
        show r6 is retracted
        """,
        """
        add a -> r6
        correct r6 a -> r7
        correct r7 a -> r8
        retract r6 a -> r9
        show r6 is retracted
        show r8 is retracted
        retract r9 a -> r10
        show r8 is current
        show r6 is superseded
        """,
        """
        add a -> r6
        correct r6 a 1001 -> wrong_target
        retract r6 a 1001 -> wrong_target
        correct r6 a 1001 editor -> r7
        retract r7 a 1001 -> wrong_target
        retract r7 a -> r8
        show r6 is current
        """,
        """
        retract r1 gov/USA -> wrong_target
        retract r4 src/held editor -> wrong_target
        show r1 is current
        """,
    ]

    @Test(arguments: scripts, [false, true])
    func `a chain changes at its tip, by its recorder or an editor`(
        script: String,
        isCaughtUp: Bool
    ) async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        for line in script.split(separator: "\n") {
            if isCaughtUp { ledger.catchUp() }
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "show" {
                ledger.catchUp()
                let rows = try ledger.ask("records/show", "record=\(words[1])").rows
                #expect(rows.first?["standing"]?.text == words[3], "\(line)")
                continue
            }
            let isAdded = words[0] == "add"
            let name = words[isAdded ? 1 : 2]
            let subject = name.contains("/") ? name : "statement/\(name)"
            let event =
                switch words[0] {
                case "add": Lines.statement(subject)
                case "correct": Lines.correct(words[1], subject, gist: "\(line)")
                default: Lines.retract(words[1], subject)
                }
            let outcome = try await ledger.submit(
                event,
                uid: words.compactMap { UInt32($0) }.first ?? 1_000,
                permission: words.contains("editor") ? .editor : .author
            )
            let got =
                switch outcome {
                case .success(let receipt): receipt.batchFirst?.description ?? "nothing"
                case .failure(let refusal): refusal.faults.first?.code.rawValue ?? "\(refusal)"
                }
            #expect(got == words.last, "\(line): \(outcome.hints)")
        }
    }

    @Test func `a target lies before the record that changes it, also within a batch`() async throws
    {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let statement = Lines.statement("statement/a", also: Lines.ref("x"))
        let change = Lines.correct("@x", "statement/a", gist: "new")
        let forward = try await ledger.submit(change + "\n" + statement)
        #expect(forward.faults == ["1 body.target wrong_target"])
        let twice = try await ledger.submit(
            [statement, change, Lines.retract("@x", "statement/a"), change]
                .joined(separator: "\n")
        )
        #expect(twice.faults == ["4 body.target stale_target"])
        #expect(ledger.size == 5)
        try await ledger.append(statement + "\n" + change)
        ledger.catchUp()
        let row = try ledger.ask("records/show", "record=r6").rows.first
        #expect(row?["standing"]?.text == "superseded")
    }

    @Test func `a registration changes by correction`() async throws {
        let ledger = try await TemporaryLedger()
        try await ledger.append(Lines.base)
        let change =
            #"{"type":"record.corrected","subject":"gov/USA","body":{"target":"r1","#
            + #""reason":"name"},"replacement":{"type":"actor.registered","subject":"gov/USA","#
            + #""body":{"kind":"state","name":"United States"}}}"#
        try await ledger.append(change)
        ledger.catchUp()
        let names = try ledger.ask("actors").rows.map { $0["name"]?.text }
        #expect(names.contains("United States"))
        let before = try ledger.ask("actors", "as_of=r5").rows.map { $0["name"]?.text }
        #expect(!before.contains("United States"))
        // What is corrected is still registered, and not to be registered again.
        let again = try await ledger.submit(Lines.actor("gov/USA", kind: "state"))
        #expect(again.faults == ["1 subject already_registered"])
        try await ledger.append(Lines.statement("statement/a"))
        // Undoing the correction is no retraction of the registration.
        try await ledger.append(Lines.retract("r6", "gov/USA"))
    }
}
