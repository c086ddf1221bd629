internal import Dispatch
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// A small HTTP/1.1 server on a loopback address: whole requests, answered one after the other.
///
/// For a witness, which is asked once a minute. TLS and the world are for a reverse proxy before
/// it. NIO parses on a thread of its own; the thread that calls ``serve(_:)`` answers, so two
/// requests never meet. What a client may cost is bounded in bytes, in time and in number.
public final class LoopbackServer: Sendable {
    /// What clients may cost.
    public struct Limits: Sendable {
        /// The most bytes of a body; more is answered with 413.
        public var bodyBytesMax = 64 << 10
        /// The most bytes that a connection may send in all.
        public var connectionBytesMax = 1 << 20
        /// The most connections at once; further ones are hung up.
        public var connectionsMax = 64
        /// How long a connection may last, whatever it does.
        public var connectionTime = Duration.seconds(30)

        /// The usual ones.
        public init() {}
    }

    /// Why it does not listen: a phrase.
    public struct ListenFailure: Error, Hashable, Sendable {
        /// What is wrong.
        public let reason: String
    }

    /// The port, which the system has chosen if 0 was asked for.
    public let port: Int

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    private let queue = ExchangeQueue()

    /// Listens.
    ///
    /// - Parameters:
    ///   - host: an address of the loopback network, such as `127.0.0.1` or `::1`.
    ///   - port: 0 for one that is free.
    ///   - limits: what clients may cost.
    /// - Throws: a ``ListenFailure`` for another address, or a port that cannot be had.
    public init(host: String, port: Int, limits: Limits = Limits()) throws(ListenFailure) {
        guard let address = Self.address(host, port) else {
            throw ListenFailure(reason: "'\(host)' is no loopback address")
        }
        let (queue, connections) = (queue, Connections())
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.backlog, value: 64)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ConnectionBounds(limits, connections))
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(ExchangeHandler(limits.bodyBytesMax, queue))
                }
            }
        do {
            channel = try bootstrap.bind(to: address).wait()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ListenFailure(reason: "port \(port) is in use")
        } catch {
            throw ListenFailure(reason: "\(error)")
        }
        self.port = channel.localAddress?.port ?? port
    }

    deinit { group.shutdownGracefully { _ in } }

    /// Answers requests on this thread, one at a time, for ever.
    ///
    /// - Parameter answer: makes the reply; what it throws ends the serving.
    /// - Throws: what `answer` throws.
    /// - Returns: never.
    public func serve<Failure: Error>(
        _ answer: (Request) throws(Failure) -> Reply
    ) throws(Failure) -> Never {
        while true {
            let exchange = queue.next()
            exchange.finish(try answer(exchange.request))
        }
    }

    private static func address(_ host: String, _ port: Int) -> SocketAddress? {
        guard (0...65_535).contains(port), host == "::1" || host.hasPrefix("127.") else {
            return nil
        }
        return try? SocketAddress(ipAddress: host, port: port)
    }
}

/// A request that waits for its reply.
private struct Exchange: Sendable {
    let request: Request
    let channel: any Channel
    let isKeptAlive: Bool

    /// Sends the reply, and hangs up unless the client wants to go on.
    func finish(_ reply: Reply) {
        var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
        headers.replaceOrAdd(name: "content-length", value: String(reply.body.count))
        if !isKeptAlive { headers.replaceOrAdd(name: "connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: reply.status)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        let channel = channel
        channel.eventLoop.execute {
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            if request.method != "HEAD" {
                let body = channel.allocator.buffer(bytes: reply.body)
                channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
            }
            let sent = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
            if !isKeptAlive { sent.whenComplete { _ in channel.close(promise: nil) } }
        }
    }
}

/// Requests on their way from the event loop to the thread that answers.
///
/// A connection waits for one reply at a time, so there are never more than connections.
private final class ExchangeQueue: Sendable {
    /// Held only to add or take one.
    private let waiting = Mutex<[Exchange]>([])
    private let arrived = DispatchSemaphore(value: 0)

    func put(_ exchange: Exchange) {
        waiting.withLock { $0.append(exchange) }
        arrived.signal()
    }

    /// Waits for the next.
    func next() -> Exchange {
        arrived.wait()
        return waiting.withLock { $0.removeFirst() }
    }
}

/// How many connections there are.
private final class Connections: Sendable {
    private let count = Atomic<Int>(0)

    func begin() -> Int { count.add(1, ordering: .relaxed).newValue }

    func end() { count.subtract(1, ordering: .relaxed) }
}

/// Hangs up on a connection that is one too many, lasts too long or sends too much.
private final class ConnectionBounds: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let limits: LoopbackServer.Limits
    private let connections: Connections
    private var bytesLeft: Int
    private var end: Scheduled<Void>?

    init(_ limits: LoopbackServer.Limits, _ connections: Connections) {
        self.limits = limits
        self.connections = connections
        bytesLeft = limits.connectionBytesMax
    }

    func channelActive(context: ChannelHandlerContext) {
        let isExcess = connections.begin() > limits.connectionsMax
        let channel = context.channel
        end = context.eventLoop.scheduleTask(in: TimeAmount(limits.connectionTime)) {
            channel.close(promise: nil)
        }
        if isExcess { return context.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        connections.end()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytesLeft -= unwrapInboundIn(data).readableBytes
        if bytesLeft < 0 { return context.close(promise: nil) }
        context.fireChannelRead(data)
    }
}

/// Gathers the parts of a request; one that is too large is read on, so that its sender hears why.
private final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let bodyBytesMax: Int
    private let queue: ExchangeQueue
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(_ bodyBytesMax: Int, _ queue: ExchangeQueue) {
        self.bodyBytesMax = bodyBytesMax
        self.queue = queue
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            (body, isTooLarge) = ([], false)
        case .body(let buffer):
            isTooLarge = isTooLarge || body.count + buffer.readableBytes > bodyBytesMax
            if !isTooLarge { body.append(contentsOf: buffer.readableBytesView) }
        case .end:
            guard let head else { return }
            self.head = nil
            let exchange = Exchange(
                request: Request(
                    method: head.method.rawValue,
                    target: head.uri,
                    headers: head.headers.map { (name: $0.name.lowercased(), value: $0.value) },
                    body: body
                ),
                channel: context.channel,
                isKeptAlive: head.isKeepAlive && !isTooLarge
            )
            body = []
            if isTooLarge { return exchange.finish(Reply(status: 413)) }
            queue.put(exchange)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
