import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// What the log publishes, checked by a program in another language that was written from the
/// formats alone: `Tests/Interop`.
@Suite struct InteropTests {
    /// A ledger that has grown while it was watched, its key, and a folder for files.
    private struct Watched {
        let daemon: TestDaemon
        let key: String

        func file(_ name: String) -> String { "\(daemon.folder)/\(name)" }

        /// Runs a command of ours that must succeed.
        func ctl(_ words: String...) throws {
            let run = try daemon.ctl(words)
            try #require(run.code == 0, "\(words): \(run.errors)")
        }

        /// What the verifier says.
        func verifier(_ words: String...) throws -> JSON {
            try verifier(words)
        }

        func verifier(_ words: [String]) throws -> JSON {
            let script = Programs.checkout.appending(path: "Tests/Interop/verify.py").path
            let run = try Spawn.run(["python3", script] + words + ["--key", key])
            let said = try JSON(parsing: run.output)
            #expect((run.status == .exited(code: 0)) == (said["ok"] == .bool(true)))
            return said
        }
    }

    private func watched() throws -> Watched {
        let daemon = try TestDaemon(seeded: true)
        let key = try daemon.ctl("log", "key", "show").output
        return Watched(daemon: daemon, key: String(key.dropLast()))
    }

    private func grow(_ log: Watched) throws {
        let lines = (1...120).map { number in
            """
            {"type":"actor.registered","subject":"org/grown-\(number)",\
            "body":{"kind":"company","name":"Grown \(number)"}}
            """
        }
        let input = lines.joined(separator: "\n")
        let run = try log.daemon.ctl("append", "--file", "-", input: input)
        try #require(run.code == 0, "\(run.errors)")
    }

    @Test func `a stranger can check a record, the growth of the log, and a mirror of it`() throws {
        let log = try watched()
        try log.ctl("log", "prove", "r168", "--out", log.file("r168"))
        let proof = try log.verifier("proof", log.file("r168"))
        #expect(proof["ok"] == .bool(true), "\(proof.line)")
        #expect(proof["position"]?.integer == 168 && proof["size"]?.integer == 197)
        #expect(proof["event_type"]?.text == "tariff.imposed")

        try log.ctl("log", "checkpoint", "show", "--out", log.file("old"))
        try log.ctl("log", "tiles", "--out", log.file("mirror"))
        let mirror = try log.verifier("tiles", log.file("mirror"))
        #expect(mirror["ok"] == .bool(true), "\(mirror.line)")
        #expect(mirror["size"]?.integer == 197)

        try grow(log)
        try log.ctl("log", "prove", "--since", log.file("old"), "--out", log.file("growth"))
        let growth = try log.verifier("growth", log.file("old"), log.file("growth"))
        #expect(growth["ok"] == .bool(true), "\(growth.line)")
        #expect(growth["old_size"]?.integer == 197 && growth["new_size"]?.integer == 317)

        try log.ctl("log", "tiles", "--out", log.file("mirror"))
        let grown = try log.verifier("tiles", log.file("mirror"))
        #expect(grown["ok"] == .bool(true), "\(grown.line)")
        #expect(grown["size"]?.integer == 317)
    }

    @Test func `a stranger can check a backup, in a folder and as a stream`() throws {
        let log = try watched()
        try log.ctl("backup", "--to", log.file("backup"))
        try grow(log)
        try log.ctl("backup", "--to", log.file("backup"))
        let folder = try log.verifier("backup", log.file("backup"))
        #expect(folder["ok"] == .bool(true), "\(folder.line)")
        #expect(folder["size"]?.integer == 317 && folder["pieces"]?.integer == 2)
        #expect(try folder["root"] == log.daemon.ask("log/root")["root"])
        let client = try log.daemon.client()
        let stream = try client.send(.get("/v1/backup", accept: .bytes)).body
        try Data(stream).write(to: URL(filePath: log.file("stream")))
        #expect(try log.verifier("backup", log.file("stream"))["size"]?.integer == 317)
        let rest = try client.send(.get("/v1/backup", query: [("after", "r197")])).body
        try Data(rest).write(to: URL(filePath: log.file("rest")))
        #expect(try log.verifier("backup", log.file("rest"))["ok"] == .bool(false))
    }

    @Test func `what was changed on its way is refused by both`() throws {
        let log = try watched()
        try log.ctl("log", "prove", "r168", "--out", log.file("r168"))
        try log.ctl("log", "prove", "r167", "--out", log.file("r167"))
        func lines(_ name: String) throws -> [String] {
            try String(contentsOfFile: log.file(name), encoding: .utf8)
                .components(separatedBy: "\n")
        }
        // The record of one proof with the path of another.
        var mixed = try lines("r168")
        mixed[1] = try lines("r167")[1]
        try mixed.joined(separator: "\n")
            .write(toFile: log.file("mixed"), atomically: true, encoding: .utf8)
        #expect(try log.verifier("proof", log.file("mixed"))["ok"] == .bool(false))
        let ours = try log.daemon.ctl("verify", log.file("mixed"), "--key", log.key)
        #expect(ours.code == 3 && ours.errors.contains("leads to another root"))

        try log.ctl("log", "tiles", "--out", log.file("mirror"))
        let bundle = log.file("mirror/tile/entries/000.p/197")
        var bytes = try DurableFile.read(bundle, bytesMax: 1 << 20)
        bytes[1_000] ^= 1
        try DurableFile.write(bytes, to: bundle)
        #expect(try log.verifier("tiles", log.file("mirror"))["ok"] == .bool(false))
    }

