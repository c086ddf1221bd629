import Glibc
import Platform
import Testing

struct SpawnTests {
    @Test func `run gathers output, errors and status`() throws {
        let echo = try Spawn.run(["/bin/echo", "a b", "刘"])
        #expect(echo.status.isSuccess)
        #expect(text(echo.output) == "a b 刘\n")
        #expect(echo.errors.isEmpty)
        #expect(try Spawn.run(["false"]).status == .exited(code: 1))
        let both = try Spawn.run(["sh", "-c", "cat; echo err >&2; exit 7"], input: [0x68, 0x69])
        #expect(both.status == .exited(code: 7))
        #expect(text(both.output) == "hi")
        #expect(text(both.errors) == "err\n")
    }

    @Test func `input and output may be large`() throws {
        let large = [UInt8](repeating: 0x78, count: 3 << 20)
        #expect(try Spawn.run(["cat"], input: large).output == large)
        #expect(try Spawn.run(["true"], input: large).status.isSuccess)
    }

    @Test func `a child sees exactly the environment given`() throws {
        let seen = try Spawn.run(["/usr/bin/env"], environment: ["B": "2=3", "A": "1"])
        #expect(text(seen.output) == "A=1\nB=2=3\n")
    }

    @Test func `a child inherits the three streams and nothing else`() throws {
        var leak: [CInt] = [-1, -1]
        _ = unsafe pipe(&leak)
        defer { leak.forEach { close($0) } }
        let open = "test -e /proc/$$/fd/0 -a ! -e /proc/$$/fd/$0 -a ! -e /proc/$$/fd/$1"
        let isClean = ["sh", "-c", open, "\(leak[0])", "\(leak[1])"]
        #expect(try Spawn.run(isClean).status.isSuccess)
        #expect(try Spawn.foreground(isClean, input: []).isSuccess)
    }

    @Test func `a child that takes too long is killed`() throws {
        let slow = try Spawn.run(["sleep", "60"], milliseconds: 30)
        #expect(slow.status == .killed(signal: SIGKILL))
    }

    @Test func `what cannot be started is an error`() {
        let table: [([String], CInt)] = [
            (["/no/such"], ENOENT), (["no-such-program"], ENOENT), ([], EINVAL), ([""], EINVAL),
            (["/tmp"], EACCES), (["echo", "a\0b"], EINVAL),
        ]
        for (arguments, reason) in table {
            let error = #expect(throws: SystemError.self) { try Spawn.run(arguments) }
            #expect(error?.errno == reason)
        }
    }

    @Test func `a program is found in the path, and never in the current directory`() throws {
        let scratch = try Scratch()
        try DurableFile.write([], to: scratch("data"))
        try DurableFile.write([], to: scratch("tool"), mode: 0o755)
        try Directory.create(scratch("sub"))
        let path = ":.:/no/such:\(scratch.path):/bin"
        let table: [(String, String?)] = [
            ("tool", scratch("tool")), ("sh", "/bin/sh"), ("sub", nil), ("", nil), ("../tool", nil),
        ]
        for (name, found) in table { #expect(Spawn.find(name, inPath: path) == found) }
        if geteuid() != 0 { #expect(Spawn.find("data", inPath: path) == nil) }
    }

    @Test func `a foreground program stays in our process group and reads what it is given`() throws
    {
        let group = "test $(cut -d' ' -f5 /proc/self/stat) = $0"
        #expect(try Spawn.foreground(["sh", "-c", group, "\(getpgrp())"]).isSuccess)
        let reads = ["sh", "-c", "test \"$(cat)\" = hello"]
        #expect(try Spawn.foreground(reads, input: Array("hello".utf8)).isSuccess)
        #expect(try Spawn.foreground(["sh", "-c", "exit 3"], input: []) == .exited(code: 3))
    }

    @Test func `a child has the default for signals that only we ignore`() async {
        await #expect(processExitsWith: .success) {
            StandardStreams.ignoreFatalSignals()
            signal(SIGINT, SIG_DFL)
            signal(SIGQUIT, SIG_IGN)
            for (name, wanted) in [
                ("PIPE", ExitStatus.killed(signal: SIGPIPE)),
                ("INT", .killed(signal: SIGINT)), ("QUIT", .exited(code: 0)),
            ] {
                let status = try Spawn.foreground(["sh", "-c", "kill -\(name) $$"])
                if status != wanted { exit(1) }
            }
            // Ours is the default again.
            if signal(SIGINT, SIG_IGN) != nil { exit(2) }
            exit(0)
        }
    }

    @Test func `a daemon has its own session, its log, and no descriptor of ours`() throws {
        let scratch = try Scratch()
        var leak: [CInt] = [-1, -1]
        _ = unsafe pipe(&leak)
        defer { leak.forEach { close($0) } }
        let script = "echo $1; echo err >&2; cut -d' ' -f6 /proc/$$/stat; ls /proc/$$/fd; cat"
        let pid = try Spawn.daemon(
            "/bin/sh",
            arguments: ["-c", script, "sh", "out"],
            logFile: scratch("log")
        )
        var word: CInt = -1
        #expect(unsafe waitpid(pid, &word, 0) == pid)
        #expect(word == 0)
        let log = try text(DurableFile.read(scratch("log"), bytesMax: 1_000))
        #expect(log == "out\nerr\n\(pid)\n0\n1\n2\n")
        #expect(mode(scratch("log")) == 0o600)
    }
}

struct StandardStreamsTests {
    @Test func `closed streams are opened, open ones kept`() async {
        await #expect(processExitsWith: .success) {
            let before = fcntl(1, F_GETFL)
            // Other threads of the test runner open and close files meanwhile, so it may take some
            // tries; a program calls this while it has one thread.
            for _ in 0..<20 {
                close(0)
                close(2)
                guard (try? StandardStreams.ensureOpen()) != nil else { continue }
                let isOpen = fcntl(0, F_GETFD) == 0 && fcntl(2, F_GETFD) == 0
                if isOpen, fcntl(1, F_GETFL) == before { exit(0) }
            }
            exit(1)
        }
    }
}

