internal import Ledger

/// What the log holds beyond the views: ids, heads, registrations and chains of the last records.
///
/// An entry leaves only when the engine has read from a snapshot of the views that covers it.
struct Overlay {
    private struct Entry {
        let draft: Draft
        let leaf: Leaf
    }

    private var entries: [RecordID: Entry] = [:]
    /// Ids in the order of the log, from `order[dropped]` on.
    private var order: [RecordID] = []
    private var dropped = 0
    private var heads: [Key: RecordNumber] = [:]
    private var registered: [Key: Admission.Registration] = [:]
    private var types: [Key: (position: RecordNumber, type: EventType)] = [:]
    /// Corrections and retractions, in the order of the log: few, so they are walked.
    private var moves: [Move] = []

    /// A correction or retraction, with what admission found out about it: its target may lie
    /// below the overlay, and then nobody asks for it again.
    private struct Move {
        let id: RecordID
        let position: RecordNumber
        let targetID: RecordID
        let target: RecordNumber
        let root: RecordNumber
        /// Every subject that a version of the chain was about.
        let subjects: Set<Key>
        let act: Chain.Act
    }

    /// How many records it holds.
    var count: Int { order.count - dropped }

    /// Adds a record that was committed just now.
    ///
    /// - Parameters:
    ///   - draft: what it says.
    ///   - leaf: where it lies.
    ///   - known: what admission knew once it had taken the record in.
    mutating func add(_ draft: Draft, _ leaf: Leaf, _ known: Admission.Known) {
        let entry = Entry(draft: draft, leaf: leaf)
        let event = draft.event
        entries[leaf.id] = entry
        order.append(leaf.id)
        heads[event.subject] = leaf.position
        if event.type.isRegistration, registered[event.subject] == nil {
            registered[event.subject] = .init(
                position: leaf.position,
                held: event.body.word(.held)
            )
        }
        if let type = EventType(registration: event.testimony) {
            types[event.testimony.subject] = (leaf.position, type)
        }
        guard let act = Chain.Act(type: event.type.name), let id = event.body.record(.target),
            let target = known.positions[id], let root = known.roots[leaf.position]
        else { return }
        let subjects = known.subjects[root] ?? []
        for subject in subjects { heads[subject] = leaf.position }
        moves.append(
            Move(
                id: leaf.id,
                position: leaf.position,
                targetID: id,
                target: target,
                root: root,
                subjects: subjects,
                act: act
            )
        )
    }

    /// Drops what the views cover.
    mutating func drop(through position: UInt64) {
        let before = dropped
        while dropped < order.count, let entry = entries[order[dropped]],
            entry.leaf.position.value <= position
        {
            entries[order[dropped]] = nil
            dropped += 1
        }
        guard dropped > before else { return }
        if dropped * 2 > order.count {
            order.removeFirst(dropped)
            dropped = 0
        }
        if order.isEmpty {
            heads = [:]
            registered = [:]
        } else {
            heads = heads.filter { $0.value.value > position }
            registered = registered.filter { $0.value.position.value > position }
        }
        types = types.filter { $0.value.position.value > position }
        moves.removeAll { $0.position.value <= position }
    }

    /// Adds the records that a changed target changed in its turn, so that their chains are read.
    func expand(_ needs: inout Admission.Needs) {
        for move in moves.reversed() where needs.targets.contains(move.id) {
            needs.targets.insert(move.targetID)
            needs.ids.insert(move.targetID)
        }
    }

    /// Adds what the views do not know yet.
    func merge(_ needs: Admission.Needs, into known: inout Admission.Known) {
        guard count > 0 else { return }
        for id in needs.ids {
            guard let entry = entries[id] else { continue }
            let leaf = entry.leaf
            known.positions[id] = leaf.position
            known.events[id] = entry.draft.event.bytes
            known.receipts[id] = .init(
                position: leaf.position,
                batchFirst: leaf.batchFirst,
                recordedAt: leaf.recordedAt
            )
            if needs.targets.contains(id), !entry.draft.event.type.isLifecycle {
                known.chains[leaf.position] = Chain(
                    root: leaf.position,
                    recorder: leaf.recorder.uid,
                    isRegistration: entry.draft.event.type.isRegistration
                )
                known.subjects[leaf.position] = [entry.draft.event.subject]
            }
        }
        for key in needs.heads { if let head = heads[key] { known.heads[key] = head } }
        for key in needs.keys where known.registered[key] == nil {
            known.registered[key] = registered[key]
        }
        for key in needs.keys { if let found = types[key] { known.types[key] = found.type } }
        for move in moves { step(move, &known) }
    }

    private func step(_ move: Move, _ known: inout Admission.Known) {
        known.roots[move.position] = move.root
        known.subjects[move.root, default: []].formUnion(move.subjects)
        guard var chain = known.chains[move.root], chain.tip < move.position else { return }
        if let step = chain.step(move.act, of: move.target, by: move.position) {
            chain.append(step)
        }
        known.chains[move.root] = chain
    }
}

/// The clock rule: times rise, and a clock that stepped is not believed.
struct ClockWatch {
    /// A clock this far behind the last record stops appends.
    static let behindMax: Int64 = 5_000_000
    /// A step of this size against the boot clock stops appends.
    static let stepMax: Int64 = 60_000_000

    private var wall: Int64
    private var boot: Int64
    private var isSuspect = false
    /// An administrator has accepted the clock although it is behind the last record.
    var isStepAccepted = false

    init(wall: Int64, boot: Int64) {
        self.wall = wall
        self.boot = boot
    }

    /// The wall clock, if it can be believed.
    mutating func now(wall: Int64, boot: Int64, last: Int64) throws(Refusal) -> Int64 {
        let step = (wall - self.wall) - (boot - self.boot)
        self.wall = wall
        self.boot = boot
        if abs(step) > Self.stepMax { isSuspect = true }
        let isBehind = wall < last - Self.behindMax && !isStepAccepted
        guard !isSuspect, !isBehind else {
            throw Refusal(
                .clockSuspect,
                isSuspect
                    ? "not recorded: the clock stepped; an administrator must accept it"
                    : "not recorded: the clock is behind the last record by "
                        + "\((last - wall) / 1_000_000) s; an administrator must accept it"
            )
        }
        return wall
    }
}
