/// The version of the daemon.
enum Version {
    /// As printed by `--version` and told by `GET /v1/status`.
    static let current = "0.1.0"
}
