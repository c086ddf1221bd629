import ArgumentParser

/// `measure in-force`: what is in force on a day, by what was known then.
struct MeasureInForce: Verb {
    static let configuration = CommandConfiguration.verb(
        "in-force",
        "Tariffs in force on a day.",
        [
            "ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15",
            "ledgerctl measure in-force --imposer USA --on 2019-03-28 -o csv",
        ]
    )

    @OptionGroup var parties: MeasureParties
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var question = Question("/v1/measures/in-force")
        question.parameters += try parties.parameters()
        try session.show(question)
    }
}
