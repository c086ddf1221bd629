import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerd

/// The figures of a running daemon.
@Suite struct MetricsTests {
    private let daemon: TestDaemon

    init() throws { daemon = try TestDaemon() }

    private func figures() throws -> ExpositionText {
        let reply = try daemon.client().send(.get("/v1/metrics", accept: .text))
        #expect(
            reply.status == 200 && reply.header("content-type")?.hasPrefix("text/plain") == true
        )
        return try ExpositionText(String(decoding: reply.body, as: UTF8.self))
    }

    @Test func `they are what happened`() throws {
        let before = try figures()
        #expect(try before("ledgerd_records") == 0)
        #expect(try before("ledgerd_commit_seconds_count") == 0)
        #expect(try before("ledgerd_last_backup_timestamp_seconds") == 0)
        let run = try daemon.ctl("append", "--file", "-", input: CrashClient.registrations)
        try #require(run.code == 0, "\(run.errors)")
        for number in 0..<20 {
            let line = #"{"type":"issue.registered","subject":"issue/n\#(number)","body":{}}"#
            _ = try daemon.client().send(.post("/v1/events", body: Array(line.utf8)))
        }
        let refused = try daemon.client().send(.post("/v1/events", body: Array("{}".utf8)))
        #expect(refused.status == 422)
        #expect(try daemon.ctl("backup", "--to", "\(daemon.folder)/backup").code == 0)
        try daemon.waitForViews()
        let after = try figures()
        let size = try #require(try daemon.ask("status")["size"]?.integer)
        #expect(try after("ledgerd_records") == Double(size))
        #expect(try after("ledgerd_appended_records_total") == Double(size))
        #expect(try after("ledgerd_commit_seconds_count") >= 1)
        #expect(try after("ledgerd_commit_seconds_sum") > 0)
        #expect(try after("ledgerd_views_lag_records") == 0)
        #expect(try after("ledgerd_queue_requests") == 0)
        #expect(try after("ledgerd_refusals_total", ["code": "invalid_event"]) >= 1)
        #expect(try after("ledgerd_refusals_total", ["code": "not_permitted"]) == 0)
        #expect(try after("ledgerd_last_backup_records") == Double(size))
        let age =
            Date().timeIntervalSince1970 - (try after("ledgerd_last_backup_timestamp_seconds"))
        #expect(age >= 0 && age < 60)
        for file in ["log", "views"] {
            let used = try after("ledgerd_used_bytes", ["file": file])
            let map = try after("ledgerd_map_bytes", ["file": file])
            #expect(used > 0 && used <= map)
            #expect(try after("ledgerd_oldest_reader_transactions", ["file": file]) == 0)
        }
        #expect(try after("ledgerd_disk_free_bytes") > 0)
    }

    @Test func `connections are counted by account, and those that have closed are not`() throws {
        let open = (0..<5).map { _ in Client(socket: daemon.socket, timeout: .seconds(10)) }
        for client in open { #expect(try client.send(.get("/v1/status")).status == 200) }
        let mine = [
            "uid": String(Account.current),
            "account": Account.name(ofUser: Account.current) ?? "\(Account.current)",
        ]
        #expect(try figures()("ledgerd_connections", mine) >= 6)
        for client in open { client.hangUp() }
        for _ in 0..<500 where try figures()("ledgerd_connections", mine) > 2 { usleep(10_000) }
        #expect(try figures()("ledgerd_connections", mine) <= 2)
    }

    @Test func `labels are escaped, and seconds are exact`() throws {
        var out = Exposition()
        out.add("a_info", .gauge, "One.", [.init(1, ("path", "a\\b\"c\nd"))])
        out.add("b_seconds", .gauge, "Two.", [.init(microseconds: 1_250_001)])
        out.add("c_seconds", .gauge, "Three.", [.init(microseconds: 3_000_000)])
        out.add(
            histogram: "d_seconds",
            "Four.",
            bounds: [100, 2_500_000],
            buckets: [1, 2, 3],
            microseconds: 10
        )
        let read = try ExpositionText(out.text)
        #expect(try read("a_info", ["path": "a\\b\"c\nd"]) == 1)
        #expect(out.text.contains("b_seconds 1.250001\n") && out.text.contains("c_seconds 3\n"))
        #expect(out.text.contains("d_seconds_bucket{le=\"0.0001\"} 1\n"))
        #expect(out.text.contains("d_seconds_bucket{le=\"2.5\"} 3\n"))
        #expect(out.text.contains("d_seconds_bucket{le=\"+Inf\"} 6\n"))
        #expect(out.text.contains("d_seconds_sum 0.00001\n"))
        for bad in ["a 1", "# HELP a x\na 1\n", "# HELP a x\n# TYPE a gauge\nb 1\n"] {
            #expect(throws: Failed.self, "\(bad)") { try ExpositionText(bad) }
        }
    }
}
