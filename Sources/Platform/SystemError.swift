import Glibc

/// A system call that failed: which one, why, and on what.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the call, as in section 2 of the manual.
    public let call: String
    /// The number the kernel gave as the reason.
    public let errno: CInt
    /// The path the call was about, when there was one.
    public let path: String?

    /// Describes the failure of `call` for the reason `errno`.
    public init(call: String, errno: CInt, path: String? = nil) {
        self.call = call
        self.errno = errno
        self.path = path
    }

    /// One sentence: call, path and the system's words for the reason.
    public var description: String {
        let reason = SystemError.reason(errno)
        guard let path else { return "\(call) failed: \(reason)" }
        return "\(call) failed on \(path): \(reason)"
    }

    /// True when the reader of a pipe or socket has left (`EPIPE`): a program ends quietly then.
    public var isReaderGone: Bool { errno == EPIPE }

    /// True when there was nothing of that name (`ENOENT`).
    public var isMissing: Bool { errno == ENOENT }

    /// True when the rights do not suffice (`EACCES`, `EPERM`).
    public var isDenied: Bool { errno == EACCES || errno == EPERM }

    /// The system's words for a reason, such as "Permission denied".
    public static func reason(_ errno: CInt) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe strerror_r(errno, &buffer, buffer.count) == 0 else { return "error \(errno)" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
