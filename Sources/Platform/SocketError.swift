/// Why a Unix socket could not be made, reached or taken over.
public enum SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path is longer than the kernel has room for.
    case pathTooLong(path: String, bytes: Int)
    /// Something stands at the path that must not be removed.
    case occupied(path: String, by: Occupant)
    /// The descriptor handed over by the service manager is not a listening Unix stream socket.
    case notListener(descriptor: CInt)
    /// Descriptors were handed over, but not exactly one.
    case inheritedCount(String)
    /// A call failed.
    case system(SystemError)

    /// What stands at the path of a socket.
    public enum Occupant: Hashable, Sendable {
        /// A socket that somebody answers, or that may be answered: only a refusal proves it dead.
        case liveSocket
        /// A socket of another user.
        case socketOfUser(uid: UInt32)
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// A symbolic link, wherever it points.
        case symbolicLink
        /// A device, a pipe, or something newer.
        case other
    }

    /// One sentence, with what can be done where that is clear.
    public var description: String {
        switch self {
        case .pathTooLong(let path, let bytes):
            """
            the socket path \(path) has \(bytes) bytes; a Unix socket's path may have at most \
            \(UnixSocket.pathBytesMax), so choose a shorter directory
            """
        case .occupied(let path, .liveSocket):
            "another process may be listening on \(path)"
        case .occupied(let path, .socketOfUser(let uid)):
            "the socket \(path) belongs to uid \(uid)"
        case .occupied(let path, .file): "\(path) is a file, not a socket; it was left alone"
        case .occupied(let path, .directory): "\(path) is a directory, not a socket"
        case .occupied(let path, .symbolicLink):
            "\(path) is a symbolic link, not a socket; it was left alone"
        case .occupied(let path, .other): "\(path) is not a socket; it was left alone"
        case .notListener(let descriptor):
            "the inherited descriptor \(descriptor) is not a listening Unix stream socket"
        case .inheritedCount(let count):
            "LISTEN_FDS is \(count); exactly one listening socket can be taken over"
        case .system(let error): error.description
        }
    }
}
