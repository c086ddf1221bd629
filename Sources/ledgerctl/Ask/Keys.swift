import Ledger

/// Keys as people type them, for questions.
enum Keys {
    /// A key of any kind.
    static func any(_ text: String, _ flag: String) throws(Failure) -> String {
        do throws(Malformed) { return try Key(text).description } catch {
            throw Failure.usage(flag, error)
        }
    }

    /// A key of one kind, which may be left out: `us-301-list3` is `measure/us-301-list3`.
    static func of(_ kind: Kind, _ text: String, _ flag: String) throws(Failure) -> String {
        let key = try any(hasKind(text) ? text : "\(kind.rawValue)/\(text)", flag)
        guard key.hasPrefix("\(kind.rawValue)/") else {
            throw Failure.usage(
                "\(flag): '\(key)' is not of kind \(kind.rawValue)",
                hints: ["write \(kind.rawValue)/..."]
            )
        }
        return key
    }

    /// An actor's key; three capitals stand for a government.
    static func actor(_ text: String, _ flag: String) throws(Failure) -> String {
        let key = try any(expandedActor(text), flag)
        guard let cut = key.firstIndex(of: "/"),
            Kind(rawValue: String(key[..<cut]))?.isActor == true
        else {
            throw Failure.usage(
                "\(flag): '\(key)' is no actor",
                hints: ["write gov/USA, person/..., org/..."]
            )
        }
        return key
    }

    /// A record or a key: what can be audited or has a history.
    static func subjectOrRecord(_ text: String, _ name: String) throws(Failure) -> String {
        if RecordNumber(text) != nil || RecordID(text) != nil { return text }
        guard hasKind(text) else {
            throw Failure.usage(
                "\(name): '\(text)' has no kind",
                hints: ["write r168, or kind/name as in measure/us-301-list3"]
            )
        }
        return try any(text, name)
    }

    /// A record: `r168`, or its id.
    static func record(_ text: String) throws(Failure) -> String {
        if RecordNumber(text) != nil || RecordID(text) != nil { return text }
        let digits = text.trimmingPrefix("#")
        throw Failure.usage(
            "'\(text)' is no record",
            hints: [Int(digits) == nil ? "write r168" : "write r\(digits)"]
        )
    }

    /// `USA` as `gov/USA`.
    static func expandedActor(_ text: String) -> String {
        let isCountry = text.utf8.count == 3 && text.utf8.allSatisfy { 0x41...0x5a ~= $0 }
        return isCountry ? "gov/\(text)" : text
    }

    /// Whether the text begins with a kind.
    static func hasKind(_ text: String) -> Bool {
        guard let cut = text.firstIndex(where: { $0 == "/" || $0 == ":" }) else { return false }
        return Kind(rawValue: String(text[..<cut])) != nil
    }
}
