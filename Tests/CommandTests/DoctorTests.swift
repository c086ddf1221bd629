import ArgumentParser
import Ledger
import Platform
import Testing

@testable import ledgerctl

/// Every check against hosts and daemons made up for it.
@Suite struct DoctorTests {
    private func patient(
        _ host: Premises = SoundHost.host,
        socket: SocketChoice? = SoundHost.own,
        status: String = SoundHost.status,
        figures: String = SoundHost.figures,
        daemon: Patient.Daemon? = nil,
        variables: [String: String] = SoundHost.desk,
        columns: Int? = 120,
        backup: String? = nil
    ) throws -> Patient {
        var surroundings = Surroundings()
        surroundings.variables = variables
        surroundings.user = host.user
        surroundings.now = { SoundHost.now * 1_000_000 }
        surroundings.isOutputTerminal = columns != nil
        surroundings.columns = columns
        let answers = Patient.Answers(
            status: try JSON(parsing: Array(status.utf8)),
            figures: Figures(figures)
        )
        var patient = Patient(
            surroundings: surroundings,
            premises: host,
            socket: socket,
            daemon: daemon ?? .answered(answers),
            backup: backup
        )
        patient.isPinned = true
        return patient
    }

    private func look(_ check: String, _ patient: Patient) throws -> Diagnosis {
        try #require(Checkup.all.first { $0.name == check }).look(patient)
    }

    /// A check finds something: what it says and what to type.
    private func finds(
        _ check: String,
        _ result: Diagnosis.Result = .wrong,
        _ words: String,
        fix: String = "",
        _ patient: Patient,
        at place: SourceLocation = #_sourceLocation
    ) throws {
        let finding = try look(check, patient)
        #expect(finding.result == result, "\(finding)", sourceLocation: place)
        #expect(finding.what.contains(words), "\(finding)", sourceLocation: place)
        if result == .wrong || result == .advice {
            let said = finding.fix ?? ""
            #expect(!said.isEmpty && said.contains(fix), "\(finding)", sourceLocation: place)
        }
    }

    private func changed(_ change: (inout Premises) -> Void) -> Premises {
        var host = SoundHost.host
        change(&host)
        return host
    }

    /// The host with something else at a path.
    private func with(_ path: String, _ facts: FileFacts?) -> Premises {
        changed { host in
            host.facts = { asked throws(SystemError) in
                asked == path ? facts : try SoundHost.host.facts(asked)
            }
        }
    }

    @Test func `where all is well every check says so`() throws {
        for (check, finding) in Checkup.rows(of: try patient()) {
            #expect(finding.result == .ok, "\(check): \(finding)")
            #expect(finding.fix == nil)
        }
        #expect(Set(Checkup.all.map(\.name)).count == Checkup.all.count)
    }

    @Test func `without a daemon nothing fails, and what needs one says so`() throws {
        let alone = try patient(socket: nil, daemon: .absent("there is no socket"))
        for (check, finding) in Checkup.rows(of: alone) {
            #expect(finding.result != .wrong, "\(check): \(finding)")
        }
        for check in ["version", "rules", "writer", "clock", "map"] {
            try finds(check, .skipped, "needs a daemon", alone)
        }
        try finds("socket", .advice, "no daemon has a socket", fix: "daemon start", alone)
    }

    @Test(arguments: [
        (Premises.Listener.refuses, "nobody listens", "daemon start"),
        (.missing, "there is no socket", "daemon start"),
        (.closed, "you may not connect", "adduser ada ledgerd-read"),
        (.other("a bad path"), "a bad path", "daemon start"),
    ])
    func `a socket that cannot be used is told with why`(
        listener: Premises.Listener,
        words: String,
        fix: String
    ) throws {
        let host = changed { $0.listener = { _ in listener } }
        try finds("socket", .wrong, words, fix: fix, try patient(host))
        let system = try patient(host, socket: SoundHost.system)
        #expect(try look("socket", system).fix?.contains("ledgerctl daemon start") == false)
    }

