public import Ledger
internal import LMDB

/// What a view was at a place in the log: two desks that hold the same log can compare what they
/// made of it without sending it.
public struct ViewDigest: Sendable, Equatable {
    /// The table, and the layout of its rows.
    public let name: String
    /// How many rows it has.
    public let rows: UInt64
    /// The Merkle root (RFC 9162 section 2.1.1) over the rows in order of their keys; each is the
    /// length of its key in eight bytes, its key, its value.
    public let sha256: Hash
}

extension Views {
    /// The digests of all tables, and how many records they are made of.
    ///
    /// The place in the log itself is in `meta`, which is therefore left out.
    func digests() throws -> (size: UInt64, digests: [ViewDigest]) {
        try environment.read { transaction throws in
            let position = try transaction.get(tables.meta, "checkpoint") { value in
                value.bigEndian(UInt64.self, at: 8)
            }
            var found: [ViewDigest] = []
            for name in ViewTables.all where name != "meta" {
                let table = environment.table(name, key: [UInt8].self)
                var frontier = MerkleFrontier()
                try transaction.scan(table) { key, value in
                    var bytes: [UInt8] = []
                    bytes.reserveCapacity(8 + key.count + value.count)
                    bytes += Follower.bytes(UInt64(key.count))
                    for at in 0..<key.count { bytes.append(key[at]) }
                    for at in 0..<value.count { bytes.append(value[at]) }
                    frontier.append(MerkleTree.leafHash(of: bytes.span)) { _, _ in }
                    return true
                }
                found.append(
                    ViewDigest(
                        name: "\(name)/\(FactCodec.layout)",
                        rows: frontier.size,
                        sha256: frontier.root
                    )
                )
            }
            return (position ?? 0, found)
        }
    }
}

extension Desk {
    /// What the views are now.
    ///
    /// - Returns: how many records they are made of, and a digest of each table.
    public func digests() throws -> (size: UInt64, digests: [ViewDigest]) {
        _ = folder.views.wait(for: folder.log.head.size, milliseconds: 5_000)
        return try folder.views.digests()
    }

    /// Records digests, so that what they say is itself in the log, under a time and an account.
    ///
    /// - Parameters:
    ///   - digests: as ``digests()`` has them.
    ///   - size: how many records they are made of.
    ///   - recorder: who asked for it.
    /// - Throws: ``Refusal``.
    /// - Returns: the records, in the order of the digests.
    public func attest(
        _ digests: [ViewDigest],
        at size: UInt64,
        recorder: Leaf.Recorder
    ) async throws(Refusal) -> [RecordNumber] {
        let events = digests.map { digest -> JSON in
            .object([
                .init("type", .string("view.attested")),
                .init("subject", .string("\(Kind.view.rawValue)/\(digest.name)")),
                .init(
                    "body",
                    .object([
                        .init("size", .count(size)), .init("sha256", .string(digest.sha256.hex)),
                        .init("rules", .count(Rules.version)),
                    ])
                ),
            ])
        }
        return try await record(events, recorder: recorder).records.map(\.position)
    }
}