struct OutputTests {
    @Test func `output is gathered and flushed`() throws {
        let (near, far) = socketPair()
        defer { close(far) }
        var output = Output(descriptor: near, capacity: 4)
        try output.write("ab")
        #expect(recv(far, nil, 0, CInt(MSG_DONTWAIT)) < 0)
        try output.write("cd")
        try output.write([0x65])
        try output.flush()
        close(near)
        #expect(try text(Input.readAll(far, bytesMax: 10)) == "abcde")
    }

    @Test func `a reader that left is a typed outcome`() throws {
        StandardStreams.ignoreFatalSignals()
        let (near, far) = socketPair()
        defer {
            close(near)
            close(far)
        }
        // Not close(2): a child that another test is starting may hold the end for a moment more.
        shutdown(far, CInt(SHUT_RD))
        let error = #expect(throws: SystemError.self) { try Output.writeAll(near, [1]) }
        #expect(error?.isReaderGone == true)
        let closed = #expect(throws: SystemError.self) { try Output.writeAll(-1, [1]) }
        #expect(closed?.isReaderGone == false)
    }

    @Test func `a descriptor that does not block gets everything`() throws {
        let scratch = try Scratch()
        _ = unsafe mkfifo(scratch("pipe"), 0o600)
        let copy = "sleep 0.1; cat \(scratch("pipe")) > \(scratch("copy"))"
        let pid = try Spawn.daemon("/bin/sh", arguments: ["-c", copy], logFile: scratch("log"))
        // Opened for both, it does not wait for the reader; and no child of another test holds it.
        let writer = unsafe open(scratch("pipe"), O_RDWR | O_CLOEXEC)
        _ = fcntl(writer, F_SETFL, O_NONBLOCK)
        let large = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0) }
        try Output.writeAll(writer, large)
        close(writer)
        _ = waitpid(pid, nil, 0)
        #expect(try DurableFile.read(scratch("copy"), bytesMax: 2 << 20) == large)
    }
}

struct ServiceManagerTests {
    @Test func `states arrive as datagrams`() throws {
        let scratch = try Scratch()
        let ear = try boundDatagram(scratch("notify"))
        defer { close(ear) }
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": scratch("notify")])
        for state in ["READY=1", "STATUS=197 records\nWATCHDOG=1"] {
            #expect(try manager.notify(state))
            var buffer = [UInt8](repeating: 0, count: 200)
            let count = unsafe recv(ear, &buffer, buffer.count, CInt(MSG_DONTWAIT))
            #expect(text(Array(buffer.prefix(max(0, count)))) == state)
        }
    }

    @Test func `an abstract name works too`() throws {
        let name = "ledgerd-test-\(getpid())-\(SystemRandom.bytes(4))"
        let ear = try boundDatagram(abstract: name)
        defer { close(ear) }
        #expect(try ServiceManager(environment: ["NOTIFY_SOCKET": "@" + name]).notify("READY=1"))
        var buffer = [UInt8](repeating: 0, count: 20)
        #expect(unsafe recv(ear, &buffer, buffer.count, CInt(MSG_DONTWAIT)) == 7)
    }

    @Test func `nobody listening is silence, a dead ear is an error`() throws {
        let scratch = try Scratch()
        #expect(try !ServiceManager(environment: [:]).notify("READY=1"))
        #expect(try !ServiceManager(environment: ["NOTIFY_SOCKET": ""]).notify("READY=1"))
        for name in [scratch("missing"), "@", String(repeating: "x", count: 108)] {
            let manager = ServiceManager(environment: ["NOTIFY_SOCKET": name])
            #expect(throws: SystemError.self) { try manager.notify("READY=1") }
        }
    }

    @Test(
        arguments: [
            ([:], nil), (["WATCHDOG_USEC": "30000000"], 30_000_000), (["WATCHDOG_USEC": "x"], nil),
            (["WATCHDOG_USEC": "5", "WATCHDOG_PID": "1"], nil),
            (["WATCHDOG_USEC": "5", "WATCHDOG_PID": "\(getpid())"], 5),
        ] as [([String: String], UInt64?)]
    )
    func `the watchdog's period`(_ environment: [String: String], _ period: UInt64?) {
        #expect(ServiceManager(environment: environment).watchdogMicroseconds == period)
    }
}
