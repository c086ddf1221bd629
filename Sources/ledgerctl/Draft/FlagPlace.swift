import Ledger

/// The flag that a path of an event came from, so that a fault points at what was typed.
enum FlagPlace {
    /// A fault as people at a terminal need it told.
    static func row(_ fault: Fault, in event: JSON) -> Failure.Row {
        // Some hints have a form for JSON and one for flags: `{...}, or --imposer gov/USA`.
        let hint = fault.hint.map { hint in
            hint.firstRange(of: ", or --").map { "write --\(hint[$0.upperBound...])" } ?? hint
        }
        return Failure.Row(place: flag(of: fault, in: event), what: fault.message, hint: hint)
    }

    /// The flag of a fault's path.
    ///
    /// - Parameters:
    ///   - fault: its path is such as `body.rate.pct`, `actors[1]`, `evidence[0].loc`; its words
    ///     name the role that is missing.
    ///   - event: the event sent, in which the path is looked up.
    /// - Returns: the flag with its dashes, a word of the usage, or the path itself.
    static func flag(of fault: Fault, in event: JSON) -> String {
        let path = fault.path
        // What a correction or retraction is about is no flag but the record named first.
        let isLifecycle = ["record.corrected", "record.retracted"].contains(event["type"]?.text)
        if isLifecycle, path == "body.target" { return "RECORD" }
        var steps = path.split(separator: ".").map(String.init)
        if steps.first == "replacement" { steps.removeFirst() }
        guard let first = steps.first else { return "" }
        let (name, index) = FlagPlace.step(first)
        switch name {
        case "type": return "TYPE"
        case "subject": return "SUBJECT"
        case "occurred": return date("--occurred", steps.dropFirst().first)
        case "actors": return party(index, fault.message, event)
        case "issues": return "--issue"
        case "links": return steps.dropFirst().first == "by" ? "--link-by" : "--link"
        case "coder_confidence": return "--coder-confidence"
        case "evidence": return index ?? 0 > 0 ? path : evidence(steps.dropFirst().first)
        case "body": return body(steps.dropFirst(), path)
        case "id", "ref", "note", "modality", "inferred": return "--\(name)"
        default: return path
        }
    }

    private static func step(_ text: String) -> (name: String, index: Int?) {
        guard let open = text.firstIndex(of: "["), text.last == "]" else { return (text, nil) }
        return (String(text[..<open]), Int(text[text.index(after: open)...].dropLast()))
    }

    private static func date(_ flag: String, _ member: String?) -> String {
        switch member {
        case "basis": "--basis"
        case "text": "--date-text"
        case "anchor": "--date-anchor"
        case "tz": "--tz"
        default: flag
        }
    }

    /// The role of the actor at fault, or the one that the message says is needed.
    private static func party(_ index: Int?, _ message: String, _ event: JSON) -> String {
        let actors = (event["replacement"] ?? event)["actors"]?.elements ?? []
        if let index, index < actors.count, let role = actors[index]["role"]?.text {
            return "--\(DraftFlag.dashed(role))"
        }
        let quoted = message.split(separator: "'", omittingEmptySubsequences: false)
        guard quoted.count > 1, Role(rawValue: String(quoted[1])) != nil else { return "--with" }
        return "--\(DraftFlag.dashed(String(quoted[1])))"
    }

    private static func evidence(_ member: String?) -> String {
        switch member.map({ step($0).name }) {
        case nil, "source": "--source"
        case "chain": "--via"
        case "basis": "--evidence-basis"
        case "quote_ref": "--set evidence[0].quote_ref"
        case let name?: "--\(DraftFlag.dashed(name))"
        }
    }

    private static func body(_ steps: ArraySlice<String>, _ path: String) -> String {
        guard let first = steps.first.map({ step($0).name }) else { return "fields" }
        if first == "items" { return "--item" }
        guard let field = BodyField(name: first) else { return path }
        let isDate = FieldDictionary.entry(field).format == .date
        let flag = "--\(DraftFlag.dashed(first))"
        return isDate ? date(flag, steps.dropFirst().first) : flag
    }
}
