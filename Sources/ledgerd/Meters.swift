import Ledger
import Platform
import Synchronization

/// What the process counts of itself beside the store: connections, refusals, backups.
final class Meters: Sendable {
    /// The counts at one moment.
    struct Counts: Sendable {
        /// Open connections by account; -1 where the kernel does not tell.
        var connections: [Int64: Int] = [:]
        /// Connections that were told that there are too many, or closed without a word.
        var turnedAway: UInt64 = 0
        /// Refused requests by code.
        var refusals: [Refusal.Code: UInt64] = [:]
        /// When the last backup was sent whole, in microseconds since 1970; 0 for never.
        var backupAt: Int64 = 0
        /// How many records it had.
        var backupSize: UInt64 = 0
    }

    /// Held only to count; an append touches it once for its connection and never again.
    private let counts = Mutex(Counts())

    /// The counts of now.
    var now: Counts { counts.withLock { $0 } }

    /// A connection was opened.
    func opened(_ peer: Peer?) {
        let account = Self.account(peer)
        counts.withLock { $0.connections[account, default: 0] += 1 }
    }

    /// It was closed.
    func closed(_ peer: Peer?) {
        let account = Self.account(peer)
        counts.withLock { counts in
            let left = (counts.connections[account] ?? 0) - 1
            precondition(left >= 0, "what is closed was opened")
            counts.connections[account] = left == 0 ? nil : left
        }
    }

    /// A connection found no room.
    func turnedAway() { counts.withLock { $0.turnedAway += 1 } }

    /// A request was refused.
    func refused(_ code: Refusal.Code) {
        counts.withLock { $0.refusals[code, default: 0] += 1 }
    }

    /// A backup was sent whole.
    func backupSent(size: UInt64) {
        let now = SystemClock.wallMicroseconds()
        counts.withLock { counts in
            counts.backupAt = now
            counts.backupSize = size
        }
    }

    private static func account(_ peer: Peer?) -> Int64 { peer.map { Int64($0.uid) } ?? -1 }
}
