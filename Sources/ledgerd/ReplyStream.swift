import Hummingbird
import HTTPTypes
import enum LedgerAPI.MediaType
import NIOCore
import NIOHTTPTypes

/// A service's reply on its way to a connection.
struct ReplyStream: Sendable {
    let channel: any Channel
    let bounds: Bounds

    /// The response to send for a reply.
    func response(_ reply: ServiceReply) -> Response {
        // C2SP tlog-tiles asks for the charset of a checkpoint.
        let type = reply.type.rawValue + (reply.type == .text ? "; charset=utf-8" : "")
        var headers: HTTPFields = [.contentType: type]
        if [429, 503].contains(reply.status) { headers[.retryAfter] = "1" }
        return Response(
            status: HTTPResponse.Status(code: reply.status),
            headers: headers,
            body: body(reply.body)
        )
    }

    private func body(_ body: ServiceReply.Body) -> ResponseBody {
        switch body {
        case .bytes(let bytes) where bytes.count <= bounds.limits.pieceBytesMax:
            return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .bytes(let bytes):
            return ResponseBody(contentLength: bytes.count) { writer in
                for start in stride(from: 0, to: bytes.count, by: bounds.limits.pieceBytesMax) {
                    let end = min(start + bounds.limits.pieceBytesMax, bytes.count)
                    try await send(ByteBuffer(bytes: bytes[start..<end]))
                }
                try await writer.finish(nil)
            }
        case .stream(let make):
            return ResponseBody { writer in
                try await run(make, endsWithDaemon: false)
                try await writer.finish(nil)
            }
        case .follow(let make):
            return ResponseBody { writer in
                try await run(make, endsWithDaemon: true)
                try await writer.finish(nil)
            }
        }
    }

    /// Makes a body until it is done, the client leaves, or the daemon stops.
    private func run(
        _ make: @escaping @Sendable (ServiceReply.Write) async throws -> Void,
        endsWithDaemon: Bool
    ) async throws {
        // A quiet stream writes nothing, so a client that left would go unnoticed.
        let (interrupted, interruption) = AsyncStream<Void>.makeStream()
        channel.closeFuture.whenComplete { _ in interruption.finish() }
        let number = endsWithDaemon ? bounds.drain.onStop { interruption.finish() } : 0
        defer { bounds.drain.forget(number) }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await make { bytes in
                        if !bytes.isEmpty { try await send(ByteBuffer(bytes: bytes)) }
                    }
                }
                group.addTask {
                    for await _ in interrupted {}
                    throw CancellationError()
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch let error where endsWithDaemon && bounds.drain.exit != nil && channel.isActive {
            guard error is CancellationError else { throw error }
        }
    }

    /// Sends a piece and waits until the kernel has it: a slow client slows its own stream only,
    /// and one that has stopped is cut off.
    ///
    /// It goes behind the head, which the router's writer put on the same event loop before.
    private func send(_ piece: ByteBuffer) async throws {
        let cut = channel.eventLoop.scheduleTask(in: bounds.limits.writeStall) {
            bounds.log.hit(.reading)
            channel.close(promise: nil)
        }
        defer { cut.cancel() }
        try await channel.writeAndFlush(HTTPResponsePart.body(piece)).get()
    }
}
