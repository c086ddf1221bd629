@testable import Ledger

/// A client that appends batches and sends each again, with the same ids, until it is answered.
final class SimulatedClient {
    /// What has been sent and not been answered for good.
    private(set) var pending: Submission?

    private let recorder: Leaf.Recorder
    private let permission: Submission.Permission
    private let events: SimulatedEvents
    private let random: SplitMix64
    /// Own events that are recorded, for batches that overlap with earlier ones.
    private var recorded: [Draft] = []

    init(number: Int, events: SimulatedEvents, random: SplitMix64) {
        recorder = .init(uid: UInt32(1_000 + number), name: "client\(number)")
        permission = number % 3 == 0 ? .editor : .author
        self.events = events
        self.random = random
    }

    /// What the client sends now.
    ///
    /// - Parameters:
    ///   - targets: records that a new batch may correct, retract or point at.
    ///   - last: the last record about a subject, as the client believes.
    /// - Returns: what is still waiting for its answer, or else a new batch.
    func submission(targets: [Draft], last: (Key) -> RecordNumber?) -> Submission {
        if let pending { return pending }
        let made = make(targets, last)
        pending = made
        return made
    }

    /// The batch is recorded.
    func succeed() {
        if let pending, !pending.isDryRun {
            recorded = Array((recorded + pending.drafts).suffix(12))
        }
        pending = nil
    }

    /// The batch is refused; another attempt is made where that can help.
    func fail(_ code: Refusal.Code) {
        switch code {
        case .diskFull, .mapFull, .rebuilding, .clockSuspect: return
        case .batchPartlyKnown where random.chance(70): pending?.onKnown = .skip
        default: pending = nil
        }
    }

    private func make(_ targets: [Draft], _ last: (Key) -> RecordNumber?) -> Submission {
        var drafts: [Draft] = []
        for line in 1...(1 + random.below(5)) {
            drafts.append(Draft(id: random.id(), event: event(targets, drafts), line: line))
        }
        if random.chance(20), !recorded.isEmpty {
            let known = random.pick(recorded)
            if !drafts.contains(where: { $0.id == known.id }) {
                drafts.insert(known, at: random.below(drafts.count + 1))
            }
        }
        if random.chance(2), let known = recorded.last {
            drafts.append(Draft(id: known.id, event: random.pick(events.plain), line: 9))
        }
        if random.chance(2) { drafts.append(drafts[0]) }
        let isReader = random.chance(2)
        return Submission(
            drafts: drafts,
            expectations: expectations(drafts, last),
            onKnown: random.chance(60) ? .skip : .refuse,
            recorder: recorder,
            permission: isReader ? .reader : permission,
            isDryRun: random.chance(4)
        )
    }

    private func expectations(
        _ drafts: [Draft],
        _ last: (Key) -> RecordNumber?
    ) -> [Submission.Expectation] {
        guard random.chance(25) else { return [] }
        let subjects = drafts.prefix(2).map(\.event.subject)
        return subjects.map { subject in
            let isStale = random.chance(15)
            let stale = random.chance(50) ? RecordNumber(1 + random.next() % 40) : nil
            return .init(subject: subject, last: isStale ? stale : last(subject))
        }
    }

    private func event(_ targets: [Draft], _ batch: [Draft]) -> Event {
        let dice = random.below(100)
        if dice < 8 { return random.pick(events.registrations) }
        let isInBatch = !batch.isEmpty && random.chance(15)
        let candidates = isInBatch ? batch : targets
        guard dice >= 48, !candidates.isEmpty else { return random.pick(events.plain) }
        let target = random.pick(candidates)
        let id = random.chance(2) ? random.id() : target.id
        let subject = SimulatedEvents.subject(of: target.event)
        switch (dice, subject) {
        case (..<60, _): return events.link(random.below(SimulatedEvents.subjects.count), to: id)
        case (..<82, let subject?):
            return events.correction(subject, of: id, word: random.below(3))
        default: return events.retraction(subject ?? 0, of: id)
        }
    }
}
