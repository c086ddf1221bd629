import ArgumentParser

/// `source`: documents, held and cited.
struct SourceNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "source",
        "Documents, held and cited.",
        ["ledgerctl source list", "ledgerctl source show src/cnn-20181115"],
        [SourceAdd.self, SourceList.self, SourceShow.self, SourceVerify.self]
    )
}
