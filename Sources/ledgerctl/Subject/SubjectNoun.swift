import ArgumentParser

/// `subject`: what records are about.
struct SubjectNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "subject",
        "What records are about, by key.",
        ["ledgerctl subject list measure/", "ledgerctl subject list talk/2018-11"],
        [SubjectList.self, SubjectLink.self]
    )
}
