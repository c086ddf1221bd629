import ArgumentParser
import Ledger

/// `record trace rN`: from its origin to its leaf in the log.
struct RecordTrace: Verb {
    static let configuration = CommandConfiguration.verb(
        "trace",
        "Where a record comes from, its links, its versions and its proof.",
        ["ledgerctl record trace r136", "ledgerctl record trace r136 -o json"],
        more: """
            The path of hashes is followed here, from the leaf to the root.
            If it leads elsewhere the command ends with 3.
            """
    )

    @Argument(help: "A record, as r136.", completion: .ledger(.records))
    var record: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let record = try Keys.record(record)
        let answer = try session.ask(Question("/v1/records/trace", ["record": record]))
        try Renderer(session).render(answer)
        guard !TraceReport.isProven(answer.rows) else { return }
        throw Failure(
            exit: .integrity,
            code: "integrity",
            message: "the proof of \(record) does not lead to the root of the log"
        )
    }
}
