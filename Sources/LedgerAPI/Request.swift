/// A request to the daemon.
public struct Request: Sendable {
    /// Such as `GET`.
    public var method: String
    /// Path and query, percent-encoded: what ``target(_:query:)`` makes.
    public var target: String
    /// Further headers; `Host` and `Content-Length` are the client's.
    public var headers: [(name: String, value: String)]
    /// The body; empty for none.
    public var body: [UInt8]
    /// How long to wait, instead of the client's own limit.
    public var timeout: Duration?

    /// Makes a request.
    public init(
        method: String,
        target: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        timeout: Duration? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }

    /// Asks for something.
    public static func get(
        _ path: String,
        query: [(String, String)] = [],
        accept: MediaType = .json
    ) -> Request {
        Request(
            method: "GET",
            target: target(path, query: query),
            headers: [("accept", accept.rawValue)]
        )
    }

    /// Sends something to be worked on.
    public static func post(
        _ path: String,
        query: [(String, String)] = [],
        body: [UInt8],
        type: MediaType = .json
    ) -> Request {
        Request(
            method: "POST",
            target: target(path, query: query),
            headers: [("content-type", type.rawValue), ("accept", MediaType.json.rawValue)],
            body: body
        )
    }

    /// Sends something to be kept under a name.
    public static func put(
        _ path: String,
        query: [(String, String)] = [],
        body: [UInt8],
        type: MediaType = .bytes
    ) -> Request {
        Request(
            method: "PUT",
            target: target(path, query: query),
            headers: [("content-type", type.rawValue), ("accept", MediaType.json.rawValue)],
            body: body
        )
    }

    /// A path and the parameters of a question, encoded.
    public static func target(_ path: String, query: [(String, String)] = []) -> String {
        let pairs = query.map { "\(encode($0.0, keeping: ""))=\(encode($0.1, keeping: "/:@"))" }
        let path = encode(path, keeping: "/:@")
        return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
    }

    /// Escapes all but the unreserved characters of RFC 3986 section 2.3 and those to keep.
    ///
    /// A plus sign is always escaped, because many read it as a space in a query.
    static func encode(_ text: String, keeping kept: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: out.append(byte)
            case _ where kept.utf8.contains(byte): out.append(byte)
            default:
                out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether sending it twice is as good as once (RFC 9110 section 9.2.2).
    var isIdempotent: Bool { ["GET", "HEAD", "PUT"].contains(method) }
}
