internal import Dispatch
public import Ledger
internal import Platform
internal import Synchronization

/// What the log has promised: signed checkpoints over durable heads, kept in `checkpoints/`.
///
/// A thread of its own signs and writes, so an append never waits for a signature: after 1,000
/// records or 60 s, whichever comes first, but at most once a second, and when the ledger closes.
public final class Checkpoints: Sendable {
    /// After so many records one is kept.
    public static let recordsMax: UInt64 = 1_000
    /// After so many seconds in which the log grew one is kept.
    public static let secondsMax = 60

    /// The key that others verify with.
    public var key: VerifierKey { signer.verifier }

    /// The private half.
    var signer: SignerKey { signing.withLock { $0.signer } }

    let log: LogFile
    /// Whose cosignatures are kept.
    let witnessFile: String
    private let path: String
    let keys: LogKey
    private let signing: Mutex<Signing>
    /// The size of the last checkpoint on the disk.
    private let kept: Mutex<UInt64>
    private struct Signing {
        var signer: SignerKey
        /// The keys before, for what they have signed.
        var former: [VerifierKey]
        /// The last checkpoint of the present key.
        var latest: SignedCheckpoint?
    }

    private let isClosed = Mutex(false)
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// Opens the checkpoints of a ledger and holds the log against the last of them.
    ///
    /// - Throws: ``StoreError/damaged(_:)`` if the log is not what it promised to be: an older
    ///   copy, or another history.
    init(folder: String, log: LogFile) throws {
        path = "\(folder)/checkpoints"
        witnessFile = "\(folder)/witnesses"
        try Directory.create(path, mode: 0o700)
        self.log = log
        keys = LogKey(folder: folder, origin: log.origin)
        try Self.settleRotation(keys, log)
        signing = Mutex(Signing(signer: try keys.load(), former: try keys.former()))
        let last = try Self.sizes(path).last
        kept = Mutex(last ?? 0)
        if let last, let found = try self[last] {
            try hold(found)
            if found.isSigned(by: key) { signing.withLock { $0.latest = found } }
        }
    }

    private func hold(_ found: SignedCheckpoint) throws {
        let (size, head) = (found.checkpoint.size, log.head)
        guard size <= head.size else {
            throw StoreError.damaged(
                "it has \(head.size) records, and its checkpoint promises \(size): an older copy?"
            )
        }
        guard try log.root(at: size) == found.checkpoint.root else {
            throw StoreError.damaged("its first \(size) records are not those it has signed")
        }
    }

    /// A checkpoint of the durable head, signed now unless there is one.
    public func current() throws -> SignedCheckpoint {
        let head = log.head
        return signing.withLock { signing in
            if let last = signing.latest, last.checkpoint.size == head.size { return last }
            let made = SignedCheckpoint(size: head.size, root: head.root, key: signing.signer)
            if signing.latest.map({ $0.checkpoint.size < head.size }) ?? true {
                signing.latest = made
            }
            return made
        }
    }

    /// A checkpoint of the durable head with the key that has signed it and those before it.
    func signedNow() throws -> (SignedCheckpoint, VerifierKey, former: [VerifierKey]) {
        while true {
            let made = try current()
            let (key, former) = signing.withLock { ($0.signer.verifier, $0.former) }
            // A rotation may have come between the two.
            if made.isSigned(by: key) { return (made, key, former) }
        }
    }

    /// Another key signs from here on.
    func use(_ key: SignerKey, former: [VerifierKey]) {
        signing.withLock { $0 = Signing(signer: key, former: former) }
    }

    /// The size of the last that is kept; 0 if none is.
    public var lastKept: UInt64 { kept.withLock { $0 } }

    /// The sizes of those that are kept, ascending.
    public var sizes: [UInt64] { get throws { try Self.sizes(path) } }

    private static func sizes(_ path: String) throws -> [UInt64] {
        try Directory.list(path).compactMap { $0.count == 20 ? UInt64($0) : nil }.sorted()
    }

    /// The kept checkpoint of a size; nil if none was kept.
    public subscript(size: UInt64) -> SignedCheckpoint? {
        get throws {
            let file = file(size)
            guard DurableFile.exists(file) else { return nil }
            let bytes = try DurableFile.read(file, bytesMax: SignedNote.bytesMax)
            let known = signing.withLock { [$0.signer.verifier] + $0.former.reversed() }
            do throws(NoteFailure) {
                return try SignedCheckpoint(bytes: bytes, keys: known)
            } catch { throw StoreError.damaged("\(file): \(error)") }
        }
    }

    private func file(_ size: UInt64) -> String {
        let digits = String(size)
        return "\(path)/\(String(repeating: "0", count: 20 - digits.count))\(digits)"
    }

    /// Keeps a checkpoint of the head, unless it is kept.
    func keep() throws {
        let now = try current()
        let size = now.checkpoint.size
        guard size > kept.withLock({ $0 }) else { return }
        try write(now)
    }

    /// Writes a checkpoint in the place of what was kept of its size.
    func write(_ checkpoint: SignedCheckpoint) throws {
        let size = checkpoint.checkpoint.size
        try DurableFile.write(checkpoint.note.bytes, to: file(size))
        kept.withLock { $0 = max($0, size) }
        signing.withLock { signing in
            guard checkpoint.isSigned(by: signing.signer.verifier) else { return }
            if signing.latest.map({ $0.checkpoint.size <= size }) ?? true {
                signing.latest = checkpoint
            }
        }
    }

    /// The log has grown; called by the engine behind each commit, so it only compares.
    func logHasGrown() {
        if log.head.size >= kept.withLock({ $0 }) + Self.recordsMax { wake.signal() }
    }

    /// Starts the thread.
    ///
    /// - Parameter failed: called each time one could not be kept; appends go on.
    func start(failed: @escaping @Sendable (String) -> Void) {
        SystemThread.start("checkpoints") { [self] in
            defer { ended.signal() }
            while true {
                _ = wake.wait(timeout: .now() + .seconds(Self.secondsMax))
                do { try keep() } catch { failed("\(error)") }
                if isClosed.withLock({ $0 }) { return }
                // What was signalled meanwhile is covered by the next.
                pause()
            }
        }
    }

    /// Waits a second, or until it is closed, and forgets what was signalled in it.
    private func pause() {
        let end = DispatchTime.now() + .seconds(1)
        while DispatchTime.now() < end, !isClosed.withLock({ $0 }) {
            _ = wake.wait(timeout: min(end, .now() + .milliseconds(100)))
        }
        // The word that it is closed may have been among what was forgotten.
        let isDue = log.head.size >= kept.withLock({ $0 }) + Self.recordsMax
        if isDue || isClosed.withLock({ $0 }) { wake.signal() }
    }

    /// Keeps a last checkpoint and ends the thread.
    func close() {
        let isFirst = isClosed.withLock { closed in
            defer { closed = true }
            return !closed
        }
        guard isFirst else { return }
        wake.signal()
        ended.wait()
    }
}
