import Glibc

/// Small files that are either whole and on the disk, or not there.
public enum DurableFile {
    /// Writes `bytes` under `path`, replacing what is there, so that a power cut leaves old or new.
    ///
    /// A temporary file in the same directory is written, synced and renamed, then the directory
    /// is synced. When only that last sync fails, the error is thrown though the name is new.
    public static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32 = 0o600
    ) throws(SystemError) {
        let directory = Directory.parent(of: path)
        let temporary = "\(directory)/.tmp-\(getpid())-\(SystemRandom.hexadecimal(bytes: 8))"
        let file = try SystemCall.open(
            temporary,
            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
            mode: mode
        )
        do throws(SystemError) {
            // The umask may have taken bits away.
            try SystemCall.check("fchmod", path: path) { Int(fchmod(file.raw, mode)) }
            do throws(SystemError) {
                try Output.writeAll(file.raw, bytes)
            } catch {
                throw SystemError(call: error.call, errno: error.errno, path: path)
            }
            try SystemCall.check("fsync", path: path) { Int(fsync(file.raw)) }
            try SystemCall.refuseZero(path, call: "rename")
            try SystemCall.check("rename", path: path) { Int(unsafe Glibc.rename(temporary, path)) }
        } catch {
            unsafe unlink(temporary)
            throw error
        }
        try Directory.sync(directory)
    }

    /// Makes a new file, lets `body` fill it, and waits until it is on the disk.
    ///
    /// - Parameters:
    ///   - path: where nothing is yet.
    ///   - mode: the permission bits.
    ///   - body: writes to the descriptor, and leaves it open.
    /// - Throws: what `body` throws; the file is removed then.
    public static func fill(
        _ path: String,
        mode: UInt32 = 0o600,
        _ body: (CInt) throws -> Void
    ) throws {
        let file = try SystemCall.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        do {
            try SystemCall.check("fchmod", path: path) { Int(fchmod(file.raw, mode)) }
            try body(file.raw)
            try SystemCall.check("fsync", path: path) { Int(fsync(file.raw)) }
        } catch {
            unsafe unlink(path)
            throw error
        }
        try Directory.sync(Directory.parent(of: path))
    }

    /// Reads a whole file of at most `bytesMax` bytes; a larger one is refused with `EFBIG`.
    public static func read(_ path: String, bytesMax: Int) throws(SystemError) -> [UInt8] {
        let file = try SystemCall.open(path, O_RDONLY)
        return try Input.readAll(file.raw, bytesMax: bytesMax, path: path)
    }

    /// Whether something has this name, a broken link included; false too where we may not look.
    public static func exists(_ path: String) -> Bool {
        (try? SystemCall.attributes(path)) != nil
    }

    /// Renames within one filesystem, replacing a file of the new name, and syncs both directories.
    public static func rename(_ old: String, to new: String) throws(SystemError) {
        try SystemCall.refuseZero(old, call: "rename")
        try SystemCall.refuseZero(new, call: "rename")
        try SystemCall.check("rename", path: old) { Int(unsafe Glibc.rename(old, new)) }
        let (from, to) = (Directory.parent(of: old), Directory.parent(of: new))
        try Directory.sync(to)
        if from != to { try Directory.sync(from) }
    }

    /// Removes a file, durably; one that is not there is no error.
    public static func remove(_ path: String) throws(SystemError) {
        try SystemCall.refuseZero(path, call: "unlink")
        if unsafe unlink(path) != 0 {
            let code = errno
            if code == ENOENT { return }
            throw SystemError(call: "unlink", errno: code, path: path)
        }
        try Directory.sync(Directory.parent(of: path))
    }

    /// Waits until the contents of a file are on the disk.
    public static func sync(_ path: String) throws(SystemError) {
        let file = try SystemCall.open(path, O_RDONLY)
        try SystemCall.check("fsync", path: path) { Int(fsync(file.raw)) }
    }
}
