import FoundationEssentials
import LMDB

/// A directory for one test, removed with everything in it when the test drops it.
final class ScratchDirectory: Sendable {
    let path: String

    init() throws {
        // The real path: /proc shows descriptors under it.
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        path = parent.appending(path: "lmdb-tests-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Sanitizers and address space limits do not like the default of 64 GiB.
    func open(
        mapBytes: Int = 64 << 20,
        tables: [String] = ["numbers", "words"]
    ) throws -> Environment {
        try Environment(.init(path: path, mapBytes: mapBytes, tables: tables))
    }
}

extension [UInt8] {
    /// A copy of lent bytes.
    init(of bytes: borrowing Span<UInt8>) {
        self.init()
        for index in bytes.indices { append(bytes[index]) }
    }
}