    @Test func `a socket that is open to others is wrong, and so is its folder`() throws {
        let open = { (mode: UInt32) in FileFacts(kind: .socket, mode: mode, uid: 7) }
        let own = SoundHost.own.path
        try finds("socket-mode", .wrong, "0660", fix: "0600", try patient(with(own, open(0o660))))
        let system = SocketChoice.system
        try finds(
            "socket-mode",
            .wrong,
            "0666",
            fix: "0660",
            try patient(with(system, open(0o666)), socket: SoundHost.system)
        )
        // At another path it is told by its owner.
        let foreign = with(own, FileFacts(kind: .socket, mode: 0o660, uid: 90))
        #expect(try look("socket-mode", try patient(foreign)).result == .ok)
        let grouped = try patient(with(system, open(0o660)), socket: SoundHost.system)
        #expect(try look("socket-mode", grouped).result == .ok)
        let file = FileFacts(kind: .file, mode: 0o600, uid: 7)
        try finds("socket-mode", .wrong, "is no socket", fix: "move", try patient(with(own, file)))
        let folder = FileFacts(kind: .directory, mode: 0o777, uid: 7)
        let place = "/run/user/7/ledgerd"
        try finds(
            "socket-folder",
            .wrong,
            "0777",
            fix: "chmod 0700",
            try patient(with(place, folder))
        )
        let others = FileFacts(kind: .directory, mode: 0o700, uid: 8)
        try finds("socket-folder", .wrong, "uid 8", try patient(with(place, others)))
    }

    @Test func `a stranger who listens in another's folder is a false daemon`() throws {
        let host = changed { $0.listener = { _ in .answers(uid: 66) } }
        try finds("socket-owner", .wrong, "uid 66 listens", try patient(host))
        let root = changed { $0.listener = { _ in .answers(uid: 0) } }
        #expect(try look("socket-owner", try patient(root)).result == .ok)
    }

    @Test func `groups of the login, of the account and of the daemon are compared`() throws {
        let told = { (login: [UInt32], now: [UInt32]?) in
            try self.patient(
                self.changed {
                    $0.groupsOfProcess = login
                    $0.groupsOfAccount = now
                },
                socket: SoundHost.system
            )
        }
        #expect(try look("groups", told([7, 502], [7, 502])).result == .ok)
        try finds("groups", .wrong, "after this login", fix: "newgrp", told([7], [7, 502]))
        try finds(
            "groups",
            .wrong,
            "after this login",
            fix: "ledgerd-admin",
            told([502], [502, 504])
        )
        try finds("groups", .advice, "you were removed", fix: "log out", told([502, 503], [502]))
        try finds("groups", .wrong, "none of", fix: "adduser ada", told([7], [7]))
        try finds("groups", .wrong, "no account", fix: "getent", told([7], nil))
        // The daemon reads another group database than this process does.
        try finds("groups", .wrong, "takes you for author", fix: "getent", told([503], [503]))
    }

    @Test func `releases and rules of client and daemon are compared`() throws {
        let old = SoundHost.status.replacing(
            #""version":"\#(Version.current)""#,
            with: #""version":"0""#
        )
        try finds("version", .wrong, "the daemon is 0", try patient(status: old))
        let other = SoundHost.figures.replacing("rules=\"\(Rules.version)\"", with: "rules=\"1\"")
        try finds("rules", .wrong, "rules 1", try patient(figures: other))
        let silent = SoundHost.figures.replacing("rules=\"\(Rules.version)\",", with: "")
        try finds("rules", .skipped, "does not say", try patient(figures: silent))
    }

