import Logging
import Platform

/// The life of the process between its arguments and its exit code.
struct Daemon: Sendable {
    /// What a service is opened with.
    struct Opening: Sendable {
        let settings: Settings
        /// For folds and whatever else takes long.
        let offload: Offload
        /// To stop the daemon, say after a failed sync.
        let drain: Drain
        let logger: Logger
        /// What the process counts.
        let meters: Meters
    }

    typealias Open = @Sendable (Opening) async throws(StartFailure) -> any LedgerService

    let settings: Settings
    let drain: Drain
    let logger: Logger
    var environment: [String: String] = [:]
    let open: Open
    private let meters = Meters()

    /// Starts, serves until `drain` says stop, and ends in good order.
    func run() async -> DaemonExit {
        do throws(StartFailure) {
            // First the lock: nothing may touch the files of a running daemon.
            let lock = try claim()
            defer { withExtendedLifetime(lock) {} }
            let offload = Offload(limits: settings.limits)
            let opening = Opening(
                settings: settings,
                offload: offload,
                drain: drain,
                logger: logger,
                meters: meters
            )
            let service = try await open(opening)
            // Last the socket: whoever can connect is served.
            let exit = await serve(service)
            await service.close()
            await offload.shutDown()
            logger.info("stopped", metadata: ["exit": "\(exit.rawValue)"])
            return exit
        } catch {
            logger.critical("cannot start", metadata: ["reason": "\(error.reason)"])
            return error.exit
        }
    }

    /// Rewrites the files of a ledger that no daemon has open, and says what was gained.
    func compact() -> DaemonExit {
        do throws(StartFailure) {
            guard DurableFile.exists(settings.data + "/ledger") else {
                throw StartFailure(.configuration, "\(settings.data) holds no ledger")
            }
            let lock = try claim()
            defer { withExtendedLifetime(lock) {} }
            try Store.compact(settings, logger)
            return .ok
        } catch {
            logger.critical("not compacted", metadata: ["reason": "\(error.reason)"])
            return error.exit
        }
    }

    /// Makes the ledger of a backup in a data folder that is not there or is empty.
    ///
    /// - Parameters:
    ///   - place: a folder, a file, or `-` for standard input.
    ///   - key: the file of the private key.
    /// - Returns: how the process ends.
    func restore(from place: String, key: String?) -> DaemonExit {
        do throws(StartFailure) {
            // Looked at before the lock puts a file there, and again when nobody else can.
            try requireEmpty()
            let lock = try claim()
            defer { withExtendedLifetime(lock) {} }
            try requireEmpty()
            try Store.restore(settings, from: place, key: key, logger)
            return .ok
        } catch {
            logger.critical("not restored", metadata: ["reason": "\(error.reason)"])
            return error.exit
        }
    }

    /// Refuses a data folder that holds more than an interrupted restoration leaves.
    private func requireEmpty() throws(StartFailure) {
        guard DurableFile.exists(settings.data) else { return }
        let left = ["ledgerd.lock", ".ledger.new"]
        let names: [String]
        do throws(SystemError) {
            names = try Directory.list(settings.data)
        } catch { throw StartFailure(.cannotCreate, error.description) }
        guard names.allSatisfy(left.contains) else {
            throw StartFailure(
                .cannotCreate,
                "\(settings.data) is not empty; a backup is restored into a new folder"
            )
        }
    }

    private func claim() throws(StartFailure) -> LockFile {
        do throws(SystemError) {
            try Directory.create(settings.data, mode: 0o700, parents: true)
        } catch {
            throw StartFailure(.cannotCreate, error.description)
        }
        do throws(LockError) {
            return try LockFile(path: settings.lock)
        } catch .held(_, let pid) {
            let holder = pid.map { "process \($0)" } ?? "another process"
            throw StartFailure(.busy, "\(settings.data) is in use by ledgerd, \(holder)")
        } catch {
            throw StartFailure(.inputOutput, error.description)
        }
    }

    private func serve(_ service: any LedgerService) async -> DaemonExit {
        let manager = ServiceManager(environment: environment)
        do {
            let inherited = try UnixSocket.inheritedListener(environment: environment)
            let descriptor = try inherited ?? listen()
            let limits = settings.limits
            let bounds = Bounds(limits: limits, drain: drain, log: LimitLog(logger), meters: meters)
            let intake = Intake(budget: BodyBudget(bytesMax: limits.bodiesBytesMax))
            let routes = Routes(service: service, intake: intake, bounds: bounds)
            let listener = Listener(
                descriptor: descriptor,
                responder: routes.responder(),
                bounds: bounds,
                logger: logger,
                role: service.role
            )
            let watchdog = Watchdog(manager: manager, logger: logger, pulse: service.pulse)
            defer { watchdog?.end() }
            drain.onStop {
                logger.info("stopping")
                _ = try? manager.notify("STOPPING=1")
            }
            try await listener.run {
                logger.info(
                    "ready",
                    metadata: [
                        "version": "\(Version.current)", "data": "\(settings.data)",
                        "socket": "\(inherited == nil ? settings.socket : "inherited")",
                    ]
                )
                _ = try? manager.notify("READY=1")
                watchdog?.start()
            }
            // The lock is still ours, so the name is too.
            if inherited == nil { try DurableFile.remove(settings.socket) }
            return drain.exit ?? .ok
        } catch {
            logger.critical("cannot serve", metadata: ["reason": "\(error)"])
            return drain.exit ?? .cannotCreate
        }
    }

    private func listen() throws -> CInt {
        if settings.isPerUser {
            // Without XDG_RUNTIME_DIR this lies in /tmp, where anybody could take the name first.
            let home = XDG(environment: environment, user: Account.current).runtimeHome
            if settings.socketFolder.hasPrefix(home + "/") { try RuntimeDirectory.prepare(home) }
            try RuntimeDirectory.prepare(settings.socketFolder)
        } else {
            // The first wall before the socket: others may not even see it.
            try Directory.create(settings.socketFolder, mode: 0o750)
        }
        return try UnixSocket.listen(path: settings.socket, mode: settings.socketMode)
    }
}
