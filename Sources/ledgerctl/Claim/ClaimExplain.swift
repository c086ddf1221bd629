import ArgumentParser
import Ledger

/// `claim explain rN... --reading T`: an opinion on a conflict, signed by who records it.
struct ClaimExplain: Verb {
    static let configuration = CommandConfiguration.verb(
        "explain",
        "Say how a conflict is to be read; it removes nothing.",
        [
            """
            ledgerctl claim explain r137 r167 --kind scope_difference \\
                --reading 'one counts the third tranche, the other all three'
            """,
            "ledgerctl claim explain r169 r184 --reading 'not yet settled' --dry-run",
        ],
        more: "The reading stands beside the conflict in claim conflicts, with its record."
    )

    @Argument(help: "The records that contradict one another.", completion: .ledger(.records))
    var records: [String]

    @Option(help: "The opinion, in a sentence.")
    var reading: String

    @Option(
        help: "scope_difference, revision, unit_slip, different_subject or other.",
        completion: .words(ConflictReading.words)
    )
    var kind: String?

    @Option(
        help: "What the conflict is about (default: the subject of the first record).",
        completion: .ledger(.subjects)
    )
    var subject: String?

    @OptionGroup var passage: PassageOptions
    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let type = "conflict.explained"
        let kind =
            try Choices.word(kind, of: ConflictReading.words, "--kind")
            ?? ConflictReading.other.rawValue
        var numbers: [String] = []
        for text in records { numbers.append(try Keys.record(text)) }
        let given = try Choices.subject(subject, "--subject")
        let evidence = try passage.evidence(of: type)
        let about = if let given { given } else { try session.subject(of: numbers[0]) }
        try Reading(
            type: type,
            subject: about,
            body: [
                .init("kind", .string(kind)),
                .init("records", .array(numbers.map(JSON.string))),
                .init("reading", .string(reading)),
            ],
            evidence: evidence,
            about: numbers.joined(separator: " "),
            places: ["subject": "--subject", "body.records": "RECORDS"]
        )
        .send(options, in: session)
    }
}
