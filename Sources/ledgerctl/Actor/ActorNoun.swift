import ArgumentParser

/// `actor`: people, offices, states and outlets.
struct ActorNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "actor",
        "People, offices, states and outlets.",
        ["ledgerctl actor list --kind person", "ledgerctl actor show person/liu-he"],
        [ActorList.self, ActorShow.self, ActorAdd.self, ActorLink.self]
    )
}
