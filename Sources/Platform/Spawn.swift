import Glibc
import Synchronization

/// Starting other programs: the daemon, an editor or pager, a tool.
///
/// Descriptors 0 to 2 must be open (``StandardStreams/ensureOpen()``); a child inherits no
/// other. An argument or variable with a NUL is refused with `EINVAL`, a program that is not found
/// with `ENOENT`.
public enum Spawn {
    /// Starts a program in a session of its own, so that it outlives the terminal.
    ///
    /// Its input is `/dev/null`; its output and errors are appended to `logFile` (made with 0600).
    /// Nobody waits for it here.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: What follows the program's name.
    ///   - environment: All its variables.
    ///   - logFile: Where it writes.
    /// - Returns: Its pid.
    /// - Throws: When the log cannot be opened or the program not started.
    public static func daemon(
        _ path: String,
        arguments: [String],
        environment: [String: String] = ProcessEnvironment.current,
        logFile: String
    ) throws(SystemError) -> Int32 {
        let null = try SystemCall.open("/dev/null", O_RDONLY)
        let log = try SystemCall.open(
            logFile,
            O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW,
            mode: 0o600
        )
        var child = ChildProcess(
            path: path,
            arguments: [path] + arguments,
            environment: environment
        )
        child.redirections = [(null.raw, 0), (log.raw, 1), (log.raw, 2)]
        child.startsSession = true
        return try child.start()
    }

    /// Runs a program on our terminal and waits for it: an editor or a pager.
    ///
    /// It stays in our process group, and Ctrl-C and Ctrl-\ are for it alone meanwhile.
    ///
    /// - Parameters:
    ///   - arguments: The program, by path or by name in `PATH`, and its arguments.
    ///   - environment: All its variables.
    ///   - input: What it reads; nil leaves it our standard input.
    /// - Returns: How it ended.
    /// - Throws: When it cannot be started.
    public static func foreground(
        _ arguments: [String],
        environment: [String: String] = ProcessEnvironment.current,
        input: [UInt8]? = nil
    ) throws(SystemError) -> ExitStatus {
        var child = try child(arguments, environment)
        let file = try AnonymousFile.make(holding: input ?? [])
        if input != nil { child.redirections = [(file.raw, 0)] }
        let plan = child
        return try withKeyboardSignalsIgnored { reset throws(SystemError) in
            try ChildProcess.wait(try plan.start(resetting: reset))
        }
    }

    /// What a program left behind.
    public struct Captured: Hashable, Sendable {
        /// How it ended; killed by signal 9 when it took too long.
        public let status: ExitStatus
        /// What it wrote to standard output.
        public let output: [UInt8]
        /// What it wrote to standard error.
        public let errors: [UInt8]
    }

    /// Runs a program without a terminal and gathers what it writes.
    ///
    /// - Parameters:
    ///   - arguments: The program, by path or by name in `PATH`, and its arguments.
    ///   - environment: All its variables.
    ///   - input: What it reads; nil leaves it our standard input.
    ///   - milliseconds: After this time it is killed.
    /// - Returns: How it ended and what it wrote.
    /// - Throws: When it cannot be started; `EFBIG` when it wrote more than 64 MiB.
    public static func run(
        _ arguments: [String],
        environment: [String: String] = ProcessEnvironment.current,
        input: [UInt8]? = [],
        milliseconds: Int = 60_000
    ) throws(SystemError) -> Captured {
        var child = try child(arguments, environment)
        let stdin = try AnonymousFile.make(holding: input ?? [])
        let stdout = try AnonymousFile.make()
        let stderr = try AnonymousFile.make()
        child.redirections = [(stdout.raw, 1), (stderr.raw, 2)]
        if input != nil { child.redirections.insert((stdin.raw, 0), at: 0) }
        let status = try ChildProcess.wait(try child.start(), milliseconds: milliseconds)
        return Captured(
            status: status,
            output: try AnonymousFile.contents(stdout, bytesMax: capturedBytesMax),
            errors: try AnonymousFile.contents(stderr, bytesMax: capturedBytesMax)
        )
    }

    /// The first executable file called `name` in the directories of `path`.
    ///
    /// Empty and relative directories are passed over: they would run what lies in the current one.
    public static func find(_ name: String, inPath path: String) -> String? {
        guard !name.isEmpty, !name.utf8.contains(0), !name.contains("/") else { return nil }
        return path.split(separator: ":").lazy
            .filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { isProgram($0) }
    }
}

extension Spawn {
    private static let capturedBytesMax = 64 << 20
    private static let defaultPath = "/usr/local/bin:/usr/bin:/bin"

    private static func child(
        _ arguments: [String],
        _ environment: [String: String]
    ) throws(SystemError) -> ChildProcess {
        guard let name = arguments.first, !name.isEmpty else {
            throw SystemError(call: "posix_spawn", errno: EINVAL)
        }
        let found =
            name.contains("/") ? name : find(name, inPath: environment["PATH"] ?? defaultPath)
        guard let found else { throw SystemError(call: "posix_spawn", errno: ENOENT, path: name) }
        return ChildProcess(path: found, arguments: arguments, environment: environment)
    }

    private static func isProgram(_ path: String) -> Bool {
        var found = stat()
        return unsafe stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFREG
            && access(path, X_OK) == 0
    }

    /// One program at a time has the terminal; the lock is held as long as it runs.
    private static let terminalInUse = Mutex<Void>(())

    /// Ignores SIGINT and SIGQUIT around `body`, as system(3) does, and hands it those of the two
    /// that the child must have back: one that was ignored before, as under nohup, stays ignored.
    private static func withKeyboardSignalsIgnored<R: Sendable>(
        _ body: (_ reset: [CInt]) throws(SystemError) -> R
    ) throws(SystemError) -> R {
        try terminalInUse.withLock { _ throws(SystemError) in
            var ignored = sigaction()
            unsafe ignored.__sigaction_handler.sa_handler = SIG_IGN
            var (interrupt, quit) = (sigaction(), sigaction())
            unsafe sigaction(SIGINT, &ignored, &interrupt)
            unsafe sigaction(SIGQUIT, &ignored, &quit)
            defer {
                unsafe sigaction(SIGINT, &interrupt, nil)
                unsafe sigaction(SIGQUIT, &quit, nil)
            }
            var reset: [CInt] = []
            if !isIgnored(interrupt) { reset.append(SIGINT) }
            if !isIgnored(quit) { reset.append(SIGQUIT) }
            return try body(reset)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
