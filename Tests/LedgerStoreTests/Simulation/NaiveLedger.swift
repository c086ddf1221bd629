@testable import Ledger

/// Admission written a second time, for the oracle: one list, no overlay, no index, no haste.
struct NaiveLedger {
    /// A record as it must stand in the log.
    struct Entry {
        let draft: Draft
        let recorder: UInt32
    }

    /// What a submission must get.
    enum Verdict: Equatable {
        /// Every event is recorded, at these places in the order of the log.
        case recorded([Int])
        case refused(Refusal.Code)
    }

    private(set) var entries: [Entry] = []
    private var places: [RecordID: Int] = [:]
    private var last: [Key: Int] = [:]
    private var registered: Set<Key> = []
    /// Lifecycle records by the first record of their chain.
    private var steps: [Int: [Int]] = [:]
    private var roots: [Int: Int] = [:]

    func place(of id: RecordID) -> Int? { places[id] }

    func lastPlace(about subject: Key) -> Int? { last[subject] }

    /// Judges a submission and, unless it is a dry run, records it.
    mutating func take(_ submission: Submission) -> Verdict {
        var after = self
        let verdict = after.judge(submission)
        if case .recorded = verdict, !submission.isDryRun { self = after }
        return verdict
    }

    private mutating func judge(_ submission: Submission) -> Verdict {
        let drafts = submission.drafts
        guard submission.permission != .reader else { return .refused(.notPermitted) }
        guard Set(drafts.map(\.id)).count == drafts.count else { return .refused(.idReused) }
        let known = drafts.filter { places[$0.id] != nil }
        for draft in known {
            guard let place = places[draft.id],
                entries[place].draft.event.bytes == draft.event.bytes
            else { return .refused(.idReused) }
        }
        if known.count < drafts.count {
            if !known.isEmpty, submission.onKnown == .refuse { return .refused(.batchPartlyKnown) }
            let fails = submission.expectations.contains { expectation in
                last[expectation.subject].map { UInt64($0 + 1) } != expectation.last?.value
            }
            if fails { return .refused(.expectationFailed) }
            let isSound = record(drafts.filter { places[$0.id] == nil }, submission)
            if !isSound { return .refused(.badReference) }
        }
        return .recorded(drafts.compactMap { places[$0.id] }.sorted())
    }

    /// Adds the events; false if one of them names what is not there.
    private mutating func record(_ drafts: [Draft], _ submission: Submission) -> Bool {
        let first = entries.count
        for draft in drafts {
            let event = draft.event
            places[draft.id] = entries.count
            entries.append(Entry(draft: draft, recorder: submission.recorder.uid))
            if event.type.isRegistration, !registered.insert(event.subject).inserted {
                return false
            }
            last[event.subject] = entries.count - 1
        }
        for place in first..<entries.count {
            let event = entries[place].draft.event
            guard event.mentions.allSatisfy({ registered.contains($0.key) }),
                event.references.allSatisfy({ places[$0] != nil })
            else { return false }
            if event.type.isLifecycle, !move(event, at: place, submission) { return false }
        }
        return true
    }

    private mutating func move(_ event: Event, at place: Int, _ submission: Submission) -> Bool {
        guard let id = event.body.record(.target), let target = places[id], target < place
        else { return false }
        let root = roots[target] ?? target
        let own = entries[root].recorder == submission.recorder.uid
        guard own || submission.permission == .editor else { return false }
        let before = steps[root] ?? []
        let isTip = target == before.last ?? root
        if event.type.name == "record.retracted" {
            if entries[root].draft.event.type.isRegistration, target == root { return false }
            let undoes = isTip && !before.isEmpty
            guard undoes || target == root && standing(root, before) != nil else { return false }
        } else if !isTip {
            return false
        }
        steps[root] = before + [place]
        roots[place] = root
        return true
    }

    /// The version that stands after so many steps of a chain.
    private func standing(_ root: Int, _ steps: [Int]) -> Int? {
        guard let step = steps.last else { return root }
        let event = entries[step].draft.event
        if event.type.name == "record.corrected" { return step }
        let before = steps.dropLast()
        let undoes =
            !before.isEmpty
            && places[event.body.record(.target) ?? .init(high: 0, low: 0)]
                == before.last
        return undoes ? standing(root, Array(before.dropLast())) : nil
    }
}
