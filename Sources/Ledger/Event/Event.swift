/// One testimony, as typed values: "this evidence says that this happened to this subject".
///
/// Only ``EventParser`` makes one, so an `Event` is known to be well formed: its words are of
/// their vocabularies, its dates and decimals parse, and its type has what it needs.
public final class Event: Sendable {
    /// The type, as the catalogue or the desk's registration describes it.
    public let type: EventType
    /// What it is about.
    public let subject: Key
    /// When the act took place.
    public let occurred: EventDate?
    /// The parties, with their roles.
    public let actors: [Party]
    /// Topic codes.
    public let issues: [String]
    /// The fields of the type.
    public let body: Body
    /// How the event stands to reality.
    public let modality: Modality
    /// The chains of testimony.
    public let evidence: [Evidence]
    /// Links to other records.
    public let links: [Link]
    /// Paths that the coder supplied beyond the text.
    public let inferred: [String]
    /// A remark of the coder.
    public let note: String?
    /// Confidence in the extraction, 0 to 1, as a machine coder states it.
    public let coderConfidence: Decimal?
    /// The event that stands in place of a corrected one (`record.corrected` only).
    public let replacement: Event?
    /// The canonical bytes.
    public let bytes: [UInt8]

    init(
        type: EventType,
        subject: Key,
        occurred: EventDate?,
        actors: [Party],
        issues: [String],
        body: Body,
        modality: Modality,
        evidence: [Evidence],
        links: [Link],
        inferred: [String],
        note: String?,
        coderConfidence: Decimal?,
        replacement: Event?,
        bytes: [UInt8]
    ) {
        self.type = type
        self.subject = subject
        self.occurred = occurred
        self.actors = actors
        self.issues = issues
        self.body = body
        self.modality = modality
        self.evidence = evidence
        self.links = links
        self.inferred = inferred
        self.note = note
        self.coderConfidence = coderConfidence
        self.replacement = replacement
        self.bytes = bytes
    }

    /// The actors in a role, in their order.
    public func actors(in role: Role) -> [ActorKey] {
        actors.filter { $0.role == role }.map(\.actor)
    }

    /// The testimony that this record brings: its own, or that of its replacement.
    public var testimony: Event { replacement ?? self }

    /// The event with only those of its dates and body fields that some paths touch.
    ///
    /// What is attested by entries that are not known yet must not show through another one.
    /// Fields of one group are attested together, as in the rows of the views. What says which
    /// act it is, and about what, always counts: half of it would be another act.
    func attested(by paths: [String]) -> Event {
        let groups = FieldGroups(paths: paths)
        func isTouched(_ field: String) -> Bool {
            let group = FieldGroups.group(of: field)
            guard group == .rest else { return groups.contains(group) || group == .word }
            return paths.contains { path in
                path == "body" || path == field || path.hasPrefix(field + ".")
                    || path.hasPrefix(field + "[")
            }
        }
        func isKept(_ field: BodyField) -> Bool {
            switch field {
            case .part, .atRisk, .resumes, .target, .proposition: true
            case .condition where type.verb == "lifted": true
            default: isTouched("body.\(field.name)")
            }
        }
        return Event(
            type: type,
            subject: subject,
            occurred: isTouched("occurred") ? occurred : nil,
            actors: actors,
            issues: issues,
            body: body.filtered(isKept),
            modality: modality,
            evidence: evidence,
            links: links,
            inferred: inferred,
            note: note,
            coderConfidence: coderConfidence,
            replacement: replacement,
            bytes: bytes
        )
    }

    /// Every record that it names: target, links and the rest.
    public var references: [RecordID] {
        var found = links.map(\.to)
        found += [.target, .to].compactMap { body.record($0) }
        found += body.records(.records)
        return found + (replacement?.references ?? [])
    }
}

/// A key that is known to be an actor's.
public struct ActorKey: Hashable, Sendable, CustomStringConvertible {
    /// The key.
    public let key: Key
    /// The key, if it is of an actor's kind.
    public init?(_ key: Key) {
        guard key.kind.isActor else { return nil }
        self.key = key
    }
    /// Whether it stands for somebody unnamed.
    public var isAnonymous: Bool { key.kind == .anon }
    /// `kind/slug`.
    public var description: String { key.description }
}

/// A key that is known to be a source's.
public struct SourceKey: Hashable, Sendable, CustomStringConvertible {
    /// The key.
    public let key: Key
    /// The key, if it is of a source.
    public init?(_ key: Key) {
        guard key.kind == .src else { return nil }
        self.key = key
    }
    /// `src/slug`.
    public var description: String { key.description }
}

/// A date as an event gives it: EDTF, and how it is known.
public struct EventDate: Sendable, Hashable {
    /// The date.
    public let edtf: Edtf
    /// How it is known.
    public let basis: DateBasis
    /// The words of the text, where it was derived.
    public let text: String?
    /// The source whose publication the words count from.
    public let anchor: SourceKey?
    /// IANA zone name.
    public let zone: String?
    /// The days on which it may lie.
    public var interval: DayInterval { edtf.interval }
}

/// A party and the role it plays.
public struct Party: Sendable, Hashable {
    public let actor: ActorKey
    public let role: Role
    /// The words the source used.
    public let wording: String?
}

/// One chain of testimony: from its origin to the document in hand.
public struct Evidence: Sendable {
    /// The document in hand.
    public let source: SourceKey
    /// Lines of the document.
    public let loc: String?
    /// The passage, by bytes of the held text.
    public let quote: Quote?
    /// Origin first; the last hop is `source`.
    public let chain: [Hop]
    public let attribution: Attribution
    public let basis: EvidenceBasis?
    public let form: Form
    public let stance: Stance
    public let certainty: Certainty?
    public let polarity: Polarity
    /// The outlet credited with the first report.
    public let firstReporter: ActorKey?
    /// Paths that this entry attests; empty means all.
    public let covers: [String]

    /// A place in the held text and the digest of exactly those bytes.
    public struct Quote: Sendable, Hashable {
        /// Whether exactly these bytes stand at that place of a text.
        public func stands(in text: [UInt8]) -> Bool {
            guard from < to, to <= UInt64(text.count) else { return false }
            return Hash.sha256(of: text[Int(from)..<Int(to)].span).hex == sha256
        }

        public let from: UInt64
        public let to: UInt64
        public let sha256: String
    }

    /// The first hop: who or what the testimony goes back to.
    public var origin: Key { chain.first?.who ?? source.key }
}

/// One hop of a chain.
public struct Hop: Sendable, Hashable {
    /// An actor or a source.
    public let who: Key
    public let act: Act

    /// Makes a hop.
    public init(who: Key, act: Act) {
        self.who = who
        self.act = act
    }
}

/// A link from a record to another.
public struct Link: Sendable, Hashable {
    public let relation: LinkRelation
    public let to: RecordID
    public let author: LinkAuthor
}
