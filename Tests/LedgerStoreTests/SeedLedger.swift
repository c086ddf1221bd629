import Foundation
import Ledger
import LedgerStore
import Testing

/// A ledger in a temporary folder, gone when the test ends.
final class TemporaryLedger: Sendable {
    let path: String
    let desk: Desk

    init(seeded: Bool = false) async throws {
        path = NSTemporaryDirectory() + "ledgerd-test-" + UUID().uuidString
        try LedgerFolder.create(at: path, origin: "test.example/ledger", mapBytes: 1 << 30)
        let folder = try LedgerFolder(path: path, mapBytes: 1 << 30)
        desk = Desk(
            folder: folder, stopped: { Issue.record("engine stopped: \($0)") },
            viewsFailed: { Issue.record("views failed: \($0)") })
        if seeded {
            try await append(Seeds.actors)
            try await append(Seeds.events)
        }
    }

    deinit {
        desk.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Appends events written as JSON lines.
    @discardableResult
    func append(
        _ lines: String, uid: UInt32 = 1_000, permission: Submission.Permission = .author
    ) async throws -> Desk.Writer.Receipt {
        let drafts = try desk.door().json(Array(lines.utf8), isLines: true)
        let submission = Submission(
            drafts: drafts, recorder: .init(uid: uid, name: "tester\(uid)"),
            permission: permission)
        return try await desk.append(submission).get()
    }

    /// Asks a view with parameters written as in a query string.
    func ask(_ view: String, _ query: String = "") throws -> Answer {
        let items = query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return (name: String(parts[0]), value: String(parts.last ?? ""))
        }
        let question = try Question(view: view, items: items)
        return try desk.answer(question, today: Day("2026-11-25") ?? .first)
    }
}

/// The project's seeds.
enum Seeds {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "seeds")
    static let actors = text("actors.jsonl")
    static let events = text("events.jsonl")

    private static func text(_ name: String) -> String {
        (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }
}
