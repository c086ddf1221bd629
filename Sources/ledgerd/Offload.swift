import NIOPosix

/// Two threads for long work that must not hold an event loop or the tasks of other connections,
/// and one for what takes seconds, which must not hold these two.
struct Offload: Sendable {
    private let pool: NIOThreadPool
    private let walks = NIOThreadPool(numberOfThreads: 1)
    private let inlineBytesMax: Int

    /// Starts the threads.
    init(threads: Int = 2, limits: Limits = Limits()) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
        walks.start()
        inlineBytesMax = limits.inlineBytesMax
    }

    /// Runs `work` on one of the threads: folds, verifications, whatever reads much.
    func run<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await pool.runIfActive(work)
    }

    /// Runs `work` that may take many seconds; one such piece at a time.
    func walk<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await walks.runIfActive(work)
    }

    /// Runs `work` about a body of `bytes`: a small one right here, because a change of threads
    /// costs more than its parsing.
    func run<R: Sendable>(
        bytes: Int,
        _ work: @escaping @Sendable () throws -> R
    ) async throws -> R {
        guard bytes > inlineBytesMax else { return try work() }
        return try await pool.runIfActive(work)
    }

    /// Ends the threads; call it when no request is left.
    func shutDown() async {
        try? await pool.shutdownGracefully()
        try? await walks.shutdownGracefully()
    }
}
