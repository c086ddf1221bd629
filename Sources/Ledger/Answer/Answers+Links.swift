/// Links from records elsewhere to those of a subject.
extension Answers {
    /// A link from a record elsewhere to a record of a subject, whether it can be seen or not.
    struct Incoming {
        /// The link.
        let link: Link
        /// The record that gives the link: its own, or one that makes it for another.
        let giver: RecordNumber
        /// What the record is about that links.
        let subject: Key
        /// The rows of the record that links, in all its versions.
        let rows: [Fact]
        /// The rows of a `record.linked` that makes it; empty for a link of the record's own.
        let maker: [Fact]
        /// The first record of the chain that it points to.
        let target: RecordNumber

        /// The record that links, if the link can be seen: both its ends, and what makes it.
        ///
        /// A link of a version that has since been corrected is none. One made by a record of its
        /// own names the other record, whichever version stands.
        func testimony(_ own: [Testimony], _ visibility: Visibility) -> Testimony? {
            guard own.contains(where: { $0.root == target }),
                let found = visibility.testimonies(rows).first
            else { return nil }
            let standing = maker.isEmpty ? [found] : visibility.testimonies(maker)
            return standing.contains { $0.position == giver } ? found : nil
        }
    }

    /// Visible records elsewhere that link to a subject's records in one of some ways, each once,
    /// by the record that gives the link.
    func pointing(
        at subject: Subject,
        _ relations: Set<LinkRelation>
    ) throws -> [(link: Link, testimony: Testimony)] {
        var seen: Set<RecordNumber> = []
        return try incoming(subject.facts, relations).compactMap { incoming in
            let found = incoming.testimony(subject.testimonies, context.visibility)
            guard let found, seen.insert(found.position).inserted else { return nil }
            return (incoming.link, found)
        }
    }

    /// Links by which a source says that a proposal is superseded, for its fold.
    func superseding(_ subject: Subject) throws -> [Incoming] {
        guard Machine(of: subject.key.kind) == .proposal else { return [] }
        return try incoming(subject.facts, [.supersedes]).filter {
            $0.link.author == .source && Machine(of: $0.subject.kind) == .proposal
        }
    }

    /// The visible testimonies elsewhere that supersede a proposal.
    func superseded(_ subject: Subject) throws -> [Testimony] {
        try superseding(subject).compactMap {
            $0.testimony(subject.testimonies, context.visibility)
        }
    }

    /// The state of a subject at the question's coordinates.
    func state(_ subject: Subject) throws -> SubjectState? {
        fold.state(
            of: subject.key,
            subject.testimonies,
            superseding: try superseded(subject)
        )
    }

    /// Links from records elsewhere to a subject's records, by the record that gives them.
    private func incoming(
        _ facts: [Fact],
        _ relations: Set<LinkRelation>
    ) throws -> [Incoming] {
        let own = Set(facts.map(\.position))
        var givers: Set<RecordNumber> = []
        for position in own {
            givers.formUnion(
                try reader.positions(.reference, position.description, through: asOf)
            )
        }
        return try givers.sorted().flatMap { giver -> [Incoming] in
            guard let event = try event(giver) else { return [] }
            let made = event.madeLink
            let links = made.map { [$0.link] } ?? event.links
            let from = try made.map { try reader.position(of: $0.target) } ?? giver
            guard let from, !own.contains(from), let subject = try reader.subject(of: from)
            else { return [] }
            return try links.compactMap { link in
                guard relations.contains(link.relation),
                    let to = try reader.position(of: link.to), own.contains(to)
                else { return nil }
                return Incoming(
                    link: link,
                    giver: giver,
                    subject: subject,
                    rows: try rows(ofChain: from),
                    maker: made == nil ? [] : try rows(ofChain: giver),
                    target: try reader.chain(of: to, through: asOf).root
                )
            }
        }
    }

    /// The rows of a record in all its versions, which may be about different subjects.
    private func rows(ofChain position: RecordNumber) throws -> [Fact] {
        let chain = try reader.chain(of: position, through: asOf)
        let corrections = chain.steps.filter { $0.act == .corrected }.map(\.position)
        var subjects: [Key] = []
        for version in [chain.root] + corrections {
            guard let subject = try reader.subject(of: version), !subjects.contains(subject)
            else { continue }
            subjects.append(subject)
        }
        let rows = try subjects.flatMap(facts(of:)).filter { $0.root == chain.root }
        return subjects.count > 1 ? Self.once(rows) : rows
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
