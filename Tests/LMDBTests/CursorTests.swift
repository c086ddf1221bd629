import Testing

@testable import LMDB

@Suite struct CursorTests {
    let directory: ScratchDirectory
    let environment: Environment
    let numbers: Table<UInt64>
    let words: Table<String>

    /// The keys 10, 20, 30, each with its tenth as value.
    init() throws {
        directory = try ScratchDirectory()
        environment = try directory.open()
        numbers = environment.table("numbers", key: UInt64.self)
        words = environment.table("words", key: String.self)
        try environment.write { transaction throws in
            for tenth in 1...3 as ClosedRange<UInt8> {
                try transaction.append(numbers, UInt64(tenth) * 10, [tenth])
            }
        }
    }

    private func scan(from start: UInt64?, reverse: Bool, limit: Int = .max) throws -> [UInt64] {
        var keys: [UInt64] = []
        try environment.read { transaction throws in
            try transaction.scan(numbers, from: start, reverse: reverse) { key, value in
                let number = key.bigEndian(UInt64.self, at: 0)
                #expect(value.count == 1)
                #expect(UInt64(value[0]) * 10 == number)
                keys.append(number)
                return keys.count < limit
            }
        }
        return keys
    }

    @Test(
        arguments: [
            (nil, false, [10, 20, 30]), (nil, true, [30, 20, 10]),
            (0, false, [10, 20, 30]), (0, true, []),
            (10, false, [10, 20, 30]), (10, true, [10]),
            (15, false, [20, 30]), (15, true, [10]),
            (30, false, [30]), (30, true, [30, 20, 10]),
            (31, false, []), (31, true, [30, 20, 10]),
        ] as [(UInt64?, Bool, [UInt64])]
    )
    func `a scan goes both ways, from an end or from a key`(
        start: UInt64?,
        reverse: Bool,
        keys: [UInt64]
    ) throws {
        #expect(try scan(from: start, reverse: reverse) == keys)
        #expect(try scan(from: start, reverse: reverse, limit: 1) == Array(keys.prefix(1)))
    }

    @Test func `a scan of an empty table visits nothing`() throws {
        for reverse in [false, true] {
            for start in [nil, "a"] {
                try environment.read { transaction throws in
                    try transaction.scan(words, from: start, reverse: reverse) { _, _ in
                        Issue.record("there is no entry")
                        return true
                    }
                }
            }
        }
    }

    @Test func `a scan that throws stops and passes the error on`() throws {
        struct Stop: Error {}
        var visited = 0
        #expect(throws: Stop.self) {
            try environment.write { transaction throws in
                try transaction.scan(numbers) { _, _ in
                    visited += 1
                    throw Stop()
                }
            }
        }
        #expect(visited == 1)
    }

    @Test func `a scan may read the same transaction`() throws {
        var sum = 0
        try environment.write { transaction throws in
            try transaction.put(words, "a", [5])
            try transaction.scan(numbers) { _, _ in
                sum += try transaction.get(words, "a") { Int($0[0]) } ?? 0
                return true
            }
        }
        #expect(sum == 15)
    }

    @Test func `first and last lend the ends`() throws {
        try environment.read { transaction throws in
            #expect(try transaction.firstKey(numbers) == 10)
            #expect(try transaction.lastKey(numbers) == 30)
            #expect(try transaction.first(numbers) { _, value in value[0] } == 1)
            #expect(try transaction.last(numbers) { _, value in value[0] } == 3)
            #expect(try transaction.first(words) { _, _ in true } == nil)
            #expect(try transaction.last(words) { _, _ in true } == nil)
        }
    }

    @Test func `a cursor moves step by step`() throws {
        typealias Move = (Cursor<UInt64>.Target, UInt64?)
        let moves: [Move] = [
            (.first, 10), (.next, 20), (.next, 30), (.next, nil),
            (.last, 30), (.previous, 20), (.previous, 10), (.previous, nil),
            (.atOrAfter(11), 20), (.next, 30), (.atOrAfter(20), 20), (.previous, 10),
            (.atOrBefore(29), 20), (.atOrBefore(30), 30), (.atOrBefore(99), 30),
            (.atOrAfter(31), nil), (.atOrBefore(9), nil), (.atOrAfter(0), 10),
        ]
        try environment.read { transaction throws in
            try transaction.withCursor(numbers) { cursor throws in
                #expect(cursor.isAtEntry == false)
                #expect(try cursor.current { _, _ in true } == nil)
                for (step, (target, expected)) in moves.enumerated() {
                    #expect(try cursor.move(to: target) == (expected != nil), "step \(step)")
                    #expect(cursor.isAtEntry == (expected != nil), "step \(step)")
                    let key = try cursor.current { key, _ in key.bigEndian(UInt64.self, at: 0) }
                    #expect(key == expected, "step \(step)")
                }
            }
            for (target, expected) in [(.next, 10), (.previous, 30)] as [Move] {
                try transaction.withCursor(numbers) { cursor throws in
                    #expect(try cursor.move(to: target), "a new cursor enters at an end")
                    let key = try cursor.current { key, _ in key.bigEndian(UInt64.self, at: 0) }
                    #expect(key == expected)
                }
            }
        }
    }

    @Test func `a cursor in a write sees the changes made before it`() throws {
        let keys = try environment.write { transaction throws in
            try transaction.delete(numbers, 20)
            try transaction.put(numbers, 25, [2])
            return try transaction.withCursor(numbers) { cursor throws in
                var keys: [UInt64] = []
                while try cursor.move(to: .next) {
                    try cursor.current { key, _ in keys.append(key.bigEndian(UInt64.self, at: 0)) }
                }
                return keys
            }
        }
        #expect(keys == [10, 25, 30])
    }

    @Test func `cursors that change places are our bug`() async {
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            let environment = try Environment(
                .init(path: path, mapBytes: 1 << 20, tables: ["numbers"])
            )
            let numbers = environment.table("numbers", key: UInt64.self)
            try environment.read { transaction throws in
                try transaction.withCursor(numbers) { first in
                    try transaction.withCursor(numbers) { second in swap(&first, &second) }
                }
            }
        }
    }
}
