/// What the daemon said.
public struct Reply: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Names in lower case, and values, in order.
    public var headers: [(name: String, value: String)]
    /// The body; empty where it was handed on as it came.
    public var body: [UInt8]

    /// Makes a reply.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of a header; the first, if there are several.
    public func header(_ name: String) -> String? {
        headers.first { $0.name == name.lowercased() }?.value
    }

    /// The form of the body; nil if it is none of ours.
    public var type: MediaType? { header("content-type").flatMap(MediaType.init(header:)) }

    /// The refusal in it; nil for a reply that is none.
    ///
    /// A refusal without problem details, as from a proxy, still gets a code: `http_502`.
    public var problem: Problem? {
        guard status >= 400 else { return nil }
        return Problem(bytes: body)
            ?? Problem(
                code: "http_\(status)",
                status: status,
                title: "the daemon answered \(status)"
            )
    }

    /// The reply, unless it is a refusal.
    public func accepted() throws(ClientError) -> Reply {
        if let problem { throw .problem(problem) }
        return self
    }
}
