import Testing

@testable import LMDB

@Suite struct TransactionTests {
    private struct Stop: Error {}

    let directory: ScratchDirectory
    let environment: Environment
    let numbers: Table<UInt64>
    let words: Table<String>

    init() throws {
        directory = try ScratchDirectory()
        environment = try directory.open()
        numbers = environment.table("numbers", key: UInt64.self)
        words = environment.table("words", key: String.self)
    }

    /// Works in both kinds of transaction.
    private func holds(
        _ key: UInt64,
        in transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> Bool {
        try transaction.contains(numbers, key)
    }

    @Test(arguments: [0, 1, 500, 4096, 100_000])
    func `a value comes back as it was put`(count: Int) throws {
        let value = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        try environment.write { transaction throws in
            try transaction.put(numbers, 1, value)
            try transaction.put(numbers, 2, value.span)
            try transaction.put(numbers, 3, count: count) { output in
                for byte in value { output.append(byte) }
            }
            try transaction.append(numbers, 4, value)
            try transaction.append(numbers, 5, value.span)
            try transaction.append(numbers, 6, count: count) { output in
                for byte in value { output.append(byte) }
            }
        }
        try environment.read { transaction throws in
            for key in 1...6 as ClosedRange<UInt64> {
                #expect(try transaction.get(numbers, key) == value)
                #expect(try transaction.get(numbers, key) { [UInt8](of: $0) } == value)
            }
        }
    }

    @Test func `a key that is not there gives nil and false`() throws {
        try environment.write { transaction throws in
            #expect(try transaction.get(numbers, 1) == nil)
            #expect(try transaction.get(numbers, 1) { $0.count } == nil)
            #expect(try !transaction.contains(numbers, 1))
            #expect(try !transaction.delete(numbers, 1))
            #expect(try transaction.firstKey(numbers) == nil)
            #expect(try transaction.lastKey(numbers) == nil)
        }
    }

    @Test func `a later put replaces, a delete removes, a clear empties one table`() throws {
        try environment.write { transaction throws in
            try transaction.put(words, "kept", [0])
            for number in 1...3 as ClosedRange<UInt64> { try transaction.put(numbers, number, [1]) }
            try transaction.put(numbers, 2, [2])
            #expect(try transaction.get(numbers, 2) == [2])
            #expect(try transaction.delete(numbers, 2))
            #expect(try transaction.count(numbers) == 2)
        }
        try environment.write { transaction throws in
            try transaction.clear(numbers)
            #expect(try transaction.count(numbers) == 0)
            try transaction.append(numbers, 1, [9])
        }
        try environment.read { transaction throws in
            #expect(try transaction.count(numbers) == 1)
            #expect(try transaction.count(words) == 1)
        }
    }

    @Test func `a throw aborts and comes out as it was thrown`() throws {
        #expect(throws: Stop.self) {
            try environment.write { transaction throws in
                try transaction.put(numbers, 1, [1])
                throw Stop()
            }
        }
        #expect(throws: Stop.self) { try environment.read { _ in throw Stop() } }
        try environment.write { transaction throws in
            #expect(try !holds(1, in: transaction))
            try transaction.put(numbers, 1, [1])
            #expect(try holds(1, in: transaction), "a writer sees its own changes")
        }
        #expect(try environment.read { try holds(1, in: $0) })
    }

    @Test func `a transaction returns what its closure returns`() throws {
        #expect(try environment.write { _ in 7 } == 7)
        #expect(try environment.read { _ in "seven" } == "seven")
    }

    @Test func `a reader keeps its snapshot while others commit`() throws {
        try environment.write { transaction in try transaction.put(numbers, 1, [1]) }
        try environment.read { before throws in
            try environment.write { transaction throws in
                try transaction.put(numbers, 1, [2])
                try transaction.put(numbers, 2, [2])
            }
            #expect(try before.get(numbers, 1) == [1])
            #expect(try before.count(numbers) == 1)
            try environment.read { after throws in
                #expect(try after.get(numbers, 1) == [2])
                #expect(try after.count(numbers) == 2)
            }
        }
    }

