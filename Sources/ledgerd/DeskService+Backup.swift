import Ledger
import LedgerAPI
import LedgerStore
import Logging
import Platform

/// The ledger as it is, for safekeeping: it goes to administrators, and to nobody by halves.
extension DeskService {
    /// Bytes sent at once.
    private static let partBytesMax = 64 << 10

    func backup(_ request: BackupRequest, peer: Peer) async -> ServiceReply {
        await reply(peer, "backup") {
            try access.mayAdminister(peer)
            let (folder, offload, logger, meters) = (desk.folder, offload, logger, meters)
            // Begun before the head of the reply, so that what cannot be made is refused.
            let source = try await offload.run {
                try BackupSource(folder, after: request.after, texts: request.texts)
            }
            let body: @Sendable (ServiceReply.Write) async throws -> Void = { write in
                var source = source
                logger.notice(
                    "backup begun",
                    metadata: [
                        "uid": "\(peer.uid)", "after": "\(request.after)", "size": "\(source.size)",
                    ]
                )
                while true {
                    let now = source
                    let (bytes, next) = try await offload.run {
                        var step = now
                        let bytes = try step.next()
                        return (bytes, step)
                    }
                    source = next
                    guard let bytes else { break }
                    // The transaction has ended: a slow client holds no snapshot. In small parts,
                    // because the time to read is counted for each.
                    for start in stride(from: 0, to: bytes.count, by: Self.partBytesMax) {
                        let part = bytes[start..<min(start + Self.partBytesMax, bytes.count)]
                        try await write(Array(part))
                    }
                }
                meters.backupSent(size: source.size)
                logger.notice(
                    "backup sent",
                    metadata: ["uid": "\(peer.uid)", "size": "\(source.size)"]
                )
            }
            return ServiceReply(type: .bytes, body: .stream(body))
        }
    }
}

/// A copy of the ledger that can be restored.
struct BackupRequest: Sendable {
    /// How many records the backup has that it continues.
    var after: UInt64 = 0
    /// Whether held texts come with it.
    var texts = BackupSource.Texts.all
}
