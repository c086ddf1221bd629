import ArgumentParser
import Ledger

/// `undo [bN]`: withdraws the batch that the caller recorded last.
struct Undo: Verb {
    static let configuration = CommandConfiguration.verb(
        "undo",
        "Withdraw what you recorded last, with its whole batch.",
        ["ledgerctl undo --dry-run", "ledgerctl undo b168 --yes"],
        more: """
            The records stay in the log, marked as retracted; a further undo brings them back. \
            Without a batch it is your last one. --list shows your last ones. It is refused where \
            the records of somebody else build on it. What registers a source, actor or type is \
            never retracted: correct it.
            """
    )

    @Argument(help: "Another batch of yours, as b168.")
    var batch: String?

    @Flag(help: "Show your last batches, newest first; withdraw nothing.")
    var list = false

    @Option(
        name: [.customShort("L"), .long],
        help: "With --list: at most so many (default: 10)."
    )
    var limit: Int?

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Option(help: "Why (default: undo of the batch).")
    var reason: String?

    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let me = try Me(session)
        if list {
            let limit = try Choices.limit(limit, of: "batches")
            try session.show(Question("/v1/batches", ["recorder": me.uid, "limit": limit]))
            return
        }
        let found = try Batch.find(batch, of: me, session)
        try found.check(me)
        let records = try found.records(session)
        let retractions = AppendRequest(
            events: events(found, records, session.surroundings),
            expectations: options.expect,
            isDryRun: options.dryRun
        )
        // What the daemon would refuse is told before anybody is asked.
        var trial = retractions
        trial.isDryRun = true
        let rehearsed = try session.append(trial) { Failure.row($0) }
        tell(found, records, me, session)
        if options.dryRun {
            try session.show(rehearsed, of: retractions.events)
            return
        }
        try confirm(session)
        let receipt = try session.append(retractions) { Failure.row($0) }
        try session.show(receipt, of: retractions.events)
        session.remark("redo:  ledgerctl undo")
    }

    private func events(
        _ batch: Batch,
        _ records: [Batch.Record],
        _ surroundings: Surroundings
    ) -> [JSON] {
        records.map { record in
            let id = options.id(of: record.number, isOnly: records.count == 1, surroundings)
            var event = JSON.object([
                .init("id", .string(id.description)), .init("type", .string("record.retracted")),
                .init("subject", .string(record.subject)),
                .init(
                    "body",
                    .object([
                        .init("target", .string(record.number)),
                        .init("reason", .string(reason ?? "undo of \(batch.name)")),
                    ])
                ),
            ])
            if let note = options.note { event.set("note", .string(note)) }
            return event
        }
    }

    /// Says exactly what goes: the batch, then its records, the first twenty of them.
    private func tell(
        _ batch: Batch,
        _ records: [Batch.Record],
        _ me: Me,
        _ session: Session
    ) {
        let count = records.count == 1 ? "1 record" : "\(records.count) records"
        session.remark("\(batch.name) by \(me.name), \(batch.recordedAt): \(count)")
        for record in records.prefix(Self.shownMax) {
            let gist = record.gist.isEmpty ? "" : "  \(record.gist)"
            session.remark("  \(record.number)  \(record.type)  \(record.subject)\(gist)")
        }
        if records.count > Self.shownMax {
            session.remark("  and \(records.count - Self.shownMax) more")
        }
    }

    private static let shownMax = 20

    private func confirm(_ session: Session) throws(Failure) {
        if yes { return }
        guard session.surroundings.isInputTerminal else {
            throw .usage(
                "nobody is there to ask whether that is meant",
                hints: ["if it is:  --yes", "only to look:  ledgerctl undo --dry-run"]
            )
        }
        session.console.remark("retract it? It stays in the log, marked. [y/N] ")
        guard ["y", "yes"].contains(session.surroundings.readLine()?.lowercased()) else {
            throw Failure(exit: .refused, code: "not_confirmed", message: "nothing was retracted")
        }
    }
}

/// The account that asks, as the daemon knows it.
struct Me {
    /// Its number, as text.
    let uid: String
    /// Its name, else its number.
    let name: String

    /// Asks the daemon.
    init(_ session: Session) throws(Failure) {
        let account = try session.fetch(Question("/v1/status")).document["account"]
        guard let uid = account?["uid"]?.integer else {
            throw Failure.mismatch("the daemon's status names no account")
        }
        self.uid = String(uid)
        name = account?["name"]?.text ?? "uid \(uid)"
    }
}

/// A batch that may be withdrawn, as `/v1/batches` tells it.
private struct Batch {
    let name: String
    let recordedAt: String
    let recorder: (uid: String, name: String)
    /// What has to be retracted, in this order.
    let undo: [String]
    /// Records of others that build on it.
    let against: [String]

    struct Record {
        let number: String
        let type: String
        let subject: String
        let gist: String
    }

    private init(_ row: JSON) {
        name = CellText.raw(row["batch"])
        recordedAt = CellText.raw(row["recorded_at"])
        recorder = (CellText.raw(row["recorder"]?["uid"]), CellText.raw(row["recorder"]?["name"]))
        undo = (row["undo"]?.elements ?? []).compactMap(\.text)
        against = (row["against"]?.elements ?? []).compactMap(\.text)
    }

    /// The batch named, or the caller's last one.
    static func find(
        _ name: String?,
        of me: Me,
        _ session: Session
    ) throws(Failure) -> Batch {
        let question = Question(
            "/v1/batches",
            name == nil ? ["recorder": me.uid, "limit": "1"] : ["batch": name]
        )
        let answer = try session.fetch(question)
        guard let row = answer.rows.first else {
            throw Failure(
                exit: .notFound,
                code: "nothing_to_undo",
                message: "nothing to undo: \(me.name) has recorded nothing here",
                hints: answer.notes
            )
        }
        return Batch(row)
    }

    /// Throws unless the batch is the caller's, stands, and nobody else builds on it.
    func check(_ me: Me) throws(Failure) {
        guard recorder.uid == me.uid else {
            throw Failure(
                exit: .notPermitted,
                code: "not_yours",
                message: "\(name) was recorded by \(recorder.name), not by \(me.name)",
                hints: ["dispute one of its records:  ledgerctl record query rN --reason T"]
            )
        }
        guard against.isEmpty else {
            let list = against.prefix(9).joined(separator: " ")
            throw Failure(
                exit: .refused,
                code: "built_upon",
                message: "not undone: records of others build on \(name): \(list)",
                hints: [
                    "look:  ledgerctl record show \(against[0])",
                    "correct it instead:  ledgerctl record correct rN --reason T",
                ]
            )
        }
        guard !undo.isEmpty else {
            throw Failure(
                exit: .notFound,
                code: "nothing_to_undo",
                message: "nothing to undo: nothing of \(name) stands",
                hints: ["your last batches:  ledgerctl undo --list"]
            )
        }
    }

    /// What has to be retracted, with what each record is about.
    func records(_ session: Session) throws(Failure) -> [Record] {
        let rows = try session.fetch(
            Question("/v1/records", ["batch": name, "limit": "1000000"])
        ).rows
        let found = Dictionary(
            rows.map { (CellText.raw($0["record"]), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return try undo.map { number throws(Failure) in
            guard let row = found[number], let subject = row["subject"]?.text else {
                throw Failure.mismatch("\(number) came back without its subject")
            }
            return Record(
                number: number,
                type: CellText.raw(row["type"]),
                subject: subject,
                gist: CellText.raw(row["gist"])
            )
        }
    }
}
