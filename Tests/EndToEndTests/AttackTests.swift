import Foundation
import Ledger
import LedgerAPI
import Testing

/// What somebody with root on the host can do to the record, and who notices: the table of
/// `docs/security.md`, row by row.
@Suite struct AttackTests {
    /// A way to alter the record.
    enum Attack: String, CaseIterable {
        case edit = "edit a record"
        case rehash = "edit a record and rehash"
        case tail = "drop the tail"
        case reorder = "reorder two records"
        case recorder = "swap the recorder"
        case older = "swap in an older copy"
        case resign = "rewrite, and sign anew with the key"
    }

    /// Who noticed, in the order of the table's columns.
    private struct Noticed {
        var start = false
        var verify = false
        var proof = false
        var pinned = false
        var offHost = false

        /// A row of the table.
        func row(_ attack: String) -> String {
            let cells = [start, verify, proof, pinned, offHost].map { $0 ? "caught" : "no" }
            return "| \(attack) | \(cells.joined(separator: " | ")) |"
        }
    }

    private static func statement(_ number: Int) -> String {
        """
        {"type":"statement.made","subject":"statement/s-\(number)",\
        "actors":[{"actor":"gov/USA","role":"by"}],"body":{"kind":"position","gist":"no \(number)"},\
        "evidence":[{"source":"src/desk-1","chain":[{"who":"src/desk-1","act":"stated"}],\
        "attribution":"outlet_voice","form":"narration","stance":"asserts"}]}
        """
    }

    /// A ledger of eight records, a client that has seen them all, and a checkpoint elsewhere.
    private func victim() throws -> TestDaemon {
        let daemon = try TestDaemon()
        let lines = ([CrashClient.registrations] + (1...5).map(Self.statement))
        let appended = try daemon.ctl(
            "append",
            "--file",
            "-",
            input: lines.joined(separator: "\n")
        )
        try #require(appended.code == 0, "\(appended.errors)")
        for command in [
            ["log", "checkpoint", "show", "--out", "\(daemon.folder)/elsewhere"],
            ["log", "key", "show"], ["type", "list"],
        ] {
            let run = try daemon.ctl(command)
            try #require(run.code == 0, "\(run.errors)")
            if command[1] == "key" {
                try run.output.write(
                    toFile: "\(daemon.folder)/key",
                    atomically: true,
                    encoding: .utf8
                )
            }
        }
        return daemon
    }

    private func perform(_ attack: Attack, on daemon: TestDaemon) throws {
        let forger = Forger(ledger: "\(daemon.folder)/data/ledger")
        var records = try forger.records()
        switch attack {
        case .edit:
            try forger.overwrite(records[4].telling(records[5].event))
        case .rehash, .resign:
            records[4] = records[4].telling(records[5].event)
            try forger.rewrite(records)
            if attack == .resign { try forger.forgetCheckpoints() }
        case .tail: try forger.rewrite(Array(records.dropLast()))
        case .reorder:
            let (a, b) = (records[4], records[5])
            records[4] = a.telling(b.event)
            records[5] = b.telling(a.event)
            try forger.rewrite(records)
        case .recorder:
            records[4].leaf.recorder = .init(uid: 1_001, name: "mallory")
            try forger.rewrite(records)
        case .older: break
        }
    }

    @Test(arguments: Attack.allCases)
    func `an altered record is noticed where the table says`(attack: Attack) throws {
        let daemon = try victim()
        let data = "\(daemon.folder)/data"
        if attack == .older {
            daemon.stop()
            try FileManager.default.copyItem(atPath: data, toPath: "\(daemon.folder)/older")
            try daemon.start()
            let more = try daemon.ctl("append", "--file", "-", input: Self.statement(9))
            try #require(more.code == 0, "\(more.errors)")
            _ = try daemon.ctl("type", "list")
            let show = ["log", "checkpoint", "show", "--out", "\(daemon.folder)/elsewhere"]
            _ = try daemon.ctl(show)
        }
        daemon.stop()
        if attack == .older {
            try FileManager.default.removeItem(atPath: data)
            try FileManager.default.moveItem(atPath: "\(daemon.folder)/older", toPath: data)
        }
        try perform(attack, on: daemon)
        let noticed = try watch(daemon)
        let file = Programs.checkout.appending(path: "docs/security.md")
        let table = try String(contentsOf: file, encoding: .utf8)
        let row = noticed.row(attack.rawValue)
        #expect(table.contains(row), "docs/security.md lacks: \(row)")
    }

