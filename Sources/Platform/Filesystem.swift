import Glibc

/// What kind of filesystem holds a path, and how much room it has.
public enum Filesystem {
    /// The kinds that matter to somebody who maps files and trusts fsync(2).
    public enum Kind: Hashable, Sendable {
        /// The usual local kinds: ext2 to ext4, and the others by name.
        case ext4, xfs, btrfs, zfs
        /// Memory: gone after a restart.
        case tmpfs
        /// A container's layers: gone with the container.
        case overlay
        /// Another machine's, where locks and maps shared between processes cannot be trusted.
        case nfs, smb, plan9
        /// A program's, which may be anything.
        case fuse
        /// Any other, by the kernel's name.
        case other(String)

        /// Whether the bytes are known to be on another machine.
        public var isRemote: Bool { self == .nfs || self == .smb || self == .plan9 }

        /// Whether the bytes are known to be lost with the machine or container.
        public var isVolatile: Bool { self == .tmpfs || self == .overlay }

        init(name: Substring) {
            switch name {
            case "ext2", "ext3", "ext4": self = .ext4
            case "xfs": self = .xfs
            case "btrfs": self = .btrfs
            case "zfs": self = .zfs
            case "tmpfs", "ramfs": self = .tmpfs
            case "overlay": self = .overlay
            case "nfs", "nfs4": self = .nfs
            case "cifs", "smb3", "smbfs": self = .smb
            case "9p": self = .plan9
            case "fuse", "fuseblk": self = .fuse
            default: self = name.hasPrefix("fuse.") ? .fuse : .other(String(name))
            }
        }
    }

    /// The bytes that an unprivileged process may still write on the filesystem of `path`.
    public static func freeBytes(_ path: String) throws(SystemError) -> UInt64 {
        try SystemCall.refuseZero(path, call: "statvfs")
        var found = statvfs()
        try SystemCall.check("statvfs", path: path) { Int(unsafe statvfs(path, &found)) }
        return UInt64(found.f_bavail) * UInt64(found.f_frsize)
    }

    /// The kind of filesystem that holds `path`, which must exist.
    ///
    /// Swift's Glibc does not show statfs(2), so the kernel's table of mounts is read instead.
    public static func kind(of path: String) throws(SystemError) -> Kind {
        try SystemCall.refuseZero(path, call: "realpath")
        guard let resolved = unsafe realpath(path, nil) else {
            throw SystemError(call: "realpath", errno: errno, path: path)
        }
        defer { unsafe free(resolved) }
        let table = try DurableFile.read("/proc/self/mountinfo", bytesMax: 16 << 20)
        return kind(
            of: unsafe String(cString: resolved),
            mounts: String(decoding: table, as: UTF8.self)
        )
    }

    /// The kind of the deepest mount above `path`; of two in one place the later hides the other.
    static func kind(of path: String, mounts: String) -> Kind {
        var best: (depth: Int, kind: Kind) = (-1, .other("unknown"))
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 5, let dash = fields[5...].firstIndex(of: "-"),
                dash + 1 < fields.endIndex
            else { continue }
            let point = unescaped(fields[4])
            let depth = point == "/" ? 0 : point.utf8.count
            let isAbove = depth == 0 || path == point || path.hasPrefix(point + "/")
            if isAbove, depth >= best.depth { best = (depth, Kind(name: fields[dash + 1])) }
        }
        return best.kind
    }

    /// A mount point with its octal escapes (`\040` for a blank) undone, as in proc(5).
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            guard byte == 0x5C, digits.count == 3, let code else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(3)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
