internal import LMDB
internal import Ledger

/// The tables of the views: everything in them comes from the log and may be deleted.
struct ViewTables {
    /// Record id to position.
    let ids: Table<IDKey>
    /// Name to number, by first appearance.
    let numbers: Table<String>
    /// Number to name.
    let names: Table<UInt32>
    /// Fact rows.
    let rows: Table<RowKey>
    /// Record to the subject that it is about: kind and number.
    let subjects: Table<UInt64>
    /// Lifecycle steps by the root of their chain.
    let chains: Table<ChainKey>
    /// A lifecycle record to the root of the chain it belongs to.
    let roots: Table<UInt64>
    /// Records that change the registry, in order.
    let registry: Table<UInt64>
    /// Posting blocks: term and first position to deltas.
    let postings: Table<PostingKey>
    /// Checkpoint: log origin, position, root, layout.
    let meta: Table<String>

    static let all = [
        "ids", "numbers", "names", "rows", "subjects", "chains", "roots", "registry", "postings",
        "meta",
    ]

    init(_ environment: Environment) {
        ids = environment.table("ids", key: IDKey.self)
        numbers = environment.table("numbers", key: String.self)
        names = environment.table("names", key: UInt32.self)
        rows = environment.table("rows", key: RowKey.self)
        subjects = environment.table("subjects", key: UInt64.self)
        chains = environment.table("chains", key: ChainKey.self)
        roots = environment.table("roots", key: UInt64.self)
        registry = environment.table("registry", key: UInt64.self)
        postings = environment.table("postings", key: PostingKey.self)
        meta = environment.table("meta", key: String.self)
    }
}

/// 16 bytes of a record id.
struct IDKey: TableKey {
    var id: RecordID

    func encode(into writer: inout KeyWriter) { writer.append(id.bytes) }

    init(_ id: RecordID) { self.id = id }

    init?(keyBytes: borrowing Span<UInt8>) {
        guard let id = RecordID(bytes: keyBytes) else { return nil }
        self.id = id
    }
}

/// Subject kind, subject number, position, evidence entry.
struct RowKey: TableKey, Equatable {
    var kind: UInt8
    var subject: NameID
    var position: UInt64
    var entry: UInt8

    func encode(into writer: inout KeyWriter) {
        writer.append(kind)
        writer.append(subject)
        writer.append(position)
        writer.append(entry)
    }

    init(kind: UInt8, subject: NameID, position: UInt64, entry: UInt8) {
        self.kind = kind
        self.subject = subject
        self.position = position
        self.entry = entry
    }

    init?(keyBytes: borrowing Span<UInt8>) {
        guard keyBytes.count == 14 else { return nil }
        kind = keyBytes[0]
        subject = keyBytes.bigEndian(UInt32.self, at: 1)
        position = keyBytes.bigEndian(UInt64.self, at: 5)
        entry = keyBytes[13]
    }
}

/// Root of a chain, position of a step.
struct ChainKey: TableKey {
    var root: UInt64
    var position: UInt64

    func encode(into writer: inout KeyWriter) {
        writer.append(root)
        writer.append(position)
    }

    init(root: UInt64, position: UInt64) {
        self.root = root
        self.position = position
    }

    init?(keyBytes: borrowing Span<UInt8>) {
        guard keyBytes.count == 16 else { return nil }
        root = keyBytes.bigEndian(UInt64.self, at: 0)
        position = keyBytes.bigEndian(UInt64.self, at: 8)
    }
}

/// Kind of term, term, first position of the block.
struct PostingKey: TableKey, Equatable {
    var kind: UInt8
    var term: UInt64
    var first: UInt64

    func encode(into writer: inout KeyWriter) {
        writer.append(kind)
        writer.append(term)
        writer.append(first)
    }

    init(kind: UInt8, term: UInt64, first: UInt64) {
        self.kind = kind
        self.term = term
        self.first = first
    }

    init?(keyBytes: borrowing Span<UInt8>) {
        guard keyBytes.count == 17 else { return nil }
        kind = keyBytes[0]
        term = keyBytes.bigEndian(UInt64.self, at: 1)
        first = keyBytes.bigEndian(UInt64.self, at: 9)
    }
}
