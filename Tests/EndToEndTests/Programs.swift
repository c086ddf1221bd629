import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

/// The two programs as they were built, beside the tests.
enum Programs {
    static let folder: String = {
        let bundle = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
        let places = bundle.flatMap { [$0, $0.deletingLastPathComponent()] }
        let found = places.first {
            FileManager.default.isExecutableFile(atPath: $0.appending(path: "ledgerd").path)
        }
        return found?.path ?? ".build/debug"
    }()
    static let ledgerd = folder + "/ledgerd"
    static let ledgerctl = folder + "/ledgerctl"
    /// The checkout that the tests were built from.
    static let checkout = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let seeds = checkout.appending(path: "seeds").path
}

/// A daemon of a test's own, in a folder of its own, gone when the test ends.
final class TestDaemon {
    let folder: String
    let socket: String
    private(set) var pid: Int32 = 0

    init(seeded: Bool = false) throws {
        folder = NSTemporaryDirectory() + "e2e-" + String(UUID().uuidString.prefix(8))
        socket = folder + "/s.sock"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try start()
        if seeded {
            let loaded = try ctl("demo", "load", "--seeds", Programs.seeds)
            #expect(loaded.code == 0, "\(loaded.errors)")
            try waitForViews()
        }
    }

    /// Waits until questions see all that is recorded: on a busy machine they trail the log.
    func waitForViews() throws {
        for _ in 0..<1_000 {
            let status = try ask("status")
            if let views = status["views"], views.line == status["size"]?.line { return }
            usleep(20_000)
        }
        throw Failed("the views did not catch up: \(try ask("status").line)")
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts the daemon and waits up to 30 s until it answers.
    func start() throws {
        pid = try Spawn.daemon(
            Programs.ledgerd,
            arguments: [
                "--user", "--data", folder + "/data", "--socket", socket, "--map-size", "1G",
            ],
            environment: environment,
            logFile: folder + "/log"
        )
        let deadline = ContinuousClock.now + .seconds(30)
        while .now < deadline {
            let client = Client(socket: socket, timeout: .seconds(5))
            if (try? client.send(.get("/v1/status")))?.status == 200 { return }
            var status: Int32 = 0
            if unsafe waitpid(pid, &status, WNOHANG) == pid {
                pid = 0
                break
            }
            usleep(20_000)
        }
        let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
        throw Failed("the daemon did not answer: \(log)")
    }

    /// Ends it without a word, as a crash does.
    func kill() { end(SIGKILL) }

    /// Ends it in good order.
    func stop() { end(SIGTERM) }

    private func end(_ signal: Int32) {
        guard pid > 0 else { return }
        defer { pid = 0 }
        Foundation.kill(pid, signal)
        var status: Int32 = 0
        for _ in 0..<3_000 {
            if unsafe waitpid(pid, &status, WNOHANG) != 0 { return }
            usleep(10_000)
        }
        Issue.record("the daemon did not end within 30 s of signal \(signal)")
        Foundation.kill(pid, SIGKILL)
        _ = unsafe waitpid(pid, &status, 0)
    }

    func client() throws -> Client { Client(socket: socket, timeout: .seconds(20)) }

    /// What a command printed, and how it ended.
    struct Run {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Runs `ledgerctl` against the daemon; not a terminal, today fixed.
    func ctl(_ arguments: String..., input: String = "") throws -> Run {
        try ctl(arguments, input: input)
    }

    /// The same; somebody else than the usual client, who has seen nothing yet, has another home.
    func ctl(
        _ arguments: [String],
        input: String = "",
        home: String? = nil,
        with variables: [String: String] = [:]
    ) throws -> Run {
        let changed = variables.merging(home.map { ["HOME": $0] } ?? [:]) { $1 }
        let captured = try Spawn.run(
            [Programs.ledgerctl] + arguments,
            environment: environment.merging(changed) { $1 },
            input: Array(input.utf8),
            milliseconds: 60_000
        )
        let code: Int32 = if case .exited(let code) = captured.status { code } else { -1 }
        return Run(
            code: code,
            output: String(decoding: captured.output, as: UTF8.self),
            errors: String(decoding: captured.errors, as: UTF8.self)
        )
    }

    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder, "XDG_RUNTIME_DIR": folder,
            "LEDGERCTL_SOCKET": socket, "LEDGERCTL_NOW": "2026-11-25",
            "LEDGERCTL_SEEDS": Programs.seeds, "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC",
        ]
    }

    /// The answer of a view as JSON.
    func ask(_ path: String, _ query: [(String, String)] = []) throws -> JSON {
        let reply = try client().send(.get("/v1/" + path, query: query))
        return try JSON(parsing: reply.body)
    }
}

struct Failed: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
