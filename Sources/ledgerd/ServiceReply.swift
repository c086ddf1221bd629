import Ledger
import LedgerAPI

/// What a request gets.
struct ServiceReply: Sendable {
    /// Sends a piece of a body and returns when the connection has taken it.
    ///
    /// It throws when the client has left or reads too slowly: then give up.
    typealias Write = @Sendable ([UInt8]) async throws -> Void

    /// The body.
    enum Body: Sendable {
        case bytes([UInt8])
        /// Made while it is sent. An error breaks the connection, so that a client does not take
        /// half of it for the whole. The task is cancelled when the client has left.
        case stream(@Sendable (Write) async throws -> Void)
        /// Without an end of its own: the task is also cancelled when the daemon stops, and then
        /// the body is whole.
        case follow(@Sendable (Write) async throws -> Void)
    }

    var status = 200
    var type = MediaType.json
    var body: Body

    /// Makes a reply.
    init(status: Int = 200, type: MediaType = .json, body: Body) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// A value.
    static func json(_ json: JSON, status: Int = 200) -> ServiceReply {
        ServiceReply(status: status, body: .bytes(json.bytes))
    }

    /// A refusal.
    static func refusal(_ refusal: Refusal) -> ServiceReply {
        ServiceReply(
            status: refusal.status,
            type: .problem,
            body: .bytes(Problem(refusal).json.bytes)
        )
    }
}
