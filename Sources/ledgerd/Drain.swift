import Synchronization

/// The word that the daemon is to stop, given once.
final class Drain: Sendable {
    private struct State {
        var exit: DaemonExit?
        var next = 0
        var actions: [Int: @Sendable () -> Void] = [:]
    }

    /// Held only to look or to change, never while an action runs.
    private let state = Mutex(State())

    /// How the process is to end; nil while it is to go on.
    var exit: DaemonExit? { state.withLock { $0.exit } }

    /// Stops the daemon; only the first word counts.
    func stop(_ exit: DaemonExit = .ok) {
        let actions = state.withLock { state in
            guard state.exit == nil else { return [] as [@Sendable () -> Void] }
            state.exit = exit
            defer { state.actions = [:] }
            return Array(state.actions.values)
        }
        for action in actions { action() }
    }

    /// Runs `action` when the daemon stops; at once if it is stopping.
    ///
    /// - Returns: a number for ``forget(_:)``.
    @discardableResult
    func onStop(_ action: @escaping @Sendable () -> Void) -> Int {
        let number: Int? = state.withLock { state in
            guard state.exit == nil else { return nil }
            state.next += 1
            state.actions[state.next] = action
            return state.next
        }
        guard let number else {
            action()
            return 0
        }
        return number
    }

    /// Drops an action that was not needed.
    func forget(_ number: Int) { state.withLock { $0.actions[number] = nil } }
}

/// How the process ends; the numbers are those of `sysexits.h` where it has one.
enum DaemonExit: Int32, Sendable {
    /// It was told to stop.
    case ok = 0
    /// What was to be read is damaged or another's (EX_DATAERR).
    case damaged = 65
    /// A bug.
    case software = 70
    /// A sync failed: what the disk holds is not known (EX_OSERR).
    case unsynced = 71
    /// The socket or a folder cannot be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Another daemon has the data.
    case busy = 75
    /// The account may not.
    case notPermitted = 77
    /// A setting is wrong.
    case configuration = 78
}

/// Why the daemon did not start.
struct StartFailure: Error, Sendable {
    var exit: DaemonExit
    /// One sentence without a full stop.
    var reason: String

    init(_ exit: DaemonExit, _ reason: String) {
        self.exit = exit
        self.reason = reason
    }
}
