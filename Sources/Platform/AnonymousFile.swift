import Glibc

/// A file in memory without a name: input and output of a child without pipes.
///
/// A pipe must be emptied while the child runs and raises SIGPIPE when it leaves; a file need not
/// and does not.
enum AnonymousFile {
    /// An empty file, or one that holds `bytes` and is about to be read from its start.
    static func make(holding bytes: [UInt8] = []) throws(SystemError) -> Descriptor {
        let name = "/ledgerd-\(getpid())-\(SystemRandom.hexadecimal(bytes: 8))"
        let raw = try SystemCall.check("shm_open", path: name) {
            Int(unsafe shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
        }
        let file = Descriptor(CInt(raw))
        unsafe shm_unlink(name)
        try Output.writeAll(file.raw, bytes)
        try rewind(file)
        return file
    }

    /// All that was written to the file.
    static func contents(
        _ file: borrowing Descriptor,
        bytesMax: Int
    ) throws(SystemError) -> [UInt8] {
        try rewind(file)
        return try Input.readAll(file.raw, bytesMax: bytesMax)
    }

    private static func rewind(_ file: borrowing Descriptor) throws(SystemError) {
        let raw = file.raw
        try SystemCall.check("lseek") { Int(lseek(raw, 0, SEEK_SET)) }
    }
}
