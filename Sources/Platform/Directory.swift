internal import CGlibc
import Glibc

/// Making, listing, syncing and removing directories.
public enum Directory {
    /// Makes a directory with exactly `mode`, whatever the umask, and syncs its parent.
    ///
    /// - Parameters:
    ///   - path: The directory; one that exists is left as it is.
    ///   - mode: The permission bits of a new one.
    ///   - parents: Whether to make missing parents too, with mode 0700.
    /// - Returns: Whether it was made.
    /// - Throws: `ENOTDIR` when the name is taken by something else.
    @discardableResult
    public static func create(
        _ path: String,
        mode: UInt32 = 0o700,
        parents: Bool = false
    ) throws(SystemError) -> Bool {
        try SystemCall.refuseZero(path, call: "mkdir")
        let above = parent(of: path)
        if parents, above != path, !isDirectory(above) {
            try create(above, mode: 0o700, parents: true)
        }
        guard unsafe mkdir(path, mode) == 0 else {
            let code = errno
            guard code == EEXIST else { throw SystemError(call: "mkdir", errno: code, path: path) }
            if isDirectory(path) { return false }
            throw SystemError(call: "mkdir", errno: ENOTDIR, path: path)
        }
        let made = try SystemCall.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        var found = stat()
        try SystemCall.check("fstat", path: path) { Int(unsafe fstat(made.raw, &found)) }
        if found.st_mode & 0o777 != mode & 0o777 {
            try SystemCall.check("fchmod", path: path) { Int(fchmod(made.raw, mode)) }
        }
        try sync(above)
        return true
    }

    /// Waits until the names in a directory are on the disk.
    public static func sync(_ path: String) throws(SystemError) {
        let directory = try SystemCall.open(path, O_RDONLY | O_DIRECTORY)
        try SystemCall.check("fsync", path: path) { Int(fsync(directory.raw)) }
    }

    /// Lets two names of one directory change places in one step, and syncs it.
    ///
    /// - Throws: `EINVAL` on a filesystem that cannot; nothing has changed then.
    public static func exchange(_ a: String, _ b: String) throws(SystemError) {
        try SystemCall.refuseZero(a, call: "renameat2")
        try SystemCall.refuseZero(b, call: "renameat2")
        try SystemCall.check("renameat2", path: a) {
            Int(unsafe renameat2(AT_FDCWD, a, AT_FDCWD, b, exchangeFlag))
        }
        try sync(parent(of: a))
    }

    /// `RENAME_EXCHANGE`, which glibc shows only to GNU sources.
    private static let exchangeFlag: UInt32 = 2

    /// The names in a directory, in byte order, without `.` and `..`.
    ///
    /// Bytes that are not UTF-8 come out as U+FFFD.
    public static func list(_ path: String) throws(SystemError) -> [String] {
        let directory = try SystemCall.open(path, O_RDONLY | O_DIRECTORY)
        let names = try names(in: directory, path: path).map { name in
            String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Removes `path` and all below it, and only if it lies below `root`.
    ///
    /// No link is followed on the way down from `root`, so a planted one cannot lead out of it.
    /// What is not there is no error.
    ///
    /// - Throws: `EINVAL` when `path` is not below `root` by its words, or holds `.` or `..`.
    public static func removeTree(_ path: String, inside root: String) throws(SystemError) {
        let base = root.hasSuffix("/") ? root : root + "/"
        let below = path.dropFirst(base.count)
        let parts = below.split(separator: "/", omittingEmptySubsequences: false)
        guard base != "/", path.hasPrefix(base), !path.utf8.contains(0),
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), let last = parts.last
        else { throw SystemError(call: "removeTree", errno: EINVAL, path: path) }
        var parent = try SystemCall.open(root, O_RDONLY | O_DIRECTORY)
        for part in parts.dropLast() {
            guard let next = try open(name(String(part)), in: parent, path: path) else { return }
            parent = next
        }
        try remove(name(String(last)), in: parent, path: path)
    }

    /// The directory a path lies in: `/` for `/a`, `.` for `a`.
    static func parent(of path: String) -> String {
        let trimmed = path.reversed().drop { $0 == "/" }
        let above = trimmed.drop { $0 != "/" }
        if above.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        let result = String(above.drop { $0 == "/" }.reversed())
        return result.isEmpty ? "/" : result
    }

    /// Whether a path leads to a directory; false too where we may not look.
    public static func exists(_ path: String) -> Bool {
        !path.utf8.contains(0) && isDirectory(path)
    }

    static func isDirectory(_ path: String) -> Bool {
        var found = stat()
        return unsafe stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }
}

extension Directory {
    /// A name as the kernel gives it: any bytes, ended by a NUL.
    private typealias Name = [CChar]

    private static func name(_ text: String) -> Name {
        text.utf8.map { CChar(bitPattern: $0) } + [0]
    }

    private static func remove(
        _ name: Name,
        in parent: borrowing Descriptor,
        path: String
    ) throws(SystemError) {
        if unsafe unlinkat(parent.raw, name, 0) == 0 { return }
        let code = errno
        if code == ENOENT { return }
        guard code == EISDIR || code == EPERM else {
            throw SystemError(call: "unlinkat", errno: code, path: path)
        }
        guard let directory = try open(name, in: parent, path: path) else { return }
        for child in try names(in: directory, path: path) {
            try remove(child, in: directory, path: path)
        }
        let raw = parent.raw
        try SystemCall.check("unlinkat", path: path) {
            Int(unsafe unlinkat(raw, name, AT_REMOVEDIR))
        }
    }

    /// A directory below an open one, or nil when there is none of that name.
    private static func open(
        _ name: Name,
        in parent: borrowing Descriptor,
        path: String
    ) throws(SystemError) -> Descriptor? {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let raw = unsafe openat(parent.raw, name, flags)
        if raw >= 0 { return Descriptor(raw) }
        if errno == ENOENT { return nil }
        throw SystemError(call: "openat", errno: errno, path: path)
    }

    private static func names(
        in directory: borrowing Descriptor,
        path: String
    ) throws(SystemError) -> [Name] {
        // closedir(3) closes the descriptor it was given, so it gets one of its own.
        let own = fcntl(directory.raw, F_DUPFD_CLOEXEC, 0)
        guard own >= 0, let stream = unsafe fdopendir(own) else {
            let code = errno
            if own >= 0 { close(own) }
            throw SystemError(call: "fdopendir", errno: code, path: path)
        }
        defer { unsafe closedir(stream) }
        var names: [Name] = []
        while true {
            // Only errno tells the end from a failure.
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name + [0]) }
        }
        guard errno == 0 else { throw SystemError(call: "readdir", errno: errno, path: path) }
        return names
    }
}
