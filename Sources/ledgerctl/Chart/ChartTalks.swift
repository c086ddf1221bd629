import ArgumentParser
import Ledger

/// `chart talks`: a lane for each talk.
struct ChartTalks: Verb {
    static let configuration = CommandConfiguration.verb(
        "talks",
        "Talks and calls over time: proposed, scheduled, held.",
        [
            "ledgerctl chart talks --known 2018-11-15",
            "ledgerctl chart talks --actor person/liu-he --out talks.svg",
        ],
        more: ChartNoun.more
    )

    /// A drawing stays one, whatever form answers usually have.
    static let hasOwnForm = true

    @Option(help: "In which this actor sits at the table.", completion: .ledger(.actors))
    var actor: String?

    @OptionGroup var options: ChartOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let study = try Study(session)
        let place = try options.days(of: study, session).place
        let actor = try Choices.actor(actor, "--actor").map { [(name: "actor", value: $0)] } ?? []
        let answer = try study.answer("talks", actor, on: place.on, known: place.known)
        try Drawing.lanes(AnswerCharts.talks(answer, place)).put(options.out, answer, session)
    }
}
