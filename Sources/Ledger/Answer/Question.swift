/// What is asked: a view, its parameters, and the coordinates as they were written.
public struct Question: Sendable {
    /// The view: `measures/in-force`.
    public var view: String
    /// Parameters of the view.
    public var parameters: [String: String]

    /// The parameters that every view takes.
    public static let common: Set<String> = [
        "on", "known", "as_of", "strict", "min", "rules",
    ]

    /// The views that look at every subject or record whatever is asked, several times over: they
    /// may take longer, and must not keep other questions waiting.
    public static let walks: Set<String> = [
        "replay", "diff", "check", "search", "claims/conflicts",
    ]

    /// The views, with the parameters of their own.
    public static let views: [String: Set<String>] = [
        "measures/in-force": ["imposer", "target"],
        "measures": ["state", "imposer", "target"],
        "measures/show": ["subject"],
        "measures/upcoming": ["within", "imposer", "target"],
        "measures/exposure": ["by", "imposer", "target", "since", "through"],
        "proposals": ["kind", "open", "by", "to", "issue"],
        "talks": ["state", "actor", "since", "through"],
        "commitments": ["overdue", "by"],
        "agreements": [],
        "restrictions": ["state"],
        "proceedings": [],
        "proceedings/show": ["subject"],
        "issues": [],
        "issues/show": ["issue"],
        "claims": ["subject"],
        "claims/conflicts": ["kind", "subject"],
        "claims/matrix": ["subject", "issue"],
        "timeline": ["since", "through", "actor", "type", "source", "issue", "subject", "limit"],
        "replay": ["to", "from", "by"],
        "diff": ["axis", "from", "to", "records"],
        "records": [
            "type", "subject", "actor", "source", "issue", "since", "through", "batch", "limit",
            "after",
        ],
        "batches": ["recorder", "batch", "limit"],
        "search": ["words", "type", "source", "count_by", "limit"],
        "records/show": ["record"],
        "records/history": ["subject"],
        "records/trace": ["record"],
        "sources": [],
        "sources/show": ["source"],
        "actors": ["kind"],
        "actors/show": ["actor"],
        "types": [],
        "types/show": ["type"],
        "subjects": ["prefix"],
        "check": ["only"],
        "schemas": [],
        "schemas/show": ["name"],
    ]

    /// Makes a question of a path behind `/v1/` and its query items; every fault at once.
    public init(view: String, items: [(name: String, value: String)]) throws(Refusal) {
        guard let own = Self.views[view] else {
            let near = Suggestion.nearest(to: view, in: Self.views.keys.sorted())
            throw Refusal(
                .notFound,
                "there is no view '\(view)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
            )
        }
        self.view = view
        parameters = [:]
        var faults: [Fault] = []
        for (name, value) in items {
            guard own.contains(name) || Self.common.contains(name) else {
                let near = Suggestion.nearest(to: name, in: own.union(Self.common).sorted())
                faults.append(
                    Fault(
                        name,
                        .unknownField,
                        "is no parameter of \(view)",
                        hint: near.map { "did you mean '\($0)'?" }
                    )
                )
                continue
            }
            if parameters.updateValue(value, forKey: name) != nil {
                faults.append(Fault(name, .duplicateField, "is given twice"))
            }
        }
        guard faults.isEmpty else {
            throw Refusal(.badRequest, "not answered: see the faults", faults: faults)
        }
    }

    /// The least record that the views must cover, from `min`.
    public var minimum: UInt64? { get throws(Refusal) { try record("min")?.value } }

    /// The coordinates asked for.
    ///
    /// - Parameters:
    ///   - today: what `on` defaults to.
    ///   - asOf: resolves a record, a checkpoint's name or a date.
    ///   - head: what `as_of` defaults to.
    /// - Throws: a refusal of the first coordinate that cannot be read, and what `asOf` throws.
    /// - Returns: the coordinates, resolved.
    public func coordinates(
        today: Day,
        asOf: (String) throws(Refusal) -> RecordNumber,
        head: RecordNumber
    ) throws(Refusal) -> Coordinates {
        if let rules = try count("rules"), rules != Rules.version {
            throw bad(
                "rules",
                "\(rules) are not the rules of this release, which are \(Rules.version)",
                hint: "ask the release that the CHANGELOG names for rules \(rules)"
            )
        }
        let known = parameters["known"] == "unbounded" ? nil : try day("known")
        let strict = try word("strict", of: ["true", "false"])
        let limit = if let text = parameters["as_of"] { try asOf(text) } else { head }
        return Coordinates(
            on: try day("on") ?? today,
            known: known,
            asOf: limit,
            isStrict: strict == "true"
        )
    }

    /// A day parameter.
    func day(_ name: String) throws(Refusal) -> Day? {
        try parse(name) { (text) throws(Malformed) in try Day.parseQuery(text) }
    }

    /// A key parameter.
    func key(_ name: String) throws(Refusal) -> Key? {
        try parse(name) { (text) throws(Malformed) in try Key(text) }
    }

    /// A key that must be given.
    func neededKey(_ name: String) throws(Refusal) -> Key {
        guard let key = try key(name) else { throw missing(name) }
        return key
    }

    /// A whole number of 0 or more.
    func count(_ name: String) throws(Refusal) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let count = Int(text), count >= 0 else {
            throw bad(name, "'\(text)' is not a whole number of 0 or more", hint: "write 30")
        }
        return count
    }

    /// A record, as `r168`.
    func record(_ name: String) throws(Refusal) -> RecordNumber? {
        guard let text = parameters[name] else { return nil }
        guard let record = RecordNumber(text) else {
            throw bad(name, "'\(text)' is not a record", hint: "write r168")
        }
        return record
    }

    /// One of a few words.
    func word(_ name: String, of words: [String]) throws(Refusal) -> String? {
        guard let text = parameters[name] else { return nil }
        guard words.contains(text) else {
            throw bad(
                name,
                "'\(text)' is not one of its words",
                hint: "write one of: \(words.joined(separator: ", "))"
            )
        }
        return text
    }

    func missing(_ name: String) -> Refusal {
        Refusal(
            .badRequest,
            "not answered: \(name) is needed",
            faults: [Fault(name, .missing, "is needed for \(view)")]
        )
    }

    func bad(_ name: String, _ message: String, hint: String? = nil) -> Refusal {
        Refusal(
            .badRequest,
            "not answered: \(name) \(message)",
            faults: [Fault(name, .malformed, message, hint: hint)]
        )
    }

    private func parse<T>(
        _ name: String,
        _ make: (String) throws(Malformed) -> T
    ) throws(Refusal) -> T? {
        guard let text = parameters[name] else { return nil }
        do throws(Malformed) {
            return try make(text)
        } catch {
            throw bad(name, error.statement, hint: error.hint)
        }
    }
}
