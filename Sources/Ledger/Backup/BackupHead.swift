/// What stands at the front of a backup: whose log it is, from where and up to where.
public struct BackupHead: Sendable, Equatable {
    /// The public key that the log signs with.
    public let key: VerifierKey
    /// The keys before, oldest first.
    public let former: [VerifierKey]
    /// Up to where, signed by ``key``.
    public let checkpoint: SignedCheckpoint
    /// The tree over the records before the first of this backup.
    public let start: MerkleFrontier

    /// The log's name.
    public var origin: String { key.name }
    /// How many records come before the first of this backup.
    public var from: UInt64 { start.size }
    /// How many records the log has with those of this backup.
    public var size: UInt64 { checkpoint.checkpoint.size }

    /// Makes a head.
    public init(
        key: VerifierKey,
        former: [VerifierKey],
        checkpoint: SignedCheckpoint,
        start: MerkleFrontier
    ) {
        precondition(checkpoint.isSigned(by: key), "the log has signed it")
        precondition(start.size <= checkpoint.checkpoint.size, "a backup ends behind its start")
        self.key = key
        self.former = former
        self.checkpoint = checkpoint
        self.start = start
    }

    /// The head as JSON.
    var json: JSON {
        .object([
            .init("key", .string(key.text)),
            .init("former_keys", .array(former.map { .string($0.text) })),
            .init("from", .count(start.size)),
            .init("peaks", .array(start.peaks.map { .string($0.base64) })),
            .init("checkpoint", .string(String(decoding: checkpoint.note.bytes, as: UTF8.self))),
        ])
    }

    /// Reads ``json`` and checks the signature.
    init(parsing bytes: [UInt8]) throws(BackupFailure) {
        guard let json = try? JSON(parsing: bytes),
            let key = json["key"]?.text.flatMap({ try? VerifierKey($0) }), key.kind == .note,
            let size = json["from"]?.integer.flatMap({ UInt64(exactly: $0) }),
            let note = json["checkpoint"]?.text
        else { throw .damaged("its head cannot be read") }
        let peaks = (json["peaks"]?.elements ?? []).map { $0.text.flatMap { Hash(base64: $0) } }
        let former = (json["former_keys"]?.elements ?? []).map { element in
            element.text.flatMap { try? VerifierKey($0) }
        }
        guard !peaks.contains(nil), !former.contains(nil),
            let start = MerkleFrontier(size: size, peaks: peaks.compactMap(\.self))
        else { throw .damaged("its head cannot be read") }
        do throws(NoteFailure) {
            checkpoint = try SignedCheckpoint(bytes: Array(note.utf8), key: key)
        } catch { throw .damaged("its checkpoint: \(error)") }
        guard start.size <= checkpoint.checkpoint.size else {
            throw .damaged("it ends before it begins")
        }
        self.key = key
        self.former = former.compactMap(\.self)
        self.start = start
    }
}
