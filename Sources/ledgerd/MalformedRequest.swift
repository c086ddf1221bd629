import HTTPTypes
import Ledger
import LedgerAPI
import NIOCore
import NIOHTTPTypes

/// Answers what is not HTTP with a problem, behind the replies to what came before it, and closes.
final class MalformedRequest: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var repliesDue = 0
    private var isWithinRequest = false
    private var isWithinReply = false
    private var isMalformed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isMalformed else { return }
        switch unwrapInboundIn(data) {
        case .head: (repliesDue, isWithinRequest) = (repliesDue + 1, true)
        case .body: break
        case .end: isWithinRequest = false
        }
        context.fireChannelRead(data)
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        context.write(data, promise: promise)
        switch unwrapOutboundIn(data) {
        case .head(let head): isWithinReply = head.status.kind != .informational
        case .body: break
        case .end:
            (repliesDue, isWithinReply) = (repliesDue - 1, false)
            if isMalformed, repliesDue == 0 { refuse(context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The rest comes from the decoders: what was sent is not HTTP/1.
        if error is IOError || error is ChannelError {
            context.fireErrorCaught(error)
            return
        }
        guard !isMalformed else { return }
        isMalformed = true
        // A request broken off in its body is itself the one to refuse.
        if isWithinRequest, repliesDue == 1, isWithinReply {
            context.close(promise: nil)
        } else if repliesDue == 0 || isWithinRequest && repliesDue == 1 {
            refuse(context)
        }
    }

    private func refuse(_ context: ChannelHandlerContext) {
        let problem = Problem(Refusal(.badRequest, "bad request: not HTTP/1.1"))
        let body = context.channel.allocator.buffer(bytes: problem.json.bytes)
        let head = HTTPResponse(
            status: .badRequest,
            headerFields: [
                .contentType: MediaType.problem.rawValue,
                .contentLength: String(body.readableBytes),
                .connection: "close",
            ]
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
