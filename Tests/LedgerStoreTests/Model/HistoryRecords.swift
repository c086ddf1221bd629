import Ledger

/// A record and its corrections, as admission sees them.
final class HistoryChain {
    let root: String
    let isRegistration: Bool
    /// Writes the testimony anew, for a correction.
    let remake: () -> JSON
    /// The subject that the next change names.
    private(set) var subject: JSON
    private(set) var tip: String
    private(set) var isRetracted = false
    /// Whether each step so far left something standing.
    private var stood = [true]

    init(name: String, event: JSON, isRegistration: Bool, remake: @escaping () -> JSON) {
        root = name
        tip = name
        subject = event["subject"] ?? .null
        self.isRegistration = isRegistration
        self.remake = remake
    }

    /// Whether anything changed it yet.
    var isUntouched: Bool { stood.count == 1 }

    func corrected(by name: String, subject: JSON) {
        tip = name
        self.subject = subject
        stood.append(true)
        isRetracted = false
    }

    /// The whole testimony is withdrawn.
    func withdrawn(by name: String) {
        tip = name
        stood.append(false)
        isRetracted = true
    }

    /// The last change is undone.
    func undone(by name: String) {
        let before = stood.dropLast().last ?? true
        tip = name
        stood.append(before)
        isRetracted = !before
    }
}

/// Records about records: corrections, retractions, links, joins, explanations.
extension HistoryWriter {
    /// One of them.
    func keepBooks() {
        switch random.below(20) {
        case 0...4: correct()
        case 5...7: withdraw()
        case 8...9: undo()
        case 10...12: join()
        case 13...15: link()
        case 16: explain()
        case 17, 18: date(anew: random.pick(world.documents).key)
        default: query()
        }
    }

    private func correct() {
        let open = chains.filter { !$0.isRetracted || random.chance(20) }
        guard let chain = open.randomElement(random) else { return }
        let replacement = withoutLinks(to: chain.root, chain.remake())
        let name = append(
            .fields([
                "type": .string("record.corrected"), "subject": replacement["subject"],
                "body": .fields([
                    "target": .string("@\(chain.tip)"), "reason": .string("read again"),
                ]),
                "replacement": replacement,
            ])
        )
        chain.corrected(by: name, subject: replacement["subject"] ?? .null)
    }

    /// A new version links to no version of itself.
    private func withoutLinks(to root: String, _ event: JSON) -> JSON {
        let own = event["links"]?.elements.contains { $0["to"]?.text == "@\(root)" } ?? false
        return own ? event.without("links") : event
    }

    private func withdraw() {
        let open = chains.filter { !$0.isRetracted && !$0.isRegistration }
        guard let chain = open.randomElement(random) else { return }
        chain.withdrawn(by: append(retraction(of: chain.root, chain.subject)))
    }

    private func undo() {
        let touched = chains.filter { !$0.isUntouched }
        guard let chain = touched.randomElement(random) else { return }
        chain.undone(by: append(retraction(of: chain.tip, chain.subject)))
    }

    private func retraction(of name: String, _ subject: JSON) -> JSON {
        .fields([
            "type": .string("record.retracted"), "subject": subject,
            "body": .fields(["target": .string("@\(name)"), "reason": .string("a mistake")]),
        ])
    }

    /// Two keys of one kind are said to be one, or not.
    private func join() {
        let anonymous = world.documents.flatMap(\.anonymous)
        let families = [
            ["measure/m0", "measure/m1", "measure/m2"], ["offer/o0", "offer/o1", "offer/o2"],
            ["demand/d1", "demand/d2"], ["talk/t0", "talk/t1", "talk/t2"],
            ["statement/s0", "statement/s1"], ["commitment/c0", "commitment/c1"],
            anonymous,
        ]
        let family = random.pick(families.filter { $0.count >= 2 })
        let a = random.pick(family)
        let b = random.pick(family.filter { $0 != a })
        let relation = random.chance(75) ? "same_as" : random.pick(["one_of", "different"])
        let strengths = ["stated", "stated", "presumed", "presumed", "rejected", "unresolved"]
        keep(
            .fields([
                "type": .string("identity.linked"), "subject": .string(a),
                "body": .fields([
                    "a": .string(a), "b": .texts([b]), "rel": .string(relation),
                    "join": .string(random.pick(strengths)),
                ]),
            ])
        )
    }

    private func link() {
        guard let from = written.randomElement(random) else { return }
        guard let to = written.filter({ $0.name != from.name }).randomElement(random) else {
            return
        }
        let relation = random.pick([
            "responds_to", "retaliates_for", "contradicts", "contradicts", "supersedes",
            "supersedes", "explains", "confirms", "denies", "precondition_of",
        ])
        keep(linked(from.subject, from.name, relation, to: to.name))
    }

    private func query() {
        guard let record = written.randomElement(random) else { return }
        keep(linked(record.subject, record.name, "queried", to: nil))
    }

    private func linked(_ subject: String, _ from: String, _ relation: String, to: String?) -> JSON
    {
        .fields([
            "type": .string("record.linked"), "subject": .string(subject),
            "body": .fields([
                "target": .string("@\(from)"), "rel": .string(relation),
                "link_by": .string(random.pick(["source", "coder"])),
                "to": to.map { .string("@\($0)") },
            ]),
        ])
    }

    private func explain() {
        let subject = random.pick(written.map(\.subject) + ["measure/m0"])
        let records = written.filter { $0.subject == subject }.prefix(2)
        guard records.count == 2 else { return }
        keep(
            .fields([
                "type": .string("conflict.explained"), "subject": .string(subject),
                "body": .fields([
                    "records": .texts(records.map { "@\($0.name)" }),
                    "kind": .string("revision"), "reading": .string("one is older"),
                ]),
            ])
        )
    }

    /// A document is dated anew, or its outlet corrects it.
    private func date(anew key: String) {
        let published: JSON? =
            random.chance(80) ? HistoryWorld.published(random.below(60), random) : nil
        keep(
            .fields([
                "type": .string("source.corrected"), "subject": .string(key),
                "body": .fields([
                    "published": published,
                    "what": published == nil ? .string("a name was wrong") : nil,
                ]),
            ])
        )
    }
}

extension HistoryWorld {
    /// A registration with something else in it.
    static func registeredAnew(_ event: JSON, _ random: SplitMix64) -> JSON {
        guard let body = event["body"] else { return event }
        if body["published"] != nil, random.chance(60) {
            let published = HistoryWorld.published(random.below(60), random)
            return event.with("body", body.with("published", published))
        }
        if body["wire"] != nil { return event.with("body", body.without("wire")) }
        if body["part_of"] != nil { return event.with("body", body.without("part_of")) }
        if body["name"] != nil {
            return event.with("body", body.with("name", .string("Name anew")))
        }
        return event
    }
}
