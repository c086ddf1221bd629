import Logging
import Platform
import Synchronization

/// Says that a limit was hit, for each kind at most once a second and with how often.
///
/// A client that hits limits on purpose must not be able to fill the log as well.
final class LimitLog: Sendable {
    /// The limits that show in the log.
    enum Kind: String, Sendable {
        case connections = "too many connections"
        case body = "a body was refused unread"
        case sending = "a client stopped sending"
        case reading = "a client stopped reading"
    }

    private struct Seen {
        var times = 0
        var quietUntil: Int64 = 0
    }

    private let logger: Logger
    /// Held only to count.
    private let seen = Mutex<[Kind: Seen]>([:])

    init(_ logger: Logger) { self.logger = logger }

    /// Counts a hit.
    func hit(_ kind: Kind, uid: UInt32? = nil) {
        let now = SystemClock.bootMicroseconds()
        let times: Int? = seen.withLock { seen in
            var entry = seen[kind] ?? Seen()
            defer { seen[kind] = entry }
            entry.times += 1
            guard now >= entry.quietUntil else { return nil }
            defer { entry = Seen(quietUntil: now + 1_000_000) }
            return entry.times
        }
        guard let times else { return }
        var metadata: Logger.Metadata = ["times": "\(times)"]
        if let uid { metadata["uid"] = "\(uid)" }
        logger.warning("\(kind.rawValue)", metadata: metadata)
    }
}

/// What every connection is held to.
struct Bounds: Sendable {
    let limits: Limits
    let drain: Drain
    let log: LimitLog
    let meters: Meters
}
