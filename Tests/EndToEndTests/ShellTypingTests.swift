import Foundation
import Platform
import Testing

/// Completion, typed into real shells on a terminal.
@Suite struct ShellTypingTests {
    private static let path = "/usr/local/bin:/usr/bin:/bin"
    private static let script = Programs.checkout.appending(path: "Tests/Shells/type.py").path

    private static func has(_ shell: String) -> Bool {
        Spawn.find(shell, inPath: path) != nil && Spawn.find("python3", inPath: path) != nil
    }

    private static func lacks(_ shell: String) -> Comment {
        "\(shell) or python3 is not installed: apt install \(shell) python3"
    }

    /// Types a line and Tab; every word must appear, in whatever way the shell shows it.
    private func type(
        _ shell: String,
        _ line: String,
        _ words: [String],
        _ daemon: TestDaemon
    ) throws {
        var environment = daemon.environment
        environment["PATH"] = "\(Programs.folder):\(Self.path)"
        let run = try Spawn.run(
            ["python3", Self.script, shell, line] + words,
            environment: environment,
            input: nil
        )
        let screen = String(decoding: run.output + run.errors, as: UTF8.self)
        #expect(run.status.isSuccess, "\(shell): \(line)\n\(screen)")
    }

    private func typeAll(_ shell: String, showsNotes: Bool) throws {
        let daemon = try TestDaemon(seeded: true)
        try type(shell, "ledgerctl measure upc", ["upcoming"], daemon)
        try type(shell, "ledgerctl audit offer/cn-2018-11-o", ["opening-bid"], daemon)
        try type(shell, "ledgerctl measure in-force --impo", ["--imposer"], daemon)
        guard showsNotes else { return }
        let notes = ["4 records", "1 record"]
        try type(shell, "ledgerctl measure show us-301-list", notes, daemon)
    }

    @Test(.enabled(if: has("bash"), lacks("bash"))) func `bash completes what is typed`() throws {
        try typeAll("bash", showsNotes: false)
    }

    @Test(.enabled(if: has("zsh"), lacks("zsh")))
    func `zsh completes what is typed, and says what it is`() throws {
        try typeAll("zsh", showsNotes: true)
    }

    @Test(.enabled(if: has("fish"), lacks("fish")))
    func `fish completes what is typed, and says what it is`() throws {
        try typeAll("fish", showsNotes: true)
    }
}
