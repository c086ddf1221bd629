import ArgumentParser
import Ledger

/// `doctor`: what on this host and at this desk wants mending, and how.
struct Doctor: Verb {
    static let configuration = CommandConfiguration.verb(
        "doctor",
        "Look at socket, daemon, disk and desk; say what to mend.",
        ["ledgerctl doctor", "ledgerctl doctor --backup /mnt/backup/desk -o json"],
        more: """
            It works without a daemon, starts none and changes nothing but the memory of the \
            ledger's last checkpoint, as every command does. It ends with 1 if something is \
            wrong, with 3 if the ledger is not the one seen before, else with 0: advice and \
            skipped checks do not count.
            """
    )

    @Option(help: "A folder of backups, whose age is looked at.", completion: .directory)
    var backup: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let premises = Premises.ofProcess(session.surroundings)
        try report(Patient(session, premises, backup: backup), session)
    }

    /// Prints what the checks come to, and fails if something is wrong.
    func report(_ patient: Patient, _ session: Session) throws(Failure) {
        let found = Checkup.rows(of: patient)
        let counts = Diagnosis.Result.allCases.map { result in
            "\(found.count { $0.finding.result == result }) \(result.rawValue)"
        }
        let document = JSON.object([
            .init("schema", .string("ledger.doctor/1")),
            .init("rows", .array(found.map { $0.finding.row($0.check) })),
            .init(
                "notes",
                .array([.string("\(found.count) checks: \(counts.joined(separator: ", "))")])
            ),
        ])
        try Renderer(session).render(Answer(document))
        // What was found is the answer, and no error message: the number alone tells.
        if found.contains(where: \.finding.isAlarm) {
            throw Failure(exit: .integrity, code: "not_the_ledger_seen_before", message: "")
        }
        if found.contains(where: { $0.finding.result == .wrong }) {
            throw Failure(exit: .findings, code: "findings", message: "")
        }
    }
}
