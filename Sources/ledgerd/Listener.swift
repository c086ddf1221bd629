import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import Platform

/// Accepts connections on a socket that is bound already, and serves them until told to stop.
///
/// Hummingbird's own server can neither bind this socket as we want nor tell who is at the other
/// end; its HTTP/1 channel and router do the rest.
struct Listener<Responder: HTTPResponder>: Sendable where Responder.Context == LedgerContext {
    /// A listening Unix socket, which is closed at the end.
    let descriptor: CInt
    let responder: Responder
    let bounds: Bounds
    let logger: Logger
    /// What an account may do now.
    let role: @Sendable (Peer) -> Access.Role

    private typealias Server = NIOAsyncChannel<Connection, Never>

    /// Serves until told to stop, and then until the last request is done or the time for
    /// that is over.
    ///
    /// - Parameter ready: called once connections are accepted.
    /// - Throws: when the descriptor cannot be listened on.
    func run(ready: @Sendable () -> Void) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let connections = Connections(limits: bounds.limits)
        let quiesce = ServerQuiescingHelper(group: group)
        let server = try await bind(group, quiesce, connections)
        bounds.drain.onStop {
            quiesce.initiateShutdown(promise: nil)
            group.next().scheduleTask(in: bounds.limits.drain) { connections.closeAll() }
        }
        ready()
        let memberships = Memberships(
            connections: connections,
            role: role,
            pause: bounds.limits.membership,
            logger: logger
        )
        let watch = Task { await memberships.watch() }
        defer { watch.cancel() }
        let front = Front(responder: responder, bounds: bounds, logger: logger)
        try await withThrowingDiscardingTaskGroup { tasks in
            try await server.executeThenClose { inbound in
                for try await connection in inbound {
                    tasks.addTask { await serve(connection, front, connections) }
                }
            }
        }
    }

    private func bind(
        _ group: MultiThreadedEventLoopGroup,
        _ quiesce: ServerQuiescingHelper,
        _ connections: Connections
    ) async throws -> Server {
        let http = HTTP1Channel(
            responder: { _, _, _ in },
            configuration: .init(
                additionalChannelHandlers: [Stalls(bounds: bounds), MalformedRequest()],
                idleTimeout: bounds.limits.idle
            )
        )
        return try await ServerBootstrap(group: group)
            .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                ChannelOptions.writeBufferWaterMark,
                value: .init(low: 64 << 10, high: 256 << 10)
            )
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = quiesce.makeServerChannelHandler(channel: channel)
                    let pause = AcceptPause(bounds: bounds)
                    try channel.pipeline.syncOperations.addHandler(pause)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(descriptor) { channel in
                // On the event loop, before a byte is read. A failed future would leak the
                // connection, so whatever is wrong with it is answered later.
                let peer = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                    of: NIOBSDSocket.Handle.self
                ) { try Peer(socket: $0) }
                let standing = connections.add(channel)
                return http.setup(channel: channel, logger: logger)
                    .map { Connection(http: $0, peer: peer, standing: standing) }
            }
    }

    private func serve(
        _ connection: Connection,
        _ front: Front<Responder>,
        _ connections: Connections
    ) async {
        let uid: Logger.MetadataValue = "\(connection.peer.map { String($0.uid) } ?? "unknown")"
        logger.debug("connection opened", metadata: ["uid": uid])
        bounds.meters.opened(connection.peer)
        defer {
            bounds.meters.closed(connection.peer)
            logger.debug("connection closed", metadata: ["uid": uid])
        }
        switch connection.standing {
        case .served: break
        case .excess:
            bounds.meters.turnedAway()
            bounds.log.hit(.connections, uid: connection.peer?.uid)
            connection.channel.eventLoop.scheduleTask(in: bounds.limits.excessTimeout) {
                connection.channel.close(promise: nil)
            }
        case .dropped:
            bounds.meters.turnedAway()
            bounds.log.hit(.connections, uid: connection.peer?.uid)
            try? await connection.http.executeThenClose { _, _ in }
            return
        }
        if let peer = connection.peer {
            connections.judge(connection.channel, peer, as: role(peer))
        }
        let http = HTTP1Channel(responder: { request, writer, _ in
            try await front.respond(to: request, writer, connection)
        })
        await http.handle(value: connection.http, logger: logger)
    }
}
