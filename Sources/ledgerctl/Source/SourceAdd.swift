import ArgumentParser
import Ledger
import LedgerAPI
import Platform

/// `source add FILE --outlet O --published D`: stores a document, then registers it.
struct SourceAdd: Verb {
    static let configuration = CommandConfiguration.verb(
        "add",
        "Store a document and register it as a source.",
        [
            "ledgerctl source add article.txt --outlet org/cnn --published 2018-11-15",
            "ledgerctl source add --cited --outlet org/wsj --published 2018-10-25",
        ],
        more: """
            The bytes are stored by their SHA-256. The key is src/OUTLET-YYYYMMDD unless --key \
            gives one. --cited registers a document that is only known from others. Further \
            fields are flags: --title, --url, --language, --wire, --held partial, --author A.
            """,
        usage: "ledgerctl source add FILE|--cited --outlet O --published D [--key K] ..."
    )

    static var takesFreeFlags: Bool { true }

    @OptionGroup var globals: GlobalOptions

    @Argument(help: "The file, then flags.")
    var words: [String] = []

    func run(in session: Session) throws(Failure) {
        var words = try FreeWords(self.words, extra: ["key", "cited"])
        let isCited = words.has("cited")
        guard words.positionals.count == (isCited ? 0 : 1) else {
            throw Failure.usage(
                isCited ? "--cited takes no file" : "source add takes one file, or --cited",
                hints: ["see:  ledgerctl source add --help"]
            )
        }
        let text = isCited ? nil : try HeldText(words.positionals[0])
        let sender = try DraftSender(session, words)
        let key = try SourceAdd.key(words, sender.dates)
        if words.value("held") == nil {
            words.add("held", (isCited ? Held.citedOnly : .full).rawValue)
        }
        if let text {
            words.add("sha256", text.digest.hex)
            words.add("set", "body.file=\(text.name)")
        }
        var draft = EventDraft(type: "source.registered", subject: key, dates: sender.dates)
        draft.apply(words)
        // The text is held before the record that names it; a dry run leaves nothing behind.
        if let text, draft.problems.isEmpty, !sender.isDryRun { try text.store(session) }
        let extra = text.map { "   sha256 \($0.digest.hex)   \($0.bytes.count) bytes" } ?? ""
        try sender.send(draft.event, problems: draft.problems, extra: extra)
    }

    /// The key given, or `src/cnn-20181115`; throws when the day is not known well enough.
    static func key(_ words: FreeWords, _ dates: DraftDates) throws(Failure) -> String {
        if let key = words.value("key") { return try Keys.of(.src, key, "--key") }
        var rows: [Failure.Row] = []
        for name in ["outlet", "published"] where words.value(name) == nil {
            rows.append(.init(place: "--\(name)", what: "is needed", hint: "the key is made of it"))
        }
        guard rows.isEmpty, let outlet = words.value("outlet"),
            let published = words.value("published")
        else { throw Failure.refused(rows) }
        let actor = try Keys.actor(outlet, "--outlet")
        let slug = actor.split(separator: "/").dropFirst().joined(separator: "/").lowercased()
        do throws(Malformed) {
            let date = try dates.read(published, from: nil).date.edtf
            let digits = date.interval.lo.description.filter { $0 != "-" }
            switch date.precision {
            case .day, .time: return "src/\(slug)-\(digits)"
            case .month: return "src/\(slug)-\(digits.prefix(6))"
            default:
                throw Malformed(
                    published,
                    expected: "one day",
                    reason: "the key is made of it",
                    hint: "give --key src/..."
                )
            }
        } catch {
            throw Failure.refused([
                .init(place: "--published", what: error.statement, hint: error.hint)
            ])
        }
    }
}

/// A document's bytes, stored by their digest.
private struct HeldText {
    let name: String
    let bytes: [UInt8]
    let digest: Hash

    static let bytesMax = 32 << 20

    init(_ path: String) throws(Failure) {
        let bytes = try Files.read(path)
        self.bytes = bytes
        name = path == "-" ? "stdin" : Files.name(path)
        guard bytes.count <= HeldText.bytesMax else {
            throw Failure(
                exit: .refused,
                code: "too_large",
                message: "\(path) has \(bytes.count) bytes; a source has at most 32 MiB"
            )
        }
        digest = Hash.sha256(of: bytes.span)
    }

    func store(_ session: Session) throws(Failure) {
        _ = try session.send(
            .put("/v1/sources/\(digest.hex)", body: bytes)
        )
    }
}
