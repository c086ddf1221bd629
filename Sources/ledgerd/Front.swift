import HTTPTypes
import Hummingbird
import HummingbirdCore
import Ledger
import Logging
import NIOCore
import Platform

/// Between a connection and the router: everything that is no answer of the service becomes a
/// problem here.
struct Front<Responder: HTTPResponder>: Sendable where Responder.Context == LedgerContext {
    let responder: Responder
    let bounds: Bounds
    let logger: Logger

    /// Replies to one request; concurrent because Hummingbird's writer is.
    @concurrent func respond(
        to request: Request,
        _ writer: consuming ResponseWriter,
        _ connection: Connection
    ) async throws {
        var response = try await reply(to: request, connection)
        // A body that was refused unread is not worth reading: say so, and hang up.
        let closes =
            response.status.kind != .successful && Self.mayBeLong(request)
            || connection.standing != .served
        if closes { response.headers[.connection] = "close" }
        let isHead = request.method == .head
        try await writer.write(response: response.head, body: isHead ? .init() : response.body)
        if closes { linger(connection.channel) }
    }

    private func reply(
        to request: Request,
        _ connection: Connection
    ) async throws -> Response {
        let stream = ReplyStream(channel: connection.channel, bounds: bounds)
        guard connection.standing == .served else {
            return stream.response(
                .refusal(Refusal(.tooBusy, "too many connections; try again"))
            )
        }
        guard let peer = connection.peer else {
            return stream.response(
                .refusal(Refusal(.notPermitted, "the kernel does not say who you are"))
            )
        }
        let source = PeerSource(logger: logger, channel: connection.channel, peer: peer)
        do {
            let response = try await responder.respond(
                to: request,
                context: LedgerContext(source: source)
            )
            // The router's own refusals have no content, and those of the service always have.
            if response.headers[.contentType] != nil { return response }
            return elsewhere(request, stream)
        } catch let refusal as Refusal {
            bounds.meters.refused(refusal.code)
            if [.tooLarge, .tooBusy].contains(refusal.code) {
                bounds.log.hit(.body, uid: peer.uid)
            }
            return stream.response(.refusal(refusal))
        } catch  where !connection.channel.isActive {
            throw error
        } catch {
            logger.error("a request failed", metadata: ["error": "\(error)", "uid": "\(peer.uid)"])
            return stream.response(
                .refusal(Refusal(.internal, "a bug; the daemon's log has more"))
            )
        }
    }

    /// No such path, or no such method of it.
    private func elsewhere(_ request: Request, _ stream: ReplyStream) -> Response {
        let path = request.uri.path
        guard let methods = Routes.methods(of: path) else {
            return stream.response(.refusal(Refusal(.notFound, "there is no path \(path)")))
        }
        let allowed = methods.joined(separator: ", ")
        var response = stream.response(
            .refusal(
                Refusal(.methodNotAllowed, "\(path) has no \(request.method.rawValue): \(allowed)")
            )
        )
        response.headers[.allow] = allowed
        return response
    }

    private static func mayBeLong(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        return length > 64 << 10 || request.headers[.expect] != nil
    }

    /// Hangs up soon: at once would take the reply from a client that is still sending.
    private func linger(_ channel: any Channel) {
        channel.close(mode: .output, promise: nil)
        channel.eventLoop.scheduleTask(in: bounds.limits.linger) { channel.close(promise: nil) }
    }
}
