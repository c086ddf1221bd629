import Glibc

/// Bytes from a descriptor, up to a limit.
public enum Input {
    /// Reads to the end of a file, pipe or terminal.
    ///
    /// - Throws: `EFBIG` as soon as there are more than `bytesMax` bytes.
    public static func readAll(
        _ descriptor: CInt,
        bytesMax: Int,
        path: String? = nil
    ) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try SystemCall.check("read", path: path) {
                unsafe Glibc.read(descriptor, &chunk, chunk.count)
            }
            if count == 0 { return bytes }
            guard bytes.count + count <= bytesMax else {
                throw SystemError(call: "read", errno: EFBIG, path: path)
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Reads a descriptor to its end and hands the bytes on as they come.
    ///
    /// - Parameters:
    ///   - descriptor: open for reading.
    ///   - path: what it is of, for errors.
    ///   - body: takes the next bytes, at most 256 KiB.
    /// - Throws: ``SystemError``, and what `body` throws.
    public static func stream(
        _ descriptor: CInt,
        path: String? = nil,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try SystemCall.check("read", path: path) {
                unsafe Glibc.read(descriptor, &chunk, chunk.count)
            }
            if count == 0 { return }
            try body(Array(chunk[..<count]))
        }
    }

    /// Reads a file and hands its bytes on as they come.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - body: takes the next bytes, at most 256 KiB.
    /// - Throws: ``SystemError``, and what `body` throws.
    public static func stream(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let file = try SystemCall.open(path, O_RDONLY)
        try stream(file.raw, path: path, body)
    }
}
