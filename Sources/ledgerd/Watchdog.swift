import Dispatch
import Logging
import Platform

/// Tells the service manager that the ledger's writer works, and only when it has shown it.
///
/// A daemon whose event loops still answer while its writer hangs, in a sync that never returns
/// or a lock that nobody gives back, falls silent here, and the manager starts it anew.
final class Watchdog: Sendable {
    private let manager: ServiceManager
    private let logger: Logger
    private let pulse: @Sendable (_ milliseconds: Int) -> String?
    private let pause: DispatchTimeInterval
    private let patience: Int
    private let isEnded = DispatchSemaphore(value: 0)

    /// Nil if the manager does not want to hear.
    ///
    /// - Parameters:
    ///   - manager: who is told.
    ///   - logger: where a silence is explained.
    ///   - pulse: asks the writer, for so long.
    init?(
        manager: ServiceManager,
        logger: Logger,
        pulse: @escaping @Sendable (_ milliseconds: Int) -> String?
    ) {
        guard let microseconds = manager.watchdogMicroseconds, microseconds > 0 else { return nil }
        self.manager = manager
        self.logger = logger
        self.pulse = pulse
        // A third to rest and a third to wait for the writer: a healthy one is never late.
        let third = Int(clamping: microseconds / 3)
        pause = .microseconds(third)
        patience = max(1, third / 1_000)
    }

    /// Starts to tell, on a thread of its own: the task threads may be what hangs.
    func start() {
        SystemThread.start("watchdog") { [self] in
            var isSilent = false
            repeat {
                if let words = pulse(patience) {
                    if isSilent { logger.notice("the writer answers again") }
                    isSilent = false
                    _ = try? manager.notify("WATCHDOG=1\nSTATUS=\(words)")
                } else if !isSilent {
                    isSilent = true
                    logger.critical("the writer does not answer", metadata: ["ms": "\(patience)"])
                    _ = try? manager.notify("STATUS=the writer does not answer")
                }
            } while isEnded.wait(timeout: .now() + pause) == .timedOut
        }
    }

    /// Ends the telling.
    func end() { isEnded.signal() }
}
