internal import CGlibc
import Glibc

/// A process about to be started: the plumbing under ``Spawn``.
///
/// It inherits descriptors 0 to 2 and no other, not even one that another thread opens meanwhile
/// without close-on-exec: a pipe held by a daemon would never end for its reader.
struct ChildProcess {
    var path: String
    var arguments: [String]
    var environment: [String: String]
    /// Descriptors of ours and the numbers they get in the child, in this order.
    var redirections: [(ours: CInt, theirs: CInt)] = []
    var startsSession = false

    /// `POSIX_SPAWN_SETSID`, which glibc shows only to GNU sources.
    private static let setSession: CInt = 0x80
    /// Ignored signals stay ignored through exec(3): what we ignore, a pager must not.
    private static let signalsReset = [SIGPIPE, SIGXFSZ]

    /// Starts the process and returns its pid.
    ///
    /// It keeps our process group, unless a session is asked for: a child in a group of its own
    /// would be stopped when it reads the terminal.
    func start(resetting extra: [CInt] = []) throws(SystemError) -> pid_t {
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        guard let argv = CStrings(arguments), let envp = CStrings(variables),
            !path.utf8.contains(0)
        else { throw SystemError(call: "posix_spawn", errno: EINVAL, path: path) }

        var actions = unsafe posix_spawn_file_actions_t()
        try check(unsafe posix_spawn_file_actions_init(&actions))
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (ours, theirs) in redirections {
            try check(unsafe posix_spawn_file_actions_adddup2(&actions, ours, theirs))
        }
        try check(unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3))

        var attributes = posix_spawnattr_t()
        try check(unsafe posix_spawnattr_init(&attributes))
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var reset = sigset_t()
        unsafe sigemptyset(&reset)
        var none = reset
        for signal in ChildProcess.signalsReset + extra { unsafe sigaddset(&reset, signal) }
        var flags = CInt(POSIX_SPAWN_SETSIGDEF) | CInt(POSIX_SPAWN_SETSIGMASK)
        if startsSession { flags |= ChildProcess.setSession }
        try check(unsafe posix_spawnattr_setsigdefault(&attributes, &reset))
        try check(unsafe posix_spawnattr_setsigmask(&attributes, &none))
        try check(unsafe posix_spawnattr_setflags(&attributes, Int16(flags)))

        var pid: pid_t = 0
        try check(
            unsafe posix_spawn(&pid, path, &actions, &attributes, argv.pointers, envp.pointers)
        )
        return pid
    }

    /// These functions return their error instead of setting errno.
    private func check(_ code: CInt) throws(SystemError) {
        if code != 0 { throw SystemError(call: "posix_spawn", errno: code, path: path) }
    }

    /// Waits for the end of `pid`.
    static func wait(_ pid: pid_t) throws(SystemError) -> ExitStatus {
        var word: CInt = 0
        try SystemCall.check("waitpid") { Int(unsafe waitpid(pid, &word, 0)) }
        return ExitStatus(word: word)
    }

    /// Waits for at most `milliseconds`, then kills it.
    static func wait(_ pid: pid_t, milliseconds: Int) throws(SystemError) -> ExitStatus {
        let deadline = SystemClock.bootMicroseconds() + Int64(milliseconds) * 1_000
        var pause: UInt32 = 200
        while SystemClock.bootMicroseconds() < deadline {
            var word: CInt = 0
            let ended = try SystemCall.check("waitpid") { Int(unsafe waitpid(pid, &word, WNOHANG)) }
            if ended == pid { return ExitStatus(word: word) }
            usleep(pause)
            pause = min(pause * 2, 5_000)
        }
        kill(pid, SIGKILL)
        return try wait(pid)
    }
}

/// Strings in the form exec(3) takes: pointers, the last one null.
@safe private struct CStrings: ~Copyable {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    /// Nil when a string holds a NUL, at which C would cut it.
    init?(_ strings: [String]) {
        guard strings.allSatisfy({ !$0.utf8.contains(0) }) else { return nil }
        count = strings.count
        unsafe pointers = .allocate(capacity: count + 1)
        unsafe pointers.initialize(repeating: nil, count: count + 1)
        for (index, string) in strings.enumerated() {
            unsafe pointers[index] = strdup(string)
        }
    }

    deinit {
        for index in 0..<count { unsafe free(pointers[index]) }
        unsafe pointers.deallocate()
    }
}
