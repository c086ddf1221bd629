import ArgumentParser
import Ledger

/// `record query rN --reason T`: somebody doubts a record, perhaps another's.
struct RecordQuery: Verb {
    static let configuration = CommandConfiguration.verb(
        "query",
        "Dispute a record; it stands, and is marked.",
        [
            "ledgerctl record query r91 --reason 'the place is in a caption only'",
            "ledgerctl record query r91 --part body.place --reason 'caption only' --dry-run",
        ],
        more: """
            Queried records are listed by check anomalies and by audit. To withdraw a query, \
            retract its record; to mend your own record, use record correct.
            """
    )

    @Argument(help: "The record.", completion: .ledger(.records))
    var record: String

    @Option(help: "What is doubtful.")
    var reason: String

    @Option(help: "The one field or item meant, as body.place.")
    var part: String?

    @OptionGroup var passage: PassageOptions
    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let target = try Keys.record(record)
        let evidence = try passage.evidence(of: "record.linked")
        try Reading.link(
            (target, LinkRelation.queried.rawValue, nil),
            part: part,
            reason: reason,
            by: LinkAuthor.coder.rawValue,
            evidence: evidence,
            in: session
        )
        .send(options, in: session)
    }
}
