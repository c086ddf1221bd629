import Platform

/// A folder for one test, removed afterwards.
func withScratch<R>(_ body: (String) throws -> R) throws -> R {
    let name = SystemRandom.bytes(8).map { String($0, radix: 16) }.joined()
    let root = "/tmp"
    let path = "\(root)/ledgerctl-test-\(name)"
    try Directory.create(path)
    defer { try? Directory.removeTree(path, inside: root) }
    return try body(path)
}
