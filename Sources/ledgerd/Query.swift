import Ledger

/// The parameters of a request, decoded, in order.
struct Query: Sendable {
    /// A name and its value.
    struct Item: Sendable, Equatable {
        var name: String
        var value: String
    }

    let items: [Item]

    /// Reads what stands behind the question mark.
    ///
    /// - Throws: `bad_request` with every escape that is none, and every text that is not UTF-8.
    init(_ text: String?) throws(Refusal) {
        var items: [Item] = []
        var faults: [Fault] = []
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? parts[1] : ""
            if let name = Self.decoded(parts[0]), let value = Self.decoded(value) {
                items.append(Item(name: name, value: value))
            } else {
                faults.append(
                    Fault(
                        String(parts[0]),
                        .malformed,
                        "'\(value)' is not percent-encoded UTF-8",
                        hint: "write % and two hex digits for each byte"
                    )
                )
            }
        }
        self.items = items
        if !faults.isEmpty { throw Self.refusal(faults) }
    }

    /// Refuses parameters that the path does not have, and those given twice but in `repeated`.
    func allow(_ names: [String], repeated: [String] = []) throws(Refusal) {
        var seen: Set<String> = []
        var faults: [Fault] = []
        for item in items {
            if !(names + repeated).contains(item.name) {
                let known = (names + repeated).joined(separator: ", ")
                faults.append(
                    Fault(
                        item.name,
                        .unknownField,
                        "is no parameter of this path",
                        hint: known.isEmpty ? "it takes none" : "it takes \(known)"
                    )
                )
            } else if !seen.insert(item.name).inserted, !repeated.contains(item.name) {
                faults.append(
                    Fault(item.name, .duplicateField, "is given twice", hint: "give it once")
                )
            }
        }
        if !faults.isEmpty { throw Self.refusal(faults) }
    }

    /// The first value of a parameter.
    subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of a parameter, in order.
    func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// A parameter that is `true` or `false`; false without it.
    func flag(_ name: String) throws(Refusal) -> Bool {
        switch self[name] {
        case nil, "false": return false
        case "true": return true
        case let value?: throw Self.malformed(name, value, "true or false")
        }
    }

    /// The value is not what the parameter takes.
    static func malformed(_ name: String, _ value: String, _ expected: String) -> Refusal {
        refusal([Fault(name, .malformed, "'\(value)' is not \(expected)")])
    }

    /// The request has these faults.
    static func refusal(_ faults: [Fault]) -> Refusal {
        let count = faults.count == 1 ? "1 problem" : "\(faults.count) problems"
        return Refusal(.badRequest, "bad request: \(count)", faults: faults)
    }

    /// A plus sign is a space, as in forms; our own client never sends one.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue),
                    let low = rest.popFirst().flatMap(hexValue)
                else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
