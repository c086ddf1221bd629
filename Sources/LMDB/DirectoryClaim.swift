internal import Glibc
internal import Synchronization

/// The right of one environment to a directory in this process, given up when it is destroyed.
///
/// liblmdb in one process must not open a file twice: closing either would drop the `fcntl` lock of
/// both, and another process would then take our readers for dead. The directory's device and inode
/// tell it apart under any path. The directory is kept open, so that the inode of one that was
/// removed is not given to another while the claim lives.
struct DirectoryClaim: ~Copyable {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Held only to look up, add or remove an identity.
    private static let claimed = Mutex<Set<Identity>>([])

    private let identity: Identity
    private let descriptor: Int32

    /// Claims a directory.
    ///
    /// - Parameter path: a directory that exists.
    /// - Throws: ``LMDBError/io(errno:)``, or ``LMDBError/alreadyOpen(path:)`` while another claim
    ///   lives.
    init(path: String) throws(LMDBError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .io(errno: errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .io(errno: code)
        }
        let identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        guard Self.claimed.withLock({ claimed in claimed.insert(identity).inserted }) else {
            close(descriptor)
            throw .alreadyOpen(path: path)
        }
        self.identity = identity
        self.descriptor = descriptor
    }

    deinit {
        let removed = Self.claimed.withLock { claimed in claimed.remove(identity) }
        precondition(removed != nil, "a claim is given up once")
        close(descriptor)
    }
}
