import Platform
import Synchronization

/// Names of accounts, looked up once a minute: asking the system reads a file each time.
final class AccountNames: Sendable {
    private static let microsecondsMax: Int64 = 60_000_000

    private struct Entry {
        let name: String
        let since: Int64
    }

    /// Held only to look or to store, never while the system is asked.
    private let entries = Mutex<[UInt32: Entry]>([:])

    /// The account's name; `uid1000` where the system knows none.
    func name(of uid: UInt32) -> String {
        let now = SystemClock.bootMicroseconds()
        if let entry = entries.withLock({ $0[uid] }), now - entry.since < Self.microsecondsMax {
            return entry.name
        }
        let name = Account.name(ofUser: uid) ?? "uid\(uid)"
        entries.withLock { $0[uid] = Entry(name: name, since: now) }
        return name
    }
}
