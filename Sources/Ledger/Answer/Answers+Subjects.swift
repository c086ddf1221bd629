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
        let found = try members.map { ($0, try facts(of: $0)) }
        return united(found.filter { !$0.1.isEmpty })
            ?? Subject(key: key, also: [], facts: [], testimonies: [])
    }

    /// Every subject of a kind on which something is recorded; joined keys are one.
    func each(of kind: Kind, _ body: (Subject) throws -> Void) throws {
        var joined: [Key: [(Key, [Fact])]] = [:]
        let isPlain = joins.areNone(of: kind)
        try reader.each(of: kind, through: asOf) { key, facts in
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
        let join = Catalogue.type(named: "identity.linked")?.code
        func first(_ facts: [Fact]) -> RecordNumber? {
            facts.first { $0.type != join }?.position
        }
        let used = members.filter { first($0.1) != nil }
        let ordered = (used.isEmpty ? members : used).sorted { a, b in
            let (x, y) = (first(a.1)?.value ?? .max, first(b.1)?.value ?? .max)
            return x == y ? a.0 < b.0 : x < y
        }
        guard let head = ordered.first else { return nil }
        var facts = head.1
        if ordered.count > 1 {
            // A lifecycle row stands under each subject of its chain: once is enough.
            var seen: Set<[UInt64]> = []
            facts = ordered.flatMap(\.1).sorted {
                ($0.position, $0.entry) < ($1.position, $1.entry)
            }
            .filter { seen.insert([$0.position.value, UInt64($0.entry)]).inserted }
        }
        return Subject(
            key: head.0,
            also: ordered.dropFirst().map(\.0),
            facts: facts,
            testimonies: context.visibility.testimonies(facts)
        )
    }

    /// The visible testimonies of a subject.
    func testimonies(of key: Key) throws -> [Testimony] { try subject(key).testimonies }

    /// The testimony of a record, if it is visible.
    func visible(_ position: RecordNumber) throws -> Testimony? {
        guard let subject = try reader.subject(of: position) else { return nil }
        let rows = try facts(of: subject)
        guard let root = rows.first(where: { $0.position == position && $0.lifecycle == nil })?.root
        else { return nil }
        // The rows of its chain decide, not those of the whole subject.
        return context.visibility.testimonies(rows.filter { $0.root == root })
            .first { $0.position == position }
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

extension Answers {
    /// A link from a visible record elsewhere to a record of a subject.
    struct Incoming {
        let link: Link
        let event: Event
        let testimony: Testimony
    }

    /// Visible records elsewhere that link to a subject's records in one of some ways.
    ///
    /// - Parameters:
    ///   - facts: rows of the subject that is pointed at.
    ///   - relations: the links wanted.
    /// - Throws: what reading throws.
    /// - Returns: the links, with the visible records that make them.
    func incoming(_ facts: [Fact], _ relations: Set<LinkRelation>) throws -> [Incoming] {
        try pointing(at: facts, relations).compactMap { link, event, rows in
            context.visibility.testimonies(rows).first.map {
                Incoming(link: link, event: event, testimony: $0)
            }
        }
    }

    /// The rows of records elsewhere that a source says supersede a proposal, for its fold.
    func superseding(_ subject: Subject) throws -> [[Fact]] {
        guard Machine(of: subject.key.kind) == .proposal else { return [] }
        return try pointing(at: subject.facts, [.supersedes]).compactMap { link, event, rows in
            guard link.author == .source, Machine(of: event.subject.kind) == .proposal else {
                return nil
            }
            return rows
        }
    }

    /// Records elsewhere that link to records of a subject, each with its rows.
    private func pointing(
        at facts: [Fact],
        _ relations: Set<LinkRelation>
    ) throws -> [(Link, Event, [Fact])] {
        let own = Set(facts.map(\.position))
        var seen: Set<RecordNumber> = []
        var found: [(Link, Event, [Fact])] = []
        for position in own.sorted() {
            for from in try reader.positions(.reference, position.description, through: asOf)
            where seen.insert(from).inserted {
                guard let (link, position) = try link(from: from, into: own, relations),
                    !own.contains(position), let event = try event(position)
                else { continue }
                let chain = try reader.chain(of: position, through: asOf)
                let rows = try self.facts(of: event.subject)
                found.append((link, event, rows.filter { $0.root == chain.root }))
            }
        }
        return found
    }

    /// A link of a record, or one that a `record.linked` makes for its target, into a set of
    /// records; with the record that it comes from.
    private func link(
        from position: RecordNumber,
        into own: Set<RecordNumber>,
        _ relations: Set<LinkRelation>
    ) throws -> (Link, RecordNumber)? {
        guard let event = try event(position) else { return nil }
        func isWanted(_ link: Link) throws -> Bool {
            guard relations.contains(link.relation), let to = try reader.position(of: link.to)
            else { return false }
            return own.contains(to)
        }
        if let link = try event.links.first(where: isWanted) { return (link, position) }
        guard let made = event.madeLink, try isWanted(made.link),
            let target = try reader.position(of: made.target),
            try visible(position) != nil
        else { return nil }
        return (made.link, target)
    }
}

extension Event {
    /// The link that a `record.linked` makes for another record; nil for any other type.
    var madeLink: (target: RecordID, link: Link)? {
        guard type.name == "record.linked", let target = body.record(.target),
            let to = body.record(.to), let relation: LinkRelation = body.word(.rel),
            let author: LinkAuthor = body.word(.linkBy)
        else { return nil }
        return (target, Link(relation: relation, to: to, author: author))
    }
}
