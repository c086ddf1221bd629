import Glibc

/// What stands at a path: its kind, its rights, and whose it is.
public struct FileFacts: Hashable, Sendable {
    /// The kinds that matter to us.
    public enum Kind: Hashable, Sendable { case file, directory, socket, link, other }

    /// Its kind; a link is told as one, not as what it leads to.
    public var kind: Kind
    /// The permission bits.
    public var mode: UInt32
    /// The owner.
    public var uid: UInt32
    /// The group.
    public var gid: UInt32
    /// When its content last changed, in seconds since 1970.
    public var modifiedAt: Int64

    /// Describes a file.
    public init(kind: Kind, mode: UInt32, uid: UInt32, gid: UInt32 = 0, modifiedAt: Int64 = 0) {
        self.kind = kind
        self.mode = mode
        self.uid = uid
        self.gid = gid
        self.modifiedAt = modifiedAt
    }

    /// Looks at a path.
    ///
    /// - Returns: Nil if nothing is there.
    /// - Throws: What lstat(2) says otherwise, such as that a folder above it is closed to us.
    public static func of(_ path: String) throws(SystemError) -> FileFacts? {
        let found: stat
        do throws(SystemError) {
            found = try SystemCall.attributes(path)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        let kind: Kind =
            switch found.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFSOCK: .socket
            case S_IFLNK: .link
            default: .other
            }
        return FileFacts(
            kind: kind,
            mode: found.st_mode & 0o7777,
            uid: found.st_uid,
            gid: found.st_gid,
            modifiedAt: Int64(found.st_mtim.tv_sec)
        )
    }

    /// The permission bits as chmod(1) takes them: `0640`.
    public var octal: String { "0" + String(mode, radix: 8) }
}
