import Foundation
import Ledger
import LedgerAPI
import Testing

/// A witness under a home and a folder of its own.
@Suite struct WitnessTests {
    private let daemon: TestDaemon

    init() throws {
        daemon = try TestDaemon()
        let appended = try daemon.ctl(
            "append",
            "--file",
            "-",
            input: CrashClient.registrations
        )
        try #require(appended.code == 0, "\(appended.errors)")
    }

    private func witness(_ words: String...) throws -> TestDaemon.Run {
        try daemon.ctl(
            ["witness", "--state", file("witness")] + words,
            home: file("witness-home")
        )
    }

    private func file(_ name: String) -> String { "\(daemon.folder)/\(name)" }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: file(name), encoding: .utf8)
    }

    private func register(_ number: Int) throws {
        let line =
            #"{"type":"actor.registered","subject":"org/w-\#(number)","body":{"kind":"company","#
            + #""name":"W"}}"#
        let run = try daemon.ctl("append", "--file", "-", input: line)
        try #require(run.code == 0, "\(run.errors)")
    }

    /// The public key that the witness told when it was made.
    private func made() throws -> String {
        let run = try witness("--name", "witness.example/w")
        try #require(run.code == 0, "\(run.errors)")
        let line = try #require(run.errors.split(separator: "\n").first { $0.contains("key of") })
        return String(line.split(separator: " ").last ?? "")
    }

    @Test func `a key of another kind is told, and a private one is never shown`() throws {
        _ = try made()
        let note = file("note")
        #expect(try daemon.ctl("log", "checkpoint", "show", "--out", note).code == 0)
        let shown = try daemon.ask("log/key")
        let log = try #require(shown["key"]?.text)
        let kind = try daemon.ctl("verify", note, "--witness", log)
        #expect(kind.code == 64 && kind.errors.contains("not of a witness"), "\(kind.errors)")
        for secret in [file("witness/key"), file("data/ledger/key")] {
            let run = try daemon.ctl("verify", note, "--key", secret)
            let text = try String(contentsOfFile: secret, encoding: .utf8)
            // PRIVATE+KEY+name+id+base64, in which a plus sign may stand too.
            let bytes = text.split(separator: "+", maxSplits: 4).last?.prefix(12) ?? ""
            #expect(run.code == 64 && run.errors.contains("private"), "\(run.errors)")
            #expect(!run.errors.contains(bytes))
        }
        let none = try daemon.ctl("verify", note, "--key", file("nothing"))
        #expect(none.code == 64 && none.errors.contains("nor a file"), "\(none.errors)")
    }

    @Test func `a receipt comes with a checkpoint that covers it, if it is asked for`() throws {
        let line = #"{"type":"issue.registered","subject":"issue/NAME","body":{"description":"a"}}"#
        let note = file("receipt.checkpoint")
        let ways: [([String], String)] = [
            (["append", "issue.registered", "one", "--description", "a"], ""),
            (["append", "--file", "-"], line.replacing("NAME", with: "two")),
            (["import", "-"], line.replacing("NAME", with: "three")),
        ]
        for (index, (words, input)) in ways.enumerated() {
            let run = try daemon.ctl(words + ["--checkpoint", note], input: input)
            #expect(run.code == 0, "\(run.errors)")
            let verified = try daemon.ctl("verify", note, "-o", "json")
            #expect(verified.code == 0, "\(verified.errors)")
            #expect(verified.output.contains(#""size":\#(4 + index)"#), "\(verified.output)")
            try FileManager.default.removeItem(atPath: note)
        }
        let dry = try daemon.ctl(ways[0].0.map { $0 == "one" ? "four" : $0 } + ["-n"])
        #expect(dry.code == 0 && !FileManager.default.fileExists(atPath: note))
    }

    @Test func `a cosigned checkpoint proves a record to whoever trusts the witness`() throws {
        let key = try made()
        let none = try daemon.ctl("log", "prove", "r1", "--witnessed")
        #expect(none.code == 4 && none.errors.contains("ledgerctl witness"))
        // The ledger does not know it yet: what it signs is not kept.
        try "# ours\n\(key)\n".write(
            toFile: file("data/ledger/witnesses"),
            atomically: true,
            encoding: .utf8
        )
        try register(1)
        let run = try witness("-o", "json")
        #expect(run.code == 0 && run.output.contains(#""attached":true"#), "\(run.output)")
        try register(2)
        let proof = file("proof")
        let proved = try daemon.ctl("log", "prove", "r1", "--witnessed", "--out", proof)
        #expect(proved.code == 0, "\(proved.errors)")
        let verified = try daemon.ctl("verify", proof, "--witness", key)
        #expect(verified.code == 0, "\(verified.errors)")
        #expect(verified.output.contains("witness.example/w at 20"))
        let newest = try daemon.ctl("log", "prove", "r5", "--witnessed")
        #expect(newest.code == 4, "the witness has not seen r5")
    }

    @Test func `a stranger's cosignature is not kept, nor one on a checkpoint of another log`()
        throws
    {
        let run = try witness("--name", "stranger.example/w", "-o", "json")
        #expect(run.code == 0 && run.output.contains(#""attached":false"#))
        #expect(run.errors.contains("not attached"))
        let note = Array(try text("witness/checkpoint").utf8)
        let client = try daemon.client()
        let path = "/v1/log/cosignatures"
        #expect(try client.send(.post(path, body: note, type: .text)).status == 400)
        #expect(try client.send(.post(path, body: [1, 2], type: .text)).status == 400)
        let forged = try text("witness/checkpoint").replacing("\n3\n", with: "\n4\n")
        let refused = try client.send(.post(path, body: Array(forged.utf8), type: .text))
        #expect(refused.status == 400)
    }

    @Test func `a log that shrank is not cosigned, and the evidence is kept`() throws {
        _ = try made()
        try register(1)
        #expect(try witness().code == 0)
        let seen = try text("witness/checkpoint")
        daemon.stop()
        let forger = Forger(ledger: file("data/ledger"))
        try forger.rewrite(Array(try forger.records().dropLast()))
        try forger.forgetCheckpoints()
        try daemon.start()
        // Its own pin is not what notices here.
        _ = try daemon.ctl(["log", "forget"], home: file("witness-home"))
        let run = try witness()
        #expect(run.code == 3 && run.errors.contains("it had 4 records and has 3"))
        #expect(try text("witness/checkpoint") == seen)
        #expect(try text("witness/refused").contains("\n3\n"))
    }

    @Test func `a new witness needs a name that a note can carry`() throws {
        #expect(try witness().errors.contains("--name"))
        let bad = try witness("--name", "has space")
        #expect(bad.code == 64 && bad.errors.contains("URL without its scheme"))
    }
}
