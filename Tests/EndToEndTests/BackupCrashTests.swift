import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// Backups under load, and what is left when one of the two ends dies in the middle.
@Suite(.serialized) struct BackupCrashTests {
    /// A daemon with so many records that a backup takes a while.
    private static func filled() throws -> TestDaemon {
        let daemon = try TestDaemon()
        let description = String(repeating: "x", count: 2_000)
        for batch in 0..<5 {
            let lines = (0..<1_000).map { number in
                #"{"type":"issue.registered","subject":"issue/n\#(batch)-\#(number)","#
                    + #""body":{"description":"\#(description)"}}"#
            }
            let run = try daemon.ctl("append", "--file", "-", input: lines.joined(separator: "\n"))
            try #require(run.code == 0, "\(run.errors)")
        }
        let run = try daemon.ctl("append", "--file", "-", input: CrashClient.registrations)
        try #require(run.code == 0, "\(run.errors)")
        return daemon
    }

    private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        // A task that waits for another's thread would keep its daemon.
        try await withCheckedThrowingContinuation { done in
            SystemThread.start("backups") { done.resume(with: Result { try body() }) }
        }
    }

    private static func size(_ run: TestDaemon.Run) throws -> Int {
        try #require(try JSON(parsing: Array(run.output.utf8))["size"]?.integer)
    }

    @Test(.timeLimit(.minutes(5)))
    func `backups while appends run hold all that was acknowledged when they began`() async throws {
        try await Self.onThread {
            let daemon = try Self.filled()
            let backup = "\(daemon.folder)/backup"
            let clients = (0..<3).map { CrashClient(number: $0, socket: daemon.socket) }
            let workers = DispatchGroup()
            for client in clients { client.queue.async(group: workers) { client.work() } }
            defer {
                for client in clients { client.isStopped = true }
                workers.wait()
            }
            var sizes: [Int] = []
            for round in 0..<6 {
                let head = try #require(try daemon.ask("status")["size"]?.integer)
                let full = round % 3 == 2 ? ["--full"] : []
                let made = try daemon.ctl(["backup", "--to", backup, "-o", "json"] + full)
                try #require(made.code == 0, "\(made.errors)")
                #expect(try Self.size(made) >= head)
                let verified = try daemon.ctl("backup", "verify", backup, "-o", "json")
                #expect(verified.code == 0, "\(verified.errors)")
                sizes.append(try Self.size(verified))
            }
            #expect(Set(sizes).count == sizes.count && sizes == sizes.sorted(), "it grew: \(sizes)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a backup that is killed, or whose daemon is, leaves the one before`() async throws {
        try await Self.onThread {
            let daemon = try Self.filled()
            let backup = "\(daemon.folder)/backup"
            let first = try daemon.ctl("backup", "--to", backup, "-o", "json")
            try #require(first.code == 0, "\(first.errors)")
            var cut = 0
            for round in 0..<8 {
                let pid = try Spawn.daemon(
                    Programs.ledgerctl,
                    arguments: ["backup", "--to", backup, "--full", "--no-start"],
                    environment: [
                        "HOME": daemon.folder, "LEDGERCTL_SOCKET": daemon.socket,
                        "SWIFT_BACKTRACE": "enable=no",
                    ],
                    logFile: daemon.folder + "/backup.log"
                )
                // Once it writes, and then a little later each time.
                for _ in 0..<2_000 where try Self.leftovers(backup).isEmpty { usleep(1_000) }
                usleep(UInt32(round) * 20_000)
                if round.isMultiple(of: 2) {
                    Foundation.kill(pid, SIGKILL)
                } else {
                    daemon.kill()
                }
                var status: Int32 = 0
                _ = unsafe waitpid(pid, &status, 0)
                if status != 0 { cut += 1 }
                if !round.isMultiple(of: 2) { try daemon.start() }
                let verified = try daemon.ctl("backup", "verify", backup, "-o", "json")
                #expect(verified.code == 0, "\(round): \(verified.errors)")
                #expect(try Self.size(verified) == Self.size(first))
            }
            #expect(cut >= 4, "only \(cut) of 8 were cut off")
            let last = try daemon.ctl("backup", "--to", backup)
            #expect(last.code == 0, "\(last.errors)")
            #expect(try Self.leftovers(backup).isEmpty)
        }
    }

    private static func leftovers(_ backup: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: backup)
            .filter { $0.hasPrefix(".tmp-") }
    }
}
