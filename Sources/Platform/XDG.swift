/// Where a user's files belong, by the XDG Base Directory Specification 0.8.
///
/// Pure: everything follows from the environment given. A variable that is empty or not absolute is
/// as if unset, as the specification asks.
public struct XDG: Hashable, Sendable {
    private let environment: [String: String]
    private let home: String?
    private let user: UInt32

    /// Reads from `environment`; `user` names the runtime fallback.
    public init(environment: [String: String], user: UInt32) {
        self.environment = environment
        self.home = XDG.absolute(environment["HOME"])
        self.user = user
    }

    /// `XDG_DATA_HOME`, or `~/.local/share`; nil when `HOME` is needed and unset.
    public var dataHome: String? { directory("XDG_DATA_HOME", "/.local/share") }

    /// `XDG_CONFIG_HOME`, or `~/.config`; nil when `HOME` is needed and unset.
    public var configHome: String? { directory("XDG_CONFIG_HOME", "/.config") }

    /// `XDG_STATE_HOME`, or `~/.local/state`; nil when `HOME` is needed and unset.
    public var stateHome: String? { directory("XDG_STATE_HOME", "/.local/state") }

    /// `XDG_RUNTIME_DIR`, or `/tmp/ledgerd-<uid>`; see ``RuntimeDirectory`` before using it.
    public var runtimeHome: String {
        XDG.absolute(environment["XDG_RUNTIME_DIR"]) ?? "/tmp/ledgerd-\(user)"
    }

    private func directory(_ variable: String, _ fallback: String) -> String? {
        XDG.absolute(environment[variable]) ?? home.map { $0 == "/" ? fallback : $0 + fallback }
    }

    private static func absolute(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/") else { return nil }
        return path
    }
}
