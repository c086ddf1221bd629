import Platform

/// Where the daemon keeps its data and listens.
struct Settings: Sendable {
    /// The folder of the ledger.
    var data: String
    /// The path of the socket.
    var socket: String
    /// Whether it is one user's own ledger, in which the daemon's account may do everything.
    var isPerUser: Bool
    /// The most bytes that the log may grow to.
    var mapBytes = 64 << 30
    var limits = Limits()
    /// Whether `--init` was given.
    var isInit = false
    /// What `--origin` gave.
    var givenOrigin: String?

    /// The folder of the system's ledger.
    static let systemData = "/var/lib/ledgerd"
    /// The socket of the system's ledger.
    static let systemSocket = "/run/ledgerd/ledgerd.sock"

    init(data: String, socket: String, isPerUser: Bool) {
        self.data = data
        self.socket = socket
        self.isPerUser = isPerUser
    }

    /// Fills in what was not given.
    ///
    /// The ledger is per user if that is asked for, or if the account is not root and the folder
    /// is not the system's: the system's daemon runs under an account of its own.
    init(
        data: String?,
        socket: String?,
        user: Bool,
        account: UInt32,
        environment: [String: String]
    ) throws(StartFailure) {
        isPerUser = user || account != 0 && data != Self.systemData
        let xdg = XDG(environment: environment, user: account)
        if let data {
            self.data = data
        } else if !isPerUser {
            self.data = Self.systemData
        } else if let home = xdg.dataHome {
            self.data = home + "/ledgerd"
        } else {
            throw StartFailure(.configuration, "HOME is not set; give --data DIR")
        }
        self.socket =
            socket ?? (isPerUser ? xdg.runtimeHome + "/ledgerd/ledgerd.sock" : Self.systemSocket)
    }

    /// The mode of the socket: a per-user one is for its owner only.
    var socketMode: UInt32 { isPerUser ? 0o600 : 0o660 }

    /// The lock that a running daemon holds.
    var lock: String { data + "/ledgerd.lock" }

    /// The folder of the socket.
    var socketFolder: String {
        guard let cut = socket.lastIndex(of: "/") else { return "." }
        return cut == socket.startIndex ? "/" : String(socket[..<cut])
    }
}

/// A number of bytes as people write it: `64G`, `512M`, `1048576`.
struct ByteSize: Equatable, Sendable {
    let bytes: Int

    /// Nil for anything but a whole number above 0 with K, M, G or T (powers of 1024) behind it.
    init?(_ text: String) {
        let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
        let shift = text.last.flatMap { units[$0] }
        let digits = shift == nil ? text[...] : text.dropLast()
        guard digits.first != "+", let number = Int(digits), number > 0 else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
        guard !overflows else { return nil }
        self.bytes = bytes
    }
}
