import Ledger

/// What the daemon says of itself, and whether it may be believed.
extension Checkup {
    static let daemon = [
        Checkup("ledger", ledger), Checkup("version", asking: version),
        Checkup("rules", asking: rules), Checkup("writer", asking: writer),
        Checkup("clock", asking: clock), Checkup("map", asking: map),
    ]

    @Sendable private static func ledger(_ patient: Patient) -> Diagnosis {
        switch patient.daemon {
        case .absent(let why): return .skipped(why)
        case .silent(let failure) where failure.exit == .integrity:
            var finding = Diagnosis.wrong(
                failure.message,
                fix: failure.hints.first ?? "ledgerctl log forget, if that is meant"
            )
            finding.isAlarm = true
            return finding
        case .silent(let failure): return .wrong(failure.message, fix: failure.hints.first ?? "")
        case .answered(let answers):
            let origin = answers.status["ledger"]?.text ?? "it"
            guard patient.isPinned else {
                return .advice(
                    "\(origin) was seen for the first time and is believed from here on",
                    fix: "compare its key with the one that the desk publishes: "
                        + "ledgerctl log key show"
                )
            }
            return .ok("\(origin) continues what was seen before")
        }
    }

    @Sendable private static func version(
        _ patient: Patient,
        _ answers: Patient.Answers
    ) -> Diagnosis {
        let theirs = answers.status["version"]?.text ?? "unknown"
        guard theirs != Version.current else { return .ok("\(theirs), client and daemon") }
        return .wrong(
            "the daemon is \(theirs), this client \(Version.current)",
            fix: "install one release of both, and restart the daemon"
        )
    }

    @Sendable private static func rules(_ patient: Patient, _ answers: Patient.Answers) -> Diagnosis
    {
        guard let theirs = answers.figures.label("rules", of: "ledgerd_info") else {
            return .skipped("the daemon does not say by which rules it computes")
        }
        let ours = String(Rules.version)
        guard theirs != ours else { return .ok("rules \(ours), client and daemon") }
        return .wrong(
            "the daemon computes by rules \(theirs), this client verifies by rules \(ours)",
            fix: "install one release of both; proofs of level full need the same rules"
        )
    }

    @Sendable private static func writer(
        _ patient: Patient,
        _ answers: Patient.Answers
    ) -> Diagnosis {
        let waiting = answers.figures["ledgerd_queue_requests"] ?? 0
        switch answers.figures["ledgerd_writer_answers"] {
        case nil: return .skipped("the daemon does not say whether its writer works")
        case 1: return .ok("answers; \(waiting) appends wait")
        default:
            return .wrong(
                "did not answer within a second; \(waiting) appends wait",
                fix: "look at the disk (dmesg, iostat); ask again; then restart the daemon"
            )
        }
    }

    /// A clock this far behind the last record stops appends.
    private static let behindMax: Int64 = 5

    @Sendable private static func clock(_ patient: Patient, _ answers: Patient.Answers) -> Diagnosis
    {
        let accept = "set it right (timedatectl), then: ledgerctl daemon accept-clock"
        if let last = answers.figures["ledgerd_last_record_timestamp_seconds"] {
            let behind = last - patient.surroundings.now() / 1_000_000
            if behind > behindMax {
                return .wrong("the clock is \(behind) s behind the last record", fix: accept)
            }
        }
        switch answers.figures["ledgerd_clock_suspect"] {
        case nil: return .skipped("the daemon does not say what it thinks of the clock")
        case 0: return .ok("believed, and not behind the last record")
        default:
            return .wrong("it stepped, and appends are refused with clock_suspect", fix: accept)
        }
    }

    private static let fullPercent: Int64 = 80

    @Sendable private static func map(_ patient: Patient, _ answers: Patient.Answers) -> Diagnosis {
        var shares: [(file: String, percent: Int64)] = []
        for file in ["log", "views"] {
            guard let map = answers.figures["ledgerd_map_bytes{file=\"\(file)\"}"], map > 0,
                let used = answers.figures["ledgerd_used_bytes{file=\"\(file)\"}"]
            else { return .skipped("the daemon does not say how full its maps are") }
            // Percent of a large map: the product would overflow only beyond 80 PiB.
            shares.append((file, used * 100 / map))
        }
        let said = shares.map { "\($0.file) \($0.percent) %" }.joined(separator: ", ")
        guard shares.allSatisfy({ $0.percent < fullPercent }) else {
            return .wrong(
                "near full: \(said)",
                fix: "restart the daemon with a larger --map-size; it costs addresses, not disk"
            )
        }
        return .ok(said)
    }
}
