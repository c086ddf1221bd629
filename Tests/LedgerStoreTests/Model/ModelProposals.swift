import Ledger

/// An offer or a demand as the model folds it.
struct ModelProposal {
    let world: ModelWorld
    let subject: Key
    /// Moving testimonies that have begun, in order.
    let told: [Told]
    /// Nil before it is made or answered.
    private(set) var state: String?
    /// The last state of an item that has an answer of its own.
    private(set) var itemStates: [Int: String] = [:]

    private var superseding: [RecordNumber] = []
    /// Records of answers to what was closed, or not made yet.
    private(set) var illegal: [RecordNumber] = []
    /// Withdrawals by somebody who did not make it.
    private(set) var foreignWithdrawals: [Told] = []

    private static let ends = ["accepted", "rejected", "withdrawn", "lapsed", "superseded"]

    init?(_ world: ModelWorld, _ subject: Key) {
        self.world = world
        self.subject = subject
        told = world.moving(subject).filter { ["made", "answered"].contains($0.verb) }
        guard !told.isEmpty else { return nil }
        var acts = told.map { (date: $0.act, number: $0.number, told: Optional($0)) }
        acts += world.supersessions(of: subject).map { ($0.act, $0.number, nil) }
        acts.sort { ($0.date.hi, $0.number) < ($1.date.hi, $1.number) }
        for act in acts {
            let before = state
            take(act.told)
            // What supersedes it is behind its state too.
            if act.told == nil, state != before { superseding.append(act.number) }
        }
    }

    /// A making, an answer, or (nil) that another proposal supersedes it.
    private mutating func take(_ told: Told?) {
        guard let told else {
            if state != nil, isOpen { state = "superseded" }
            return
        }
        guard told.verb == "answered" else {
            if state == nil || !isOpen { state = "open" }
            return
        }
        let response = told.event.body.text(.response)
        guard let part = told.part else {
            if !isOpen || state == nil, state != response { illegal.append(told.number) }
            if response == "withdrawn", !isByProposer(told) { foreignWithdrawals.append(told) }
            state = response
            return
        }
        if let item = Self.item(part) { itemStates[item] = response }
    }

    private func isByProposer(_ told: Told) -> Bool {
        guard let by = told.actors(.by).first else { return false }
        return made.compactMap { $0.actors(.by).first }.contains {
            world.registry.above(by).contains($0) || world.registry.above($0).contains(by)
        }
    }

    /// The number of the item that a path names.
    static func item(_ path: String) -> Int? {
        guard path.hasPrefix("body.items["), path.hasSuffix("]") else { return nil }
        return Int(path.dropFirst("body.items[".count).dropLast())
    }

    /// What is behind its state: its own testimonies, and what superseded it.
    var records: Set<RecordNumber> { Set(told.map(\.number) + superseding) }

    var isOpen: Bool { !Self.ends.contains(state ?? "open") }

    private var made: [Told] { told.filter { $0.verb == "made" } }

    /// Items of the last making that gives them.
    private var items: [Item] { made.last { $0.has(.items) }?.event.body.items ?? [] }

    var answers: [Told] { told.filter { $0.verb == "answered" } }

    /// An item a row; one row for a proposal without items.
    func rows(_ question: ModelQuestion) -> [JSON] {
        let items = items
        let topics = made.flatMap(\.event.issues)
        guard !items.isEmpty else {
            let isWanted = question["issue"].map { topics.contains($0) } ?? true
            return isWanted ? [row(nil, nil)] : []
        }
        return items.enumerated().filter { world.isTopic($0.element.issue, question["issue"]) }
            .map { row($0.offset, $0.element) }
    }

    /// The state of the whole, or that its deadline has passed while it was open.
    var whole: String {
        let deadline = made.compactMap { $0.date(.deadline) }.last
        let isLate = deadline.map { $0.hi < world.cut.on } ?? false
        return isOpen && isLate ? "lapsed?" : state ?? "open"
    }

    /// When it was first made: boards are in this order.
    var day: Day {
        let act = made.first?.act ?? .all
        return act.lo.isSentinel ? act.hi : act.lo
    }

    /// Whether somebody in a role is the one asked for, or belongs to it.
    func has(_ wanted: String?, in role: Role) -> Bool {
        guard let wanted = wanted.flatMap({ try? Key($0) }) else { return true }
        return made.flatMap { $0.actors(role) }.contains {
            world.registry.above($0).contains(wanted)
        }
    }

    /// The answers to an item: its own, or if there are none those to the whole.
    private func answers(to index: Int?) -> [Told] {
        guard let index else { return answers }
        let own = answers.filter { $0.part == "body.items[\(index)]" }
        return own.isEmpty ? answers.filter { $0.part == nil } : own
    }

