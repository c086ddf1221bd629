import Glibc
import Ledger
import LedgerStore
import Logging
import Platform

/// The ledger behind the routes.
enum Store {
    /// How long a start waits for the views to reach the end of the log.
    private static let catchUpMilliseconds = 2_000

    /// Compacts the ledger of the settings.
    static func compact(_ settings: Settings, _ logger: Logger) throws(StartFailure) {
        do {
            let path = settings.data + "/ledger"
            let done = try LedgerFolder.compact(path, mapBytes: settings.mapBytes)
            logger.info(
                "compacted",
                metadata: [
                    "size": "\(done.size)", "root": "\(done.root)",
                    "bytes_before": "\(done.bytesBefore)", "bytes_after": "\(done.bytesAfter)",
                ]
            )
        } catch let error as StoreError {
            throw StartFailure(.configuration, "\(error)")
        } catch {
            throw StartFailure(.inputOutput, "\(error)")
        }
    }

    /// Restores a backup as the ledger of the settings.
    static func restore(
        _ settings: Settings,
        from place: String,
        key file: String?,
        _ logger: Logger
    ) throws(StartFailure) {
        do {
            let key = try file.map { path throws in
                String(decoding: try DurableFile.read(path, bytesMax: 4_096), as: UTF8.self)
            }
            let done = try LedgerFolder.restore(
                settings.data + "/ledger",
                from: Self.place(place),
                key: key,
                mapBytes: settings.mapBytes
            )
            logger.info(
                "restored",
                metadata: [
                    "origin": "\(done.origin)", "size": "\(done.size)", "root": "\(done.root)",
                    "texts": "\(done.texts)", "key": "\(done.key.text)",
                    "new_key": "\(done.hasNewKey)",
                ]
            )
        } catch let error as BackupFailure {
            throw StartFailure(.damaged, "\(place): \(error)")
        } catch let error as StoreError {
            throw StartFailure(.configuration, "\(error)")
        } catch {
            throw StartFailure(.inputOutput, "\(error)")
        }
    }

    private static func place(_ text: String) -> BackupPlace {
        if text == "-" { return .standardInput }
        return Directory.exists(text) ? .folder(text) : .file(text)
    }

    /// Opens the ledger of the settings; a per-user one is made on first use.
    static func open(_ opening: Daemon.Opening) async throws(StartFailure) -> any LedgerService {
        let settings = opening.settings
        let logger = opening.logger
        let path = settings.data + "/ledger"
        do {
            if !DurableFile.exists(path), settings.createsLedger {
                let origin = settings.origin
                try LedgerFolder.create(at: path, origin: origin, mapBytes: settings.mapBytes)
                logger.info("created", metadata: ["path": "\(path)", "origin": "\(origin)"])
            }
            let folder = try LedgerFolder(path: path, mapBytes: settings.mapBytes)
            let drain = opening.drain
            let desk = Desk(
                folder: folder,
                stopped: { reason in
                    logger.critical("the log is in doubt", metadata: ["reason": "\(reason)"])
                    // At once: whoever waits for this commit gets no answer, and what could
                    // still be read may not be on the disk.
                    _exit(DaemonExit.inputOutput.rawValue)
                },
                viewsFailed: { reason in
                    logger.critical("views failed", metadata: ["reason": "\(reason)"])
                    drain.stop(.inputOutput)
                },
                checkpointFailed: { reason in
                    logger.error("no checkpoint kept", metadata: ["reason": "\(reason)"])
                }
            )
            let size = folder.log.head.size
            let isThere = folder.views.wait(for: size, milliseconds: catchUpMilliseconds)
            logger.info(
                "opened",
                metadata: [
                    "size": "\(size)", "root": "\(folder.log.head.root)",
                    "starts": "\(folder.log.startCount)",
                    "views": "\(folder.views.current.position)", "caught_up": "\(isThere)",
                ]
            )
            return DeskService(
                desk: desk,
                access: Access(isPerUser: settings.isPerUser),
                offload: opening.offload,
                logger: logger,
                settings: settings,
                meters: opening.meters
            )
        } catch let error as StoreError {
            let hint = settings.createsLedger ? "" : "; make one with: ledgerd --init"
            throw StartFailure(.configuration, "\(error)\(hint)")
        } catch {
            throw StartFailure(.inputOutput, "\(error)")
        }
    }
}
