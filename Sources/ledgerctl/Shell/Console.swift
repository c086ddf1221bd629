import Platform

/// Where the program writes: the answer to standard output, everything else to standard error.
final class Console {
    /// Takes bytes for descriptor 1 or 2.
    typealias Sink = (CInt, [UInt8]) throws(SystemError) -> Void

    private let sink: Sink
    private var buffer: [UInt8] = []
    private var isHeld = false
    private static let bufferBytesMax = 64 << 10

    /// Writes through a sink; by default to the process's own streams.
    init(
        sink: @escaping Sink = { descriptor, bytes throws(SystemError) in
            try Output.writeAll(descriptor, bytes)
        }
    ) {
        self.sink = sink
    }

    /// Adds text to the answer; it is written when there is enough of it, or at the end.
    func write(_ text: String) throws(Failure) { try write(Array(text.utf8)) }

    /// Adds bytes to the answer.
    func write(_ bytes: [UInt8]) throws(Failure) {
        buffer += bytes
        if buffer.count >= Console.bufferBytesMax, !isHeld { try flush() }
    }

    /// Adds a line to the answer.
    func line(_ text: String) throws(Failure) { try write(text + "\n") }

    /// Keeps what is added from now on.
    func hold() throws(Failure) {
        try flush()
        isHeld = true
    }

    /// What was kept; it is not written any more.
    func release() -> [UInt8] {
        defer { (buffer, isHeld) = ([], false) }
        return buffer
    }

    /// Writes what was gathered.
    func flush() throws(Failure) {
        defer { buffer = [] }
        if buffer.isEmpty { return }
        do throws(SystemError) { try sink(1, buffer) } catch { throw Failure.output(error) }
    }

    /// Says something on standard error; if nobody can read it, there is nobody to tell.
    func remark(_ text: String) { try? sink(2, Array(text.utf8)) }
}
