/// The version of this program.
enum Version {
    /// As printed by `version`, `--version` and sent to the daemon.
    static let current = "0.1.0"
    /// When it was made, for manual pages.
    static let released = "2026-11-29"
}
