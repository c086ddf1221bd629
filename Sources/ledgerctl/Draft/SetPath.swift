import Ledger

/// `--set body.place.iso3166=CHN`: any member of an event, by its path.
struct SetPath: Equatable {
    private enum Step: Equatable {
        case member(String)
        case index(Int)
    }

    private var steps: [Step] = []
    /// Nil takes the member away.
    private var value: JSON?

    /// Reads `path=value`; nil if it has no such form.
    ///
    /// The value is JSON where it reads as JSON, else a string. A bare number is a string too,
    /// because decimals are; only fields that count things hold numbers. `null` and nothing take
    /// the member away.
    init?(_ text: String) {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        for part in text[..<equals].split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let name = pieces.first, !name.isEmpty else { return nil }
            steps.append(.member(DraftFlag.underscored(String(name))))
            for piece in pieces.dropFirst() {
                guard piece.last == "]", let index = Int(piece.dropLast()), index >= 0 else {
                    return nil
                }
                steps.append(.index(index))
            }
        }
        let typed = String(text[text.index(after: equals)...])
        switch try? JSON(parsing: Array(typed.utf8)) {
        case nil where typed.isEmpty, .null: value = nil
        case .number where !counts: value = .string(typed)
        case let json?: value = json
        case nil: value = .string(typed)
        }
    }

    /// Whether the last step names a field that counts things.
    private var counts: Bool {
        guard case .member(let name) = steps.last else { return false }
        if name == "from" || name == "to" { return steps.contains(.member("quote_ref")) }
        return BodyField(name: name).map { FieldDictionary.entry($0).format == .count } == true
    }

    /// Sets it in an event; false where the path leads through a text or past the end of a list.
    func apply(to event: inout JSON) -> Bool { SetPath.apply(steps[...], value, &event) }

    private static func apply(
        _ steps: ArraySlice<Step>,
        _ value: JSON?,
        _ target: inout JSON
    ) -> Bool {
        var rest = steps
        switch rest.popFirst() {
        case nil:
            target = value ?? .null
            return true
        case .member(let name):
            if target == .null { target = .object([]) }
            guard case .object = target else { return false }
            if rest.isEmpty {
                target.set(name, value)
                return true
            }
            var inner = target[name] ?? .null
            guard apply(rest, value, &inner) else { return false }
            target.set(name, inner)
            return true
        case .index(let index):
            if target == .null { target = .array([]) }
            guard case .array(var elements) = target, index <= elements.count else { return false }
            if rest.isEmpty, value == nil {
                guard index < elements.count else { return false }
                elements.remove(at: index)
            } else {
                if index == elements.count { elements.append(.null) }
                guard apply(rest, value, &elements[index]) else { return false }
            }
            target = .array(elements)
            return true
        }
    }
}
