/// CloudEvents 1.0 whose `data` is an event (cloudevents.io, spec.md and formats/json-format.md).
public enum CloudEvent {
    /// The events of a CloudEvent or a batch of them, one a line, each with its derived id.
    ///
    /// The id is a UUIDv8 of SHA-256(source ‖ 0 ‖ id): the pair is unique by the specification,
    /// so sending it twice records it once.
    ///
    /// - Parameter value: one CloudEvent, or a list of them.
    /// - Returns: the lines, and what is wrong with the envelopes, by their places from 1.
    public static func lines(_ value: JSON) -> (text: [UInt8], faults: [Fault]) {
        let single: [JSON] = [value]
        let isBatch = if case .array = value { true } else { false }
        let events = isBatch ? value.elements : single
        var text: [UInt8] = []
        var faults: [Fault] = []
        for (index, event) in events.enumerated() {
            let line = index + 1
            for name in ["id", "source", "specversion", "type"] where event[name]?.text == nil {
                faults.append(
                    Fault(
                        line: line,
                        name,
                        .missing,
                        "is needed in a CloudEvent",
                        hint: "CloudEvents 1.0 has id, source, specversion and type"
                    )
                )
            }
            if let version = event["specversion"]?.text, version != "1.0" {
                faults.append(
                    Fault(line: line, "specversion", .malformed, "is '\(version)', not '1.0'")
                )
            }
            guard case .object(let members)? = event["data"] else {
                faults.append(
                    Fault(line: line, "data", .missing, "is needed: the event, as an object")
                )
                continue
            }
            guard let source = event["source"]?.text, let id = event["id"]?.text else { continue }
            let named = Array(source.utf8) + [0] + Array(id.utf8)
            let derived = RecordID(derivedFrom: Hash.sha256(of: named.span))
            let rest = members.filter { $0.name != "id" }
            let item = JSON.object([.init("id", .string(derived.description))] + rest)
            item.write(to: &text)
            text.append(0x0a)
        }
        return (text, faults)
    }
}
