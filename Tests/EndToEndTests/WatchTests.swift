import Foundation
import Ledger
import Platform
import Testing

/// The watch as a process of its own, over a real daemon.
@Suite(.serialized) struct WatchTests {
    /// A watch that runs, and what it has written.
    private final class Running {
        private(set) var status: ExitWord?
        let pid: Int32
        private let out: String
        private let errors: String

        /// How it ended: a code, or a signal.
        enum ExitWord: Equatable { case code(Int32), signal(Int32) }

        init(_ daemon: TestDaemon, _ words: [String], shell: String = "exec WATCH") throws {
            out = "\(daemon.folder)/watch-\(UUID().uuidString)"
            errors = out + ".err"
            let line = ([Programs.ledgerctl, "watch"] + words).map { "'\($0)'" }
                .joined(separator: " ")
            let script = "exec > '\(out)' 2> '\(errors)'; " + shell.replacing("WATCH", with: line)
            pid = try Spawn.daemon(
                "/bin/sh",
                arguments: ["-c", script],
                environment: daemon.environment,
                logFile: out + ".log"
            )
        }

        deinit {
            if isRunning {
                kill(pid, SIGKILL)
                end()
            }
        }

        var isRunning: Bool {
            if status == nil { reap(WNOHANG) }
            return status == nil
        }

        /// Waits until it has ended.
        func end() { if status == nil { reap(0) } }

        private func reap(_ options: Int32) {
            var word: Int32 = 0
            guard unsafe waitpid(pid, &word, options) == pid else { return }
            let signal = word & 0x7f
            status = signal == 0 ? .code(word >> 8 & 0xff) : .signal(signal)
        }

