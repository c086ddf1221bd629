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
}
