extension Answers {
    /// A subject with all that is recorded about it, under any of its keys.
    struct Subject {
        /// The key that was used first.
        let key: Key
        /// Other keys that are joined with it, as far as something is recorded under them.
        let also: [Key]
        /// Its rows up to `as_of`, in record order.
        let facts: [Fact]
        /// What of it is visible at the question's coordinates.
        let testimonies: [Testimony]

        /// The other keys as a member of a row.
        var alsoMember: JSON.Member { .init("also", .array(also.map(JSON.key))) }
    }

    /// A subject by any of its keys.
    func subject(_ key: Key) throws -> Subject {
        let members = joins.members(of: key)
        let found = try members.map { ($0, try facts(of: $0)) }.filter { !$0.1.isEmpty }
        let none = Subject(key: key, also: [], facts: [], testimonies: [])
        guard let united = united(found) else { return none }
        // Of keys that are only joined so far, none has a better claim than the one asked for.
        guard found.contains(where: { firstUse($0.1) != nil }) else {
            let (facts, testimonies) = (united.facts, united.testimonies)
            return Subject(key: key, also: [], facts: facts, testimonies: testimonies)
        }
        return united
    }

    /// The first record of some rows that is about the subject, and does not merely join its key
    /// with another.
    private func firstUse(_ facts: [Fact]) -> RecordNumber? {
        let join = Catalogue.type(named: "identity.linked")?.code
        return facts.first { $0.lifecycle == nil && $0.type != join }?.position
    }

    /// Every subject of a kind on which something is recorded; joined keys are one.
    func each(of kind: Kind, _ body: (Subject) throws -> Void) throws {
        var joined: [Key: [(Key, [Fact])]] = [:]
        let isPlain = joins.areNone(of: kind)
        try reader.each(of: kind, through: asOf) { key, facts in
            try reader.checkTime()
            let members = isPlain ? [key] : joins.members(of: key)
            if members.count > 1 {
                joined[members[0], default: []].append((key, facts))
            } else if let subject = united([(key, facts)]) {
                try body(subject)
            }
        }
        for (_, group) in joined.sorted(by: { $0.key < $1.key }) {
            if let subject = united(group) { try body(subject) }
        }
    }

    /// Rows of several keys as one subject; nil for none.
    ///
    /// A key under which nothing stands but joins has not been used.
    func united(_ members: [(Key, [Fact])]) -> Subject? {
        let used = members.filter { firstUse($0.1) != nil }
        let ordered = (used.isEmpty ? members : used).sorted { a, b in
            let (x, y) = (firstUse(a.1)?.value ?? .max, firstUse(b.1)?.value ?? .max)
            return x == y ? a.0 < b.0 : x < y
        }
        guard let head = ordered.first else { return nil }
        var facts = head.1
        if ordered.count > 1 {
            facts = Self.once(ordered.flatMap(\.1))
        }
        return Subject(
            key: head.0,
            also: ordered.dropFirst().map(\.0),
            facts: facts,
            testimonies: context.visibility.testimonies(facts)
        )
    }

    /// Rows of several subjects in record order: a lifecycle row stands under each subject of its
    /// chain, and once is enough.
    static func once(_ facts: [Fact]) -> [Fact] {
        var seen: Set<[UInt64]> = []
        return facts.sorted { ($0.position, $0.entry) < ($1.position, $1.entry) }
            .filter { seen.insert([$0.position.value, UInt64($0.entry)]).inserted }
    }

    /// The visible testimonies of a subject.
    func testimonies(of key: Key) throws -> [Testimony] { try subject(key).testimonies }

    /// The testimony of a record, if it is visible.
    func visible(_ position: RecordNumber) throws -> Testimony? {
        guard let subject = try reader.subject(of: position) else { return nil }
        return try cache.visible(of: subject) {
            // The rows of its chain decide, not those of the whole subject.
            let chains = Dictionary(grouping: try facts(of: subject), by: \.root)
            let told = chains.values.flatMap(context.visibility.testimonies)
            return Dictionary(told.map { ($0.position, $0) }, uniquingKeysWith: { one, _ in one })
        }[position]
    }

    /// Refuses a subject on which nothing is recorded, with the nearest one that there is.
    func mustExist(_ subject: Subject) throws {
        guard subject.facts.isEmpty else { return }
        var keys: [String] = []
        try reader.each(of: subject.key.kind, through: asOf) { key, _ in
            keys.append(key.description)
        }
        let near = Suggestion.nearest(to: subject.key.description, in: keys)
        throw Refusal(
            .notFound,
            "nothing is recorded about \(subject.key)"
                + (near.map { "; did you mean \($0)?" } ?? "")
        )
    }

    /// A key parameter that must be of a kind.
    func needed(_ name: String, _ kinds: [Kind], _ question: Question) throws -> Subject {
        let key = try question.neededKey(name)
        guard kinds.contains(key.kind) else {
            let word = kinds[0].rawValue
            throw question.bad(name, "'\(key)' is no \(word)", hint: "write \(word)/...")
        }
        let subject = try subject(key)
        try mustExist(subject)
        return subject
    }

    /// Whether every record named is visible: a reading of hidden ones stays hidden.
    func areVisible(_ records: [RecordNumber]) throws -> Bool {
        for position in records {
            let chain = try reader.chain(of: position, through: asOf)
            guard let stands = chain.stands, try visible(stands) != nil else { return false }
        }
        return true
    }

    /// Records that name a record, in whichever of its versions, ascending by version.
    func references(to record: RecordNumber) throws -> [RecordNumber] {
        let chain = try reader.chain(of: record, through: asOf)
        let corrections = chain.steps.filter { $0.act == .corrected }.map(\.position)
        return try ([chain.root] + corrections).flatMap {
            try reader.positions(.reference, $0.description, through: asOf)
        }
    }

    /// Who a testimony goes back to, for people.
    func origins(_ testimony: Testimony) -> [String] {
        var seen: [String] = []
        for fact in testimony.facts {
            guard let key = key(fact.origin) else { continue }
            let name = key.kind == .src ? outletName(ofSource: key) : key.description
            if !seen.contains(name) { seen.append(name) }
        }
        return seen
    }
}
