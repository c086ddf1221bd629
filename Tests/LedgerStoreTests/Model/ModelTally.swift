import Ledger

/// The evidence in one line of counts: origins counted, not documents.
extension ModelWorld {
    /// The counts of `own`, what is told of a subject, and `about`, what others say about it.
    func tally(_ own: [Told], _ about: [Told]) -> JSON {
        let told = own.filter { $0.verb != "refused" }
        let asserted = told.flatMap { told in told.assertions.map { (entry: $0, told: told) } }
        let classes = asserted.map { evidenceClass($0.entry, of: $0.told.event) }
        let handles = Set(
            (told + about.filter { $0.verb != "refused" }).flatMap(\.assertions).map(\.origin)
                .filter { $0.kind == .anon }
        )
        let outlets = Set(asserted.compactMap { origin(of: $0.entry) })
        let held = outlets.filter { outlet in
            asserted.contains { origin(of: $0.entry) == outlet && isHeld($0.entry) }
        }
        let credited = asserted.compactMap { $0.entry.firstReporter?.key }
        func count(_ type: String) -> JSON {
            .count((own + about).filter { $0.event.type.name == type }.count)
        }
        return .fields([
            "row": .string("tally"),
            "class": .text(classes.min { $0.rawValue < $1.rawValue }?.word),
            "named": .count(
                Set(asserted.map(\.entry).filter { $0.attribution == .named }.map(\.origin)).count
            ),
            "unnamed": people(handles), "outlets": .count(outlets.count),
            "outlets_held": .count(held.count),
            "first_reporter": .text(
                credited.isEmpty
                    ? nil
                    : credited.reduce(into: [Key]()) { if !$0.contains($1) { $0.append($1) } }
                        .map { registry.actors[$0]?.name ?? $0.description }
                        .joined(separator: ", ")
            ),
            "no_comment": count("comment.refused"), "denied": count("claim.denied"),
            "confirmed": count("claim.confirmed"), "disavowed": count("claim.disavowed"),
        ])
    }

    /// The first document of a chain is the one that spoke to the origin.
    private func spoke(_ entry: Evidence) -> Key {
        entry.chain.first { $0.who.kind == .src }?.who ?? entry.source.key
    }

    /// A wire's text is the wire's, whoever prints it.
    func origin(of entry: Evidence) -> Key? {
        let source = registry.sources[spoke(entry)]
        return source?.wire ?? source?.outlet
    }

    private func isHeld(_ entry: Evidence) -> Bool {
        registry.sources[spoke(entry)]?.held != .citedOnly
    }

    /// The fewest people is the largest group, or the largest set of handles said to be different;
    /// the most adds all up, but for handles that are stated to be one.
    private func people(_ handles: Set<Key>) -> JSON {
        var cut = cut
        cut.isStrict = true
        let stated = ModelJoins(ledger, standing, cut)
        let counts = handles.map { (key: $0, count: people($0)) }
        let least = max(counts.map(\.count.least).max() ?? 0, different(handles.sorted()))
        let groups = Set(handles.map { stated.group(of: $0).intersection(handles) })
        let uppers = groups.map { group in
            counts.filter { group.contains($0.key) }.map { $0.count.most ?? .max }.max() ?? 0
        }
        let isOpen = uppers.contains(.max)
        return .fields([
            "least": .count(least), "most": isOpen ? .null : .count(uppers.reduce(0, +)),
        ])
    }

    /// How many people a handle stands for: `2`, `2..`, `2..4`; one if nothing is said.
    private func people(_ handle: Key) -> (least: Int, most: Int?) {
        guard let text = registry.actors[handle]?.count else { return (1, 1) }
        guard let dots = text.firstRange(of: "..") else {
            return (Int(text) ?? 1, Int(text) ?? 1)
        }
        return (Int(text[..<dots.lowerBound]) ?? 1, Int(text[dots.upperBound...]))
    }

    /// The size of the largest set of handles that are all said to differ.
    private func different(_ handles: [Key]) -> Int {
        var pairs: Set<Set<Key>> = []
        for version in standing where version.event.type.name == "identity.linked" {
            let body = version.event.body
            guard body.text(.rel) == "different", let a = body.key(.a),
                ["stated", "presumed"].contains(body.text(.join))
            else { continue }
            for b in body.keys(.b) { pairs.insert([a, b]) }
        }
        func largest(_ chosen: [Key], _ rest: ArraySlice<Key>) -> Int {
            guard let next = rest.first else { return chosen.count }
            let without = largest(chosen, rest.dropFirst())
            guard chosen.allSatisfy({ pairs.contains([$0, next]) }) else { return without }
            return max(without, largest(chosen + [next], rest.dropFirst()))
        }
        return largest([], handles[...])
    }
}

extension Told {
    /// Counting entries that assert.
    var assertions: [Evidence] {
        entries.map(\.entry).filter { $0.stance == .asserts && $0.polarity == .positive }
    }
}
