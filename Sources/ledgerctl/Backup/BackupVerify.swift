import ArgumentParser
import Ledger
import Platform

/// `backup verify`: whether a backup could be restored.
struct BackupVerify: Verb {
    static let configuration = CommandConfiguration.verb(
        "verify",
        "Read a whole backup, without a daemon: every record, the root, the signature, the texts.",
        [
            "ledgerctl backup verify /mnt/backup/desk",
            "ledgerctl backup verify desk.ledger --key desk.key",
        ],
        more: "Ends with 3 when something does not hold. Without --key the one that was pinned "
            + "here is used, and without that the one that the backup names, which shows that it "
            + "is whole and not that it is yours."
    )

    @Argument(help: "A folder, a file, or - for standard input.", completion: .file())
    var from: String

    @Option(help: "The log's public key, or a file with it; one from before a rotation will do.")
    var key: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let (end, pieces, texts) = try BackupFiles.verify(from)
        let word = try trust(end, session)
        let answer = Answer(
            .object([
                .init("schema", .string("ledger.backup_verified/1")), .init("ok", .bool(true)),
                .init("origin", .string(end.key.name)), .init("size", .count(end.size)),
                .init("root", .string(end.root.hex)), .init("key", .string(end.key.text)),
                .init("key_from", .string(word)), .init("redacted", .count(end.redacted ?? 0)),
                .init("texts", .count(texts)), .init("pieces", .count(pieces)),
            ])
        )
        try Renderer(session).render(answer)
    }

    /// Whose word it is that the key is the log's.
    private func trust(_ end: BackupEnd, _ session: Session) throws(Failure) -> String {
        if let key {
            guard end.isSigned(for: try KeyChoice.read(key, "--key")) else {
                throw Self.unsigned(from, end, "--key")
            }
            return "given"
        }
        let pins = PinStore(session.surroundings.directories)?.all ?? []
        let known = pins.map(\.key).filter { $0.name == end.key.name }
        guard !known.isEmpty else { return "the backup" }
        // The pin may be of a later key than a backup of before a rotation.
        guard known.contains(where: { end.isSigned(for: $0) }) else {
            session.remark("it is signed by another key than the one that is pinned here")
            return "the backup"
        }
        return "pinned"
    }

    private static func unsigned(_ path: String, _ end: BackupEnd, _ flag: String) -> Failure {
        Failure(
            exit: .integrity,
            code: "other_key",
            message: "\(path): it is signed by \(end.key.text), to which the key of \(flag) does "
                + "not lead"
        )
    }
}
