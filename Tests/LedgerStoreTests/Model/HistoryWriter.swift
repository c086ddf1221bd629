import Ledger

/// Writes one random history: registrations, testimonies, and records about records.
///
/// Everything comes from one seed, so a seed names a history for ever.
final class HistoryWriter {
    let random: SplitMix64
    let world: HistoryWorld
    private(set) var lines: [JSON] = []
    /// Testimonies and other records that may be corrected or retracted, by the name of the first.
    var chains: [HistoryChain] = []
    /// Names of testimonies with what they are about, for links, denials and explanations.
    private(set) var written: [(name: String, subject: String, type: String)] = []

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        world = HistoryWorld(random)
    }

    /// A whole history, a line each.
    static func lines(seed: UInt64) -> [JSON] {
        let writer = HistoryWriter(seed: seed)
        writer.write()
        return writer.lines
    }

    private func write() {
        var registrations = world.lines
        // Some register late: names may come after the events that use them.
        let late = registrations.indices.filter { _ in random.chance(5) }
        let delayed = late.map { registrations[$0] }
        for index in late.reversed() { registrations.remove(at: index) }
        for line in registrations { register(line) }
        var acts = scripts().flatMap { $0 }
        acts.sort { ($0.day, $0.order) < ($1.day, $1.order) }
        for (index, act) in acts.enumerated() {
            act.write()
            if index == acts.count / 2 { for line in delayed { register(line) } }
            if random.chance(18) { keepBooks() }
        }
        for _ in 0..<random.below(4) { keepBooks() }
    }

    private func register(_ line: (name: String, event: JSON)) {
        let name = append(line.event)
        chains.append(
            HistoryChain(name: name, event: line.event, isRegistration: true) { [random] in
                HistoryWorld.registeredAnew(line.event, random)
            }
        )
    }

    /// Appends an event and gives it a name.
    @discardableResult
    func append(_ event: JSON) -> String {
        let name = "e\(lines.count + 1)"
        lines.append(event.with("ref", .string(name)))
        return name
    }

    /// Something to be written on a day.
    struct Act {
        let day: Int
        let order: Int
        let write: () -> Void
    }

    /// Plans a testimony that is made anew each time it is written or corrected.
    func act(_ day: Int, _ make: @escaping () -> JSON) -> Act {
        Act(day: day, order: random.below(1_000)) { [unowned self] in
            let event = make()
            let name = append(event)
            chains.append(
                HistoryChain(name: name, event: event, isRegistration: false, remake: make)
            )
            written.append(
                (name, event["subject"]?.text ?? "", event["type"]?.text ?? "")
            )
        }
    }

    /// A record-keeping record that may be retracted.
    func keep(_ event: JSON) {
        let name = append(event)
        chains.append(
            HistoryChain(name: name, event: event, isRegistration: false) { event }
        )
    }

    // MARK: - Parts of events

    /// An event with evidence, on a day.
    func event(
        _ type: String,
        _ subject: String,
        on day: Int,
        _ parties: [HistoryParty],
        _ body: [HistoryField],
        issues: [String] = [],
        speaker: String? = nil
    ) -> JSON {
        var fields = body
        let hasGist = fields.contains { $0.name == "gist" }
        if !hasGist, random.chance(30) {
            fields.append(("gist", .string("telling \(random.below(5))")))
        }
        let occurred = random.chance(75) ? date(day) : nil
        let paths = fields.map { "body.\($0.name)" } + (occurred == nil ? [] : ["occurred"])
        return .fields([
            "type": .string(type), "subject": .string(subject), "occurred": occurred,
            "actors": .array(parties.map(\.json)),
            "issues": issues.isEmpty ? nil : .texts(Set(issues).sorted()),
            "body": fields.isEmpty ? nil : .object(fields.map { .init($0.name, $0.value) }),
            "modality": modality(),
            "evidence": evidence(from: day, parties, paths, speaker),
            "links": links(),
        ])
    }

    private func modality() -> JSON? {
        guard random.chance(12) else { return nil }
        return .string(random.pick(["actual", "intended", "conditional", "predicted", "possible"]))
    }

    private func links() -> JSON? {
        guard random.chance(15), !written.isEmpty else { return nil }
        let relation = random.pick([
            "responds_to", "retaliates_for", "repeats", "contradicts", "supersedes", "supersedes",
        ])
        return .array([
            .fields([
                "rel": .string(relation), "to": .string("@\(random.pick(written).name)"),
                "by": .string(random.pick(["source", "coder"])),
            ])
        ])
    }

    /// A date near a day: mostly that day, at times a span, a month, or an open start.
    func date(_ day: Int) -> JSON {
        switch random.below(20) {
        case 0: HistoryWorld.date("../\(HistoryWorld.day(day))")
        case 1: HistoryWorld.date(String(HistoryWorld.day(day).description.prefix(7)))
        case 2...4:
            HistoryWorld.date(
                "\(HistoryWorld.day(day))/\(HistoryWorld.day(day + 1 + random.below(9)))"
            )
        case 5: derived(day)
        default: HistoryWorld.date(day)
        }
    }

    /// A day counted from the date of a document.
    private func derived(_ day: Int) -> JSON {
        .fields([
            "edtf": .string(HistoryWorld.day(day).description), "basis": .string("derived"),
            "text": .string("that day"), "anchor": .string(random.pick(world.documents).key),
        ])
    }

    /// A plain day, for what must be precise.
    func exact(_ day: Int) -> JSON { HistoryWorld.date(day) }

    func rate(_ percent: Int, kind: String = "additional") -> JSON {
        .fields([
            "pct": .string("\(percent)"), "kind": .string(kind),
            "qual": .string(random.chance(12) ? random.pick(["about", "up_to"]) : "eq"),
        ])
    }

    func amount(_ billions: Int, qualifier: String? = nil) -> JSON {
        let about = random.chance(15) ? random.pick(["about", "up_to"]) : "eq"
        return .fields([
            "value": .string("\(billions)000000000"), "unit": .string("USD"),
            "qual": .string(qualifier ?? about),
        ])
    }

    /// A field so often in a hundred.
    func perhaps(_ percent: Int, _ name: String, _ value: @autoclosure () -> JSON) -> [HistoryField]
    {
        random.chance(percent) ? [(name, value())] : []
    }
}
