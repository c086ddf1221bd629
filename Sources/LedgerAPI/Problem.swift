public import Ledger

/// A refusal as it travels: the problem details of RFC 9457.
public struct Problem: Error, Sendable, Equatable {
    /// A URI that names the kind of problem.
    public var type: String
    /// One sentence for people.
    public var title: String
    /// The HTTP status.
    public var status: Int
    /// The stable word for programs; one of ``Refusal/Code``, or from a newer daemon.
    public var code: String
    /// What else there is to say about this occurrence.
    public var detail: String?
    /// Every fault of the input, in its order.
    public var faults: [Fault]
    /// The members that belong to this code alone, such as `known` or `failed`.
    public var members: [JSON.Member]

    /// Makes a problem; its type follows from the code.
    public init(
        code: String,
        status: Int,
        title: String,
        detail: String? = nil,
        faults: [Fault] = [],
        members: [JSON.Member] = []
    ) {
        self.type = "https://ledgerd.org/problems/\(code)"
        self.title = title
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = faults
        self.members = members
    }

    /// A refusal of the core.
    public init(_ refusal: Refusal) {
        self.init(
            code: refusal.code.rawValue,
            status: refusal.status,
            title: refusal.title,
            faults: refusal.faults,
            members: refusal.details
        )
    }

    /// Reads a problem; nil if the value is no object or has no `code`.
    ///
    /// A fault whose code this release does not know is kept as `malformed`: its words say more.
    public init?(_ json: JSON) {
        guard let code = json["code"]?.text else { return nil }
        self.init(
            code: code,
            status: json["status"]?.integer ?? 0,
            title: json["title"]?.text ?? code,
            detail: json["detail"]?.text,
            faults: (json["faults"]?.elements ?? []).map(Self.fault),
            members: json.members.filter { !Self.ownNames.contains($0.name) }
        )
        // RFC 9457 section 3.1.1: an absent type is about:blank.
        type = json["type"]?.text ?? "about:blank"
    }

    /// Reads the body of a reply.
    public init?(bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes) else { return nil }
        self.init(json)
    }

    /// The problem as the body of a reply.
    public var json: JSON {
        var own: [JSON.Member] = [
            .init("type", .string(type)), .init("title", .string(title)),
            .init("status", .count(status)), .init("code", .string(code)),
        ]
        if let detail { own.append(.init("detail", .string(detail))) }
        if !faults.isEmpty { own.append(.init("faults", .array(faults.map(\.json)))) }
        return .object(own + members)
    }

    private static let ownNames: Set = ["type", "title", "status", "code", "detail", "faults"]

    private static func fault(_ json: JSON) -> Fault {
        Fault(
            line: json["line"]?.integer,
            json["path"]?.text ?? "",
            json["code"]?.text.flatMap(Fault.Code.init) ?? .malformed,
            json["message"]?.text ?? json["code"]?.text ?? "",
            hint: json["hint"]?.text
        )
    }
}
