import ArgumentParser
import Ledger
import Platform

/// `source verify FILE`: whether a file is the text that was registered.
struct SourceVerify: Verb {
    static let configuration = CommandConfiguration.verb(
        "verify",
        "Whether a file is, byte for byte, the text of a registered source.",
        [
            "ledgerctl source verify article.txt",
            "ledgerctl source verify article.txt --source src/cnn-20181115",
        ],
        more: "Ends with 3 when it is not. 'log verify' reads every text again that is held here."
    )

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(help: "The source that it should be the text of.", completion: .ledger(.sources))
    var source: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let bytes = try Files.read(file)
        let digest = Hash.sha256(of: bytes.span).hex
        let wanted: [String]
        if let source {
            wanted = [try Keys.of(.src, source, "--source")]
        } else {
            let list = try session.fetch(Question("/v1/sources"))
            wanted = list.rows.compactMap { $0["source"]?.text }
        }
        for key in wanted {
            let shown = try session.fetch(Question("/v1/sources/show", ["source": key]))
            guard let row = shown.rows.first, row["sha256"]?.text == digest else { continue }
            return try Renderer(session).render(
                Answer(
                    .object([
                        .init("schema", .string("ledger.source_verified/1")),
                        .init("ok", .bool(true)), .init("source", .string(key)),
                        .init("sha256", .string(digest)), .init("bytes", .count(bytes.count)),
                        .init("records", row["records"] ?? .array([])),
                    ])
                )
            )
        }
        throw Failure(
            exit: .integrity,
            code: "not_the_text",
            message: source == nil
                ? "\(file) is not the text of any registered source"
                : "\(file) is not the text of \(wanted[0])",
            hints: ["its SHA-256 is \(digest)"]
        )
    }
}