    @Test func `another ledger is an alarm, a new one is to be compared`() throws {
        let failure = Failure(
            exit: .integrity,
            code: "not_the_ledger_seen_before",
            message: "the ledger on /s is not the one seen before",
            hints: ["kept as evidence:  /e"]
        )
        let other = try look("ledger", try patient(daemon: .silent(failure)))
        #expect(other.isAlarm && other.result == .wrong && other.fix == failure.hints[0])
        var new = try patient()
        new.isPinned = false
        try finds("ledger", .advice, "for the first time", fix: "log key show", new)
        let denied = Failure(exit: .notPermitted, code: "x", message: "no", hints: ["ask"])
        let closed = try look("ledger", try patient(daemon: .silent(denied)))
        #expect(!closed.isAlarm && closed.result == .wrong)
    }

    /// Figures of a daemon that is unwell: what is another, which check, what it says.
    @Test(arguments: [
        ("ledgerd_writer_answers 1", "ledgerd_writer_answers 0", "writer", "within a second"),
        ("ledgerd_clock_suspect 0", "ledgerd_clock_suspect 1", "clock", "stepped"),
        ("\(SoundHost.now - 60).25", "\(SoundHost.now + 30).5", "clock", "30 s behind"),
        (
            "ledgerd_used_bytes{file=\"log\"} 300", "ledgerd_used_bytes{file=\"log\"} 800", "map",
            "80"
        ),
        (
            "ledgerd_used_bytes{file=\"views\"} 400", "ledgerd_used_bytes{file=\"views\"} 3999",
            "map",
            "views 99 %"
        ),
        ("free_bytes 500000000000", "free_bytes 1000000", "disk", "near full"),
        (
            "seconds \(SoundHost.now - 3_600)", "seconds \(SoundHost.now - 200_000)", "backup",
            "2 d"
        ),
    ])
    func `what the daemon is short of is told with what to do`(
        before: String,
        after: String,
        check: String,
        words: String
    ) throws {
        try #require(SoundHost.figures.contains(before))
        let figures = SoundHost.figures.replacing(before, with: after)
        try finds(check, .wrong, words, try patient(figures: figures))
    }

    @Test func `a disk on which nothing can be compacted is worth a remark`() throws {
        let figures = SoundHost.figures
            .replacing("free_bytes 500000000000", with: "free_bytes 400000000")
            .replacing("used_bytes{file=\"log\"} 300", with: "used_bytes{file=\"log\"} 900000000")
        try finds("disk", .advice, "no room to compact", try patient(figures: figures))
    }

    @Test(arguments: [
        (Filesystem.Kind.nfs, Diagnosis.Result.wrong), (.smb, .wrong), (.fuse, .wrong),
        (.tmpfs, .wrong), (.overlay, .wrong), (.ext4, .ok), (.zfs, .ok),
    ])
    func `a file system that cannot be trusted is wrong`(
        kind: Filesystem.Kind,
        result: Diagnosis.Result
    ) throws {
        let host = changed { $0.filesystem = { _ throws(SystemError) in kind } }
        #expect(try look("filesystem", try patient(host)).result == result)
    }

    @Test func `files that others may read are wrong, and a wall before them is right`() throws {
        let open = FileFacts(kind: .directory, mode: 0o755, uid: 7)
        try finds("data-mode", .wrong, "0755", fix: "chmod 0700", try patient(with("/data", open)))
        let key = "/data/ledger/key"
        let bare = FileFacts(kind: .file, mode: 0o644, uid: 7)
        try finds("key", .wrong, "0644", fix: "chmod 0400", try patient(with(key, bare)))
        let closed = changed { host in
            host.facts = { path throws(SystemError) in
                if path == key { throw SystemError(call: "lstat", errno: 13, path: path) }
                return try SoundHost.host.facts(path)
            }
        }
        try finds("key", .ok, "out of your reach", try patient(closed))
        try finds("key", .skipped, "there is no", try patient(with(key, nil)))
    }

