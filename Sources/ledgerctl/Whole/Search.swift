import ArgumentParser
import Ledger

/// `search WORDS`: words in what was recorded and in the texts that are held.
struct Search: Verb {
    static let configuration = CommandConfiguration.verb(
        "search",
        "Find words in gists, notes, quoted passages and held texts.",
        [
            "ledgerctl search soy '\"rare earths\"'",
            "ledgerctl search tariff --type statement.made --count-by month",
        ],
        more: """
            All words must occur: in one record, or on one line of a text. Case and accents do \
            not count, and a word is found where one begins with it: tariff finds tariffs. \
            "A phrase" in double quotation marks is found as these whole words. --known and \
            --as-of cut as everywhere; redacted records are never found. Every record is looked \
            at, so a large ledger takes its time.
            """
    )

    @Argument(help: "Words, and phrases in double quotation marks.")
    var words: [String]

    @Option(help: "Events of this type only.", completion: .ledger(.types))
    var type: String?

    @Option(help: "What this source attests, and its text.", completion: .ledger(.sources))
    var source: String?

    @Option(help: "Count hits by type, actor, source or month.")
    var countBy: Facet?

    @Option(name: [.customShort("L"), .long], help: "At most so many (default: 100).")
    var limit: Int?

    @OptionGroup var globals: GlobalOptions

    /// What hits are counted by.
    enum Facet: String, ExpressibleByArgument, CaseIterable { case type, actor, source, month }

    func run(in session: Session) throws(Failure) {
        let text = words.joined(separator: " ")
        do throws(Malformed) { _ = try SearchWords(text) } catch {
            throw Failure.usage("WORDS", error)
        }
        try session.show(
            Question(
                "/v1/search",
                [
                    "words": text, "type": try Filters.typeName(type),
                    "source": try source.map { text throws(Failure) in
                        try Keys.of(.src, text, "--source")
                    },
                    "count_by": countBy?.rawValue,
                    "limit": try Choices.limit(limit, of: "hits"),
                ]
            )
        )
    }
}
