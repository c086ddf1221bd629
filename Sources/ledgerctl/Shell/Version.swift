/// The version of this program.
enum Version {
    /// As printed by `version`, `--version` and sent to the daemon.
    static let current = "0.1.0"
}
