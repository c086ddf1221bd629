import FoundationEssentials
import Glibc
import LMDB
import Ledger
import Testing

@testable import LedgerStore

/// Views without room wait for it: what they hold comes from the log, which is not full.
@Suite(.serialized) struct FullViewsTests {
    @Test func `only want of room is waited out`() throws {
        let folder = TemporaryFolder()
        try folder.create()
        let full: [LMDBError] = [.diskFull, .commitFailed(.diskFull)]
        for error in full { #expect(Views.isFull(folder.path, error)) }
        // With room on the disk an I/O error is one; a full map does not get larger by waiting.
        let others: [LMDBError] = [
            .io(errno: EIO), .commitFailed(.io(errno: EIO)), .io(errno: EROFS), .mapFull,
            .commitFailed(.mapFull), .corrupted, .panic,
        ]
        for error in others { #expect(!Views.isFull(folder.path, error), "\(error)") }
        #expect(!Views.isFull("\(folder.path)/none", .io(errno: EIO)), "no room is known of")
    }

    @Test func `a write that a full disk cut short is want of room`() throws {
        let folder = TemporaryFolder()
        try folder.create()
        let disk = try SmallDisk(at: "\(folder.path)/views")
        #expect(!Views.isFull(disk.path, .io(errno: EIO)))
        try disk.fill(leaving: 100 << 10)
        #expect(Views.isFull(disk.path, .io(errno: EIO)))
        #expect(Views.isFull(disk.path, .commitFailed(.io(errno: EIO))))
        #expect(!Views.isFull(disk.path, .io(errno: EROFS)))
    }

    @Test func `views on a full disk stay behind and say so, and catch up when there is room`()
        async throws
    {
        let folder = TemporaryFolder()
        try folder.create()
        let disk = try SmallDisk(at: "\(folder.path)/views")
        let ledger = try await TemporaryLedger(reopening: folder)
        try await ledger.append(Lines.base)
        ledger.catchUp()
        try disk.fill(leaving: 64 << 10)
        for batch in 0..<10 {
            let lines = (0..<50).map { Lines.actor("org/n\(batch)-\($0)") }
            // The log has room, and its writer does not wait for views.
            try await ledger.append(lines.joined(separator: "\n"))
        }
        let views = ledger.desk.folder.views
        #expect(!views.wait(for: ledger.size, milliseconds: 1_500), "there is no room")
        let behind = views.current.position
        #expect(views.isWithoutRoom)
        let answer = try ledger.ask("subjects")
        #expect(answer.notes == ["the views have come to r\(behind) of r\(ledger.size)"])
        #expect(!answer.rows.isEmpty)
        // They are not waited for: a hundred questions would take 25 s.
        let began = ContinuousClock.now
        for _ in 0..<100 { _ = try ledger.ask("subjects", "prefix=gov") }
        #expect(ContinuousClock.now - began < .seconds(15))
        try disk.empty()
        ledger.catchUp()
        for _ in 0..<500 where views.isWithoutRoom { try await Task.sleep(for: .milliseconds(10)) }
        #expect(!views.isWithoutRoom)
        #expect(try ledger.ask("subjects").notes.isEmpty)
        #expect(try ledger.desk.verifyViews().problems == [])
        ledger.desk.close()
        // Closed, the disk can be taken away; until then its file is in use.
        withExtendedLifetime(disk) {}
    }
}

/// A file system of 4 MiB in memory over a folder, for whoever may mount one.
private final class SmallDisk {
    let path: String
    private var ballast: String { "\(path)/ballast" }

    init(at path: String) throws {
        self.path = path
        let done = unsafe mount("tmpfs", path, "tmpfs", 0, "size=4m,mode=0700")
        guard done == 0 else {
            try Test.cancel("nothing can be mounted here (errno \(errno)); it takes root")
        }
    }

    // Lazily: the ledger on it is closed a moment later.
    deinit { _ = unsafe umount2(path, CInt(MNT_DETACH)) }

    /// Takes the room but for so many bytes.
    func fill(leaving bytes: Int) throws {
        var found = statvfs()
        try #require(unsafe statvfs(path, &found) == 0)
        let free = Int(found.f_bavail) * Int(found.f_frsize)
        try Data(repeating: 1, count: max(0, free - bytes)).write(to: URL(filePath: ballast))
    }

    /// Gives it back.
    func empty() throws { try FileManager.default.removeItem(atPath: ballast) }
}
