import Foundation
import Ledger
import LedgerAPI
import Testing

/// A log that goes on under another key, and those who knew the old one.
@Suite struct RotationTests {
    private let daemon: TestDaemon

    init() throws {
        daemon = try TestDaemon()
        let run = try daemon.ctl("append", "--file", "-", input: CrashClient.registrations)
        try #require(run.code == 0, "\(run.errors)")
    }

    private func home(_ name: String) -> String { "\(daemon.folder)/\(name)" }

    private func key() throws -> String { try #require(try daemon.ask("log/key")["key"]?.text) }

    private func rotate() throws {
        let run = try daemon.ctl("log", "key", "rotate", "--yes")
        try #require(run.code == 0, "\(run.errors)")
    }

    @Test func `whoever knows an old key follows, however many rotations ago, and is told`() throws
    {
        #expect(try daemon.ctl(["status"], home: home("reader")).code == 0)
        #expect(try daemon.ctl(["status"], home: home("seldom")).code == 0)
        let first = try key()
        try rotate()
        let told = try daemon.ctl(["status"], home: home("reader"))
        #expect(told.code == 0, "\(told.errors)")
        let second = try key()
        #expect(told.errors.contains("another key since r4") && told.errors.contains(second))
        let again = try daemon.ctl(["status"], home: home("reader"))
        #expect(again.code == 0 && again.errors.isEmpty, "it is told once")
        try rotate()
        let late = try daemon.ctl(["status"], home: home("seldom"))
        #expect(late.code == 0 && late.errors.contains("since r5"), "\(late.errors)")
        let third = try key()
        #expect(Set([first, second, third]).count == 3)
    }

    @Test func `a proof is signed by the new key, and an old proof stays good`() throws {
        let old = try key()
        let before = home("before.tlog-proof")
        let after = home("after.tlog-proof")
        #expect(try daemon.ctl("log", "prove", "r1", "--out", before).code == 0)
        try rotate()
        #expect(try daemon.ctl("log", "prove", "r1", "--out", after).code == 0)
        let new = try key()
        for (file, key, code) in [
            (before, old, 0), (before, new, 3), (after, new, 0), (after, old, 3),
        ] as [(String, String, Int32)] {
            #expect(try daemon.ctl("verify", file, "--key", key).code == code, "\(file) \(key)")
        }
        // A log is proved to continue a checkpoint of before, by the key of then.
        let kept = home("kept.checkpoint")
        let show = try daemon.ctl("log", "checkpoint", "show", "--out", kept)
        #expect(show.code == 0, "\(show.errors)")
        try rotate()
        let grown = try daemon.ctl("log", "prove", "--since", kept, "--key", new)
        #expect(grown.code == 0 && grown.errors.contains("another key"), "\(grown.errors)")
        let other = try daemon.ctl("log", "prove", "--since", kept)
        #expect(other.code == 3 && other.errors.contains("the one of its time"), "\(other.errors)")
        // Kept checkpoints are those that were signed then.
        daemon.stop()
        try daemon.start()
        #expect(try daemon.ctl("log", "verify").code == 0)
        #expect(try daemon.ctl("status").code == 0)
    }

    @Test func `a key that was swapped without a rotation is refused`() throws {
        #expect(try daemon.ctl(["status"], home: home("reader")).code == 0)
        daemon.stop()
        let file = home("data/ledger/key")
        let thief = try SignerKey(
            name: String(try text(file).dropFirst("PRIVATE+KEY+".count).prefix { $0 != "+" }),
            kind: .note,
            seed: [UInt8](repeating: 3, count: 32)
        )
        try FileManager.default.removeItem(atPath: file)
        try (thief.text + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        // Its checkpoints are of another key, so it does not even start; without them it does.
        try FileManager.default.removeItem(atPath: home("data/ledger/checkpoints"))
        try daemon.start()
        let run = try daemon.ctl(["status"], home: home("reader"))
        #expect(run.code == 3 && run.errors.contains("not the one seen before"), "\(run.errors)")
    }

    @Test func `a witness follows too`() throws {
        let words = ["witness", "--state", home("witness")]
        let made = try daemon.ctl(words + ["--name", "witness.example/w"], home: home("w"))
        #expect(made.code == 0, "\(made.errors)")
        try rotate()
        let run = try daemon.ctl(words, home: home("w"))
        #expect(run.code == 0 && run.errors.contains("another key since r4"), "\(run.errors)")
        let (known, now) = try (text(home("witness/log.key")), key())
        #expect(known == now + "\n")
        #expect(try daemon.ctl(words, home: home("w")).code == 0)
    }

    @Test func `a rotation is asked for, and shown among the records`() throws {
        let asked = try daemon.ctl("log", "key", "rotate")
        #expect(asked.code == 64 && asked.errors.contains("--yes"), "\(asked.errors)")
        try rotate()
        let list = try daemon.ctl("record", "list", "--type", "key.rotated", "-o", "json")
        #expect(list.code == 0 && list.output.contains(#""record":"r4""#), "\(list.errors)")
        let digests = try daemon.ctl("log", "attest", "-n", "-o", "csv")
        #expect(digests.code == 0 && digests.output.contains("view/rows/"), "\(digests.errors)")
        let attested = try daemon.ctl("log", "attest", "-o", "json")
        #expect(attested.code == 0 && attested.output.contains(#""dry_run":false"#))
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOfFile: file, encoding: .utf8)
    }
}
