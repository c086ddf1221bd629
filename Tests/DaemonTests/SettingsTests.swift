import Ledger
import Logging
import Platform
import Synchronization
import Testing

@testable import ledgerd

struct SettingsTests {
    @Test func `what is not given follows from the account`() throws {
        let home = ["HOME": "/home/a", "XDG_RUNTIME_DIR": "/run/user/7"]
        let own = try settings(account: 7, environment: home)
        #expect(own.data == "/home/a/.local/share/ledgerd")
        #expect(own.socket == "/run/user/7/ledgerd/ledgerd.sock")
        #expect(own.isPerUser && own.socketMode == 0o600)
        #expect(own.lock == "/home/a/.local/share/ledgerd/ledgerd.lock")
        let system = try settings(account: 0, environment: home)
        #expect(system.data == "/var/lib/ledgerd")
        #expect(system.socket == "/run/ledgerd/ledgerd.sock")
        #expect(!system.isPerUser && system.socketMode == 0o660)
        #expect(system.socketFolder == "/run/ledgerd")
        #expect(try settings(user: true, account: 0, environment: home).isPerUser)
        #expect(!(try settings(data: "/var/lib/ledgerd", account: 7, environment: [:]).isPerUser))
        let failure = #expect(throws: StartFailure.self) {
            try settings(account: 7, environment: [:])
        }
        #expect(failure?.exit == .configuration)
    }

    private func settings(
        data: String? = nil,
        user: Bool = false,
        account: UInt32,
        environment: [String: String]
    ) throws -> Settings {
        try Settings(
            data: data,
            socket: nil,
            user: user,
            account: account,
            environment: environment
        )
    }

    @Test func `sizes are read`() {
        let table: [(String, Int?)] = [
            ("64G", 64 << 30), ("1K", 1_024), ("2T", 2 << 40), ("512M", 512 << 20), ("7", 7),
            ("", nil), ("G", nil), ("0", nil), ("-1G", nil), ("+1G", nil), ("1g", nil),
            ("1.5G", nil), ("99999999T", nil),
        ]
        for (text, bytes) in table { #expect(ByteSize(text)?.bytes == bytes, "\(text)") }
    }

    @Test func `queries are decoded strictly`() throws {
        let query = try Query("a=1&b=x%20y+z&a=%E5%88%98&c&d==")
        let seen = query.items.map { "\($0.name):\($0.value)" }
        #expect(seen == ["a:1", "b:x y z", "a:刘", "c:", "d:="])
        #expect(query.values("a") == ["1", "刘"])
        #expect(try Query(nil).items.isEmpty)
        for text in ["a=%", "a=%4", "a=%zz", "a=%ff", "%ff=1"] {
            let refusal = #expect(throws: Refusal.self) { try Query(text) }
            #expect(refusal?.code == .badRequest)
        }
    }

    @Test func `an event of the log is one line`() throws {
        let table: [(LineLog.Form, String)] = [
            (.text, #"level=warning msg="so it goes" a=1 b="x\n=" e="""#),
            (.json, #""level":"warning","msg":"so it goes","a":"1","b":"x\n=","e":""}"#),
        ]
        for (form, end) in table {
            let lines = Mutex<[String]>([])
            var logger = Logger(label: "test") { _ in
                LineLog(form: form) { line in lines.withLock { $0.append(text(line)) } }
            }
            logger[metadataKey: "a"] = "1"
            logger.debug("unseen")
            logger.warning("so it goes", metadata: ["b": "x\n=", "e": ""])
            let line = try #require(lines.withLock { $0 }.first)
            #expect(lines.withLock { $0.count } == 1)
            #expect(line.hasSuffix(end + "\n"), "\(line)")
        }
    }

    @Test func `the word to stop is given once`() {
        let drain = Drain()
        let calls = Mutex<[Int]>([])
        drain.onStop { calls.withLock { $0.append(1) } }
        drain.forget(drain.onStop { calls.withLock { $0.append(2) } })
        #expect(drain.exit == nil)
        drain.stop(.unsynced)
        drain.stop(.ok)
        drain.onStop { calls.withLock { $0.append(3) } }
        #expect(calls.withLock { $0 } == [1, 3])
        #expect(drain.exit == .unsynced)
    }

    @Test func `small work stays where it is`() async throws {
        let offload = Offload(threads: 1)
        #expect(try await offload.run(bytes: 10) { 1 } == 1)
        #expect(try await offload.run(bytes: 1 << 20) { 2 } == 2)
        await #expect(throws: CancellationError.self) {
            try await offload.run { throw CancellationError() }
        }
        await offload.shutDown()
    }
}
