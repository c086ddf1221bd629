import Platform

/// Which socket to use, and why that one.
struct SocketChoice: Equatable {
    /// Its path.
    var path: String
    /// How it was found, for `status`.
    var reason: String

    /// The system's daemon.
    static let system = "/run/ledgerd/ledgerd.sock"

    /// The user's own daemon.
    static func user(_ surroundings: Surroundings) -> String {
        "\(surroundings.directories.runtimeHome)/ledgerd/ledgerd.sock"
    }

    /// Where a daemon of one's own listens: the flag, the variable, else the user's socket.
    static func own(_ globals: GlobalOptions, _ surroundings: Surroundings) -> String {
        let variable = surroundings.variables["LEDGERCTL_SOCKET"]
        let given = variable.flatMap { $0.isEmpty ? nil : $0 }
        return globals.socket ?? given ?? user(surroundings)
    }

    /// The first of: the flag, the variable, the user's socket, the system's; nil if there is none.
    static func existing(
        _ globals: GlobalOptions,
        _ surroundings: Surroundings,
        exists: (String) -> Bool = DurableFile.exists
    ) -> SocketChoice? {
        if let path = globals.socket { return SocketChoice(path: path, reason: "--socket") }
        if let path = surroundings.variables["LEDGERCTL_SOCKET"], !path.isEmpty {
            return SocketChoice(path: path, reason: "LEDGERCTL_SOCKET")
        }
        let own = user(surroundings)
        if exists(own) { return SocketChoice(path: own, reason: "the user's daemon") }
        return exists(system) ? SocketChoice(path: system, reason: "the system's daemon") : nil
    }
}
