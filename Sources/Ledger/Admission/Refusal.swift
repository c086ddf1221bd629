/// Why nothing was recorded: an answer, not an error.
///
/// The codes stand in descending precedence: of several reasons the first is given, with every
/// fault of its kind.
public struct Refusal: Error, Sendable {
    /// The reason; the raw value is the `code` on the wire.
    public enum Code: String, CaseIterable, Sendable {
        case notPermitted = "not_permitted"
        case tooLarge = "too_large"
        case unsupportedMediaType = "unsupported_media_type"
        case badRequest = "bad_request"
        case invalidEvent = "invalid_event"
        case idReused = "id_reused"
        case batchPartlyKnown = "batch_partly_known"
        case expectationFailed = "expectation_failed"
        case badReference = "bad_reference"
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case tooBusy = "too_busy"
        case rebuilding
        case viewsBehind = "views_behind"
        case clockSuspect = "clock_suspect"
        case diskFull = "disk_full"
        case mapFull = "map_full"
        case shuttingDown = "shutting_down"
        case timeout
        case `internal`
    }

    /// The reason.
    public var code: Code
    /// One sentence.
    public var title: String
    /// Every fault found, in the order of the input.
    public var faults: [Fault]
    /// Further members of the problem, such as `known` or `failed`.
    public var details: [JSON.Member]

    /// Makes a refusal.
    public init(
        _ code: Code,
        _ title: String,
        faults: [Fault] = [],
        details: [JSON.Member] = []
    ) {
        self.code = code
        self.title = title
        self.faults = faults
        self.details = details
    }

    /// `not recorded: 2 problems`, with the faults.
    static func faulty(_ code: Code, _ faults: [Fault]) -> Refusal {
        let count = faults.count == 1 ? "1 problem" : "\(faults.count) problems"
        return Refusal(code, "not recorded: \(count)", faults: faults)
    }

    /// The HTTP status that goes with the code.
    public var status: Int {
        switch code {
        case .notPermitted: 403
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .badRequest: 400
        case .invalidEvent, .badReference: 422
        case .idReused, .batchPartlyKnown, .expectationFailed: 409
        case .notFound: 404
        case .methodNotAllowed: 405
        case .tooBusy, .rebuilding, .viewsBehind, .clockSuspect, .shuttingDown: 503
        case .diskFull, .mapFull: 507
        case .timeout: 504
        case .internal: 500
        }
    }

    /// The refusal as an RFC 9457 problem.
    public var json: JSON {
        var members: [JSON.Member] = [
            .init("type", .string("https://ledgerd.org/problems/\(code.rawValue)")),
            .init("title", .string(title)),
            .init("status", .count(status)),
            .init("code", .string(code.rawValue)),
        ]
        if !faults.isEmpty { members.append(.init("faults", .array(faults.map(\.json)))) }
        return .object(members + details)
    }
}

extension Fault {
    /// The fault as a member of a problem's `faults`.
    public var json: JSON {
        var members: [JSON.Member] = []
        if let line { members.append(.init("line", .count(line))) }
        members.append(.init("path", .string(path)))
        members.append(.init("code", .string(code.rawValue)))
        members.append(.init("message", .string(message)))
        if let hint { members.append(.init("hint", .string(hint))) }
        return .object(members)
    }
}
