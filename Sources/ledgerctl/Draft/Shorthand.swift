import Ledger

/// Objects typed as `name=value,name=value`.
enum Shorthand {
    /// The members of a text, in order.
    ///
    /// A comma ends a value only where a known name and `=` follow, so that prose keeps its own.
    static func members(
        _ text: String,
        names: [String],
        of what: String
    ) throws(Malformed) -> [(name: String, value: String)] {
        let example = names.prefix(3).map { "\($0)=..." }.joined(separator: ",")
        var found: [(name: String, value: String)] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = part.firstIndex(of: "=").map {
                DraftFlag.underscored(part[..<$0].trimmed)
            }
            if let name, names.contains(name), let equals = part.firstIndex(of: "=") {
                guard !found.contains(where: { $0.name == name }) else {
                    throw Malformed(text, expected: what, reason: "it has '\(name)' twice")
                }
                found.append((name, String(part[part.index(after: equals)...])))
            } else if let last = found.indices.last {
                found[last].value += ",\(part)"
            } else {
                let near = name.flatMap { Suggestion.nearest(to: $0, in: names) }
                throw Malformed(
                    text,
                    expected: what,
                    hint: near.map { "did you mean '\($0)='?" } ?? "write \(example)"
                )
            }
        }
        return found
    }

    /// `if=...` or `unless=...`.
    static func condition(_ text: String) throws(Malformed) -> JSON {
        let parts = try members(text, names: ["if", "unless"], of: "a condition")
        return .object(parts.map { .init($0.name, .string($0.value)) })
    }
}

extension FieldValue {
    /// `issue=tariffs,action=reduce,text=...`.
    func item(_ text: String) throws(Malformed) -> JSON {
        let names = [
            "issue", "action", "text", "amount", "deadline", "period", "baseline", "about",
        ]
        let parts = try Shorthand.members(text, names: names, of: "an item")
        return .object(
            try parts.map { part throws(Malformed) in
                .init(part.name, try itemMember(part.name, part.value))
            }
        )
    }

    private func itemMember(_ name: String, _ value: String) throws(Malformed) -> JSON {
        switch name {
        case "action": .string(try FieldValue.word(value, of: Action.words))
        case "amount": amount(try Amount.shorthand(value))
        case "deadline", "period": try dates.json(value)
        case "baseline": .string(try Key(value).description)
        case "about":
            .array(
                try value.split(separator: " ").map { key throws(Malformed) in
                    .string(try Key(String(key)).description)
                }
            )
        default: .string(value)
        }
    }

    /// `exported-before=2018-09-24,rate=10%`.
    func entryRule(_ text: String) throws(Malformed) -> JSON {
        let names = ["exported_before", "rate", "entered_before"]
        let parts = try Shorthand.members(text, names: names, of: "an entry rule")
        return .object(
            try parts.map { part throws(Malformed) in
                .init(
                    part.name,
                    part.name == "rate"
                        ? rate(try Rate.shorthand(part.value)) : try dates.json(part.value)
                )
            }
        )
    }

    /// `value=337bn,period=2017`.
    func observation(_ text: String) throws(Malformed) -> JSON {
        let parts = try Shorthand.members(text, names: ["value", "period"], of: "an observation")
        return .object(
            try parts.map { part throws(Malformed) in
                .init(
                    part.name,
                    part.name == "value"
                        ? amount(try Amount.shorthand(part.value, defaultUnit: unit(of: .value)))
                        : try dates.json(part.value)
                )
            }
        )
    }

    /// `title=Trade Representative,at=org/ustr,from=2017-05-15`.
    func post(_ text: String) throws(Malformed) -> JSON {
        let names = ["title", "at", "at_name", "from", "until"]
        let parts = try Shorthand.members(text, names: names, of: "a post")
        return .object(
            try parts.map { part throws(Malformed) in
                switch part.name {
                case "from", "until": .init(part.name, try dates.json(part.value))
                case "at": .init("at", .string(try Key(Keys.expandedActor(part.value)).description))
                default: .init(part.name, .string(part.value))
                }
            }
        )
    }
}
