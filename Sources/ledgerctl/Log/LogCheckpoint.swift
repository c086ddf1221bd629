import ArgumentParser
import Ledger
import LedgerAPI

/// `log checkpoint show`: the note itself, to be kept or published.
struct LogCheckpointShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "The newest signed checkpoint, or a kept one.",
        [
            "ledgerctl log checkpoint show",
            "ledgerctl log checkpoint show --out monday.checkpoint",
        ],
        more: "Keep one outside this host: nobody can then change what it covers unnoticed."
    )

    @Option(help: "The kept one of exactly so many records.", completion: .ledger(.records))
    var at: String?

    @Option(help: "Write it to this file.", completion: .file())
    var out: String?

    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    func run(in session: Session) throws(Failure) {
        let query = at.map { [("at", $0)] } ?? []
        let request = Request.get("/v1/log/checkpoint", query: query, accept: .text)
        let note = try session.send(request).body
        try NoteOutput.show(note, as: "checkpoint", to: out, in: session)
    }
}

/// `log checkpoint list`: which are kept.
struct LogCheckpointList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "The checkpoints that are kept.",
        ["ledgerctl log checkpoint list", "ledgerctl log checkpoint list -o csv"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try Renderer(session).render(try session.fetch(Question("/v1/log/checkpoints")))
    }
}

/// `log key show`: the public key.
struct LogKeyShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show",
        "The public key of the log, to be published.",
        ["ledgerctl log key show", "ledgerctl log key show > desk.key"]
    )

    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    func run(in session: Session) throws(Failure) {
        let answer = try session.fetch(Question("/v1/log/key"))
        guard globals.output == .table else { return try Renderer(session).render(answer) }
        try session.console.line(answer.document["key"]?.text ?? "")
    }
}

/// Texts of public formats on their way out.
enum NoteOutput {
    /// Prints a text as it is, as one member in JSON, or writes it to a file.
    static func show(
        _ bytes: [UInt8],
        as name: String,
        to path: String?,
        in session: Session
    ) throws(Failure) {
        if let path {
            try OutputFile.write(bytes, to: path)
            session.remark("wrote \(path)")
            return
        }
        guard session.globals.output != .table else { return try session.console.write(bytes) }
        let document = JSON.object([
            .init("schema", .string("ledger.\(name)/1")),
            .init(name, .string(String(decoding: bytes, as: UTF8.self))),
        ])
        try Renderer(session).render(Answer(document))
    }
}
