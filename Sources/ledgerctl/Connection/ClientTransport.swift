import LedgerAPI

/// The daemon at a socket.
struct ClientTransport: Transport {
    private let client: Client
    private let socket: String

    /// How long to wait when nothing is said.
    private static let usualTimeout = Duration.seconds(30)

    /// Connects with the first request.
    init(socket: String, timeout: Timeout?) {
        self.socket = socket
        client = Client(socket: socket, timeout: timeout?.duration ?? ClientTransport.usualTimeout)
    }

    func greet(_ session: Session) throws(Failure) {
        guard let store = PinStore(session.surroundings.directories) else { return }
        try PinCheck(socket: socket, store: store).run(self, remark: session.remark)
    }

    func send(_ request: Request) throws(Failure) -> Reply {
        do throws(ClientError) { return try client.send(request) } catch {
            throw Failure(error, socket: socket)
        }
    }

    func stream(
        _ request: Request,
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Reply {
        do {
            return try client.stream(request) { chunk in
                try sink(chunk)
                return true
            }
        } catch let failure as Failure {
            throw failure
        } catch let error as ClientError {
            throw Failure(error, socket: socket)
        } catch {
            throw Failure(exit: .bug, code: "internal", message: "\(error)")
        }
    }
}
