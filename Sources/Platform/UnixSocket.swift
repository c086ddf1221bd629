import Glibc
import Synchronization

/// Stream sockets with a path: born with their mode, never stolen, never abstract.
public enum UnixSocket {
    /// The longest path that fits into an address beside the NUL that ends it.
    public static let pathBytesMax = 107

    /// Binds and listens; the file appears with `mode`, never with more.
    ///
    /// A socket left by a dead process of ours is removed; anything else at the path is left alone
    /// and named in the error. The caller holds a ``LockFile``, so no second daemon does the same.
    /// The process's umask is 0 while bind(2) runs: call this before other threads make files.
    ///
    /// - Returns: A close-on-exec descriptor that the caller closes.
    public static func listen(
        path: String,
        mode: UInt32,
        backlog: CInt = 128
    ) throws(SocketError) -> CInt {
        let address = try address(of: path)
        try clear(path, address)
        do throws(SystemError) {
            let socket = try stream()
            // A Unix socket takes the mode of its inode at bind, so nobody can connect in between.
            try SystemCall.check("fchmod", path: path) { Int(fchmod(socket.raw, mode)) }
            try bind(socket, to: address, path: path)
            try SystemCall.check("listen", path: path) { Int(Glibc.listen(socket.raw, backlog)) }
            return socket.release()
        } catch {
            throw .system(error)
        }
    }

    /// Connects, waiting at most `milliseconds` for room in the listener's queue.
    ///
    /// - Returns: A blocking, close-on-exec descriptor that the caller closes.
    /// - Throws: `EAGAIN` when the queue stayed full, `ECONNREFUSED` when nobody listens,
    ///   `ENOENT` when there is no socket, `EACCES` when we may not.
    public static func connect(
        path: String,
        milliseconds: Int = 2_000
    ) throws(SocketError) -> CInt {
        let address = try address(of: path)
        do throws(SystemError) {
            let socket = try stream()
            // connect(2) waits as long as a send may.
            try setSendTimeout(socket, milliseconds: milliseconds)
            try SystemCall.check("connect", path: path) {
                unsafe address.with { Int(unsafe Glibc.connect(socket.raw, $0, $1)) }
            }
            try setSendTimeout(socket, milliseconds: 0)
            return socket.release()
        } catch {
            throw .system(error)
        }
    }

    /// The user at the other end; for a client, whoever called listen(2).
    public static func peerUID(_ descriptor: CInt) throws(SystemError) -> UInt32 {
        try Peer.credentials(of: descriptor).uid
    }

    /// The listening socket that the service manager opened for us, if it did.
    ///
    /// - Returns: Descriptor 3, or nil when `LISTEN_PID` does not name this process.
    /// - Throws: ``SocketError/notListener(descriptor:)`` and ``SocketError/inheritedCount(_:)``
    ///   when it is meant for us but not what we can serve: better said than ignored.
    public static func inheritedListener(
        environment: [String: String] = ProcessEnvironment.current
    ) throws(SocketError) -> CInt? {
        guard let pid = environment["LISTEN_PID"], let count = environment["LISTEN_FDS"],
            pid == String(getpid())
        else { return nil }
        guard count == "1" else { throw .inheritedCount(count) }
        let first: CInt = 3
        guard isListener(first) else { throw .notListener(descriptor: first) }
        guard fcntl(first, F_SETFD, FD_CLOEXEC) == 0 else {
            throw .system(SystemError(call: "fcntl(F_SETFD)", errno: errno))
        }
        return first
    }

    static func isListener(_ descriptor: CInt) -> Bool {
        option(SO_DOMAIN, of: descriptor) == AF_UNIX
            && option(SO_TYPE, of: descriptor) == CInt(SOCK_STREAM.rawValue)
            && option(SO_ACCEPTCONN, of: descriptor) == 1
    }
}

extension UnixSocket {
    private static func address(of path: String) throws(SocketError) -> UnixAddress {
        guard path.utf8.count <= pathBytesMax else {
            throw .pathTooLong(path: path, bytes: path.utf8.count)
        }
        guard let address = UnixAddress(path: path) else {
            throw .system(SystemError(call: "bind", errno: EINVAL, path: path))
        }
        return address
    }

    private static func stream(extra flags: UInt32 = 0) throws(SystemError) -> Descriptor {
        let type = CInt(bitPattern: SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | flags)
        let raw = try SystemCall.check("socket") { Int(socket(AF_UNIX, type, 0)) }
        return Descriptor(CInt(raw))
    }

    /// The umask belongs to the process: two listeners at once would restore each other's zero.
    private static let umaskInUse = Mutex<Void>(())

    private static func bind(
        _ socket: borrowing Descriptor,
        to address: UnixAddress,
        path: String
    ) throws(SystemError) {
        let raw = socket.raw
        let code = umaskInUse.withLock { _ in
            let before = umask(0)
            defer { umask(before) }
            return unsafe address.with { unsafe Glibc.bind(raw, $0, $1) } == 0 ? 0 : errno
        }
        if code != 0 { throw SystemError(call: "bind", errno: code, path: path) }
    }

    /// Removes a dead socket of ours; refuses everything else that stands at `path`.
    private static func clear(_ path: String, _ address: UnixAddress) throws(SocketError) {
        let found: stat
        do throws(SystemError) {
            found = try SystemCall.attributes(path)
        } catch {
            if error.isMissing { return }
            throw .system(error)
        }
        if let occupant = occupant(found) { throw .occupied(path: path, by: occupant) }
        guard try isDead(address) else { throw .occupied(path: path, by: .liveSocket) }
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw .system(SystemError(call: "unlink", errno: errno, path: path))
        }
    }

    /// What stands there, or nil for a socket of ours.
    private static func occupant(_ found: stat) -> SocketError.Occupant? {
        switch found.st_mode & S_IFMT {
        case S_IFSOCK: found.st_uid == geteuid() ? nil : .socketOfUser(uid: found.st_uid)
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .symbolicLink
        default: .other
        }
    }

    /// Only a refused connection proves that nobody listens; a full queue (`EAGAIN`) does not.
    private static func isDead(_ address: UnixAddress) throws(SocketError) -> Bool {
        do throws(SystemError) {
            let probe = try stream(extra: SOCK_NONBLOCK.rawValue)
            let result = unsafe address.with { unsafe Glibc.connect(probe.raw, $0, $1) }
            return result != 0 && errno == ECONNREFUSED
        } catch {
            throw .system(error)
        }
    }

    private static func setSendTimeout(
        _ socket: borrowing Descriptor,
        milliseconds: Int
    ) throws(SystemError) {
        let raw = socket.raw
        var limit = timeval(
            tv_sec: milliseconds / 1_000,
            tv_usec: milliseconds % 1_000 * 1_000
        )
        let size = socklen_t(MemoryLayout<timeval>.size)
        try SystemCall.check("setsockopt(SO_SNDTIMEO)") {
            Int(unsafe setsockopt(raw, SOL_SOCKET, SO_SNDTIMEO, &limit, size))
        }
    }

    private static func option(_ name: CInt, of descriptor: CInt) -> CInt? {
        var value: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }
}
