/// Reads a backup whose pieces end anywhere, and believes nothing of it that it has not checked.
///
/// Every record is checked as it comes, the root is computed along the way and held against the
/// signed checkpoint at the end. Until ``finish()`` returns, nothing that was read is proved.
public struct BackupReader: Sendable {
    /// A part of a backup.
    public enum Item: Sendable, Equatable {
        case head(BackupHead)
        case record(StoredRecord)
        /// A held text, which has this digest.
        case text(Hash, [UInt8])
        /// Digests of texts that are kept beside the backup.
        case texts([Hash])
        /// There is no more.
        case end
    }

    private enum State {
        case banner, head, records, texts, ended
    }

    private let before: BackupEnd?
    private let passed: BackupEnd?
    private var state = State.banner
    private var running = RunningHash()
    private var buffer: [UInt8] = []
    /// How much of the buffer has been read.
    private var at = 0

    private var head: BackupHead?
    private var check = RecordCheck()
    private var redactions: RedactionCheck?
    private var rotations: [KeyRotation]
    private var texts: Set<Hash> = []

    /// A backup of which nothing has come yet.
    ///
    /// - Parameters:
    ///   - before: the end of the one that it must continue; nil if it must begin with the first
    ///     record.
    ///   - passed: the end of an earlier one whose records must be among its.
    public init(continuing before: BackupEnd? = nil, passing passed: BackupEnd? = nil) {
        self.before = before
        self.passed = passed
        redactions = before == nil ? RedactionCheck() : before?.redactions
        rotations = before?.rotations ?? []
        texts = before?.texts ?? []
    }

    /// The head of any piece from its first bytes, whatever comes before it; nil if they do not
    /// hold all of it.
    public static func head(of bytes: [UInt8]) throws(BackupFailure) -> BackupHead? {
        var reader = BackupReader()
        reader.buffer = bytes
        guard try reader.banner(), bytes.count >= reader.at + 5 else { return nil }
        let start = reader.at + 5
        let length = bytes[(reader.at + 1)..<start].reduce(0) { $0 << 8 | Int($1) }
        guard bytes[reader.at] == BackupFormat.Kind.head.rawValue,
            length <= SignedNote.bytesMax
        else { throw .damaged("it does not begin with a head") }
        guard bytes.count >= start + length else { return nil }
        return try BackupHead(parsing: Array(bytes[start..<(start + length)]))
    }

    /// Takes the next bytes in.
    ///
    /// - Throws: ``BackupFailure``; nothing of it may be used then.
    /// - Returns: what is whole with them, in order.
    public mutating func take(_ bytes: [UInt8]) throws(BackupFailure) -> [Item] {
        buffer += bytes
        var items: [Item] = []
        while let item = try next() { if let item { items.append(item) } }
        buffer.removeFirst(at)
        at = 0
        return items
    }

    /// The end of the stream: whether it is a whole backup.
    ///
    /// - Throws: ``BackupFailure/cut``, or ``BackupFailure/notABackup`` where nothing came.
    /// - Returns: what a later one must continue.
    public func finish() throws(BackupFailure) -> BackupEnd {
        guard let head, case .ended = state else {
            throw state == .banner && buffer.isEmpty ? .notABackup : .cut
        }
        return BackupEnd(
            key: head.key,
            former: head.former,
            checkpoint: head.checkpoint,
            lastRecordedAt: check.lastRecordedAt ?? before?.lastRecordedAt,
            redactions: redactions,
            rotations: rotations,
            texts: texts
        )
    }

    /// The next step: nil if it needs more bytes, an item or none if it has made one.
    private mutating func next() throws(BackupFailure) -> Item?? {
        if case .banner = state { return try banner() ? .some(nil) : nil }
        guard state != .ended || buffer.count == at else {
            throw .damaged("bytes stand behind its end")
        }
        guard buffer.count - at >= 5 else { return nil }
        guard let kind = BackupFormat.Kind(rawValue: buffer[at]) else {
            throw .damaged("a frame is of no kind that is known")
        }
        let length = buffer[(at + 1)..<(at + 5)].reduce(0) { $0 << 8 | Int($1) }
        guard length <= BackupFormat.frameBytesMax else { throw .damaged("a frame is too long") }
        guard buffer.count - at >= 5 + length else { return nil }
        let content = Array(buffer[(at + 5)..<(at + 5 + length)])
        if kind != .end { running.take(buffer[at..<(at + 5 + length)]) }
        at += 5 + length
        return .some(try read(kind, content))
    }

