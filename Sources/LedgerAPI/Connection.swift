internal import Dispatch
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// One connection to the daemon: a request goes out, the parts of its reply come in.
struct Connection {
    private let channel: any Channel
    private let inbox: Inbox

    /// Connects; while the listener's queue is full, tries again for up to 2 s.
    ///
    /// - Throws: `noDaemon`, `notPermitted`; `timeout` past the deadline.
    init(
        socket: String,
        group: MultiThreadedEventLoopGroup,
        deadline: DispatchTime
    ) throws(ClientError) {
        let inbox = Inbox()
        let patience = min(deadline, .now() + .seconds(2))
        var pause: UInt32 = 1_000
        while true {
            do {
                channel = try Self.bootstrap(group, inbox)
                    .connect(unixDomainSocketPath: socket).wait()
                self.inbox = inbox
                return
            } catch let error as IOError where error.errnoCode == EAGAIN && .now() < patience {
                usleep(pause)
                pause = min(pause * 2, 50_000)
            } catch let error as IOError where error.errnoCode == EACCES {
                throw .notPermitted(path: socket)
            } catch {
                throw .noDaemon(path: socket, reason: Self.reason(error))
            }
        }
    }

    /// Whether the daemon has not hung up.
    var isOpen: Bool { channel.isActive && inbox.isEmpty }

    /// Sends a request.
    func send(_ request: Request) {
        var headers = HTTPHeaders([("host", "ledgerd")])
        for (name, value) in request.headers { headers.add(name: name, value: value) }
        if !request.body.isEmpty || request.method != "GET" {
            headers.add(name: "content-length", value: String(request.body.count))
        }
        let head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target,
            headers: headers
        )
        write(.head(head))
        if !request.body.isEmpty {
            write(.body(.byteBuffer(channel.allocator.buffer(bytes: request.body))))
        }
        write(.end(nil))
        channel.flush()
    }

    /// Waits for the next part of the reply.
    func next(until deadline: DispatchTime) throws(ClientError) -> Inbox.Part {
        if inbox.isEmpty { channel.read() }
        guard let part = inbox.next(until: deadline) else { throw .timeout }
        if case .failed(let error) = part { throw error }
        return part
    }

    /// Hangs up.
    func close() { channel.close(promise: nil) }

    private func write(_ part: HTTPClientRequestPart) {
        // A refused header, say, must not leave us waiting for a reply to nothing.
        channel.write(part).whenFailure { [inbox] _ in inbox.put(.failed(.connectionLost)) }
    }

    private static func bootstrap(
        _ group: MultiThreadedEventLoopGroup,
        _ inbox: Inbox
    ) -> ClientBootstrap {
        ClientBootstrap(group: group)
            // Read by demand only: a long stream must not pile up before a slow consumer.
            .channelOption(ChannelOptions.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                    try pipeline.addHandler(InboxHandler(inbox))
                }
            }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? IOError else {
            return error is SocketAddressError ? "the path is too long for a socket" : "\(error)"
        }
        switch error.errnoCode {
        case ENOENT: return "no such file"
        case ECONNREFUSED: return "connection refused"
        case EAGAIN: return "busy"
        case ENOTSOCK, EPROTOTYPE: return "not a socket"
        case let code: return "error \(code)"
        }
    }
}
