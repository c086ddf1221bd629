internal import LMDB
internal import Ledger

/// Posting lists: for each term the positions of its records, in delta-coded blocks.
///
/// A block's key holds its first position and its value the distances to the next ones, as
/// varints. A batch adds to the last block of a term, so a hot term costs one write a batch.
enum Postings {
    /// A block this large is left as it is and a new one begun.
    static let blockBytesMax = 1_024

    /// A term: its kind, and a number within the kind.
    struct Term: Hashable {
        var kind: PostingKind
        var number: UInt64
    }

    /// Adds positions of terms; each list ascends and lies behind what the table has.
    static func add(
        _ additions: [Term: [UInt64]],
        to table: Table<PostingKey>,
        in transaction: inout WriteTransaction
    ) throws {
        let ordered = additions.sorted {
            ($0.key.kind.rawValue, $0.key.number) < ($1.key.kind.rawValue, $1.key.number)
        }
        for (term, positions) in ordered {
            try add(positions, of: term, to: table, in: &transaction)
        }
    }

    private static func add(
        _ positions: [UInt64],
        of term: Term,
        to table: Table<PostingKey>,
        in transaction: inout WriteTransaction
    ) throws {
        var block = try lastBlock(of: term, in: table, transaction)
        for position in positions {
            if var open = block, open.bytes.count < blockBytesMax {
                guard position > open.last else { continue }
                append(position - open.last, &open.bytes)
                open.last = position
                block = open
                continue
            }
            if let full = block { try transaction.put(table, full.key, full.bytes) }
            let key = PostingKey(kind: term.kind.rawValue, term: term.number, first: position)
            block = (key, [], position)
        }
        if let block {
            try transaction.put(table, block.key, block.bytes.isEmpty ? [0] : block.bytes)
        }
    }

    private typealias Block = (key: PostingKey, bytes: [UInt8], last: UInt64)

    private static func lastBlock(
        of term: Term,
        in table: Table<PostingKey>,
        _ transaction: borrowing Transaction<some TransactionAccess>
    ) throws -> Block? {
        let end = PostingKey(kind: term.kind.rawValue, term: term.number, first: .max)
        var found: Block?
        try transaction.scan(table, from: end, reverse: true) { key, value in
            guard let key = PostingKey(keyBytes: key), key.kind == term.kind.rawValue,
                key.term == term.number
            else { return false }
            var last = key.first
            each(value) { last += $0 }
            var bytes: [UInt8] = []
            for index in 0..<value.count { bytes.append(value[index]) }
            found = (key, bytes == [0] ? [] : bytes, last)
            return false
        }
        return found
    }

    /// The positions of a term, ascending, up to one.
    static func positions(
        of term: Term,
        through limit: UInt64,
        in table: Table<PostingKey>,
        _ transaction: borrowing ReadTransaction
    ) throws -> [UInt64] {
        var found: [UInt64] = []
        let start = PostingKey(kind: term.kind.rawValue, term: term.number, first: 0)
        try transaction.scan(table, from: start) { key, value in
            guard let key = PostingKey(keyBytes: key), key.kind == term.kind.rawValue,
                key.term == term.number, key.first <= limit
            else { return false }
            var position = key.first
            found.append(position)
            each(value) { delta in
                guard delta > 0 else { return }
                position += delta
                if position <= limit { found.append(position) }
            }
            return true
        }
        return found
    }

    /// The first term of a kind that is not below a number.
    static func nextTerm(
        from number: UInt64,
        kind: PostingKind,
        in table: Table<PostingKey>,
        _ transaction: borrowing ReadTransaction
    ) throws -> UInt64? {
        var found: UInt64?
        let start = PostingKey(kind: kind.rawValue, term: number, first: 0)
        try transaction.scan(table, from: start) { key, _ in
            if let key = PostingKey(keyBytes: key), key.kind == kind.rawValue { found = key.term }
            return false
        }
        return found
    }

    private static func each(_ bytes: borrowing Span<UInt8>, _ body: (UInt64) -> Void) {
        var at = 0
        while at < bytes.count {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                value |= UInt64(byte & 0x7f) << shift
                shift += 7
                if byte < 0x80 { break }
            }
            body(value)
        }
    }

    private static func append(_ value: UInt64, _ bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }
}