    /// Whether the first line is there.
    private mutating func banner() throws(BackupFailure) -> Bool {
        let expected = Array(BackupFormat.banner.utf8)
        let front = buffer.prefix(expected.count)
        guard expected.starts(with: front) else { throw .notABackup }
        guard let end = buffer.prefix(BackupFormat.bannerBytesMax).firstIndex(of: 0x0a) else {
            guard buffer.count < BackupFormat.bannerBytesMax else { throw .notABackup }
            return false
        }
        let number = String(decoding: buffer[expected.count..<end], as: UTF8.self)
        guard let version = Checkpoint.decimal(number) else { throw .notABackup }
        guard version <= BackupFormat.version else { throw .newer(version) }
        guard version == BackupFormat.version else { throw .notABackup }
        running.take(buffer[...end])
        at = end + 1
        state = .head
        return true
    }

    private mutating func read(
        _ kind: BackupFormat.Kind,
        _ content: [UInt8]
    ) throws(BackupFailure) -> Item {
        switch (kind, state) {
        case (.again, _): throw .again
        case (.head, .head): return .head(try begin(content))
        case (.record, .records): return .record(try record(content))
        case (.text, .records), (.text, .texts): return try text(content)
        case (.texts, .records), (.texts, .texts): return try list(content)
        case (.end, .records), (.end, .texts):
            try end(content)
            return .end
        default: throw .damaged("a frame stands where it does not belong")
        }
    }

    private mutating func begin(_ content: [UInt8]) throws(BackupFailure) -> BackupHead {
        let head = try BackupHead(parsing: content)
        for earlier in [before, passed] {
            guard let earlier else { continue }
            guard head.origin == earlier.key.name else {
                throw .otherLedger("it is of '\(head.origin)', not of '\(earlier.key.name)'")
            }
            guard head.size >= earlier.size else {
                throw .otherLedger("it has \(head.size) records, the one before \(earlier.size)")
            }
        }
        if let before {
            guard head.from == before.size, head.start.root == before.root else {
                throw .otherLedger("its first \(before.size) records are others")
            }
        } else if head.from > 0 {
            throw .damaged("it begins behind r\(head.from), and what comes before is not here")
        }
        check = RecordCheck(after: head.start, lastRecordedAt: before?.lastRecordedAt)
        self.head = head
        state = .records
        return head
    }

    private mutating func record(_ content: [UInt8]) throws(BackupFailure) -> StoredRecord {
        let number = RecordNumber(check.frontier.size + 1)
        guard let head, number.value <= head.size else {
            throw .damaged("it has more records than its checkpoint covers")
        }
        guard let record = StoredRecord(bytes: content.span) else {
            throw .damaged("\(number) cannot be read")
        }
        if let problem = check.take(record).first { throw .damaged(problem) }
        if let passed, passed.size == number.value, passed.root != check.frontier.root {
            throw .otherLedger("its first \(passed.size) records are others")
        }
        redactions?.take(record)
        if record.leaf.type == "key.rotated",
            let event = EventParser.parse(record.event, types: .builtIn).event,
            let rotation = KeyRotation(recordedIn: event)
        {
            rotations.append(rotation)
        }
        return record
    }

    private mutating func text(_ content: [UInt8]) throws(BackupFailure) -> Item {
        state = .texts
        let bytes = Array(content.dropFirst(Hash.byteCount))
        let digest = Hash.sha256(of: bytes.span)
        guard digest.bytes == Array(content.prefix(Hash.byteCount)) else {
            throw .damaged("a held text is not the one that its digest names")
        }
        return .text(digest, bytes)
    }

    private mutating func list(_ content: [UInt8]) throws(BackupFailure) -> Item {
        state = .texts
        guard content.count.isMultiple(of: Hash.byteCount) else {
            throw .damaged("its list of texts cannot be read")
        }
        let digests = stride(from: 0, to: content.count, by: Hash.byteCount).compactMap { start in
            let part = Array(content[start..<(start + Hash.byteCount)])
            return Hash(bytes: part.span)
        }
        texts.formUnion(digests)
        return .texts(digests)
    }

    private mutating func end(_ content: [UInt8]) throws(BackupFailure) {
        guard content == running.hash.bytes else {
            throw .damaged("its bytes are not those that were written")
        }
        guard let head, check.frontier.size == head.size else { throw .cut }
        guard check.frontier.root == head.checkpoint.checkpoint.root else {
            throw .damaged("the root of its records is not the one that the log has signed")
        }
        if let problem = redactions?.problems.first { throw .damaged(problem) }
        let earlier = before ?? passed
        if let earlier, KeyRotation.latest(after: earlier.key, rotations) != head.key {
            throw .otherLedger("it is signed by a key that the one before does not lead to")
        }
        state = .ended
    }
}
