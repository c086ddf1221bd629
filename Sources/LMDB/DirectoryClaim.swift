internal import Glibc
internal import Synchronization

/// The right of one environment to a directory in this process, given up when it is destroyed.
///
/// liblmdb in one process must not open a file twice: closing either would drop the `fcntl` lock of
/// both, and another process would then take our readers for dead. The directory's device and inode
/// tell it apart under any path.
struct DirectoryClaim: ~Copyable {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Held only to look up, add or remove an identity.
    private static let claimed = Mutex<Set<Identity>>([])

    private let identity: Identity

    /// Claims a directory.
    ///
    /// - Parameter path: a directory that exists.
    /// - Throws: ``LMDBError/io(errno:)``, or ``LMDBError/alreadyOpen(path:)`` while another claim
    ///   lives.
    init(path: String) throws(LMDBError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw .io(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .io(errno: ENOTDIR) }
        let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        guard Self.claimed.withLock({ claimed in claimed.insert(identity).inserted }) else {
            throw .alreadyOpen(path: path)
        }
        self.identity = identity
    }

    deinit {
        let removed = Self.claimed.withLock { claimed in claimed.remove(identity) }
        precondition(removed != nil, "a claim is given up once")
    }
}