        var written: [String] {
            let text = (try? String(contentsOfFile: out, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map(String.init)
        }
        var said: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

        /// Waits up to 30 s until something holds.
        func waits(_ what: String, until holds: (Running) -> Bool) {
            for _ in 0..<1_500 {
                if holds(self) { return }
                usleep(20_000)
            }
            Issue.record("\(what): \(written) \(said)")
        }
    }

    private func append(_ daemon: TestDaemon, _ name: String) throws {
        let done = try daemon.ctl(
            "append",
            "actor.registered",
            "person/\(name)",
            "--kind",
            "person",
            "--name",
            name
        )
        #expect(done.code == 0, "\(done.errors)")
    }

    private func numbers(_ lines: [String]) -> [String] {
        lines.map { String($0.prefix { $0 != " " }) }
    }

    @Test func `a watch begins where it is told, follows, and filters as a list does`() throws {
        let daemon = try TestDaemon()
        for name in ["a", "b"] { try append(daemon, name) }
        let all = try Running(daemon, ["--after", "r1"])
        let some = try Running(daemon, ["--after", "r0", "--subject", "person/b", "-o", "jsonl"])
        all.waits("the past") { $0.written.count == 1 }
        for name in ["c", "d"] { try append(daemon, name) }
        all.waits("what comes") { $0.written.count == 3 }
        #expect(numbers(all.written) == ["r2", "r3", "r4"])
        some.waits("one of them") { $0.written.count == 1 }
        let row = try JSON(parsing: Array((some.written.first ?? "").utf8))
        #expect(row["record"]?.text == "r2" && row["schema"]?.text == "ledger.records/1")
    }

    @Test func `a cursor goes on exactly, whatever was appended meanwhile`() throws {
        let daemon = try TestDaemon()
        let cursor = "\(daemon.folder)/desk.cursor"
        var first: Running? = try Running(daemon, ["--cursor", cursor])
        first?.waits("the cursor") { _ in FileManager.default.fileExists(atPath: cursor) }
        try append(daemon, "a")
        // The cursor moves after the line: killed between the two, the watch would tell it again.
        first?.waits("the first") { _ in
            (try? String(contentsOfFile: cursor, encoding: .utf8)) == "r1\n"
        }
        let told = first.map { numbers($0.written) } ?? []
        // Killed, it has no last word.
        first = nil
        for name in ["b", "c"] { try append(daemon, name) }
        let second = try Running(daemon, ["--cursor", cursor])
        second.waits("the rest") { $0.written.count == 2 }
        #expect(told + numbers(second.written) == ["r1", "r2", "r3"])
        second.waits("the cursor") { _ in
            (try? String(contentsOfFile: cursor, encoding: .utf8)) == "r3\n"
        }
    }

    @Test func `a command reads each record; its failure ends the watch before the cursor moves`()
        throws
    {
        let daemon = try TestDaemon()
        for name in ["a", "b", "c"] { try append(daemon, name) }
        let cursor = "\(daemon.folder)/desk.cursor"
        let kept = "\(daemon.folder)/kept"
        try "r0\n".write(toFile: cursor, atomically: true, encoding: .utf8)
        let command = "grep -v person/b >> \(kept)"
        let failing = try Running(daemon, ["--cursor", cursor, "--exec", command])
        failing.waits("the end") { !$0.isRunning }
        #expect(failing.status == .code(74))
        #expect(failing.said.contains("the command failed at r2: exit code 1"))
        #expect(try String(contentsOfFile: cursor, encoding: .utf8) == "r1\n")
        let going = try Running(daemon, ["--cursor", cursor, "--exec", "cat >> \(kept)"])
        going.waits("all of them") { $0.written.count == 2 }
        going.waits("the cursor") { _ in
            (try? String(contentsOfFile: cursor, encoding: .utf8)) == "r3\n"
        }
        let lines = try String(contentsOfFile: kept, encoding: .utf8).split(separator: "\n")
        let records = try lines.map { try JSON(parsing: Array($0.utf8)) }
        #expect(records.map { $0["record"]?.text } == ["r1", "r2", "r3"])
        #expect(records.last?["event"]?["subject"]?.text == "person/c")
    }

    @Test func `Ctrl-C ends it at once`() throws {
        let daemon = try TestDaemon()
        try append(daemon, "a")
        let plain = try Running(daemon, ["--after", "r0"])
        plain.waits("the past") { $0.written.count == 1 }
        let began = ContinuousClock.now
        kill(plain.pid, SIGINT)
        plain.waits("the end") { !$0.isRunning }
        #expect(ContinuousClock.now - began < .milliseconds(500))
        #expect(plain.status == .signal(SIGINT))
        #expect(plain.said.isEmpty)
    }

    @Test func `a reader that leaves ends it without a word, before the next record`() throws {
        let daemon = try TestDaemon()
        try append(daemon, "a")
        let running = try Running(
            daemon,
            ["--after", "r0"],
            shell: "{ WATCH; echo $? >&2; } | head -1"
        )
        running.waits("the end") { !$0.isRunning }
        #expect(numbers(running.written) == ["r1"])
        #expect(running.said == "141\n")
    }

    @Test func `it waits for a daemon that restarts, and misses nothing`() throws {
        let daemon = try TestDaemon()
        let running = try Running(daemon, ["--after", "r0"])
        try append(daemon, "a")
        running.waits("the first") { $0.written.count == 1 }
        for name in ["b", "c"] {
            daemon.stop()
            try daemon.start()
            try append(daemon, name)
        }
        daemon.kill()
        try daemon.start()
        try append(daemon, "d")
        running.waits("all of them") { $0.written.count == 4 }
        #expect(numbers(running.written) == ["r1", "r2", "r3", "r4"])
        #expect(running.said.contains("the daemon answers again"))
    }

    @Test func `a place beyond the end, and a file that holds none, are refused`() throws {
        let daemon = try TestDaemon()
        let beyond = try daemon.ctl("watch", "--after", "r9")
        #expect(beyond.code == 4 && beyond.errors.contains("the ledger ends at r0"))
        let file = "\(daemon.folder)/cursor"
        try "soon\n".write(toFile: file, atomically: true, encoding: .utf8)
        let bad = try daemon.ctl("watch", "--cursor", file)
        #expect(bad.code == 78 && bad.errors.contains("holds no record"))
        #expect(try daemon.ctl("watch", "--as-of", "r1").code == 64)
    }
}
