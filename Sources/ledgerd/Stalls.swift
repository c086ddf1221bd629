import NIOCore
import NIOHTTPTypes

/// Closes a connection whose client stops in the middle: of sending a body, or of reading a reply.
final class Stalls: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart

    private let bounds: Bounds
    private var reading: Scheduled<Void>?
    private var writing: Scheduled<Void>?

    init(bounds: Bounds) { self.bounds = bounds }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        reading?.cancel()
        switch unwrapInboundIn(data) {
        case .head, .body: reading = close(context, .sending, in: bounds.limits.readStall)
        case .end: reading = nil
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writing?.cancel()
        writing =
            context.channel.isWritable
            ? nil : close(context, .reading, in: bounds.limits.writeStall)
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        reading?.cancel()
        writing?.cancel()
    }

    private func close(
        _ context: ChannelHandlerContext,
        _ kind: LimitLog.Kind,
        in time: TimeAmount
    ) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { [bounds] in
            bounds.log.hit(kind)
            context.close(promise: nil)
        }
    }
}
