import Foundation
import Ledger
import Platform
import Testing

/// Leaving with the data and coming back.
@Suite struct RoundTripTests {
    /// Questions whose rows must not change.
    static let questions: [[String]] = [
        ["measure", "in-force", "--on", "2018-11-15", "--known", "2018-11-15"],
        ["measure", "in-force", "--on", "2019-03-28", "--known", "2019-03-29"],
        ["measure", "upcoming", "--on", "2018-11-15"], ["claim", "conflicts"],
        ["audit", "offer/cn-2018-11-opening-bid"], ["timeline"], ["source", "list"],
        ["actor", "list"], ["actor", "show", "person/navarro-peter"],
        ["replay", "--to", "2018-11-15"], ["replay", "--to", "2019-03-29", "--by", "published"],
        ["diff", "--known", "2018-10-25..2018-11-15"], ["record", "history", "r198"],
    ]

    private func answers(_ daemon: TestDaemon) throws -> [String] {
        try Self.questions.map { words in
            let run = try daemon.ctl(words + ["-o", "json"])
            #expect(run.code == 0, "\(words): \(run.errors)")
            let answer = try JSON(parsing: Array(run.output.utf8))
            let rows = answer["rows"] ?? .null
            return Transcript.steady(rows.line, daemon)
        }
    }

    private func change(_ daemon: TestDaemon) throws {
        let corrected = try daemon.ctl(
            "record",
            "correct",
            "r168",
            "--rate",
            "12%",
            "--reason",
            "a trial"
        )
        #expect(corrected.code == 0, "\(corrected.errors)")
        let retracted = try daemon.ctl("record", "retract", "r166", "--reason", "a trial")
        #expect(retracted.code == 0, "\(retracted.errors)")
    }

    @Test func `an export is taken back by an empty ledger: same events, order and answers`()
        throws
    {
        let first = try TestDaemon(seeded: true)
        try change(first)
        let exported = try first.ctl("export")
        #expect(exported.code == 0, "\(exported.errors)")
        let file = first.folder + "/all.jsonl"
        try exported.output.write(toFile: file, atomically: true, encoding: .utf8)
        let second = try TestDaemon()
        let imported = try second.ctl("import", file)
        #expect(imported.code == 0, "\(imported.output)\(imported.errors)")
        #expect(try second.ctl("export").output == exported.output)
        #expect(try answers(second) == answers(first))
        // Importing again records nothing.
        let again = try second.ctl("import", file)
        #expect(again.code == 0, "\(again.output)\(again.errors)")
        #expect(try second.ask("status")["size"] == first.ask("status")["size"])
    }

    @Test func `without its views, and after a crash, a ledger answers the same`() throws {
        let daemon = try TestDaemon(seeded: true)
        try change(daemon)
        let before = try answers(daemon)
        daemon.kill()
        try daemon.start()
        #expect(try answers(daemon) == before)
        daemon.stop()
        try FileManager.default.removeItem(atPath: daemon.folder + "/data/ledger/views")
        try daemon.start()
        #expect(try answers(daemon) == before)
        #expect(try daemon.ctl("replay", "--verify").code == 0)
    }

    @Test func `a second daemon on the same data ends with 75 and names the first`() throws {
        let daemon = try TestDaemon()
        let run = try Spawn.run(
            [
                Programs.ledgerd, "--user", "--data", daemon.folder + "/data", "--socket",
                daemon.folder + "/other.sock",
            ],
            milliseconds: 10_000
        )
        #expect(run.status == .exited(code: 75))
        #expect(String(decoding: run.errors, as: UTF8.self).contains("process \(daemon.pid)"))
    }

    @Test func `a held text is kept by its digest and read again by verify`() throws {
        let daemon = try TestDaemon(seeded: true)
        let text = daemon.folder + "/note.txt"
        try "Talks go on.\n".write(toFile: text, atomically: true, encoding: .utf8)
        let added = try daemon.ctl(
            "source",
            "add",
            text,
            "--outlet",
            "org/cnn",
            "--published",
            "2020-01-15"
        )
        #expect(added.code == 0, "\(added.errors)")
        let shown = try daemon.ctl("source", "show", "src/cnn-20200115", "-o", "json")
        #expect(shown.output.contains("\"text_held\":true"), "\(shown.output)")
        #expect(try daemon.ctl("log", "verify").code == 0)
        let folder = daemon.folder + "/data/ledger/sources"
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
        try "Talks are over.\n".write(
            toFile: folder + "/" + name,
            atomically: false,
            encoding: .utf8
        )
        let verified = try daemon.ctl("log", "verify")
        #expect(verified.code == 3)
        #expect((verified.output + verified.errors).contains("altered"))
    }
}
