import Foundation
import Ledger
import LedgerAPI
import Testing

/// The files of a ledger written anew after a redaction.
@Suite struct CompactTests {
    private static let secret = "the envoy's uncommon whisper"

    private let daemon: TestDaemon

    init() throws {
        daemon = try TestDaemon()
        var lines = [CrashClient.registrations]
        for number in 0..<200 {
            lines.append(
                #"{"type":"issue.registered","subject":"issue/n\#(number)","#
                    + #""body":{"description":"\#(String(repeating: "x", count: 400))"}}"#
            )
        }
        lines.append(
            #"{"type":"statement.made","subject":"statement/a","body":{"kind":"position","gist":"#
                + #""\#(Self.secret)"},"actors":[{"actor":"gov/USA","role":"by"}],"#
                + #""evidence":[{"source":"src/desk-1","chain":[{"who":"src/desk-1","#
                + #""act":"reported"}],"attribution":"outlet_voice","form":"narration","#
                + #""stance":"asserts"}]}"#
        )
        let text = lines.map { $0.trimmingCharacters(in: .newlines) }.joined(separator: "\n")
        let run = try daemon.ctl("append", "--file", "-", input: text)
        try #require(run.code == 0, "\(run.errors)")
        try daemon.waitForViews()
    }

    private func compact() throws -> TestDaemon.Run {
        try daemon.ctl("compact", "--data", "\(daemon.folder)/data")
    }

    /// Whether any file of the ledger holds the words, in use or not.
    private func holdsSecret() throws -> Bool {
        let folder = "\(daemon.folder)/data"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return names.contains { name in
            let data = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
            return data.range(of: Data(Self.secret.utf8)) != nil
        }
    }

    @Test func `what a redaction left in free pages is gone, and nothing else`() throws {
        let run = try daemon.ctl("record", "redact", "r204", "--reason", "an order", "--yes")
        #expect(run.code == 0 && run.errors.contains("ledgerctl compact"), "\(run.errors)")
        try daemon.waitForViews()
        let before = try daemon.ask("log/root")["root"]
        let running = try compact()
        #expect(running.code == 75 && running.errors.contains("daemon stop"), "\(running.errors)")
        daemon.stop()
        #expect(try holdsSecret(), "LMDB does not clear the pages that it frees")
        let done = try compact()
        #expect(done.code == 0 && done.errors.contains("bytes_after"), "\(done.errors)")
        #expect(try !holdsSecret())
        let names = try FileManager.default.contentsOfDirectory(
            atPath: "\(daemon.folder)/data/ledger"
        )
        #expect(!names.contains("log.compact") && !names.contains("views"))
        try daemon.start()
        try daemon.waitForViews()
        #expect(try daemon.ask("log/root")["root"] == before)
        #expect(try daemon.ctl("log", "verify").code == 0)
        #expect(try daemon.ctl("replay", "--verify").code == 0)
        #expect(try daemon.ctl("status").code == 0, "whoever saw it before sees the same log")
    }

    @Test func `what an interrupted one left is no hindrance, and what is no ledger is refused`()
        throws
    {
        daemon.stop()
        let left = "\(daemon.folder)/data/ledger/log.compact"
        try FileManager.default.createDirectory(
            atPath: left,
            withIntermediateDirectories: false
        )
        try Data("half".utf8).write(to: URL(filePath: left + "/data.mdb"))
        #expect(try compact().code == 0)
        #expect(!FileManager.default.fileExists(atPath: left))
        try daemon.start()
        #expect(try daemon.ctl("log", "verify").code == 0)
        let none = try daemon.ctl("compact", "--data", "\(daemon.folder)/nothing")
        #expect(none.code == 78 && none.errors.contains("not compacted"), "\(none.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(daemon.folder)/nothing"))
    }
}