    @Test func `readers beside a writer see whole transactions only`() async throws {
        let (environment, numbers, words) = (environment, numbers, words)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 1...100 as ClosedRange<UInt64> {
                    try environment.write { transaction throws in
                        try transaction.append(numbers, number, [])
                        try transaction.put(words, "\(number)", [])
                    }
                    await Task.yield()
                }
            }
            for _ in 1...4 {
                group.addTask {
                    for _ in 1...200 {
                        try environment.read { transaction throws in
                            let count = try transaction.count(numbers)
                            #expect(try transaction.count(words) == count)
                            #expect(try transaction.lastKey(numbers) ?? 0 == UInt64(count))
                        }
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try environment.read { try $0.count(numbers) } == 100)
    }

    @Test func `writers on many threads take turns`() async throws {
        let (environment, numbers) = (environment, numbers)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask {
                    for _ in 1...10 {
                        try environment.write { transaction throws in
                            let next = try transaction.lastKey(numbers).map { $0 + 1 } ?? 0
                            try transaction.append(numbers, next, [])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try environment.read { try $0.lastKey(numbers) } == 79)
    }

    @Test func `an append must be greater than the last key, and may be tried again`() throws {
        try environment.write { transaction throws in
            try transaction.append(numbers, 5, [5])
            for wrong in [5, 4, 0] as [UInt64] {
                #expect(throws: LMDBError.outOfOrder) { try transaction.append(numbers, wrong, []) }
                #expect(throws: LMDBError.outOfOrder) {
                    try transaction.append(numbers, wrong, count: 0) { _ in }
                }
            }
            try transaction.append(numbers, 6, [6])
        }
        #expect(try environment.read { try $0.get(numbers, 5) } == [5])
        #expect(try environment.read { try $0.lastKey(numbers) } == 6)
    }

    @Test(arguments: [0, 512, 513, 5000])
    func `a key that is empty or too long is an error everywhere`(count: Int) throws {
        let key = String(repeating: "k", count: count)
        try environment.write { transaction throws in
            #expect(throws: LMDBError.badValueSize) { try transaction.put(words, key, []) }
            #expect(throws: LMDBError.badValueSize) { try transaction.append(words, key, []) }
            #expect(throws: LMDBError.badValueSize) { try transaction.get(words, key) }
            #expect(throws: LMDBError.badValueSize) { try transaction.delete(words, key) }
            #expect(throws: LMDBError.badValueSize) {
                try transaction.scan(words, from: key) { _, _ in true }
            }
            try transaction.put(words, String(repeating: "k", count: 511), [])
        }
        #expect(try environment.read { try $0.count(words) } == 1)
    }

    @Test func `a fill that throws leaves no stray memory behind`() throws {
        try environment.write { transaction throws in
            try transaction.put(numbers, 1, .init(repeating: 0xFF, count: 2000))
            try transaction.delete(numbers, 1)
            #expect(throws: Stop.self) {
                try transaction.put(numbers, 1, count: 2000) { output in
                    output.append(7)
                    throw Stop()
                }
            }
        }
        let value = try environment.read { try $0.get(numbers, 1) }
        #expect(value?.count == 2000)
        #expect(value?.contains(0xFF) == false)
    }

    @Test func `a fill of another length is our bug`() async {
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            let environment = try Environment(
                .init(path: path, mapBytes: 1 << 20, tables: ["numbers"])
            )
            let numbers = environment.table("numbers", key: UInt64.self)
            try environment.write { transaction throws in
                try transaction.put(numbers, 1, count: 2) { $0.append(1) }
            }
        }
    }

    @Test func `a write inside a write is our bug`() async {
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            let environment = try Environment(.init(path: path, mapBytes: 1 << 20, tables: []))
            try environment.write { _ in try environment.write { _ in } }
        }
    }

    @Test func `a table of another environment is our bug`() async throws {
        let other = try ScratchDirectory()
        await #expect(processExitsWith: .failure) {
            [path = directory.path as String, other = other.path as String] in
            let one = try Environment(.init(path: path, mapBytes: 1 << 20, tables: ["a"]))
            let two = try Environment(.init(path: other, mapBytes: 1 << 20, tables: ["a"]))
            let table = two.table("a", key: UInt64.self)
            try one.read { transaction in _ = try transaction.count(table) }
        }
    }

    @Test func `transactions that change places are our bug`() async throws {
        let other = try ScratchDirectory()
        await #expect(processExitsWith: .failure) {
            [path = directory.path as String, other = other.path as String] in
            let one = try Environment(.init(path: path, mapBytes: 1 << 20, tables: []))
            let two = try Environment(.init(path: other, mapBytes: 1 << 20, tables: []))
            try one.write { first in try two.write { second in swap(&first, &second) } }
        }
    }
}
