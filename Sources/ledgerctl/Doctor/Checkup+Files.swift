import Ledger
import Platform

/// The folder of the data, its disk, and the backup.
extension Checkup {
    static let files = [
        Checkup("disk", disk), Checkup("filesystem", filesystem), Checkup("data-mode", dataMode),
        Checkup("key", key), Checkup("backup", backup),
    ]

    /// Less than this free is near full, however small the ledger is.
    private static let freeBytesMin: Int64 = 256 << 20

    @Sendable private static func disk(_ patient: Patient) -> Diagnosis {
        let host = patient.premises
        let (free, why) = patient.inData { path throws(SystemError) in
            try host.facts(path) == nil ? nil : try host.freeBytes(path)
        }
        let told = patient.answers?.figures["ledgerd_disk_free_bytes"]
        guard let left = told ?? free.map({ (bytes: UInt64) in Int64(clamping: bytes) }) else {
            return .skipped(why)
        }
        let size = { (bytes: Int64) in Card.bytes(Int(clamping: bytes)) }
        let used = ["log", "views"].reduce(Int64(0)) { sum, file in
            sum + (patient.answers?.figures["ledgerd_used_bytes{file=\"\(file)\"}"] ?? 0)
        }
        guard left >= freeBytesMin else {
            return .wrong(
                "near full: \(size(left)) free",
                fix: "make room on the file system of \(patient.data ?? "the data folder")"
            )
        }
        guard left >= used else {
            return .advice(
                "\(size(left)) free, the ledger takes \(size(used)): no room to compact",
                fix: "make room on the file system of \(patient.data ?? "the data folder")"
            )
        }
        return .ok("\(size(left)) free")
    }

    @Sendable private static func filesystem(_ patient: Patient) -> Diagnosis {
        let host = patient.premises
        let (found, why) = patient.inData { path throws(SystemError) in
            try host.facts(path) == nil ? nil : try host.filesystem(path)
        }
        guard let kind = found else { return .skipped(why) }
        let name = "\(kind)"
        if kind.isRemote || kind == .fuse {
            return .wrong(
                "the data lies on \(name), where locks and synced writes cannot be trusted",
                fix: "move the ledger to a local disk: ledgerctl backup, ledgerctl restore"
            )
        }
        if kind.isVolatile {
            return .wrong(
                "the data lies on \(name), which is gone with the machine or container",
                fix: "move the ledger to a disk: ledgerctl backup, ledgerctl restore"
            )
        }
        return .ok(name)
    }

    @Sendable private static func dataMode(_ patient: Patient) -> Diagnosis {
        let (found, why) = patient.inData(patient.premises.facts)
        guard let found, let data = patient.data else { return .skipped(why) }
        guard found.mode & 0o077 == 0 else {
            return .wrong(
                "\(data) has mode \(found.octal), so others can reach the files",
                fix: "chmod 0700 \(data)"
            )
        }
        return .ok("mode \(found.octal)")
    }

    @Sendable private static func key(_ patient: Patient) -> Diagnosis {
        guard let data = patient.data else { return .skipped("no data folder is known") }
        let path = "\(data)/ledger/key"
        let found: FileFacts?
        do throws(SystemError) {
            found = try patient.premises.facts(path)
        } catch {
            // A wall that stands is what is wanted, for whoever is not the daemon.
            return error.isDenied ? .ok("out of your reach") : .skipped(error.description)
        }
        guard let found else { return .skipped("there is no \(path)") }
        guard found.mode & 0o377 == 0 else {
            return .wrong(
                "\(path) has mode \(found.octal): whoever reads it can sign for the log",
                fix: "chmod 0400 \(path), and think of: ledgerctl log key rotate"
            )
        }
        return .ok("mode \(found.octal)")
    }

    private static let backupSecondsMax: Int64 = 25 * 3_600

    @Sendable private static func backup(_ patient: Patient) -> Diagnosis {
        let now = patient.surroundings.now() / 1_000_000
        if let folder = patient.backup { return backup(in: folder, patient, now) }
        guard let answers = patient.answers else {
            return .skipped("needs a daemon that answers, or --backup DIR")
        }
        guard let made = answers.figures["ledgerd_last_backup_timestamp_seconds"] else {
            return .skipped("the daemon does not say; look with --backup DIR")
        }
        guard made > 0 else {
            let uptime = Int64(answers.status["uptime_s"]?.integer ?? 0)
            guard uptime > backupSecondsMax else {
                return .skipped("none since the daemon started; look with --backup DIR")
            }
            return .advice(
                "none since the daemon started, \(Card.duration(Int(uptime))) ago",
                fix: "ledgerctl backup --to DIR, every night"
            )
        }
        return aged(now - made)
    }

    private static func backup(in folder: String, _ patient: Patient, _ now: Int64) -> Diagnosis {
        let host = patient.premises
        do throws(SystemError) {
            var newest: Int64?
            for name in try host.names(folder) where name.hasSuffix(".ledger") {
                guard let facts = try host.facts("\(folder)/\(name)") else { continue }
                newest = max(newest ?? 0, facts.modifiedAt)
            }
            guard let newest else {
                return .wrong("\(folder) holds no backup", fix: "ledgerctl backup --to \(folder)")
            }
            return aged(now - newest)
        } catch { return .wrong(error.description, fix: "ledgerctl backup --to \(folder)") }
    }

    private static func aged(_ seconds: Int64) -> Diagnosis {
        let age = Card.duration(Int(max(0, seconds)))
        guard seconds <= backupSecondsMax else {
            return .wrong("the last one is \(age) old", fix: "ledgerctl backup --to DIR")
        }
        return .ok("the last one is \(age) old")
    }
}
