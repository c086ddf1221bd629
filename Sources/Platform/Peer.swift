import Glibc

/// The process at the other end of a Unix socket, as the kernel recorded it at connect(2).
///
/// It never changes afterwards, even when that process drops its rights, passes the socket on, or
/// dies; so a role must be decided from it once, and a pid from it proves nothing later.
public struct Peer: Hashable, Sendable {
    /// The process, for the log only: numbers are used again.
    public let pid: Int32
    /// The effective user.
    public let uid: UInt32
    /// The effective group.
    public let gid: UInt32
    /// The supplementary groups the process really had.
    public let groups: [UInt32]

    /// Reads `SO_PEERCRED` and `SO_PEERGROUPS` of a connected Unix socket.
    ///
    /// - Throws: `ENOTCONN` when the socket has no peer or is not a Unix socket.
    public init(socket descriptor: CInt) throws(SystemError) {
        let credentials = try Peer.credentials(of: descriptor)
        pid = credentials.pid
        uid = credentials.uid
        gid = credentials.gid
        groups = try Peer.groups(of: descriptor)
    }

    /// Three 32-bit words: what C calls `struct ucred`, which Swift's Glibc does not show.
    struct Credentials {
        var pid: Int32 = 0
        var uid: UInt32 = 0
        var gid: UInt32 = 0
    }

    static func credentials(of descriptor: CInt) throws(SystemError) -> Credentials {
        var credentials = Credentials()
        let expected = socklen_t(MemoryLayout<Credentials>.size)
        var size = expected
        try SystemCall.check("getsockopt(SO_PEERCRED)") {
            Int(
                unsafe getsockopt(
                    descriptor,
                    SOL_SOCKET,
                    Option.peerCredentials,
                    &credentials,
                    &size
                )
            )
        }
        // The kernel says "nobody yet" with uid -1, which must not be taken for a user.
        guard size == expected, credentials.uid != .max else {
            throw SystemError(call: "getsockopt(SO_PEERCRED)", errno: ENOTCONN)
        }
        return credentials
    }

    private static func groups(of descriptor: CInt) throws(SystemError) -> [UInt32] {
        var count = 64
        // Asked with too little room, the kernel says how much it needs; the groups are fixed, so
        // the second answer is the last.
        while true {
            var groups = [UInt32](repeating: 0, count: count)
            var size = socklen_t(count * MemoryLayout<UInt32>.size)
            let result = unsafe getsockopt(
                descriptor,
                SOL_SOCKET,
                Option.peerGroups,
                &groups,
                &size
            )
            let code = errno
            let needed = Int(size) / MemoryLayout<UInt32>.size
            if result == 0 { return Array(groups.prefix(needed)) }
            guard code == ERANGE, needed > count else {
                throw SystemError(call: "getsockopt(SO_PEERGROUPS)", errno: code)
            }
            count = needed
        }
    }

    /// Numbers of socket options, from `asm-generic/socket.h`.
    private enum Option {
        static let peerCredentials: CInt = 17
        static let peerGroups: CInt = 59
    }
}
