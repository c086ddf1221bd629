import HummingbirdCore
import NIOCore
import Platform
import Synchronization

/// A connection as it was accepted.
struct Connection: Sendable {
    /// Whether there is room for it.
    enum Standing: Sendable {
        case served
        /// Over the limit: its first request is answered with that.
        case excess
        /// Far over the limit: closed without a word.
        case dropped
    }

    let http: HTTP1Channel.Value
    /// Nil if the kernel does not tell.
    let peer: Peer?
    let standing: Standing

    var channel: any Channel { http.channel }
}

/// The connections that are open.
final class Connections: Sendable {
    /// A connection, and what its account might do when it was made.
    struct Judged: Sendable {
        let channel: any Channel
        let peer: Peer
        let role: Access.Role
    }

    private struct Entry {
        let channel: any Channel
        var judged: Judged?
    }

    private let limits: Limits
    /// Held only to look or to change.
    private let open = Mutex<[ObjectIdentifier: Entry]>([:])

    init(limits: Limits) { self.limits = limits }

    /// How many there are.
    var count: Int { open.withLock { $0.count } }

    /// Counts a connection until it is closed, and says how it stands.
    func add(_ channel: any Channel) -> Connection.Standing {
        let id = ObjectIdentifier(channel)
        let count = open.withLock { open in
            open[id] = Entry(channel: channel)
            return open.count
        }
        channel.closeFuture.whenComplete { [self] _ in open.withLock { $0[id] = nil } }
        if count <= limits.connectionsMax { return .served }
        return count <= limits.connectionsMax + limits.excessMax ? .excess : .dropped
    }

    /// Notes what its account may do; nothing if it is closed already.
    func judge(_ channel: any Channel, _ peer: Peer, as role: Access.Role) {
        let judged = Judged(channel: channel, peer: peer, role: role)
        open.withLock { $0[ObjectIdentifier(channel)]?.judged = judged }
    }

    /// Those of which that was noted.
    var judged: [Judged] { open.withLock { $0.values.compactMap(\.judged) } }

    /// Closes all of them, whatever they are doing.
    func closeAll() {
        let channels = open.withLock { $0.values.map(\.channel) }
        for channel in channels { channel.close(promise: nil) }
    }
}
