import Ledger
import LedgerAPI
import Platform

@testable import ledgerctl

/// A daemon that answers from a list, and remembers what it was asked.
final class ScriptedDaemon: Transport {
    /// Replies by method and path, without the query; each is given once, the last for ever.
    private var replies: [String: [Reply]]
    /// What it was asked, in order.
    private(set) var requests: [Request] = []

    init(_ replies: [String: [Reply]] = [:]) { self.replies = replies }

    func send(_ request: Request) throws(Failure) -> Reply {
        requests.append(request)
        let key = "\(request.method) \(request.target.prefix { $0 != "?" })"
        guard let waiting = replies[key], let reply = waiting.first else {
            return Reply(
                status: 404,
                body: Array(
                    #"{"code":"not_found","title":"no script for \#(key)","status":404}"#.utf8
                )
            )
        }
        if waiting.count > 1 { replies[key] = Array(waiting.dropFirst()) }
        return reply
    }

    func stream(
        _ request: Request,
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Reply {
        let reply = try send(request)
        guard reply.status < 400 else { return reply }
        // In pieces that end anywhere, as the network has them.
        var rest = reply.body[...]
        while !rest.isEmpty {
            try sink(Array(rest.prefix(7)))
            rest = rest.dropFirst(7)
        }
        return Reply(status: reply.status, headers: reply.headers)
    }
}

extension Reply {
    /// A reply whose body is text.
    static func json(_ text: String, status: Int = 200) -> Reply {
        Reply(status: status, body: Array(text.utf8))
    }
}

/// What a command line did.
struct Outcome {
    var exit: Exit
    var out: String
    var err: String
    var requests: [Request]

    /// The event in the body of the last request.
    var sent: JSON? { requests.last.flatMap { try? JSON(parsing: $0.body) } }
}

/// Runs a command line against a scripted daemon, on 2018-11-20 and with fixed random numbers.
///
/// With `columns` it writes to a screen, with `typed` somebody sits before it.
func ctl(
    _ words: [String],
    _ replies: [String: [Reply]] = [:],
    columns: Int? = nil,
    variables: [String: String] = [:],
    typed: [String]? = nil
) -> Outcome {
    var surroundings = Surroundings()
    surroundings.variables = ["LEDGERCTL_NOW": "2018-11-20"].merging(variables) { $1 }
    surroundings.isOutputTerminal = columns != nil
    surroundings.columns = columns
    surroundings.isInputTerminal = typed != nil
    var waiting = typed ?? []
    surroundings.readLine = { waiting.isEmpty ? nil : waiting.removeFirst() }
    surroundings.now = { 1_542_672_000_000_000 }
    surroundings.random = { [UInt8](repeating: 7, count: $0) }
    let daemon = ScriptedDaemon(replies)
    var streams: [CInt: [UInt8]] = [:]
    let console = Console { descriptor, bytes throws(SystemError) in
        streams[descriptor, default: []] += bytes
    }
    let exit = Runner.run(words, surroundings: surroundings, console: console) {
        _ throws(Failure) in daemon
    }
    return Outcome(
        exit: exit,
        out: String(decoding: streams[1] ?? [], as: UTF8.self),
        err: String(decoding: streams[2] ?? [], as: UTF8.self),
        requests: daemon.requests
    )
}

/// The same for a line whose words hold no blanks.
func ctl(
    _ line: String,
    _ replies: [String: [Reply]] = [:],
    columns: Int? = nil,
    variables: [String: String] = [:],
    typed: [String]? = nil
) -> Outcome {
    ctl(
        line.split(separator: " ").map(String.init),
        replies,
        columns: columns,
        variables: variables,
        typed: typed
    )
}
