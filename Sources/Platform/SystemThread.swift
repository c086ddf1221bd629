internal import CGlibc
import Glibc

/// Threads of the system, for work that blocks: a commit, a wait, a test's client.
///
/// Not libdispatch's: it gives out 255 threads at most, and work beyond them waits for one that a
/// waiting thread never gives back. Nor a task's: there are as many of those as processors.
public enum SystemThread {
    /// Starts a detached thread that runs `body` once.
    ///
    /// A process that gets no thread for its own parts cannot go on, so it ends with the reason.
    ///
    /// - Parameters:
    ///   - name: What `top -H` and a core file show, at most 15 bytes of it.
    ///   - body: What the thread does; it is let go when it returns.
    public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let work = unsafe Unmanaged.passRetained(Work(name: name, body: body))
        var thread = pthread_t()
        let code = unsafe pthread_create(&thread, nil, { unsafe Work.run($0) }, work.toOpaque())
        guard code == 0 else {
            fatalError("no thread for \(name): \(SystemError.reason(code)); see ulimit -u")
        }
        pthread_detach(thread)
    }

    /// What a new thread is handed over the boundary of C.
    private final class Work {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let pointer = unsafe pointer else { return nil }
            let work = unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
            unsafe pthread_setname_np(pthread_self(), String(work.name.prefix(15)))
            work.body()
            return nil
        }
    }
}