    @Test func `the age of a backup is that of its newest file`() throws {
        let host = changed { host in
            host.names = { path throws(SystemError) in
                if path != "/b" { throw SystemError(call: "open", errno: 2, path: path) }
                return ["1.ledger", "2.ledger", "note"]
            }
            host.facts = { path throws(SystemError) in
                let ages: [String: Int64] = ["/b/1.ledger": 900_000, "/b/2.ledger": 7_200]
                return FileFacts(
                    kind: .file,
                    mode: 0o600,
                    uid: 7,
                    modifiedAt: SoundHost.now - (ages[path] ?? 0)
                )
            }
        }
        try finds("backup", .ok, "2 h old", try patient(host, backup: "/b"))
        try finds("backup", .wrong, "failed", try patient(host, backup: "/none"))
        let none = SoundHost.figures.replacing(
            "seconds \(SoundHost.now - 3_600)",
            with: "seconds 0"
        )
        try finds("backup", .skipped, "--backup DIR", try patient(figures: none))
        let long = SoundHost.status.replacing("\"uptime_s\":100", with: "\"uptime_s\":100000")
        try finds("backup", .advice, "none since", try patient(status: long, figures: none))
    }

    @Test func `the desk is looked at`() throws {
        let typed = { (more: [String: String]) in
            try self.patient(variables: SoundHost.desk.merging(more) { $1 })
        }
        try finds("locale", .advice, "LC_ALL is C", fix: "UTF-8", try typed(["LC_ALL": "C"]))
        try finds("locale", .advice, "no locale", try typed(["LANG": ""]))
        try finds("locale", .ok, "LC_CTYPE", try typed(["LC_CTYPE": "C.utf8"]))
        try finds("terminal", .advice, "60 columns", try patient(columns: 60))
        try finds("terminal", .skipped, "screen", try patient(columns: nil))
        let zsh = try typed(["SHELL": "/usr/bin/zsh"])
        try finds("completion", .advice, "in zsh", fix: "completion zsh", zsh)
        try finds("completion", .skipped, "none of", try typed(["SHELL": "/bin/dash"]))
        let sourced = changed { host in
            host.facts = { _ throws(SystemError) in nil }
            host.text = { $0 == "/home/ada/.bashrc" ? "source ~/.ledgerctl.bash" : nil }
        }
        try finds("completion", .ok, ".bashrc", try patient(sourced))
    }

    @Test func `the report ends with what was found`() throws {
        let wrong = changed { $0.filesystem = { _ throws(SystemError) in .nfs } }
        let alarm = Failure(exit: .integrity, code: "x", message: "another", hints: [])
        let table: [(Patient, Exit)] = [
            (try patient(), .done), (try patient(wrong), .findings),
            (try patient(daemon: .silent(alarm)), .integrity),
            (try patient(variables: [:], columns: 40), .done),
        ]
        for (patient, exit) in table {
            for format in ["table", "json", "jsonl", "csv"] {
                let (end, out) = try run(patient, "-o", format)
                #expect(end == exit)
                for check in Checkup.all { #expect(out.contains(check.name), "\(format)") }
            }
        }
        let (_, out) = try run(try patient(wrong), "--color", "never")
        #expect(out.contains("fix: move the ledger to a local disk"))
        #expect(out.contains("\(Checkup.all.count) checks: \(Checkup.all.count - 1) ok, 1 wrong"))
    }

    private func run(_ patient: Patient, _ flags: String...) throws -> (Exit, String) {
        let doctor = try Doctor.parse(flags)
        var out: [UInt8] = []
        let console = Console { descriptor, bytes throws(SystemError) in
            if descriptor == 1 { out += bytes }
        }
        let session = Session(
            globals: doctor.globals,
            surroundings: Surroundings(),
            console: console
        ) { _ throws(Failure) in ScriptedDaemon() }
        var exit = Exit.done
        do throws(Failure) { try doctor.report(patient, session) } catch { exit = error.exit }
        try console.flush()
        return (exit, String(decoding: out, as: UTF8.self))
    }
}
