import Glibc

/// Descriptors 0 to 2, and the signals that a write to them can raise.
public enum StandardStreams {
    /// Opens `/dev/null` for each of them that is closed; call it first of all.
    ///
    /// Otherwise the next file opened, perhaps the log, becomes standard output, and a stray
    /// message is written into it.
    public static func ensureOpen() throws(SystemError) {
        for descriptor: CInt in 0...2 where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // The lowest free number is given, and all below are taken by now.
            let raw = unsafe open("/dev/null", O_RDWR)
            guard raw == descriptor else {
                throw SystemError(call: "open", errno: raw < 0 ? errno : EBADF, path: "/dev/null")
            }
        }
    }

    /// Calls `body` once, on a thread of its own, when the pipe behind standard output has lost its
    /// reader; never for a file.
    ///
    /// A program that waits would otherwise notice only with its next write.
    public static func whenReaderLeaves(_ body: @escaping @Sendable () -> Void) {
        SystemThread.start("reader-watch") {
            var request = pollfd(fd: 1, events: 0, revents: 0)
            while true {
                let count = unsafe poll(&request, 1, -1)
                if count < 0, errno == EINTR { continue }
                guard count > 0, request.revents & Int16(POLLERR | POLLHUP) != 0 else { return }
                return body()
            }
        }
    }

    /// Makes a gone reader and a file at its size limit errors of write(2) instead of death.
    ///
    /// Children started by ``Spawn`` get the default back.
    public static func ignoreFatalSignals() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }
}
