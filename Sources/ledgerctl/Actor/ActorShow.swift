import ArgumentParser

/// `actor show K`: what an actor did and said.
struct ActorShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "What an actor did and said, and through whom we know.",
        ["ledgerctl actor show person/liu-he", "ledgerctl actor show USA --known 2018-11-15"]
    )

    @Argument(help: "The actor, as person/liu-he; USA is gov/USA.", completion: .ledger(.actors))
    var actor: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/actors/show", ["actor": try Keys.actor(actor, "ACTOR")]))
    }
}
