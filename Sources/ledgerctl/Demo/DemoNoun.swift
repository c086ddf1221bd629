import ArgumentParser

/// `demo`: five coded articles to try everything on.
struct DemoNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "demo",
        "Five coded articles to try everything on.",
        ["ledgerctl demo load", "ledgerctl demo load --seeds seeds"],
        [DemoLoad.self]
    )
}
