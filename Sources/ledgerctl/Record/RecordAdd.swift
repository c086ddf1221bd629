import ArgumentParser

/// `record add`: the same as `append`.
struct RecordAdd: Verb {
    static let configuration = CommandConfiguration.verb(
        "add",
        "Record an event; the same as append.",
        [
            """
            ledgerctl record add statement.made gao-2018-11-contacts --kind readout \\
                --by person/gao-feng --source src/cnn-20181115 --via person/gao-feng
            """,
            "ledgerctl record add --file - --dry-run",
        ],
        more: AppendHelp.text,
        usage: AppendHelp.usage.replacing("ledgerctl append", with: "ledgerctl record add")
    )

    static var takesFreeFlags: Bool { true }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "TYPE SUBJECT, then flags: fields, roles and evidence.")
    var words: [String] = []

    func run(in session: Session) throws(Failure) { try Append.run(words, session) }
}
