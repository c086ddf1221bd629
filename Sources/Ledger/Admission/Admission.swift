/// Whether a batch may be recorded, given what the log holds: pure, and the same on every path.
///
/// A value of it stands for the head of the log as one group of batches is admitted: each batch
/// that gets in changes what the next one meets. The store gathers what ``needs(of:)`` names
/// before, so nothing is read here.
public struct Admission {
    /// What the log and its views hold of the keys that a group names.
    public var known: Known

    /// The size of the log.
    public internal(set) var size: UInt64

    /// Starts at a head.
    public init(known: Known, size: UInt64) {
        self.known = known
        self.size = size
    }

    /// What a group of batches asks of the log.
    public struct Needs: Sendable {
        /// Ids of the events, and of every record that they name.
        public var ids: Set<RecordID> = []
        /// Subjects whose last record is expected.
        public var heads: Set<Key> = []
        /// Actors, sources, issues and the like that must be registered, or must not be.
        public var keys: Set<Key> = []
        /// Records whose chains are asked for.
        public var targets: Set<RecordID> = []

        /// Nothing is asked.
        public init() {}
    }

    /// What was found of it.
    public struct Known: Sendable {
        /// Positions of recorded ids.
        public var positions: [RecordID: RecordNumber] = [:]
        /// Canonical bytes of the events with these ids.
        public var events: [RecordID: [UInt8]] = [:]
        /// The last record about a subject.
        public var heads: [Key: RecordNumber] = [:]
        /// Registered keys; for a source, how much of it is held.
        public var registered: [Key: Registration] = [:]
        /// The desk's own types as they stand, by the key that registers them.
        public var types: [Key: EventType] = [:]
        /// Chains by root.
        public var chains: [RecordNumber: Chain] = [:]
        /// Every subject that a version of a chain was about, by root: a change of the chain is
        /// the last record about each of them.
        public var subjects: [RecordNumber: Set<Key>] = [:]
        /// The root of the chain that a record belongs to.
        public var roots: [RecordNumber: RecordNumber] = [:]
        /// Receipts of recorded ids.
        public var receipts: [RecordID: Receipt] = [:]

        /// The registered key nearest to one that is not; asked only for a refusal.
        public var suggestion: @Sendable (Key) -> Key? = { _ in nil }

        /// Nothing is known.
        public init() {}
    }

    /// A registered key.
    public struct Registration: Sendable, Equatable {
        /// The record that registers it.
        public let position: RecordNumber
        /// For a source: how much of it is held.
        public let held: Held?

        /// Makes a registration.
        public init(position: RecordNumber, held: Held?) {
            self.position = position
            self.held = held
        }
    }

    /// What was answered for a record when it was appended.
    public struct Receipt: Sendable, Equatable {
        public let position: RecordNumber
        public let batchFirst: RecordNumber
        public let recordedAt: Int64

        /// Makes a receipt.
        public init(position: RecordNumber, batchFirst: RecordNumber, recordedAt: Int64) {
            self.position = position
            self.batchFirst = batchFirst
            self.recordedAt = recordedAt
        }
    }

    /// A batch that gets in.
    public struct Admitted: Sendable {
        /// Events to record, at consecutive positions from the size before.
        public var new: [Draft] = []
        /// Ids recorded before, with their first receipts.
        public var known: [(id: RecordID, receipt: Receipt)] = []
    }

    /// What a submission asks of the log.
    public static func needs(of submission: Submission, into needs: inout Needs) {
        needs.heads.formUnion(submission.expectations.map(\.subject))
        for draft in submission.drafts {
            needs.ids.insert(draft.id)
            needs.ids.formUnion(draft.event.references)
            needs.keys.formUnion(draft.event.mentions.map(\.key))
            needs.keys.formUnion(draft.event.issueKeys)
            if draft.event.type.isRegistration || draft.event.type.name == "source.corrected" {
                needs.keys.insert(draft.event.subject)
            }
            if draft.event.testimony.type.name == "type.registered" {
                needs.keys.insert(draft.event.testimony.subject)
            }
            if draft.event.type.isLifecycle, let target = draft.event.body.record(.target) {
                needs.targets.insert(target)
            }
        }
    }

