import Glibc

/// A file that at most one process holds; the kernel lets go when its holder dies.
///
/// The file stays when the lock is given up: removing it would let two processes hold "the" lock,
/// one on the old file and one on a new one.
public final class LockFile: Sendable {
    /// Where the lock is.
    public let path: String
    private let descriptor: CInt

    /// Takes the lock or fails at once, and writes our pid into the file.
    public init(path: String) throws(LockError) {
        do throws(SystemError) {
            let file = try SystemCall.open(path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
            try SystemCall.check("flock", path: path) { Int(flock(file.raw, LOCK_EX | LOCK_NB)) }
            try SystemCall.check("ftruncate", path: path) { Int(ftruncate(file.raw, 0)) }
            // The pid is a courtesy: a full disk must not keep the holder from serving reads.
            try? Output.writeAll(file.raw, Array("\(getpid())\n".utf8))
            self.path = path
            self.descriptor = file.release()
        } catch {
            guard error.errno == EWOULDBLOCK else { throw .system(error) }
            throw .held(path: path, pid: LockFile.holder(path))
        }
    }

    deinit {
        // A child between fork and exec shares the lock; only this takes it from both at once.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// The pid in the file; nil in the moment between another's lock and its first write.
    private static func holder(_ path: String) -> Int32? {
        guard let bytes = try? DurableFile.read(path, bytesMax: 32) else { return nil }
        return Int32(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
    }
}

/// Why a lock was not taken.
public enum LockError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another holds it; its pid, when it has written it.
    case held(path: String, pid: Int32?)
    /// A call failed.
    case system(SystemError)

    /// One sentence.
    public var description: String {
        switch self {
        case .held(let path, let pid?): "\(path) is held by process \(pid)"
        case .held(let path, nil): "\(path) is held by another process"
        case .system(let error): error.description
        }
    }
}
