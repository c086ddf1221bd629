import ArgumentParser

/// `record show rN`: one record.
struct RecordShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "One record: what it says, who says so, who recorded it.",
        ["ledgerctl record show r168", "ledgerctl record show r168 -o json"]
    )

    @Argument(help: "A record, as r168.", completion: .ledger(.records))
    var record: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/records/show", ["record": try Keys.record(record)]))
    }
}
