import NIOCore

/// Lets a listening socket rest when a connection cannot be accepted, say for want of descriptors.
///
/// The connection still waits, so the socket stays readable: accepting would be tried again at
/// once, and a whole processor be spent on it.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let bounds: Bounds

    init(bounds: Bounds) { self.bounds = bounds }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        bounds.log.hit(.connections)
        let channel = context.channel
        try? channel.syncOptions?.setOption(.autoRead, value: false)
        channel.eventLoop.assumeIsolated().scheduleTask(in: bounds.limits.acceptPause) {
            try? channel.syncOptions?.setOption(.autoRead, value: true)
        }
        context.fireErrorCaught(error)
    }
}
