import Logging
import NIOCore
import Platform

/// Hangs up on accounts that have lost rights since they connected.
///
/// Each request is judged when it comes; this is for what lasts: a stream that follows, a backup
/// that is read slowly, a connection that is kept for later. Who still may come back at once.
struct Memberships: Sendable {
    let connections: Connections
    /// What an account may do now.
    let role: @Sendable (Peer) -> Access.Role
    let pause: Duration
    let logger: Logger

    /// Looks again and again until the task is cancelled.
    func watch() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: pause)
            if !Task.isCancelled { look() }
        }
    }

    /// Asks once for each account and set of groups, and closes what has fewer rights.
    func look() {
        var known: [[UInt32]: Access.Role] = [:]
        for entry in connections.judged {
            let groups = [entry.peer.uid, entry.peer.gid] + entry.peer.groups
            let now = known[groups] ?? role(entry.peer)
            known[groups] = now
            guard now < entry.role else { continue }
            logger.notice(
                "rights were taken away",
                metadata: [
                    "uid": "\(entry.peer.uid)", "before": "\(entry.role)", "now": "\(now)",
                ]
            )
            entry.channel.close(promise: nil)
        }
    }
}