    /// Starts the daemon on what is left, and asks everybody.
    private func watch(_ daemon: TestDaemon) throws -> Noticed {
        var noticed = Noticed()
        do { try daemon.start() } catch {
            noticed.start = true
            #expect("\(error)".contains("records"), "\(error)")
            try Forger(ledger: "\(daemon.folder)/data/ledger").forgetCheckpoints()
            try daemon.start()
        }
        let stranger = "\(daemon.folder)/stranger"
        let key = "\(daemon.folder)/key"
        func asked(_ arguments: [String], home: String?) throws -> Bool {
            let run = try daemon.ctl(arguments, home: home)
            #expect([0, 3].contains(run.code), "\(arguments): \(run.code) \(run.errors)")
            return run.code == 3
        }
        noticed.verify = try asked(["log", "verify"], home: stranger)
        let proof = "\(daemon.folder)/r5.tlog-proof"
        _ = try asked(["log", "prove", "r5", "--out", proof], home: stranger)
        noticed.proof = try asked(["verify", proof, "--key", key], home: stranger)
        noticed.pinned = try asked(["type", "list"], home: nil)
        let since = ["log", "prove", "--since", "\(daemon.folder)/elsewhere", "--key", key]
        noticed.offHost = try asked(since, home: stranger)
        return noticed
    }

    /// Two histories for two readers: each sees a log that only grows, until they compare.
    @Test func `a log that shows two readers two histories is noticed when they compare`() throws {
        let daemon = try victim()
        let data = "\(daemon.folder)/data"
        daemon.stop()
        try FileManager.default.copyItem(atPath: data, toPath: "\(daemon.folder)/fork")
        let (alice, bob) = ("\(daemon.folder)/alice", "\(daemon.folder)/bob")
        for (reader, number) in [(alice, 20), (bob, 21)] {
            if reader == bob {
                daemon.stop()
                try FileManager.default.removeItem(atPath: data)
                try FileManager.default.moveItem(atPath: "\(daemon.folder)/fork", toPath: data)
            }
            try daemon.start()
            let line = Self.statement(number)
            let run = try daemon.ctl(["append", "--file", "-"], input: line, home: reader)
            #expect(run.code == 0, "\(run.errors)")
            let show = ["log", "checkpoint", "show", "--out", reader + ".checkpoint"]
            #expect(try daemon.ctl(show, home: reader).code == 0)
        }
        // Bob alone sees nothing wrong; with Alice's checkpoint he does.
        #expect(try daemon.ctl(["type", "list"], home: bob).code == 0)
        let key = "\(daemon.folder)/key"
        let compare = ["log", "prove", "--since", alice + ".checkpoint", "--key", key]
        let compared = try daemon.ctl(compare, home: bob)
        #expect(compared.code == 3)
        #expect(compared.errors.contains("the log is not what it was"))
    }

    @Test func `a client that found another log says both, keeps them, and goes on when told`()
        throws
    {
        let daemon = try victim()
        daemon.stop()
        try perform(.resign, on: daemon)
        try daemon.start()
        let refused = try daemon.ctl("measure", "list")
        #expect(refused.code == 3)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("is not the one seen before"))
        #expect(refused.errors.contains("seen before") && refused.errors.contains("shown now"))
        #expect(refused.errors.contains("ledgerctl log forget"))
        let pins = "\(daemon.folder)/.local/state/ledgerd/pins"
        let kept = try FileManager.default.contentsOfDirectory(atPath: pins).sorted()
        #expect(kept.count == 2 && kept[1] == kept[0] + ".refused")
        #expect(try daemon.ctl("log", "forget").code == 0)
        #expect(try daemon.ctl("measure", "list").code == 0)
        #expect(try daemon.ctl("log", "forget").errors.contains("forgotten"))
        #expect(try daemon.ctl("log", "forget").errors.contains("nothing was known"))
    }
}
