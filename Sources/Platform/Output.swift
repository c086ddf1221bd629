import Glibc

/// Bytes on their way to a descriptor, gathered so that a long answer costs few calls.
///
/// What was not flushed is lost: call ``flush()`` last. With SIGPIPE ignored
/// (``StandardStreams/ignoreFatalSignals()``) a reader that left is an error whose
/// ``SystemError/isReaderGone`` is true.
public struct Output: ~Copyable {
    private let descriptor: CInt
    private let capacity: Int
    private var buffer: [UInt8] = []

    /// Writes to `descriptor`, which stays the caller's, in pieces of about `capacity` bytes.
    public init(descriptor: CInt, capacity: Int = 64 << 10) {
        self.descriptor = descriptor
        self.capacity = capacity
    }

    /// Adds text as UTF-8.
    public mutating func write(_ text: String) throws(SystemError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= capacity { try flush() }
    }

    /// Adds bytes.
    public mutating func write(_ bytes: [UInt8]) throws(SystemError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= capacity { try flush() }
    }

    /// Writes what was gathered; after an error it is dropped, so that it is not sent twice.
    public mutating func flush() throws(SystemError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        try Output.writeAll(descriptor, buffer)
    }

    /// Writes every byte, through short writes, signals and descriptors that do not block.
    public static func writeAll(_ descriptor: CInt, _ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor,
                    $0.baseAddress?.advanced(by: done),
                    bytes.count - done
                )
            }
            if written >= 0 {
                done += written
                continue
            }
            switch errno {
            case EINTR: continue
            // A terminal shared with another program may have been made non-blocking by it.
            case EAGAIN: waitUntilWritable(descriptor)
            case let code: throw SystemError(call: "write", errno: code)
            }
        }
    }

    private static func waitUntilWritable(_ descriptor: CInt) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, -1)
    }
}
