import Dispatch
import Glibc
import Logging

/// Signals as words to the daemon: SIGTERM and SIGINT stop it, a second one at once.
final class Signals {
    private var sources: [any DispatchSourceSignal] = []

    /// Takes the signals over; they are let go with the object.
    init(drain: Drain, logger: Logger) {
        let queue = DispatchQueue(label: "ledgerd.signals")
        for number in [SIGTERM, SIGINT] {
            watch(number, on: queue) {
                guard drain.exit != nil else {
                    logger.info("told to stop", metadata: ["signal": "\(number)"])
                    drain.stop()
                    return
                }
                // What is not acknowledged may be lost, what is acknowledged is on the disk.
                _exit(128 + number)
            }
        }
        // Without this a closed terminal would kill a daemon that was started from it.
        watch(SIGHUP, on: queue) { logger.info("there is no configuration to read again") }
    }

    deinit { for source in sources { source.cancel() } }

    private func watch(
        _ number: CInt,
        on queue: DispatchQueue,
        _ action: @escaping @Sendable () -> Void
    ) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: action)
        source.resume()
        sources.append(source)
    }
}
