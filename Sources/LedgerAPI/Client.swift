internal import Dispatch
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// The blocking client: one connection, kept open between requests, one request at a time.
///
/// Use it from one thread, and not from a task: it blocks.
public final class Client {
    /// The most bytes of a reply that ``send(_:)`` gathers: 256 MiB.
    public static let bodyBytesMax = 256 << 20

    private let socket: String
    private let timeout: Duration
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private var connection: Connection?

    /// Makes a client; it connects with the first request.
    ///
    /// - Parameters:
    ///   - socket: the path of the daemon's socket.
    ///   - timeout: how long a whole exchange may take, or a silence within a stream.
    public init(socket: String, timeout: Duration) {
        self.socket = socket
        self.timeout = timeout
    }

    deinit { group.shutdownGracefully { _ in } }

    /// Sends a request and waits for its whole reply, be it a refusal or not.
    ///
    /// When the daemon hung up on the kept connection in between, what is safe to repeat is sent
    /// again; a POST is not.
    public func send(_ request: Request) throws(ClientError) -> Reply {
        let deadline = deadline(request)
        let head = try begin(request, deadline)
        return try whole(head, deadline)
    }

    /// Sends a request and hands on its body as it comes.
    ///
    /// Pieces end anywhere, not at lines. A refusal comes back whole, as from ``send(_:)``, and
    /// `onChunk` is not called. The time limit is for each wait, not for all of it.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - onChunk: takes a piece; false ends the exchange, as an error does.
    /// - Returns: the reply without the body.
    /// - Throws: a ``ClientError``, or what `onChunk` throws.
    @discardableResult
    public func stream(
        _ request: Request,
        onChunk: ([UInt8]) throws -> Bool
    ) throws -> Reply {
        let head = try begin(request, deadline(request))
        guard head.status.code < 400 else { return try whole(head, deadline(request)) }
        // Whatever ends it early leaves the rest of the body on the connection.
        var isWhole = false
        defer { if !isWhole { hangUp() } }
        while case .body(let buffer) = try next(deadline(request)) {
            guard try onChunk(Array(buffer: buffer)) else { return Self.reply(head) }
        }
        isWhole = true
        finish(head)
        return Self.reply(head)
    }

    /// Hangs up; the next request connects again.
    public func hangUp() {
        connection?.close()
        connection = nil
    }
}

extension Client {
    private func deadline(_ request: Request) -> DispatchTime {
        let (seconds, attoseconds) = (request.timeout ?? timeout).components
        // A year is for ever, and does not overflow.
        let whole = min(max(seconds, 0), 31_536_000)
        let nanoseconds = whole * 1_000_000_000 + max(attoseconds, 0) / 1_000_000_000
        return .now() + .nanoseconds(Int(nanoseconds))
    }

    /// Sends, on the kept connection if there is one, and waits for the head of the reply.
    private func begin(
        _ request: Request,
        _ deadline: DispatchTime
    ) throws(ClientError) -> HTTPResponseHead {
        if let kept = connection, kept.isOpen {
            do {
                return try exchange(request, on: kept, deadline)
            } catch {
                guard case .connectionLost = error, request.isIdempotent else { throw error }
            }
        }
        hangUp()
        let fresh = try Connection(socket: socket, group: group, deadline: deadline)
        connection = fresh
        return try exchange(request, on: fresh, deadline)
    }

    private func exchange(
        _ request: Request,
        on connection: Connection,
        _ deadline: DispatchTime
    ) throws(ClientError) -> HTTPResponseHead {
        connection.send(request)
        guard case .head(let head) = try next(deadline) else {
            hangUp()
            throw .protocolMismatch("a reply without a head")
        }
        return head
    }

    private func whole(
        _ head: HTTPResponseHead,
        _ deadline: DispatchTime
    ) throws(ClientError) -> Reply {
        var reply = Self.reply(head)
        while case .body(let buffer) = try next(deadline) {
            guard reply.body.count + buffer.readableBytes <= Self.bodyBytesMax else {
                hangUp()
                throw .protocolMismatch("it has more than \(Self.bodyBytesMax) bytes")
            }
            reply.body.append(contentsOf: buffer.readableBytesView)
        }
        finish(head)
        return reply
    }

    /// The next part; after an error the connection is of no more use.
    private func next(_ deadline: DispatchTime) throws(ClientError) -> Inbox.Part {
        guard let connection else { throw .connectionLost }
        do {
            return try connection.next(until: deadline)
        } catch {
            hangUp()
            throw error
        }
    }

    private func finish(_ head: HTTPResponseHead) {
        if !head.isKeepAlive { hangUp() }
    }

    private static func reply(_ head: HTTPResponseHead) -> Reply {
        Reply(
            status: Int(head.status.code),
            headers: head.headers.map { (name: $0.name.lowercased(), value: $0.value) }
        )
    }
}
