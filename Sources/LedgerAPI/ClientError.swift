/// Why a request has no reply that can be used.
public enum ClientError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody listens on the socket.
    case noDaemon(path: String, reason: String)
    /// The socket is there, but this account may not use it.
    case notPermitted(path: String)
    /// The daemon did not answer in time; what became of a write is not known.
    case timeout
    /// The connection broke before the reply was whole; what became of a write is not known.
    case connectionLost
    /// What came back is not what this release understands.
    case protocolMismatch(String)
    /// The daemon refused.
    case problem(Problem)

    /// Whether a write may have been carried out all the same; its ids make a repeat safe.
    public var isOutcomeUnknown: Bool {
        switch self {
        case .timeout, .connectionLost, .protocolMismatch: true
        case .noDaemon, .notPermitted, .problem: false
        }
    }

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .noDaemon(let path, let reason): "no daemon answers on \(path) (\(reason))"
        case .notPermitted(let path): "not permitted to use \(path)"
        case .timeout: "the daemon did not answer in time; outcome unknown"
        case .connectionLost: "the connection was lost; outcome unknown"
        case .protocolMismatch(let what): "the daemon's reply cannot be read: \(what)"
        case .problem(let problem): problem.title
        }
    }
}
