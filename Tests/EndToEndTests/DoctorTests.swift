import Foundation
import Ledger
import Platform
import Testing

/// The doctor on this host, with things that are really wrong.
@Suite(.serialized) struct DoctorTests {
    private let daemon: TestDaemon

    init() throws {
        daemon = try TestDaemon()
        let run = try daemon.ctl("append", "--file", "-", input: CrashClient.registrations)
        try #require(run.code == 0, "\(run.errors)")
    }

    private struct Report {
        let code: Int32
        /// Result, what was seen and the fix, by check.
        let findings: [String: JSON]

        func result(_ check: String) -> String? { findings[check]?["result"]?.text }
        func what(_ check: String) -> String { findings[check]?["what"]?.text ?? "" }
        func fix(_ check: String) -> String { findings[check]?["fix"]?.text ?? "" }
        var wrong: [String] { findings.keys.filter { result($0) == "wrong" }.sorted() }
    }

    private func doctor(_ flags: String...) throws -> Report {
        let run = try daemon.ctl(["doctor", "-o", "json"] + flags)
        #expect(run.errors.isEmpty, "\(run.errors)")
        let rows = try JSON(parsing: Array(run.output.utf8))["rows"]?.elements ?? []
        let pairs = rows.map { ($0["check"]?.text ?? "", $0) }
        return Report(code: run.code, findings: Dictionary(pairs) { first, _ in first })
    }

    @Test func `a sound daemon and host have nothing wrong`() throws {
        let report = try doctor()
        // Where the tests keep their folders is not the daemon's fault.
        let elsewhere = ["filesystem", "disk"]
        #expect(report.wrong.allSatisfy(elsewhere.contains), "\(report.findings)")
        for check in [
            "socket", "socket-mode", "socket-folder", "socket-owner", "groups", "ledger", "version",
            "rules", "writer", "clock", "map", "data-mode", "key",
        ] {
            #expect(report.result(check) == "ok", "\(check): \(report.what(check))")
        }
        #expect(report.code == (report.wrong.isEmpty ? 0 : 1))
        #expect(report.result("backup") == "skipped")
        let backup = "\(daemon.folder)/backup"
        #expect(try daemon.ctl("backup", "--to", backup).code == 0)
        #expect(try doctor().result("backup") == "ok")
        #expect(try doctor("--backup", backup).result("backup") == "ok")
        #expect(try doctor("--backup", daemon.folder).result("backup") == "wrong")
    }

    @Test func `rights that are too wide are found, and the fix mends them`() throws {
        let key = "\(daemon.folder)/data/ledger/key"
        for (path, mode) in [
            (daemon.socket, 0o666), (key, 0o644), ("\(daemon.folder)/data", 0o755),
        ] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        let report = try doctor()
        #expect(report.code == 1)
        for check in ["socket-mode", "key", "data-mode"] {
            #expect(report.result(check) == "wrong", "\(report.what(check))")
            let command = report.fix(check).prefix { $0 != "," }
            let mended = try Spawn.run(["/bin/sh", "-c", String(command)])
            #expect(mended.status.isSuccess, "\(command)")
        }
        let after = try doctor()
        for check in ["socket-mode", "key", "data-mode"] { #expect(after.result(check) == "ok") }
    }

    @Test func `a daemon that was killed leaves a socket that is told to be dead`() throws {
        daemon.kill()
        let report = try doctor()
        #expect(report.code == 1)
        #expect(report.wrong.contains("socket"))
        #expect(report.what("socket").contains("nobody listens"))
        for check in ["ledger", "version", "rules", "writer", "clock", "map"] {
            #expect(report.result(check) == "skipped", "\(check): \(report.what(check))")
        }
    }

    @Test func `an older copy in the place of the ledger is an alarm`() throws {
        #expect(try doctor().result("ledger") == "ok")
        daemon.stop()
        try FileManager.default.removeItem(atPath: "\(daemon.folder)/data")
        try daemon.start()
        let report = try doctor()
        #expect(report.code == 3)
        #expect(report.result("ledger") == "wrong")
        #expect(report.what("ledger").contains("not the one seen before"))
        #expect(report.result("map") == "skipped", "nothing that it says is believed")
    }
}
