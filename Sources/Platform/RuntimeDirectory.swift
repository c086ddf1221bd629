import Glibc

/// A directory for sockets that nobody else can put anything into.
public enum RuntimeDirectory {
    /// Makes `path` with mode 0700 if it is not there, and checks that it can be trusted.
    ///
    /// The name may lie in `/tmp`, where anybody can take it first: so it must be a directory, not
    /// a link, ours, and not writable by group or others.
    public static func prepare(_ path: String) throws(RuntimeDirectoryError) {
        do throws(SystemError) {
            try Directory.create(path, mode: 0o700)
        } catch {
            // Something of that name that is no directory is told better by the check below.
            if error.errno != ENOTDIR { throw .system(error) }
        }
        try check(path)
    }

    /// Checks, without making anything, that `path` can be trusted: what a client does.
    public static func check(_ path: String) throws(RuntimeDirectoryError) {
        let found: stat
        do throws(SystemError) {
            found = try SystemCall.attributes(path)
        } catch {
            throw .system(error)
        }
        guard found.st_mode & S_IFMT == S_IFDIR else { throw .notDirectory(path: path) }
        guard found.st_uid == geteuid() else { throw .owner(path: path, uid: found.st_uid) }
        guard found.st_mode & 0o022 == 0 else {
            throw .writable(path: path, mode: found.st_mode & 0o777)
        }
    }
}

/// Why a runtime directory is not used.
public enum RuntimeDirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file, or a link, which might lead anywhere.
    case notDirectory(path: String)
    /// It belongs to another user.
    case owner(path: String, uid: UInt32)
    /// Group or others may write into it.
    case writable(path: String, mode: UInt32)
    /// A call failed.
    case system(SystemError)

    /// One sentence, with what to do.
    public var description: String {
        switch self {
        case .notDirectory(let path): "\(path) is not a directory; remove it"
        case .owner(let path, let uid):
            "\(path) belongs to uid \(uid); set XDG_RUNTIME_DIR to a directory of your own"
        case .writable(let path, let mode):
            "\(path) has mode 0\(String(mode, radix: 8)); take the write right of others away"
        case .system(let error): error.description
        }
    }
}