    @Test func `a file is verified with a key that is given, pinned, or not at all`() throws {
        let log = try watched()
        try log.ctl("log", "prove", "r1", "--out", log.file("r1"))
        try log.key.write(toFile: log.file("key"), atomically: true, encoding: .utf8)
        log.daemon.stop()
        for key in [log.key, log.file("key")] {
            #expect(try log.daemon.ctl("verify", log.file("r1"), "--key", key).code == 0)
        }
        #expect(try log.daemon.ctl("verify", log.file("r1")).code == 0)
        let stranger = try log.daemon.ctl(["verify", log.file("r1")], home: log.file("stranger"))
        #expect(stranger.code == 64 && stranger.errors.contains("--key"))
        let other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let foreign = try log.daemon.ctl("verify", log.file("r1"), "--key", other)
        #expect(foreign.code == 3 && foreign.errors.contains("it is of the log"))
        let unwitnessed = try log.daemon.ctl(
            "verify",
            log.file("r1"),
            "--witness",
            "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
        )
        #expect(unwitnessed.code == 3 && unwitnessed.errors.contains("witness.example.com/w1"))
    }

    @Test func `a checkpoint is kept when the ledger closes, and listed`() throws {
        let log = try watched()
        #expect(try log.daemon.ctl("log", "checkpoint", "list").output.isEmpty)
        log.daemon.stop()
        try log.daemon.start()
        let list = try log.daemon.ctl("log", "checkpoint", "list", "-o", "csv")
        #expect(list.output.contains("\n197,"))
        let kept = try log.daemon.ctl("log", "checkpoint", "show", "--at", "r197")
        #expect(kept.output.contains("\n197\n"))
        let none = try log.daemon.ctl("log", "checkpoint", "show", "--at", "r100")
        #expect(none.code == 4 && none.errors.contains("no checkpoint of r100 is kept"))
    }

    @Test func `a redacted record keeps its place, its proof, and nothing of what it said`() throws
    {
        let log = try watched()
        let gist = "a lack of proper authorisation"
        let line = """
            {"type":"statement.made","subject":"statement/secret",\
            "actors":[{"actor":"gov/USA","role":"by"}],"body":{"kind":"position","gist":"\(gist)"},\
            "evidence":[{"source":"src/cnn-20181115","chain":[{"who":"src/cnn-20181115",\
            "act":"stated"}],"attribution":"outlet_voice","form":"narration","stance":"asserts"}]}
            """
        let appended = try log.daemon.ctl("append", "--file", "-", input: line)
        try #require(appended.code == 0, "\(appended.errors)")
        try log.ctl("log", "checkpoint", "show", "--out", log.file("old"))
        let words = ["record", "redact", "r198", "--reason", "an order of the court"]
        let asked = try log.daemon.ctl(words)
        #expect(asked.code == 64 && asked.errors.contains("--yes"))
        let dry = try log.daemon.ctl(words + ["--dry-run"])
        #expect(dry.code == 0)
        let redacted = try log.daemon.ctl(words + ["--yes"])
        #expect(redacted.code == 0, "\(redacted.errors)")
        #expect(redacted.errors.contains("backups, exports and other copies"))
        try log.daemon.waitForViews()
        for command in [
            ["record", "show", "r198"], ["record", "history", "r198"], ["export"], ["timeline"],
            ["record", "list"],
        ] {
            let run = try log.daemon.ctl(command)
            #expect(run.code == 0, "\(command): \(run.errors)")
            #expect(!run.output.contains(gist), "\(command)")
        }
        let card = try log.daemon.ctl("record", "show", "r198").output
        #expect(card.contains("in r199: an order of the court"), "\(card)")
        let shown = try log.daemon.ctl("record", "history", "r198").output
        #expect(shown.contains("redacted") && shown.contains("an order of the court"))
        #expect(try log.daemon.ctl("log", "verify").code == 0)
        #expect(try log.daemon.ctl("replay", "--verify").code == 0)
        try log.ctl("log", "prove", "r198", "--out", log.file("r198"))
        let proof = try log.verifier("proof", log.file("r198"))
        #expect(proof["ok"] == .bool(true) && proof["redacted"] == .bool(true), "\(proof.line)")
        try log.ctl("log", "prove", "--since", log.file("old"), "--out", log.file("growth"))
        let growth = try log.verifier("growth", log.file("old"), log.file("growth"))
        #expect(growth["ok"] == .bool(true), "\(growth.line)")
    }

    @Test func `an answer is proved as far as it cites records, and a changed one is refused`()
        throws
    {
        let log = try watched()
        let file = log.file("answer")
        let words = ["measure", "in-force", "--on", "2018-11-15", "--known", "2018-11-15"]
        let asked = try log.daemon.ctl(words + ["--prove", file])
        #expect(asked.code == 0 && asked.errors.contains("records proved"), "\(asked.errors)")
        #expect(asked.output == (try log.daemon.ctl(words).output))
        try grow(log)
        log.daemon.stop()
        let verified = try log.daemon.ctl("verify", file, "--key", log.key)
        #expect(verified.code == 0, "\(verified.errors)")
        #expect(verified.output.contains("is not shown"))
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for (part, instead) in [
            (#""records":["r168"]"#, #""records":["r150"]"#), (#""size":197"#, #""size":196"#),
            (#""proofs":["c2sp"#, #""proofs":["x","c2sp"#),
        ] {
            let changed = text.replacing(part, with: instead, maxReplacements: 1)
            #expect(changed != text, "\(part)")
            try changed.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try log.daemon.ctl("verify", file, "--key", log.key).code == 3, "\(part)")
        }
    }

    @Test func `what records something has no answer to prove`() throws {
        let log = try watched()
        let run = try log.daemon.ctl(
            "record",
            "retract",
            "r150",
            "--reason",
            "x",
            "--prove",
            log.file("a")
        )
        #expect(run.code == 64 && run.errors.contains("--prove is for questions"))
    }
}
