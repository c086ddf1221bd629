import Glibc

/// The kernel's random numbers, fit for salts and keys.
public enum SystemRandom {
    /// `count` bytes from getrandom(2), by way of getentropy(3), which never gives fewer.
    public static func bytes(_ count: Int) -> [UInt8] {
        precondition(count >= 0, "a count of bytes")
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var chunk = [UInt8](repeating: 0, count: chunkBytesMax)
        while result.count < count {
            let size = min(chunkBytesMax, count - result.count)
            let failed = unsafe getentropy(&chunk, size)
            precondition(failed == 0, "a kernel without getrandom(2) cannot run this")
            result.append(contentsOf: chunk[..<size])
        }
        return result
    }

    /// The most that getentropy(3) gives at once.
    private static let chunkBytesMax = 256

    /// Random bytes as lower-case hexadecimal digits, for names that must be new.
    public static func hexadecimal(bytes count: Int) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
