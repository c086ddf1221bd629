import Platform

/// A directory of its own for one test, gone when the test is done.
final class Scratch: Sendable {
    let path = "/tmp/ledgerd-test-\(SystemRandom.bytes(8).map { String($0, radix: 16) }.joined())"

    init() throws { try Directory.create(path, mode: 0o700) }

    deinit { try? Directory.removeTree(path, inside: "/tmp") }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }
}
