import Ledger
import LedgerAPI
import LedgerStore
import Platform

/// Figures for whoever watches the daemon; docs/operations.md says which to look at.
extension DeskService {
    func metrics(peer: Peer) async -> ServiceReply {
        await reply(peer, "metrics") {
            try access.mayRead(peer)
            let folder = desk.folder
            let desk = desk
            let (gauges, health, head) = try await offload.run {
                let health = desk.probe(milliseconds: Self.probeMilliseconds)
                return (try folder.gauges, health, folder.log.head)
            }
            var out = Exposition()
            out.add(
                "ledgerd_info",
                .gauge,
                "Always 1; the labels say what runs.",
                [
                    .init(
                        1,
                        ("version", Version.current),
                        ("rules", String(Rules.version)),
                        ("origin", folder.log.origin)
                    )
                ]
            )
            let uptime = SystemClock.bootMicroseconds() - started
            out.add(
                "ledgerd_uptime_seconds",
                .gauge,
                "Time since the daemon started.",
                [.init(microseconds: uptime)]
            )
            addLog(head, to: &out)
            Self.addWriter(health, head, to: &out)
            Self.addFiles(gauges, to: &out)
            addProcess(to: &out)
            return ServiceReply(type: .text, body: .bytes(Array(out.text.utf8)))
        }
    }

    /// How long the writer may take to show that it works.
    private static let probeMilliseconds = 1_000

    private static func addWriter(
        _ health: WriterHealth?,
        _ head: LogHead,
        to out: inout Exposition
    ) {
        out.add(
            "ledgerd_writer_answers",
            .gauge,
            "1 if the writer answered within a second, 0 if it hangs or has much to do.",
            [.init(health == nil ? 0 : 1)]
        )
        out.add(
            "ledgerd_clock_suspect",
            .gauge,
            "1 if appends are refused for the clock; no figure if the writer did not answer.",
            health.map { [.init($0.believesClock ? 0 : 1)] } ?? []
        )
        out.add(
            "ledgerd_last_record_timestamp_seconds",
            .gauge,
            "When the last record was recorded, since 1970; 0 if there is none.",
            [.init(microseconds: head.lastRecordedAt)]
        )
    }

    private func addLog(_ head: LogHead, to out: inout Exposition) {
        let folder = desk.folder
        let commits = folder.log.commits
        let views = folder.views.current.position
        out.add("ledgerd_records", .gauge, "Records of the log.", [.init(head.size)])
        out.add(
            "ledgerd_appended_records_total",
            .counter,
            "Records appended since the start.",
            [.init(commits.records)]
        )
        out.add(
            histogram: "ledgerd_commit_seconds",
            "How long a commit to the log took, its syncs included.",
            bounds: CommitCounts.bounds,
            buckets: commits.buckets,
            microseconds: commits.microseconds
        )
        out.add("ledgerd_queue_requests", .gauge, "Appends that wait.", [.init(desk.queueDepth)])
        out.add(
            "ledgerd_views_lag_records",
            .gauge,
            "Records that the views do not have yet.",
            [.init(head.size - min(views, head.size))]
        )
        out.add(
            "ledgerd_checkpoint_records",
            .gauge,
            "Records that the last kept checkpoint covers.",
            [.init(folder.checkpoints.lastKept)]
        )
    }

    private static func addFiles(_ gauges: StoreGauges, to out: inout Exposition) {
        out.add(
            "ledgerd_oldest_reader_transactions",
            .gauge,
            "Commits since the oldest snapshot that is read; 0 if none is.",
            gauges.files.map { .init($0.oldestReaderLag, ("file", $0.name)) }
        )
        out.add(
            "ledgerd_map_bytes",
            .gauge,
            "The most that a file may grow to.",
            gauges.files.map { .init($0.mapBytes, ("file", $0.name)) }
        )
        out.add(
            "ledgerd_used_bytes",
            .gauge,
            "How much of that is used, free pages included.",
            gauges.files.map { .init($0.usedBytes, ("file", $0.name)) }
        )
        out.add(
            "ledgerd_disk_free_bytes",
            .gauge,
            "Free on the file system of the log.",
            [.init(gauges.freeBytes)]
        )
    }

    private func addProcess(to out: inout Exposition) {
        let now = meters.now
        out.add(
            "ledgerd_connections",
            .gauge,
            "Open connections by Unix account.",
            now.connections.sorted { $0.key < $1.key }.map { account, count in
                let name = UInt32(exactly: account).map { names.name(of: $0) } ?? "unknown"
                return .init(count, ("uid", String(account)), ("account", name))
            }
        )
        out.add(
            "ledgerd_connections_turned_away_total",
            .counter,
            "Connections beyond the limit.",
            [.init(now.turnedAway)]
        )
        out.add(
            "ledgerd_refusals_total",
            .counter,
            "Requests that were refused, by code; not_permitted are denials.",
            Refusal.Code.allCases.map { code in
                .init(now.refusals[code] ?? 0, ("code", code.rawValue))
            }
        )
        out.add(
            "ledgerd_last_backup_timestamp_seconds",
            .gauge,
            "When a backup was last sent whole, since 1970; 0 if not since the start.",
            [.init(microseconds: now.backupAt)]
        )
        out.add(
            "ledgerd_last_backup_records",
            .gauge,
            "How many records it had.",
            [.init(now.backupSize)]
        )
    }
}
