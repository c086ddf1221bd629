import Glibc

/// The service manager's ear, as in sd_notify(3), without its library.
public struct ServiceManager: Sendable {
    private let socket: String?
    /// How often the manager wants to hear `WATCHDOG=1`, in microseconds; ping at half of it.
    public let watchdogMicroseconds: UInt64?

    /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`.
    public init(environment: [String: String] = ProcessEnvironment.current) {
        socket = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isOurs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        watchdogMicroseconds = isOurs ? environment["WATCHDOG_USEC"].flatMap { UInt64($0) } : nil
    }

    /// Sends assignments, one a line, such as `READY=1` or `STATUS=197 records`.
    ///
    /// - Returns: False when nobody asked to be told.
    @discardableResult
    public func notify(_ state: String) throws(SystemError) -> Bool {
        guard let socket else { return false }
        let address =
            socket.hasPrefix("@")
            ? UnixAddress(abstract: String(socket.dropFirst())) : UnixAddress(path: socket)
        guard let address else { throw SystemError(call: "sendto", errno: EINVAL, path: socket) }
        let type = CInt(bitPattern: SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let raw = try SystemCall.check("socket") { Int(Glibc.socket(AF_UNIX, type, 0)) }
        let sender = Descriptor(CInt(raw))
        let bytes = Array(state.utf8)
        try SystemCall.check("sendto", path: socket) {
            unsafe address.with {
                unsafe sendto(sender.raw, bytes, bytes.count, CInt(MSG_NOSIGNAL), $0, $1)
            }
        }
        return true
    }
}
