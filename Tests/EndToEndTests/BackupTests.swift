import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// Backups of a running daemon, and ledgers made of them.
@Suite(.serialized) struct BackupTests {
    private static let secret = "the envoy's uncommon whisper"
    private let daemon: TestDaemon
    private var backup: String { "\(daemon.folder)/backup" }

    init() throws {
        daemon = try TestDaemon()
        let run = try daemon.ctl(
            "append",
            "--file",
            "-",
            input: CrashClient.registrations + "\n" + Self.statement("a", Self.secret)
        )
        try #require(run.code == 0, "\(run.errors)")
        let text = "\(daemon.folder)/gazette.txt"
        try Data("Desk Wire, 1 January 2020. No deal on fish.\n".utf8)
            .write(to: URL(filePath: text))
        let added = try daemon.ctl(
            "source",
            "add",
            text,
            "--outlet",
            "org/desk-wire",
            "--published",
            "2020-01-02"
        )
        try #require(added.code == 0, "\(added.errors)")
        try daemon.waitForViews()
    }

    private static func statement(_ name: String, _ gist: String) -> String {
        #"{"type":"statement.made","subject":"statement/\#(name)","body":{"kind":"position","#
            + #""gist":"\#(gist)"},"actors":[{"actor":"gov/USA","role":"by"}],"#
            + #""evidence":[{"source":"src/desk-1","chain":[{"who":"src/desk-1","#
            + #""act":"reported"}],"attribution":"outlet_voice","form":"narration","#
            + #""stance":"asserts"}]}"#
    }

    private func append(_ names: [String]) throws {
        let lines = names.map { Self.statement($0, "no deal") }.joined(separator: "\n")
        let run = try daemon.ctl("append", "--file", "-", input: lines)
        try #require(run.code == 0, "\(run.errors)")
    }

