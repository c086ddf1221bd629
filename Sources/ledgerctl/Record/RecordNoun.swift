import ArgumentParser

/// `record`: the entries of the log.
struct RecordNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "record",
        "The entries of the log.",
        ["ledgerctl record list --actor person/navarro-peter", "ledgerctl record show r168"],
        [
            RecordList.self, RecordShow.self, RecordHistory.self, RecordTrace.self,
            RecordAdd.self, RecordCorrect.self, RecordRetract.self, RecordRedact.self,
            RecordLink.self,
            RecordQuery.self,
        ]
    )
}
