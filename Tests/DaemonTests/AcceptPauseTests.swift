import Glibc
import Logging
import NIOCore
import NIOPosix
import Platform
import Synchronization
import Testing

@testable import ledgerd

/// A listening socket after a connection could not be accepted.
struct AcceptPauseTests {
    @Test func `it rests once for each failure, and takes who waits afterwards`() async throws {
        let folder = try Scratch()
        let accepted = Accepted()
        let channel = try await listen(folder("s"), pause: .milliseconds(400), accepted)
        let first = try await blocking { Wire(try UnixSocket.connect(path: folder("s"))) }
        #expect(try await eventually { accepted.count == 1 })
        let began = ContinuousClock.now
        channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
        #expect(try await isReading(channel) == false)
        let second = try await blocking { Wire(try UnixSocket.connect(path: folder("s"))) }
        // It is in the queue of the kernel, and nobody takes it out yet.
        try await Task.sleep(for: .milliseconds(100))
        #expect(accepted.count == 1 || ContinuousClock.now - began >= .milliseconds(400))
        #expect(try await eventually { accepted.count == 2 })
        #expect(ContinuousClock.now - began >= .milliseconds(390))
        #expect(try await isReading(channel))
        #expect(accepted.errors == 1, "who comes behind it hears of the failure, too")
        withExtendedLifetime((first, second)) {}
        try await channel.close()
    }

    @Test func `a socket that was closed meanwhile is left alone`() async throws {
        let folder = try Scratch()
        let channel = try await listen(folder("s"), pause: .milliseconds(50), Accepted())
        channel.pipeline.fireErrorCaught(IOError(errnoCode: ENFILE, reason: "accept"))
        try await channel.close()
        // The end of the pause finds nothing to wake; a mistake here would end this process.
        try await Task.sleep(for: .milliseconds(200))
        #expect(!channel.isActive)
    }

    private func isReading(_ channel: any Channel) async throws -> Bool {
        try await channel.getOption(ChannelOptions.autoRead).get()
    }

    private func listen(
        _ path: String,
        pause: TimeAmount,
        _ accepted: Accepted
    ) async throws -> any Channel {
        var limits = Limits()
        limits.acceptPause = pause
        let log = LimitLog(Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let bounds = Bounds(limits: limits, drain: Drain(), log: log, meters: Meters())
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause(bounds: bounds))
                    try channel.pipeline.syncOperations.addHandler(Counter(accepted))
                }
            }
            .childChannelInitializer { $0.eventLoop.makeSucceededVoidFuture() }
            .bind(unixDomainSocketPath: path).get()
    }
}

/// What came through the pipeline of a listening socket.
private final class Accepted: Sendable {
    private let counts = Mutex((connections: 0, errors: 0))

    var count: Int { counts.withLock { $0.connections } }
    var errors: Int { counts.withLock { $0.errors } }

    func connection() { counts.withLock { $0.connections += 1 } }
    func error() { counts.withLock { $0.errors += 1 } }
}

/// Stands behind the pause.
private final class Counter: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let accepted: Accepted

    init(_ accepted: Accepted) { self.accepted = accepted }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        accepted.connection()
        context.fireChannelRead(data)
    }

    // It ends here: behind this, an error of a listening socket closes it.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { accepted.error() }
}
