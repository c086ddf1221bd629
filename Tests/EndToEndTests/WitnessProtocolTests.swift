import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// A witness that is asked over HTTP (C2SP tlog-witness), as a program beside a daemon's.
@Suite final class WitnessProtocolTests {
    private let daemon: TestDaemon
    private var pid: Int32 = 0
    private var starts = 0
    private var url = ""

    init() throws {
        daemon = try TestDaemon()
        let appended = try daemon.ctl("append", "--file", "-", input: CrashClient.registrations)
        try #require(appended.code == 0, "\(appended.errors)")
        let key = try daemon.ctl("log", "key", "show")
        try Data(key.output.utf8).write(to: URL(filePath: file("desk.key")))
    }

    deinit { killWitness() }

    private func file(_ name: String) -> String { "\(daemon.folder)/\(name)" }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: file(name), encoding: .utf8)
    }

    /// Starts the witness on a port that the system chooses, and waits until it says which.
    private func startWitness(_ words: String...) throws {
        starts += 1
        let log = file("witness-\(starts).log")
        pid = try Spawn.daemon(
            Programs.ledgerctl,
            arguments: [
                "witness", "--state", file("witness"), "--listen", "127.0.0.1:0", "-o", "json",
            ] + words,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": file("witness-home"),
                "SWIFT_BACKTRACE": "enable=no",
            ],
            logFile: log
        )
        for _ in 0..<1_500 {
            let lines = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
                .split(separator: "\n")
            if let line = lines.first(where: { $0.hasPrefix("{") }) {
                url = try JSON(parsing: Array(line.utf8))["url"]?.text ?? ""
                return
            }
            usleep(20_000)
        }
        throw Failed("the witness did not start: \(try text("witness-\(starts).log"))")
    }

    /// Ends it without a word, as a crash does.
    private func killWitness() {
        guard pid > 0 else { return }
        kill(pid, SIGKILL)
        var status: Int32 = 0
        _ = unsafe waitpid(pid, &status, 0)
        pid = 0
    }

    /// The first start, and the ledger is told whom to believe.
    private func makeWitness() throws {
        try startWitness("--name", "witness.example/w", "--key", file("desk.key"))
        let log = try text("witness-1.log")
        let line = try #require(log.split(separator: "\n").first { $0.contains("key of") })
        let key = String(line.split(separator: " ").last ?? "")
        try Data("\(key)\n".utf8).write(to: URL(filePath: file("witness.key")))
        try Data("\(key)\n".utf8).write(to: URL(filePath: file("data/ledger/witnesses")))
    }

    private func ask() throws -> TestDaemon.Run {
        try daemon.ctl("log", "witness", url, "--key", file("witness.key"), "-o", "json")
    }

    private func size(_ run: TestDaemon.Run) throws -> Int? {
        #expect(run.code == 0, "\(run.errors)")
        let answer = try JSON(parsing: Array(run.output.utf8))
        #expect(answer["attached"] == .bool(true))
        return answer["size"]?.integer
    }

    private func register(_ number: Int) throws {
        let line =
            #"{"type":"actor.registered","subject":"org/w-\#(number)","body":{"kind":"company","#
            + #""name":"W"}}"#
        let run = try daemon.ctl("append", "--file", "-", input: line)
        try #require(run.code == 0, "\(run.errors)")
    }

    /// What curl gets: the status, the media type, the body.
    private func curl(
        _ path: String,
        _ body: String? = nil
    ) throws -> (status: String, type: String, body: String) {
        let run = try Spawn.run(
            ["curl", "-q", "-s", "-w", "\n%{http_code}\n%{content_type}"]
                + (body == nil ? [] : ["--data-binary", "@-"]) + [url + path],
            input: Array((body ?? "").utf8)
        )
        let lines = String(decoding: run.output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let parts = lines.suffix(2).map(String.init)
        let text = lines.dropLast(2).joined(separator: "\n")
        return (parts.first ?? "", parts.last ?? "", text)
    }

    @Test func `a log that grows is cosigned again and again, and the ledger keeps it`() throws {
        try makeWitness()
        #expect(try size(ask()) == 3)
        #expect(try size(ask()) == 3, "asked again at the same size")
        try register(1)
        try register(2)
        #expect(try size(ask()) == 5)
        let proof = file("proof")
        let proved = try daemon.ctl("log", "prove", "r5", "--witnessed", "--out", proof)
        #expect(proved.code == 0, "\(proved.errors)")
        let key = file("witness.key")
        let verified = try daemon.ctl("verify", proof, "--witness", key)
        #expect(verified.code == 0 && verified.output.contains("witness.example/w at 20"))
        // Reading back is for whoever compares what it has seen with what others have.
        let origin = Array((try text("desk.key").split(separator: "+").first ?? "").utf8)
        let shown = try curl("/\(Hash.sha256(of: origin.span).hex)/checkpoint")
        #expect(shown.status == "200" && shown.type == "text/plain; charset=utf-8")
        #expect(shown.body == (try text("witness/checkpoint")))
    }

    @Test func `another sender is told the size, and the proof is made from there`() throws {
        try makeWitness()
        #expect(try size(ask()) == 3)
        // A ledger that has lost what it kept begins with a guess, and is corrected.
        daemon.stop()
        try FileManager.default.removeItem(atPath: file("data/ledger/checkpoints"))
        try daemon.start()
        try register(1)
        #expect(try size(ask()) == 4)
        let log = try text("witness-1.log")
        #expect(log.contains("refused (409): this witness has seen 3 records"))
        let since = file("since")
        _ = try daemon.ctl("log", "checkpoint", "show", "--out", since)
        let body = file("body")
        _ = try daemon.ctl("log", "prove", "--since", since, "--out", body)
        // What `log prove --since` writes is what a witness is sent.
        #expect(try curl("/add-checkpoint", try text("body")).status == "200")
        let stale = try curl("/add-checkpoint", try text("body").replacing("old 4", with: "old 3"))
        #expect(stale.status == "409" && stale.type == "text/x.tlog.size" && stale.body == "4\n")
    }

    @Test func `a killed witness knows what it signed, and keeps to its log`() throws {
        try makeWitness()
        #expect(try size(ask()) == 3)
        let seen = try text("witness/checkpoint")
        killWitness()
        let dead = try ask()
        #expect(dead.code == 75 && dead.errors.contains("no reply from"))
        try startWitness()
        #expect(try text("witness-2.log").contains(#""size":3"#))
        #expect(try text("witness/checkpoint") == seen)
        try register(1)
        #expect(try size(ask()) == 4)
        let second = try daemon.ctl(["witness", "--state", file("witness")])
        #expect(second.code == 75 && second.errors.contains("held by process \(pid)"))
    }

    @Test func `a log that shrank, and one that forked, are refused`() throws {
        try makeWitness()
        try register(1)
        #expect(try size(ask()) == 4)
        let seen = try text("witness/checkpoint")
        daemon.stop()
        let forger = Forger(ledger: file("data/ledger"))
        try forger.rewrite(Array(try forger.records().dropLast()))
        try forger.forgetCheckpoints()
        try daemon.start()
        _ = try daemon.ctl("log", "forget")
        let shrank = try ask()
        #expect(shrank.code == 3, "\(shrank.errors)")
        #expect(shrank.errors.contains("the witness has seen 4 records, and the log has 3"))
        try register(2)
        let forked = try ask()
        #expect(forked.code == 3 && forked.errors.contains("signed another root for 4 records"))
        try register(3)
        let grown = try ask()
        #expect(grown.code == 3 && grown.errors.contains("the proof leads to another root"))
        #expect(try text("witness/checkpoint") == seen)
        #expect(try text("witness/refused").contains("\n4\n"))
    }

    @Test func `strangers are refused, each with its status`() throws {
        try makeWitness()
        let other = try SignerKey(
            name: "other.example/log",
            kind: .note,
            seed: [UInt8](repeating: 7, count: 32)
        )
        let origin = String(try text("desk.key").split(separator: "+").first ?? "")
        let forger = try SignerKey(
            name: origin,
            kind: .note,
            seed: [UInt8](repeating: 7, count: 32)
        )
        let bodies = [other, forger].map { key in
            let signed = SignedCheckpoint(size: 1, root: MerkleTree.emptyRoot, key: key)
            let bytes = WitnessRequest(from: 0, proof: [], to: signed).bytes
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(try curl("/add-checkpoint", bodies[0]).status == "404")
        #expect(try curl("/add-checkpoint", bodies[1]).status == "403")
        #expect(try curl("/add-checkpoint", "old 0\n").status == "400")
        let large = String(repeating: "A", count: WitnessRequest.bytesMax + 1)
        #expect(try curl("/add-checkpoint", large).status == "413")
        #expect(try curl("/add-checkpoint").status == "405")
        #expect(try curl("/").status == "404")
        #expect(!FileManager.default.fileExists(atPath: file("witness/checkpoint")))
        #expect(try size(ask()) == 3, "and it goes on")
    }

    @Test func `a cosignature that the ledger does not keep is no success`() throws {
        try makeWitness()
        try Data().write(to: URL(filePath: file("data/ledger/witnesses")))
        let run = try ask()
        #expect(run.code == 78 && run.output.contains(#""attached":false"#), "\(run.errors)")
        #expect(run.errors.contains("cosigned, but not kept"), "\(run.errors)")
        #expect(run.errors.contains(file("data/ledger/witnesses")), "the place is told")
    }
}
