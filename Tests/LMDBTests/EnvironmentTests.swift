import FoundationEssentials
import Glibc
import Testing

@testable import LMDB

@Suite struct EnvironmentTests {
    let directory: ScratchDirectory

    init() throws { directory = try ScratchDirectory() }

    @Test func `only the flag that frees readers from threads is in force`() throws {
        let MDB_NOTLS: UInt32 = 0x20_0000
        #expect(try directory.open().flags() == MDB_NOTLS)
    }

    @Test func `no descriptor survives an exec`() throws {
        let environment = try directory.open()
        let files = FileManager.default
        var seen = 0
        for name in try files.contentsOfDirectory(atPath: "/proc/self/fd") {
            // Other tests open and close descriptors while we look.
            guard
                let target = try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"),
                target.hasPrefix(directory.path), let descriptor = Int32(name)
            else { continue }
            seen += 1
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC, "\(target)")
        }
        #expect(seen == 4, "the data file twice, the lock file and the directory")
        withExtendedLifetime(environment) {}
    }

    @Test func `files are for their owner alone`() throws {
        let environment = try directory.open()
        for name in ["data.mdb", "lock.mdb"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: "\(directory.path)/\(name)"
            )
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        withExtendedLifetime(environment) {}
    }

    @Test func `a second environment on a directory is refused while the first lives`() throws {
        var first: Environment? = try directory.open()
        let detour = "\(directory.path)/../\(URL(filePath: directory.path).lastPathComponent)/."
        for path in [directory.path, detour] {
            #expect(throws: LMDBError.alreadyOpen(path: path)) {
                try Environment(.init(path: path, mapBytes: 1 << 20, tables: []))
            }
        }
        try first?.write { _ in }
        first = nil
        _ = try directory.open()
    }

    @Test func `an open that fails gives the directory up`() throws {
        let file = "\(directory.path)/data.mdb"
        try Data(repeating: 1, count: 8192).write(to: URL(filePath: file))
        #expect(throws: LMDBError.invalidFile) { try directory.open() }
        try FileManager.default.removeItem(atPath: file)
        _ = try directory.open()
    }

    @Test func `a path that is no directory is refused`() throws {
        let file = "\(directory.path)/file"
        try Data().write(to: URL(filePath: file))
        for (path, code) in [(file, ENOTDIR), ("\(directory.path)/missing", ENOENT)] {
            #expect(throws: LMDBError.io(errno: code)) {
                try Environment(.init(path: path, tables: []))
            }
        }
    }

    @Test func `a file of another format version is refused`() throws {
        _ = try directory.open()
        let file = URL(filePath: "\(directory.path)/data.mdb")
        var bytes = try Data(contentsOf: file)
        // Both meta pages: a page header of 16 bytes, a magic number of 4, then the version.
        for page in [0, 4096] { bytes[page + 20] = 3 }
        try bytes.write(to: file)
        #expect(throws: LMDBError.versionMismatch) { try directory.open() }
    }

    @Test func `what was committed is there when the directory is opened again`() throws {
        do {
            let environment = try directory.open()
            let numbers = environment.table("numbers", key: UInt64.self)
            try environment.write { transaction in try transaction.put(numbers, 7, [1, 2]) }
        }
        // More tables, in another order: numbers of tables may change, names count.
        let environment = try directory.open(tables: ["more", "words", "numbers"])
        let numbers = environment.table("numbers", key: UInt64.self)
        #expect(try environment.read { try $0.get(numbers, 7) } == [1, 2])
    }

    @Test func `a full map loses the transaction and leaves the environment usable`() throws {
        let environment = try directory.open(mapBytes: 1 << 20)
        let numbers = environment.table("numbers", key: UInt64.self)
        try environment.write { transaction in try transaction.append(numbers, 0, [0]) }
        #expect(throws: LMDBError.mapFull) {
            try environment.write { transaction throws in
                for number in 1..<1000 as Range<UInt64> {
                    try transaction.append(numbers, number, .init(repeating: 1, count: 4096))
                }
            }
        }
        #expect(try environment.read { try $0.count(numbers) } == 1)
        try environment.write { transaction in try transaction.append(numbers, 1, [1]) }
        #expect(try environment.read { try $0.lastKey(numbers) } == 1)
    }

    @Test func `a transaction that swallowed a failure cannot commit`() throws {
        let environment = try directory.open(mapBytes: 1 << 20)
        let numbers = environment.table("numbers", key: UInt64.self)
        #expect(throws: LMDBError.commitFailed(.transactionBroken)) {
            try environment.write { transaction throws in
                try transaction.put(numbers, 1, [1])
                try? transaction.put(numbers, 2, .init(repeating: 1, count: 2 << 20))
            }
        }
        #expect(try environment.read { try $0.count(numbers) } == 0)
    }

    @Test func `a commit that the file system refuses says that the outcome is unknown`() async {
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            let environment = try Environment(
                .init(path: path, mapBytes: 64 << 20, tables: ["numbers"])
            )
            let numbers = environment.table("numbers", key: UInt64.self)
            let value = [UInt8](repeating: 1, count: 1 << 20)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 256 << 10, rlim_max: 256 << 10)
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            do {
                try environment.write { transaction in try transaction.put(numbers, 1, value) }
                exit(1)
            } catch LMDBError.commitFailed(.io) {
                exit(0)
            }
        }
    }

    @Test func `the figures follow what is stored`() throws {
        let environment = try directory.open()
        let numbers = environment.table("numbers", key: UInt64.self)
        let before = try environment.info()
        #expect(before.mapBytes == 64 << 20)
        #expect(before.pageBytes == 4096)
        #expect(before.readersMax == 256)
        try environment.write { transaction throws in
            try transaction.put(numbers, 1, .init(repeating: 0, count: 1 << 20))
        }
        let after = try environment.read { _ in try environment.info() }
        #expect(after.usedBytes >= before.usedBytes + 1 << 20)
        #expect(after.lastTransaction == before.lastTransaction + 1)
        #expect(after.readers == 1)
        #expect(try environment.checkReaders() == 0)
        try environment.sync()
        #expect(Environment.version.hasPrefix("LMDB 0.9."))
    }

    @Test func `a compacted copy has the same entries in fewer pages`() throws {
        let environment = try directory.open()
        let numbers = environment.table("numbers", key: UInt64.self)
        try environment.write { transaction throws in
            try transaction.put(numbers, 1, [1])
            for number in 2..<300 as Range<UInt64> {
                try transaction.put(numbers, number, .init(repeating: 0, count: 4096))
            }
        }
        try environment.write { transaction throws in
            for number in 2..<300 as Range<UInt64> { try transaction.delete(numbers, number) }
        }

        let copy = try ScratchDirectory()
        let descriptor = unsafe open("\(copy.path)/data.mdb", O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try environment.copyCompact(to: descriptor)
        #expect(close(descriptor) == 0)

        let copied = try copy.open()
        let copiedNumbers = copied.table("numbers", key: UInt64.self)
        #expect(try copied.read { try $0.get(copiedNumbers, 1) } == [1])
        #expect(try copied.read { try $0.count(copiedNumbers) } == 1)
        #expect(try copied.info().lastPage < environment.info().lastPage)
        #expect(throws: LMDBError.io(errno: EBADF)) { try environment.copyCompact(to: -1) }
    }

    @Test func `a table that is not in the configuration is our bug`() async {
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            let environment = try Environment(.init(path: path, mapBytes: 1 << 20, tables: ["a"]))
            _ = environment.table("b", key: UInt64.self)
        }
    }

    @Test func `a table that is named twice is our bug`() async {
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            _ = try Environment(.init(path: path, mapBytes: 1 << 20, tables: ["a", "a"]))
        }
    }

    @Test func `the oldest snapshot that is read tells how many commits it lies behind`() throws {
        let environment = try directory.open()
        let table = environment.table("numbers", key: UInt64.self)
        let write = { (key: UInt64) in
            try environment.write { transaction throws in try transaction.put(table, key, [1]) }
        }
        try write(0)
        #expect(try environment.oldestReaderLag() == 0)
        try environment.read { transaction throws in
            #expect(try environment.oldestReaderLag() == 0)
            for key in 1...3 { try write(UInt64(key)) }
            try environment.read { _ throws in
                #expect(try environment.oldestReaderLag() == 3, "the older of two counts")
            }
            #expect(try transaction.count(table) == 1)
        }
        #expect(try environment.oldestReaderLag() == 0)
    }
}
