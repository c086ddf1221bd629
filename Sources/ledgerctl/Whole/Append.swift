import ArgumentParser
import Ledger

/// `append TYPE SUBJECT [fields]`: one event, made of flags that follow from the dictionary.
struct Append: Verb {
    static let configuration = CommandConfiguration.verb(
        "append",
        "Record an event.",
        [
            """
            ledgerctl append tariff.imposed us-301-list3 --rate 10% --coverage 200bn \\
                --imposer USA --target CHN --effective 2018-09-24 --source src/cnn-20181115
            """,
            "ledgerctl append --file events.jsonl --dry-run",
        ],
        more: AppendHelp.text,
        usage: AppendHelp.usage
    )

    static var takesFreeFlags: Bool { true }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "TYPE SUBJECT, then flags: fields, roles and evidence.")
    var words: [String] = []

    func run(in session: Session) throws(Failure) { try Append.run(words, session) }

    /// Appends what words say; `record add` is the same.
    static func run(_ typed: [String], _ session: Session) throws(Failure) {
        var words = try FreeWords(typed)
        if let file = words.value("file") {
            guard words.positionals.isEmpty else {
                throw Failure.usage(
                    "--file takes whole events, not '\(words.positionals[0])' beside it"
                )
            }
            try AppendFile.send(file, words, session)
            return
        }
        if let other = words.take("like") {
            try LikeRecord.append(other, words, session)
            return
        }
        guard words.positionals.count == 2 else {
            throw Failure.usage(
                words.positionals.count < 2
                    ? "append needs a type and a subject"
                    : "'\(words.positionals[2])' belongs to no flag",
                hints: ["types:  ledgerctl type list", "see:  ledgerctl append --help"]
            )
        }
        let sender = try DraftSender(session, words)
        try QuotedPassage(words, session)?.apply(to: &words)
        var draft = EventDraft(
            type: words.positionals[0],
            subject: words.positionals[1],
            dates: sender.dates
        )
        draft.apply(words)
        try sender.send(draft.event, problems: draft.problems)
    }
}

/// What the help of `append` says about its flags.
enum AppendHelp {
    static let usage =
        "ledgerctl append TYPE SUBJECT [--FIELD VALUE]... [--ROLE ACTOR]... [--source SOURCE] [-n]"

    static let text = """
        Fields of the type (ledgerctl type show TYPE), with - for _:
          --rate 10%  --coverage up-to:60bn  --effective 2018-09-24  --refund
          --item 'issue=tariffs,action=reduce,text=tariffs on cars,amount=5bn'
          --place 'Beijing,CHN'  --condition 'unless=...'  --grounds misspoke
          --set path=value         any other member, as body.place.iso3166=CHN
        Lists take the flag several times.

        Parties, by role: --by A  --imposer A  --target A  --with A,B (party)

        When: --occurred DATE, as EDTF. Dates are stated, unless
          --basis derived|inferred  --date-text WORDS  --date-anchor S  --tz ZONE

        Evidence:
          --source S  --loc L47    the document and its lines
          --quote 'the words'      the passage: found in the held text, kept as a place
          --via WHO[,ACT]          who told it, origin first; default: the outlet
          --form F  --stance S  --certainty C  --attribution A  --polarity P
          --evidence-basis B  --first-reporter OUTLET  --covers PATH
          (--evidence-form, where form is a field of the type)

        The rest:
          --issue CODE  --modality M  --note TEXT  --ref NAME  --inferred PATH
          --link REL=rN  --link-by source|coder
          --expect SUBJECT@rN|new  refuse unless nothing was recorded since
          --id UUID, --idempotency-key TEXT   a repetition records nothing twice
          --checkpoint F           write a signed checkpoint that covers it
          --like rN [SUBJECT]      begin with what a record says, without its evidence
          -n, --dry-run            say what would be recorded
          --file F|-               whole events, JSON or JSONL  [--skip-known]
        """
}