    private func pieces() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: backup)
            .filter { $0.hasSuffix(".ledger") }.sorted()
    }

    private func holds(_ words: String) throws -> Bool {
        let names = try FileManager.default.subpathsOfDirectory(atPath: backup)
        return names.contains { name in
            let data = FileManager.default.contents(atPath: "\(backup)/\(name)") ?? Data()
            return data.range(of: Data(words.utf8)) != nil
        }
    }

    private func made(_ arguments: String...) throws -> JSON {
        let run = try daemon.ctl(["backup", "--to", backup, "-o", "json"] + arguments)
        try #require(run.code == 0, "\(run.errors)")
        return try JSON(parsing: Array(run.output.utf8))
    }

    private func verified() throws -> TestDaemon.Run {
        try daemon.ctl("backup", "verify", backup)
    }

    /// Starts a daemon on what was restored and asks it.
    private func withRestored(
        _ data: String,
        _ body: (_ socket: String) throws -> Void
    ) throws {
        let socket = "\(daemon.folder)/r.sock"
        let pid = try Spawn.daemon(
            Programs.ledgerd,
            arguments: ["--user", "--data", data, "--socket", socket, "--map-size", "1G"],
            environment: ["HOME": daemon.folder, "SWIFT_BACKTRACE": "enable=no"],
            logFile: data + ".log"
        )
        defer {
            var status: Int32 = 0
            Foundation.kill(pid, SIGTERM)
            _ = unsafe waitpid(pid, &status, 0)
        }
        for _ in 0..<1_000 {
            let client = Client(socket: socket, timeout: .seconds(5))
            if (try? client.send(.get("/v1/status")))?.status == 200 { return try body(socket) }
            usleep(20_000)
        }
        throw Failed((try? String(contentsOfFile: data + ".log", encoding: .utf8)) ?? "no daemon")
    }

    @Test func `a second backup adds what is new, and both are the ledger`() throws {
        let first = try made()
        #expect(first["from"]?.integer == 0 && first["texts_new"]?.integer == 1)
        let same = try made()
        #expect(try pieces().count == 1 && same["from"]?.integer == first["size"]?.integer)
        try append((0..<700).map { "b\($0)" })
        let second = try made()
        #expect(second["from"]?.integer == first["size"]?.integer)
        #expect(try pieces().count == 2)
        let checked = try verified()
        #expect(checked.code == 0, "\(checked.errors)")
        let root = try #require(try daemon.ask("log/root")["root"]?.text)
        #expect(checked.output.contains(root) && second["root"]?.text == root)
        let whole = try made("--full")
        #expect(whole["root"]?.text == root && whole["from"]?.integer == 0)
        #expect(try pieces().count == 1 && verified().code == 0)
        let names = try FileManager.default.subpathsOfDirectory(atPath: backup)
        #expect(!names.contains { $0.contains("key") }, "no key leaves the daemon")
    }

    @Test func `what is restored answers alike, once, and goes on under its key if that is given`()
        throws
    {
        _ = try made()
        try append(["b", "c"])
        _ = try made()
        let views = ["records", "timeline", "sources", "subjects", "actors", "check"]
        try daemon.waitForViews()
        let before = try views.map { try daemon.ask($0, [("on", "2026-11-25")]).line }
        let (kept, fresh) = ("\(daemon.folder)/kept", "\(daemon.folder)/fresh")
        let key = "\(daemon.folder)/data/ledger/key"
        let restored = try daemon.ctl("restore", backup, "--into", kept, "--key", key)
        #expect(restored.code == 0 && restored.errors.contains("new_key=false"))
        let without = try daemon.ctl("restore", backup, "--into", fresh)
        #expect(without.code == 0 && without.errors.contains("new_key=true"), "\(without.errors)")
        let again = try daemon.ctl("restore", backup, "--into", kept)
        #expect(again.code == 73 && again.errors.contains("not empty"), "\(again.errors)")
        for data in [kept, fresh] {
            try withRestored(data) { socket in
                let client = Client(socket: socket, timeout: .seconds(20))
                let answers = try views.map { view in
                    let reply = try client.send(.get("/v1/\(view)", query: [("on", "2026-11-25")]))
                    return try JSON(parsing: reply.body).line
                }
                #expect(answers == before)
                let flags = ["--socket", socket]
                #expect(try daemon.ctl(["log", "verify"] + flags).code == 0)
                #expect(try daemon.ctl(["replay", "--verify"] + flags).code == 0)
                #expect(try daemon.ctl(["log", "forget"] + flags).code == 0)
            }
        }
        daemon.stop()
        // Whoever knew the ledger at its socket takes it for the same only under the same key.
        for (data, code) in [(kept, 0), (fresh, 3)] as [(String, Int32)] {
            let place = "\(daemon.folder)/data"
            try FileManager.default.removeItem(atPath: place)
            try FileManager.default.moveItem(atPath: data, toPath: place)
            try daemon.start()
            #expect(try daemon.ctl("status").code == code)
            daemon.stop()
        }
    }

    @Test func `content that was redacted is in no backup made after`() throws {
        _ = try made()
        #expect(try holds(Self.secret))
        let run = try daemon.ctl("record", "redact", "r4", "--reason", "an order", "--yes")
        #expect(run.code == 0, "\(run.errors)")
        try daemon.waitForViews()
        let after = try made()
        #expect(after["from"]?.integer == 0, "it is written anew")
        #expect(try !holds(Self.secret))
        #expect(try pieces().count == 1)
        let checked = try daemon.ctl("backup", "verify", backup, "-o", "json")
        #expect(checked.code == 0 && checked.output.contains(#""redacted":1"#))
    }

    @Test func `another ledger's backup is refused, and so is a ledger that has shrunk`() throws {
        _ = try made()
        let before = try pieces()
        let other = try TestDaemon()
        for arguments in [[], ["--full"]] {
            let run = try other.ctl(["backup", "--to", backup] + arguments)
            #expect(run.code == 3, "\(run.errors)")
        }
        let more = try other.ctl("append", "--file", "-", input: CrashClient.registrations)
        #expect(more.code == 0)
        for number in 0..<4 {
            let line = Self.statement("o\(number)", "no")
            #expect(try other.ctl("append", "--file", "-", input: line).code == 0)
        }
        let longer = try other.ctl("backup", "--to", backup)
        #expect(longer.code == 3 && longer.errors.contains("another ledger's"), "\(longer.errors)")
        #expect(try pieces() == before && verified().code == 0)
        let foreign = "\(daemon.folder)/foreign"
        try FileManager.default.createDirectory(
            atPath: foreign,
            withIntermediateDirectories: false
        )
        try Data("mine".utf8).write(to: URL(filePath: foreign + "/notes.txt"))
        #expect(try daemon.ctl("backup", "--to", foreign).code == 73)
    }

    @Test func `after a rotation of the key it is written anew, and the old key leads to it`()
        throws
    {
        let key = "\(daemon.folder)/old.key"
        let shown = try daemon.ctl("log", "key", "show")
        try Data(shown.output.utf8).write(to: URL(filePath: key))
        _ = try made()
        #expect(try daemon.ctl("backup", "verify", backup, "--key", key).code == 0)
        #expect(try daemon.ctl("log", "key", "rotate", "--yes").code == 0)
        try daemon.waitForViews()
        let after = try made()
        #expect(after["from"]?.integer == 0)
        #expect(try pieces().count == 1)
        let new = try #require(try daemon.ask("log/key")["key"]?.text)
        for known in [key, new] {
            let run = try daemon.ctl("backup", "verify", backup, "--key", known)
            #expect(run.code == 0, "\(run.errors)")
        }
        let stranger = try SignerKey(
            name: String(new.prefix { $0 != "+" }),
            kind: .note,
            seed: [UInt8](repeating: 8, count: 32)
        )
        let refused = try daemon.ctl(
            "backup",
            "verify",
            backup,
            "--key",
            stranger.verifier.text
        )
        #expect(refused.code == 3)
        // The key of before is not that of the backup any more.
        let restored = try daemon.ctl(
            "restore",
            backup,
            "--into",
            "\(daemon.folder)/r",
            "--key",
            key
        )
        #expect(restored.code == 78, "\(restored.errors)")
    }

    @Test func `a flipped bit or a missing file is found by verify and by restore`() throws {
        _ = try made()
        try append((0..<20).map { "b\($0)" })
        _ = try made()
        let files = try FileManager.default.subpathsOfDirectory(atPath: backup).filter { name in
            name.hasSuffix(".ledger") || name.hasPrefix("texts/")
        }
        #expect(files.count == 3)
        var random = SystemRandomNumberGenerator()
        for name in files {
            let file = URL(filePath: "\(backup)/\(name)")
            let good = try Data(contentsOf: file)
            for _ in 0..<6 {
                var bad = good
                let at = Int.random(in: 0..<bad.count, using: &random)
                bad[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                try bad.write(to: file)
                try expectRefused("\(name) at \(at)")
            }
            try good.prefix(good.count / 2).write(to: file)
            try expectRefused("\(name), half")
            try FileManager.default.removeItem(at: file)
            if name != files.filter({ $0.hasSuffix(".ledger") }).max() {
                try expectRefused("\(name), gone")
            }
            try good.write(to: file)
        }
        #expect(try verified().code == 0)
    }

    private func expectRefused(_ what: String) throws {
        let into = "\(daemon.folder)/into"
        let run = try verified()
        #expect([3, 65, 76].contains(run.code), "\(what): \(run.code) \(run.errors)")
        let restored = try daemon.ctl("restore", backup, "--into", into)
        #expect(restored.code == 3, "\(what): \(restored.code) \(restored.errors)")
        let left = try FileManager.default.contentsOfDirectory(atPath: into)
        #expect(left == ["ledgerd.lock"], "\(what)")
    }

    @Test func `it goes through a pipe and back`() throws {
        let file = "\(daemon.folder)/all.ledger"
        let shell = { (line: String) in
            try Spawn.run(
                ["sh", "-c", line],
                environment: [
                    "PATH": "/usr/bin:/bin", "HOME": daemon.folder, "CTL": Programs.ledgerctl,
                    "LEDGERCTL_SOCKET": daemon.socket, "SWIFT_BACKTRACE": "enable=no",
                ]
            )
        }
        let out = try shell("$CTL backup --to - | gzip > \(file).gz")
        #expect(out.status == .exited(code: 0), "\(String(decoding: out.errors, as: UTF8.self))")
        let piped = "\(daemon.folder)/piped"
        for command in ["backup verify -", "restore - --into \(piped)"] {
            let run = try shell("gunzip < \(file).gz | $CTL \(command)")
            #expect(run.status == .exited(code: 0), "\(command)")
        }
        #expect(FileManager.default.fileExists(atPath: piped + "/ledger/log/data.mdb"))
        let cut = try shell("gunzip < \(file).gz | head -c 900 | $CTL restore - --into \(piped)2")
        #expect(cut.status == .exited(code: 3))
        #expect(!FileManager.default.fileExists(atPath: piped + "2/ledger"))
        let newer = try shell(
            "gunzip < \(file).gz | sed '1s/1/2/' > \(file); $CTL backup verify \(file); "
                + "$CTL restore \(file) --into \(piped)3"
        )
        let said = String(decoding: newer.errors, as: UTF8.self)
        #expect(said.ranges(of: "newer ledgerd, format 2; this one reads 1").count == 2, "\(said)")
        // A piece of a folder lacks its texts.
        _ = try made()
        let piece = try #require(try pieces().first)
        #expect(try daemon.ctl("backup", "verify", "\(backup)/\(piece)").code == 3)
    }
}
