import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOHTTPTypes

/// Reads bodies within their limits.
struct Intake: Sendable {
    let budget: BodyBudget

    /// Reads the body of a request and hands it on; its share of the budget is free again when
    /// `use` returns.
    ///
    /// - Throws: ``Refusal``: `too_large`, before a byte is read if the length is given;
    ///   `too_busy` when the bodies in flight leave no room.
    func withBody(
        of request: Request,
        _ context: LedgerContext,
        bytesMax: Int,
        _ use: ([UInt8]) async -> ServiceReply
    ) async throws -> ServiceReply {
        var lease = BodyBudget.Lease(budget)
        let length = request.headers[.contentLength].flatMap { Int($0) }
        try Self.admit(length ?? 0, bytesMax, &lease)
        if request.headers[.expect]?.lowercased() == "100-continue" {
            try await context.channel.writeAndFlush(
                HTTPResponsePart.head(HTTPResponse(status: .continue))
            ).get()
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length ?? 0)
        for try await piece in request.body {
            try Self.admit(bytes.count + piece.readableBytes, bytesMax, &lease)
            bytes.append(contentsOf: piece.readableBytesView)
        }
        return await use(bytes)
    }

    private static func admit(
        _ bytes: Int,
        _ bytesMax: Int,
        _ lease: inout BodyBudget.Lease
    ) throws(Refusal) {
        guard bytes <= bytesMax else {
            throw Refusal(.tooLarge, "the body is larger than \(bytesMax) bytes")
        }
        guard lease.grow(to: bytes) else {
            throw Refusal(.tooBusy, "too many large requests at once; try again")
        }
    }
}
