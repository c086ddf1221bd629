import ArgumentParser
import Platform
import Testing

@testable import ledgerctl

@Suite struct SocketChoiceTests {
    private func choose(
        flag: String? = nil,
        variables: [String: String] = [:],
        existing: [String] = []
    ) throws -> SocketChoice? {
        var surroundings = Surroundings()
        surroundings.variables = variables
        surroundings.user = 1000
        let globals = try GlobalOptions.parse(flag.map { ["--socket", $0] } ?? [])
        return SocketChoice.existing(globals, surroundings) { existing.contains($0) }
    }

    private static let own = "/run/user/1000/ledgerd/ledgerd.sock"
    private static let runtime = ["XDG_RUNTIME_DIR": "/run/user/1000"]

    @Test func `the flag, the variable, the user's and the system's, in this order`() throws {
        let both = [Self.own, SocketChoice.system]
        let variable = Self.runtime.merging(["LEDGERCTL_SOCKET": "/v"]) { $1 }
        #expect(try choose(flag: "/f", variables: variable, existing: both)?.path == "/f")
        #expect(try choose(variables: variable, existing: both)?.path == "/v")
        #expect(try choose(variables: Self.runtime, existing: both)?.path == Self.own)
        #expect(
            try choose(variables: Self.runtime, existing: [SocketChoice.system])?.path
                == SocketChoice.system
        )
        #expect(try choose(variables: Self.runtime) == nil)
        #expect(
            try choose(existing: ["/tmp/ledgerd-1000/ledgerd/ledgerd.sock"])?.reason
                == "the user's daemon"
        )
    }

    @Test func `a script never starts a daemon`() throws {
        for isPerson in [false, true] {
            try withScratch { folder in
                var surroundings = Surroundings()
                surroundings.variables = [
                    "XDG_RUNTIME_DIR": folder, "HOME": folder, "PATH": folder,
                ]
                surroundings.program = "\(folder)/ledgerctl"
                surroundings.isInputTerminal = isPerson
                surroundings.isErrorTerminal = isPerson
                var errors: [UInt8] = []
                let console = Console { _, bytes throws(SystemError) in errors += bytes }
                guard !DurableFile.exists(SocketChoice.system) else { return }
                let exit = Runner.run(
                    ["status"],
                    surroundings: surroundings,
                    console: console,
                    connect: Connection.open
                )
                #expect(exit == .noDaemon)
                let text = String(decoding: errors, as: UTF8.self)
                #expect(
                    text.contains(
                        isPerson ? "there is no ledgerd" : "no daemon answers on \(folder)"
                    )
                )
            }
        }
    }

    @Test(arguments: [("5s", 5_000), ("500ms", 500), ("2m", 120_000), ("7", 7_000)])
    func `times to wait`(text: String, milliseconds: Int) {
        #expect(Timeout(argument: text)?.duration == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "s", "0s", "-1s", "1h", "99999999999m"])
    func `times that are none`(text: String) { #expect(Timeout(argument: text) == nil) }
}
