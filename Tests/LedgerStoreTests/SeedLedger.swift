import FoundationEssentials
import LMDB
import Ledger
import LedgerStore
import Testing

/// A folder for one test, removed with everything in it when the test drops it.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        path = parent.appending(path: "ledgerd-test-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes an empty ledger in it.
    func create(origin: String = "test.example/ledger") throws {
        try LedgerFolder.create(at: path, origin: origin, mapBytes: TemporaryLedger.mapBytes)
    }

    /// Opens something that a thread of the one before may still hold for an instant.
    func reopen<Opened>(_ open: () throws -> Opened) async throws -> Opened {
        for _ in 0..<2_000 {
            do {
                return try open()
            } catch LMDBError.alreadyOpen {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        return try open()
    }
}

/// A ledger in a temporary folder, closed when the test drops it.
final class TemporaryLedger: Sendable {
    static let mapBytes = 1 << 30

    let folder: TemporaryFolder
    let desk: Desk

    var path: String { folder.path }

    init(seeded: Bool = false, origin: String = "test.example/ledger") async throws {
        folder = TemporaryFolder()
        try folder.create(origin: origin)
        desk = try Self.open(folder)
        if seeded {
            try await append(Seeds.actors)
            try await append(Seeds.events)
        }
    }

    /// Opens the ledger of a folder in which another one was open before.
    init(reopening folder: TemporaryFolder) async throws {
        self.folder = folder
        desk = try await folder.reopen { try Self.open(folder) }
    }

    private static func open(_ folder: TemporaryFolder) throws -> Desk {
        Desk(
            folder: try LedgerFolder(path: folder.path, mapBytes: mapBytes),
            stopped: { Issue.record("engine stopped: \($0)") },
            viewsFailed: { Issue.record("views failed: \($0)") }
        )
    }

    deinit { desk.close() }

    /// Where the log ends.
    var size: UInt64 { desk.folder.log.head.size }

    /// Waits until the views cover the log.
    func catchUp() {
        #expect(desk.folder.views.wait(for: size, milliseconds: 20_000), "the views catch up")
    }

    /// Appends events written as JSON lines.
    @discardableResult
    func append(
        _ lines: String,
        uid: UInt32 = 1_000,
        permission: Submission.Permission = .author
    ) async throws -> Desk.Writer.Receipt {
        try await submit(lines, uid: uid, permission: permission).get()
    }

    /// What a request with events written as JSON lines gets, a refusal of form included.
    func submit(
        _ lines: String,
        uid: UInt32 = 1_000,
        permission: Submission.Permission = .author,
        expect: [String] = [],
        onKnown: Submission.OnKnown = .refuse,
        isDryRun: Bool = false
    ) async throws -> Result<Desk.Writer.Receipt, Refusal> {
        let drafts: [Draft]
        do throws(Refusal) {
            drafts = try desk.door().json(Array(lines.utf8), isLines: true)
        } catch {
            return .failure(error)
        }
        let submission = Submission(
            drafts: drafts,
            expectations: try expect.map(Submission.Expectation.init(_:)),
            onKnown: onKnown,
            recorder: .init(uid: uid, name: "tester\(uid)"),
            permission: permission,
            isDryRun: isDryRun
        )
        return await desk.append(submission)
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
