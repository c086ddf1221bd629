internal import Dispatch
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// What arrived on a connection, handed from the event loop to the thread that waits for it.
final class Inbox: Sendable {
    /// A piece of a reply, or the end of the connection.
    enum Part: Sendable {
        case head(HTTPResponseHead)
        case body(ByteBuffer)
        case end
        case failed(ClientError)
    }

    private struct Queue {
        var parts: [Part] = []
        var isEnded = false
    }

    /// Held only to add or take a part; as the client reads by demand, few ever wait.
    private let queue = Mutex(Queue())
    private let arrived = DispatchSemaphore(value: 0)

    /// Adds a part; nothing comes after a failure.
    func put(_ part: Part) {
        let isNews = queue.withLock { queue in
            guard !queue.isEnded else { return false }
            if case .failed = part { queue.isEnded = true }
            queue.parts.append(part)
            return true
        }
        if isNews { arrived.signal() }
    }

    /// Whether nothing waits.
    var isEmpty: Bool { queue.withLock { $0.parts.isEmpty } }

    /// Waits for the next part; nil when the time is over first.
    func next(until deadline: DispatchTime) -> Part? {
        guard arrived.wait(timeout: deadline) == .success else { return nil }
        return queue.withLock { $0.parts.removeFirst() }
    }
}

/// Puts what a connection receives into an inbox.
final class InboxHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let inbox: Inbox
    private var isNews = false

    init(_ inbox: Inbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isNews = true
        switch unwrapInboundIn(data) {
        case .head(let head): inbox.put(.head(head))
        case .body(let buffer): inbox.put(.body(buffer))
        case .end: inbox.put(.end)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Bytes that are not yet a part wake nobody who could ask for more.
        if !isNews { context.read() }
        isNews = false
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.put(.failed(.connectionLost))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        // The connection ended within a reply: lost, not misunderstood.
        case HTTPParserError.invalidEOFState: inbox.put(.failed(.connectionLost))
        case let error as HTTPParserError:
            inbox.put(.failed(.protocolMismatch("not HTTP: \(error)")))
        default: inbox.put(.failed(.connectionLost))
        }
        context.close(promise: nil)
    }
}