    private func row(_ index: Int?, _ item: Item?) -> JSON {
        let own = index.flatMap { itemStates[$0] } ?? state ?? "open"
        let isOpen = !Self.ends.contains(own)
        let deadline = item?.deadline?.interval ?? made.compactMap { $0.date(.deadline) }.last
        let isLate = deadline.map { $0.hi < world.cut.on } ?? false
        let wait = made.compactMap { told in
            told.has(.preconditionFor) ? told.event.body.key(.preconditionFor) : nil
        }.last.map(world.joins.name(of:))
        return .fields([
            "proposal": .key(subject), "also": .keys(world.joins.also(subject)),
            "kind": .string(subject.kind.rawValue),
            "by": .key(made.first?.actors(.by).first),
            "to": .key(made.first?.actors(.to).first),
            "item": index.map { JSON.count($0) } ?? .null,
            "text": .text(item?.text), "issue": .text(item?.issue),
            "action": .text(item?.action.rawValue), "amount": item?.amount?.json ?? .null,
            "strength": .text(made.compactMap { $0.event.body.text(.strength) }.last),
            "opened": .span(made.first?.act), "deadline": .span(deadline),
            "state": .string(isOpen && isLate ? "lapsed?" : own),
            "is_open": .bool(isOpen),
            "answers": .array(answers(to: index).map(answer)),
            "precondition_for": .key(wait),
            "waits": .text(wait.flatMap { ModelTalk(world, $0)?.state }),
            "answered_by": .array(world.answering(subject)),
            "class": world.strongest(made), "records": .records(records),
        ])
    }

    private func answer(_ told: Told) -> JSON {
        .fields([
            "response": .text(told.event.body.text(.response)),
            "by": .key(told.actors(.by).first),
            "as_told_by": .key(told.actors(.asToldBy).first),
            "part": .text(told.part), "condition": .text(told.condition),
            "date": .span(told.act), "record": .string(told.number.description),
        ])
    }
}

extension Told {
    /// The item or field that is meant.
    ///
    /// It always counts: an answer to a part is never one to the whole.
    var part: String? { event.body.text(.part) }

    /// What it depends on, as a sentence.
    var condition: String? {
        guard verb == "lifted" || has(.condition),
            case .condition(let condition)? = event.body[.condition]
        else {
            return nil
        }
        return condition.sentence
    }
}

extension ModelWorld {
    /// Moving testimonies of a subject whose act has begun, by the last day of the act.
    func moving(_ subject: Key) -> [Told] {
        told(of: subject).filter { $0.moves && begun($0.act, by: cut.on) != .no }
            .sorted { ($0.act.hi, $0.number) < ($1.act.hi, $1.number) }
    }

    /// Records about another proposal by which a source lets it supersede this one.
    func supersessions(of subject: Key) -> [Told] {
        let group = joins.group(of: subject)
        return links.filter { link in
            link.relation == "supersedes" && link.author == "source"
                && group.contains(link.to.event.subject)
                && [.offer, .demand].contains(link.from.event.subject.kind)
                && !group.contains(link.from.event.subject)
                && link.from.moves && begun(link.from.act, by: cut.on) != .no
        }.map(\.from)
    }

    /// Records that respond to a proposal, by their act begun.
    func answering(_ subject: Key) -> [JSON] {
        let group = joins.group(of: subject)
        var seen: Set<RecordNumber> = []
        return links.filter {
            $0.relation == "responds_to" && group.contains($0.to.event.subject)
                && !group.contains($0.from.event.subject)
                && begun($0.from.act, by: cut.on) != .no
                && seen.insert($0.from.number).inserted
        }.map { link in
            .fields([
                "record": .string(link.from.number.description),
                "subject": .key(link.from.event.subject), "rel": .string(link.relation),
                "by": .string(link.author),
            ])
        }
    }

    /// The rows of `proposals`.
    func proposals(_ question: ModelQuestion) -> [JSON] {
        let kinds: [Kind] =
            switch question["kind"] {
            case "offers": [.offer]
            case "demands": [.demand]
            default: [.offer, .demand]
            }
        let found = kinds.flatMap { subjects($0) }.compactMap { ModelProposal(self, $0) }
            .filter { $0.has(question["by"], in: .by) && $0.has(question["to"], in: .to) }
            .sorted { ($0.day, $0.subject) < ($1.day, $1.subject) }
        return found.flatMap { $0.rows(question) }
            .filter { question["open"] != "true" || $0["is_open"] == .bool(true) }
    }

    /// Whether a topic is the one asked for, or below it.
    func isTopic(_ found: String?, _ wanted: String?) -> Bool {
        guard let wanted else { return true }
        return found == wanted || (found?.hasPrefix(wanted + ".") ?? false)
    }
}
