import Glibc
import LedgerAPI
import Platform
import Synchronization
import Testing

@testable import ledgerd

/// What the service manager hears, through a socket as systemd makes it.
struct WatchdogTests {
    @Test func `it hears that the daemon is ready, works, and stops`() async throws {
        let manager = try Manager()
        try await TestDaemon.with(environment: manager.environment(milliseconds: 300)) {
            daemon async throws in
            let heard = try await blocking { try manager.hear(4) }
            #expect(heard.first == "READY=1")
            for beat in heard.dropFirst() { #expect(beat == "WATCHDOG=1\nSTATUS=3 records") }
        }
        let rest = try await blocking { try manager.hear(upTo: "STOPPING=1") }
        #expect(rest.last == "STOPPING=1")
    }

    @Test func `a daemon whose writer hangs is silent, though it answers`() async throws {
        let manager = try Manager()
        try await TestDaemon.with(environment: manager.environment(milliseconds: 300)) {
            daemon async throws in
            _ = try await blocking { try manager.hear(2) }
            daemon.ledger.standing.withLock { $0.isHung = true }
            let silence = "STATUS=the writer does not answer"
            #expect(try await blocking { try manager.hear(upTo: silence) }.last == silence)
            // The connections are as well as before: that alone is no sign of life.
            #expect(try await daemon.ask(.get("/v1/status")).status == 200)
            #expect(try await blocking { try manager.hears(withinMilliseconds: 1_000) } == false)
            daemon.ledger.standing.withLock { $0.isHung = false }
            let again = try await blocking { try manager.hear(1) }
            #expect(again == ["WATCHDOG=1\nSTATUS=3 records"])
        }
    }

    @Test func `nobody is told who did not ask`() async throws {
        let manager = try Manager()
        var environment = manager.environment(milliseconds: 300)
        environment["WATCHDOG_PID"] = "1"
        try await TestDaemon.with(environment: environment) { _ async throws in
            #expect(try await blocking { try manager.hear(1) } == ["READY=1"])
            #expect(try await blocking { try manager.hears(withinMilliseconds: 700) } == false)
        }
    }
}

/// The other end of `NOTIFY_SOCKET`.
private final class Manager: Sendable {
    private let folder: Scratch
    private let descriptor: CInt

    init() throws {
        folder = try Scratch()
        descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(folder("n").utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let bound = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
    }

    deinit { close(descriptor) }

    func environment(milliseconds: Int) -> [String: String] {
        ["NOTIFY_SOCKET": folder("n"), "WATCHDOG_USEC": String(milliseconds * 1_000)]
    }

    /// The next so many words.
    func hear(_ count: Int) throws -> [String] { try (0..<count).map { _ in try next() } }

    /// Everything up to a word.
    func hear(upTo word: String) throws -> [String] {
        var heard = [try next()]
        while heard.last != word { heard.append(try next()) }
        return heard
    }

    /// Whether anything is said within a time.
    func hears(withinMilliseconds milliseconds: CInt) throws -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, milliseconds) > 0
    }

    private func next() throws -> String {
        try #require(try hears(withinMilliseconds: 20_000), "nothing was said for 20 s")
        var buffer = [UInt8](repeating: 0, count: 1_024)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        try #require(count > 0)
        return text(Array(buffer[..<count]))
    }
}