    /// Admits a batch, or says everything that is wrong with it.
    ///
    /// Order of refusal: role, ids, expectations, references.
    public mutating func admit(_ submission: Submission) throws(Refusal) -> Admitted {
        guard submission.permission >= .author else {
            throw Refusal(
                .notPermitted,
                "not permitted: appending needs the group 'ledgerd-write'"
            )
        }
        let (new, old) = try sortOut(submission)
        guard !new.isEmpty else { return Admitted(known: old) }
        try checkExpectations(submission)
        let before = Before(self, new)
        let faults = checkReferences(new, submission)
        guard faults.isEmpty else {
            before.restore(&self, new)
            throw Refusal.faulty(.badReference, faults)
        }
        return Admitted(new: new, known: old)
    }
}

extension Event {
    /// Keys of the topic codes that are not built in.
    var issueKeys: [Key] {
        let own = issues.filter { !BuiltInIssue.all.contains($0) }
            .map { Key(unchecked: .issue, $0) }
        return own + (replacement?.issueKeys ?? [])
    }
}

extension Admission {
    /// New events and those recorded already; refuses ids that clash.
    private func sortOut(
        _ submission: Submission
    ) throws(Refusal) -> (new: [Draft], old: [(id: RecordID, receipt: Receipt)]) {
        var new: [Draft] = []
        var old: [(id: RecordID, receipt: Receipt)] = []
        var faults: [Fault] = []
        var seen: [RecordID: Int] = [:]
        for draft in submission.drafts {
            if let line = seen.updateValue(draft.line, forKey: draft.id) {
                faults.append(
                    Fault(
                        line: draft.line,
                        "id",
                        .duplicateField,
                        "is also the id of the event on line \(line)",
                        hint: "every event has an id of its own"
                    )
                )
                continue
            }
            guard let receipt = known.receipts[draft.id] else {
                new.append(draft)
                continue
            }
            if known.events[draft.id] == draft.event.bytes {
                old.append((draft.id, receipt))
            } else {
                faults.append(
                    Fault(
                        line: draft.line,
                        "id",
                        .alreadyRegistered,
                        "is recorded already as \(receipt.position), with another content",
                        hint: "ledgerctl record show \(receipt.position)"
                    )
                )
            }
        }
        guard faults.isEmpty else { throw Refusal.faulty(.idReused, faults) }
        if !new.isEmpty, !old.isEmpty, submission.onKnown == .refuse {
            let list = old.map { JSON.string($0.receipt.position.description) }
            throw Refusal(
                .batchPartlyKnown,
                "not recorded: \(old.count) of \(submission.drafts.count) events are recorded "
                    + "already; leave them out, or ask with on_known=skip",
                details: [.init("known", .array(list))]
            )
        }
        return (new, old)
    }

    private func checkExpectations(_ submission: Submission) throws(Refusal) {
        let failed = submission.expectations.filter { known.heads[$0.subject] != $0.last }
        guard !failed.isEmpty else { return }
        let list = failed.map { expectation -> JSON in
            .object([
                .init("subject", .string(expectation.subject.description)),
                .init("expected", .string(expectation.last?.description ?? "new")),
                .init("last", .text(known.heads[expectation.subject]?.description)),
            ])
        }
        let subjects = failed.map { expectation in
            let last = known.heads[expectation.subject].map { "its last record is \($0)" }
            return "\(expectation.subject): \(last ?? "it is new")"
        }
        throw Refusal(
            .expectationFailed,
            "not recorded: \(subjects.joined(separator: "; "))",
            details: [.init("failed", .array(list))]
        )
    }
}
