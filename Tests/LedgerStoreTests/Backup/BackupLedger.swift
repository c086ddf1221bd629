import FoundationEssentials
import Ledger
import Testing

@testable import LedgerStore

/// A small ledger with one of everything that a backup must carry, and what it answers.
enum BackupLedger {
    static let secret = "the envoy's uncommon whisper"
    static let text = Array("Harbour Gazette, 27 March 2018. The tariff on nets is put off.\n".utf8)

    /// Registrations (r1 to r6, the last with a held text), a statement that is corrected, one that
    /// is retracted, one that is redacted (r11 by r12), and one that stands.
    static func make(origin: String = "test.example/ledger") async throws -> TemporaryLedger {
        let ledger = try await TemporaryLedger(origin: origin)
        let digest = try ledger.desk.folder.texts.put(text).digest.hex
        try await ledger.append(Lines.base)
        try await ledger.append(
            #"{"type":"source.registered","subject":"src/gazette","body":{"outlet":"org/reuters","#
                + #""published":{"edtf":"2018-03-27","basis":"stated"},"held":"full","#
                + #""kind":"news","sha256":"\#(digest)"}}"#
        )
        try await ledger.append(Lines.statement("statement/nets", gist: "a tariff of ten"))
        try await ledger.append(Lines.correct("r7", "statement/nets", gist: "a tariff of twelve"))
        try await ledger.append(Lines.statement("statement/wool", gist: "never said"))
        try await ledger.append(Lines.retract("r9", "statement/wool"))
        try await ledger.append(Lines.statement("statement/envoy", gist: secret))
        try await redact("r11", "statement/envoy", in: ledger)
        try await ledger.append(Lines.statement("statement/fish", gist: "no deal on fish"))
        ledger.catchUp()
        return ledger
    }

    static func redact(
        _ target: String,
        _ subject: String,
        in ledger: TemporaryLedger
    ) async throws {
        try await ledger.append(
            #"{"type":"record.redacted","subject":"\#(subject)","body":{"target":"\#(target)","#
                + #""reason":"an order of the court"}}"#,
            permission: .editor
        )
        // The views begin anew, and appends are refused until they are there.
        ledger.catchUp()
    }

    private static let questions: [(String, [String])] = [
        ("timeline", []), ("records", []), ("records/show", ["record=r7"]),
        ("records/show", ["record=r11"]), ("records/history", ["subject=r7"]),
        ("records/trace", ["record=r13"]), ("claims", ["subject=statement/nets"]),
        ("claims/conflicts", []), ("subjects", []), ("check", []), ("issues", []), ("sources", []),
        ("sources/show", ["source=src/gazette"]), ("actors", []),
        ("actors/show", ["actor=gov/USA"]), ("replay", ["to=2020-01-01"]),
        ("measures/in-force", []), ("proposals", []),
    ]

    /// Everything that it answers, at the head and before, as one text.
    static func everything(_ ledger: TemporaryLedger) throws -> String {
        var text = ""
        for (view, parameters) in questions {
            for point in [[], ["as_of=r9"], ["known=2018-03-26"]] {
                let query = (parameters + point).joined(separator: "&")
                text += "\(view) \(query): "
                do {
                    text += try ledger.ask(view, query).json.line + "\n"
                } catch let refusal as Refusal { text += "\(refusal.code)\n" }
            }
        }
        return text
    }

    /// All bytes of a backup.
    static func bytes(
        _ ledger: TemporaryLedger,
        after: UInt64 = 0,
        texts: BackupSource.Texts = .all
    ) throws -> [UInt8] {
        var source = try BackupSource(ledger.desk.folder, after: after, texts: texts)
        var out: [UInt8] = []
        while let bytes = try source.next() { out += bytes }
        return out
    }

    /// Reads a backup in pieces of a size.
    static func read(
        _ bytes: [UInt8],
        pieces: Int = .max,
        continuing before: BackupEnd? = nil
    ) throws(BackupFailure) -> (items: [BackupReader.Item], end: BackupEnd) {
        var reader = BackupReader(continuing: before)
        var items: [BackupReader.Item] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            items += try reader.take(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return (items, try reader.finish())
    }
}
