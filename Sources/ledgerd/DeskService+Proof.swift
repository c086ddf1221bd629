import Ledger
import LedgerAPI
import LedgerStore
import Platform

/// What lets others check the log without trusting this host: checkpoints, proofs, tiles.
extension DeskService {
    func proof(_ request: ProofRequest, peer: Peer) async -> ServiceReply {
        await reply(peer, request.name) {
            try access.mayRead(peer)
            let folder = desk.folder
            return try await offload.run { () throws in
                switch request {
                case .checkpoint(let size): try Self.checkpoint(size, folder)
                case .checkpoints: try Self.checkpoints(folder)
                case .key: Self.key(folder)
                case .root(let size): try Self.root(size, folder)
                case .consistency(let first): try Self.consistency(first, folder)
                case .inclusion(let position):
                    try Self.inclusion(position, by: folder.checkpoints.current(), folder)
                case .witnessedInclusion(let position):
                    try Self.inclusion(position, by: Self.cosigned(position, folder), folder)
                case .cosignatures(let note): try Self.attach(note, folder)
                case .tile(let tile): try Self.tile(tile, folder)
                }
            }
        }
    }

    private static func checkpoint(
        _ size: UInt64?,
        _ folder: LedgerFolder
    ) throws -> ServiceReply {
        guard let size else { return note(try folder.checkpoints.current()) }
        guard let kept = try folder.checkpoints[size] else {
            throw Refusal(
                .notFound,
                "no checkpoint of r\(size) is kept",
                details: [.init("hint", .string("see:  ledgerctl log checkpoint list"))]
            )
        }
        return note(kept)
    }

    private static func note(_ checkpoint: SignedCheckpoint) -> ServiceReply {
        ServiceReply(type: .text, body: .bytes(checkpoint.note.bytes))
    }

    private static func checkpoints(_ folder: LedgerFolder) throws -> ServiceReply {
        let rows = try folder.checkpoints.sizes.map { size throws -> JSON in
            let last = try folder.log.record(at: RecordNumber(size))?.leaf.recordedAt
            return .object([
                .init("size", .count(size)),
                .init("root", .string(try folder.log.root(at: size).hex)),
                .init("recorded_at", .text(last.map { UTC.format(microseconds: $0) })),
                .init("records", .array([.string("r\(size)")])),
            ])
        }
        return .json(
            .object([
                .init("schema", .string("ledger.checkpoints/1")),
                .init("origin", .string(folder.log.origin)), .init("rows", .array(rows)),
            ])
        )
    }

    private static func key(_ folder: LedgerFolder) -> ServiceReply {
        .json(
            .object([
                .init("schema", .string("ledger.key/1")),
                .init("origin", .string(folder.log.origin)),
                .init("key", .string(folder.checkpoints.key.text)),
            ])
        )
    }

    private static func root(_ size: UInt64?, _ folder: LedgerFolder) throws -> ServiceReply {
        let size = try within(size ?? folder.log.head.size, folder)
        let root = try folder.log.root(at: size)
        return .json(
            .object([
                .init("schema", .string("ledger.root/1")),
                .init("origin", .string(folder.log.origin)), .init("size", .count(size)),
                .init("root", .string(root.hex)), .init("root_base64", .string(root.base64)),
            ])
        )
    }

    /// The newest checkpoint, and that it continues an earlier one; a caller whose log is longer
    /// gets the checkpoint all the same, for it has found something.
    private static func consistency(
        _ first: UInt64,
        _ folder: LedgerFolder
    ) throws -> ServiceReply {
        let current = try folder.checkpoints.current()
        let size = current.checkpoint.size
        let path = try folder.log.consistencyPath(from: first, to: size)
        return .json(
            .object([
                .init("schema", .string("ledger.consistency/1")),
                .init("origin", .string(folder.log.origin)), .init("from", .count(first)),
                .init("to", .count(size)),
                .init("proof", .array(path.map { .string($0.base64) })),
                .init("key", .string(folder.checkpoints.key.text)),
                .init("checkpoint", .string(String(decoding: current.note.bytes, as: UTF8.self))),
            ])
        )
    }

    private static func inclusion(
        _ position: RecordNumber,
        by current: SignedCheckpoint,
        _ folder: LedgerFolder
    ) throws -> ServiceReply {
        let size = current.checkpoint.size
        guard position.value > 0, position.value <= size,
            let record = try folder.log.record(at: position)
        else {
            throw Refusal(.notFound, "\(position) is not recorded; the ledger ends at r\(size)")
        }
        let path = try folder.log.inclusionPath(of: position, size: size)
        let proof = LogProof(record: record, path: path, checkpoint: current)
        return ServiceReply(type: .text, body: .bytes(proof.bytes))
    }

    private static func cosigned(
        _ position: RecordNumber,
        _ folder: LedgerFolder
    ) throws -> SignedCheckpoint {
        if let found = try folder.checkpoints.cosigned(covering: position) { return found }
        throw Refusal(
            .notFound,
            "no checkpoint that covers \(position) is cosigned by a witness of this ledger",
            details: [.init("hint", .string("cosign one:  ledgerctl witness --state DIR"))]
        )
    }

    private static func attach(_ note: [UInt8], _ folder: LedgerFolder) throws -> ServiceReply {
        do {
            let (kept, names) = try folder.checkpoints.attach(note)
            return .json(
                .object([
                    .init("schema", .string("ledger.cosigned/1")),
                    .init("origin", .string(folder.log.origin)),
                    .init("size", .count(kept.checkpoint.size)),
                    .init("witnesses", .array(names.map(JSON.string))),
                ])
            )
        } catch let failure as NoteFailure {
            throw Refusal(.badRequest, "not kept: \(failure)")
        }
    }

    private static func tile(_ tile: Tile, _ folder: LedgerFolder) throws -> ServiceReply {
        guard let bytes = try folder.log.tile(tile) else {
            throw Refusal(.notFound, "the log is too short for tile/\(tile.path)")
        }
        return ServiceReply(type: .bytes, body: .bytes(bytes))
    }

    private static func within(
        _ size: UInt64,
        _ folder: LedgerFolder
    ) throws(Refusal) -> UInt64 {
        let head = folder.log.head.size
        guard size <= head else {
            throw Refusal(.notFound, "r\(size) is not recorded; the ledger ends at r\(head)")
        }
        return size
    }
}
