/// Writes a backup, piece by piece; the inverse of ``BackupReader``.
public struct BackupWriter: Sendable {
    private var running = RunningHash()

    /// A backup of which nothing is written yet.
    public init() {}

    /// The first bytes.
    public mutating func start(_ head: BackupHead) -> [UInt8] {
        var out = Array("\(BackupFormat.banner)\(BackupFormat.version)\n".utf8)
        Self.frame(.head, head.json.bytes, &out)
        return written(out)
    }

    /// Records, in order.
    public mutating func records(_ records: [StoredRecord]) -> [UInt8] {
        var out: [UInt8] = []
        for record in records { Self.frame(.record, record.bytes, &out) }
        return written(out)
    }

    /// A held text.
    public mutating func text(_ digest: Hash, _ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        Self.frame(.text, digest.bytes + bytes, &out)
        return written(out)
    }

    /// Digests of held texts that are kept beside it.
    public mutating func texts(_ digests: [Hash]) -> [UInt8] {
        var out: [UInt8] = []
        // In several frames, so that no number of texts is too many for one.
        for start in stride(from: 0, to: digests.count, by: 10_000) {
            let part = digests[start..<min(start + 10_000, digests.count)]
            Self.frame(.texts, part.flatMap(\.bytes), &out)
        }
        return written(out)
    }

    /// The last bytes.
    public mutating func end() -> [UInt8] {
        var out: [UInt8] = []
        Self.frame(.end, running.hash.bytes, &out)
        return out
    }

    /// The last bytes of one that is to be made again.
    public mutating func again() -> [UInt8] {
        var out: [UInt8] = []
        Self.frame(.again, [], &out)
        return out
    }

    private mutating func written(_ bytes: [UInt8]) -> [UInt8] {
        running.take(bytes)
        return bytes
    }

    private static func frame(_ kind: BackupFormat.Kind, _ bytes: [UInt8], _ out: inout [UInt8]) {
        precondition(bytes.count <= BackupFormat.frameBytesMax, "a frame has a limit")
        out.append(kind.rawValue)
        BigEndian.append(UInt32(bytes.count), to: &out)
        out += bytes
    }
}
