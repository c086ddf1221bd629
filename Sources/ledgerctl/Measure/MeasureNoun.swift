import ArgumentParser

/// `measure`: tariffs.
struct MeasureNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "measure",
        "Tariffs: threatened, announced, scheduled, in force, ended.",
        [
            "ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15",
            "ledgerctl measure show us-301-list3",
        ],
        [
            MeasureInForce.self, MeasureList.self, MeasureShow.self, MeasureUpcoming.self,
            MeasureExposure.self,
        ]
    )
}

/// The parties of a measure, as filters.
struct MeasureParties: ParsableArguments {
    @Option(help: "Who imposes it.", completion: .ledger(.actors))
    var imposer: String?

    @Option(help: "Whose goods it hits.", completion: .ledger(.actors))
    var target: String?

    /// As parameters of a question.
    func parameters() throws(Failure) -> [(String, String)] {
        let pairs = [
            (
                "imposer",
                try imposer.map { text throws(Failure) in try Keys.actor(text, "--imposer") }
            ),
            ("target", try target.map { text throws(Failure) in try Keys.actor(text, "--target") }),
        ]
        return pairs.compactMap { name, value in value.map { (name, $0) } }
    }
}
