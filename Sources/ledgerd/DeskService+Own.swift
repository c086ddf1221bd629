import Ledger
import LedgerStore
import Logging
import Platform

/// What the ledger records of itself: who asked for it is the recorder, as of every record.
extension DeskService {
    func record(_ request: OwnRecordRequest, peer: Peer) async -> ServiceReply {
        await reply(peer, request.name) {
            switch request {
            case .keyRotation: try await rotateKey(peer)
            case .attestation(let isDryRun): try await attest(peer, isDryRun)
            }
        }
    }

    private func recorder(_ peer: Peer) -> Leaf.Recorder {
        .init(uid: peer.uid, name: names.name(of: peer.uid))
    }

    private func rotateKey(_ peer: Peer) async throws -> ServiceReply {
        try access.mayAdminister(peer)
        let (rotation, record) = try await desk.rotateKey(recorder: recorder(peer))
        logger.notice(
            "the log has another key",
            metadata: ["uid": "\(peer.uid)", "record": "\(record)", "key": "\(rotation.new.text)"]
        )
        return .json(
            .object([
                .init("schema", .string("ledger.key_rotated/1")),
                .init("origin", .string(rotation.new.name)),
                .init("key", .string(rotation.new.text)),
                .init("previous_key", .string(rotation.old.text)),
                .init("record", .string(record.description)),
            ]),
            status: 201
        )
    }

    private func attest(_ peer: Peer, _ isDryRun: Bool) async throws -> ServiceReply {
        try isDryRun ? access.mayRead(peer) : access.mayAppend(peer)
        let desk = desk
        let (size, digests) = try await offload.run { try desk.digests() }
        let records =
            isDryRun ? [] : try await desk.attest(digests, at: size, recorder: recorder(peer))
        let rows = digests.enumerated().map { index, digest -> JSON in
            .object([
                .init("view", .string("view/\(digest.name)")), .init("size", .count(size)),
                .init("rules", .count(Rules.version)), .init("rows", .count(digest.rows)),
                .init("sha256", .string(digest.sha256.hex)),
                .init("records", .array(records.isEmpty ? [] : [.string("\(records[index])")])),
            ])
        }
        return .json(
            .object([
                .init("schema", .string("ledger.attested/1")),
                .init("origin", .string(desk.folder.log.origin)), .init("size", .count(size)),
                .init("rules", .count(Rules.version)), .init("dry_run", .bool(isDryRun)),
                .init("rows", .array(rows)),
            ]),
            status: isDryRun ? 200 : 201
        )
    }
}
