import Ledger
import LedgerStore

/// A reader that hands on what another one reads, but for what it does itself.
protocol ForwardingReader: LedgerReader {
    var base: StoreReader { get }
}

extension ForwardingReader {
    var registry: Registry { base.registry }

    func facts(of subject: Key, through limit: RecordNumber) throws -> [Fact] {
        try base.facts(of: subject, through: limit)
    }

    func each(
        of kind: Kind,
        through limit: RecordNumber,
        _ body: (Key, [Fact]) throws -> Void
    ) throws { try base.each(of: kind, through: limit, body) }

    func event(at position: RecordNumber) throws -> Event? { try base.event(at: position) }

    func record(at position: RecordNumber) throws -> StoredRecord? {
        try base.record(at: position)
    }

    func subject(of position: RecordNumber) throws -> Key? { try base.subject(of: position) }

    func positions(
        _ kind: PostingKind,
        _ term: String,
        through limit: RecordNumber
    ) throws -> [RecordNumber] { try base.positions(kind, term, through: limit) }

    func positions(
        on days: DayInterval,
        through limit: RecordNumber,
        limit count: Int
    ) throws -> [(day: Day, position: RecordNumber)] {
        try base.positions(on: days, through: limit, limit: count)
    }

    func chain(of position: RecordNumber, through limit: RecordNumber) throws -> Chain {
        try base.chain(of: position, through: limit)
    }

    func position(of id: RecordID) throws -> RecordNumber? { try base.position(of: id) }

    func inclusionPath(of position: RecordNumber, size: UInt64) throws -> [Hash] {
        try base.inclusionPath(of: position, size: size)
    }

    func holdsText(of digest: Hash) throws -> Bool { try base.holdsText(of: digest) }
    func text(of digest: Hash) throws -> [UInt8]? { try base.text(of: digest) }
    func name(_ number: NameID) throws -> String { try base.name(number) }
}
