/// Canonical bytes to an ``Event``, or every fault of form.
///
/// This is the door: words become typed values here and nowhere else. It knows the dictionary and
/// the types in force, and nothing of the log; what depends on the log (do the actors exist, is
/// the id new) is ``Admission``'s.
public struct EventParser {
    /// Every fault found so far.
    public internal(set) var faults: [Fault] = []

    let bytes: [UInt8]
    let types: TypeTable
    let shape = Shape.current
    var path = FieldPath()

    /// Reads an event.
    ///
    /// - Parameters:
    ///   - bytes: canonical bytes; the caller has checked that they are.
    ///   - types: the types in force where the event is read.
    /// - Returns: the event, or the faults, each with its path; one of the two is empty.
    public static func parse(
        _ bytes: [UInt8],
        types: TypeTable = .builtIn
    ) -> (event: Event?, faults: [Fault]) {
        var parser = EventParser(bytes: bytes, types: types)
        let event = parser.event(0..<bytes.count, isReplacement: false)
        return parser.faults.isEmpty ? (event, []) : (nil, parser.faults)
    }

    /// Events of a part: below it another thread costs more than it saves.
    private static let partEvents = 250

    /// Reads many events.
    ///
    /// - Parameters:
    ///   - events: canonical bytes of each.
    ///   - types: the types in force before the first.
    ///   - parts: how several are read at once.
    /// - Returns: each event or its faults, in order.
    public static func parse(
        _ events: [[UInt8]],
        types: TypeTable,
        in parts: Parts
    ) -> [(event: Event?, faults: [Fault])] {
        let starts = stride(from: 0, to: events.count, by: partEvents).map(\.self)
        return parts.map(starts.count) { part in
            events[starts[part]...].prefix(partEvents).map { parse($0, types: types) }
        }.flatMap(\.self)
    }

    mutating func fault(_ code: Fault.Code, _ message: String, hint: String? = nil) {
        faults.append(Fault(path.text, code, message, hint: hint))
    }

    mutating func fault(
        at step: String,
        _ code: Fault.Code,
        _ message: String,
        hint: String? = nil
    ) {
        path.push(step)
        fault(code, message, hint: hint)
        path.pop()
    }

    mutating func fault(_ error: Malformed) {
        fault(.malformed, error.statement, hint: error.hint)
    }

    func text(_ range: Range<Int>) -> String { WireReader.text(bytes.span, range) }

    /// Calls `body` for each field of a message, with the path set to it.
    mutating func each(
        _ range: Range<Int>,
        _ message: Shape.Part,
        _ body: (inout EventParser, WireReader.Field) -> Void
    ) {
        let index = message.index
        var at = range.lowerBound
        var last = 0
        var count = 0
        while let found = WireReader.next(bytes.span, &at, range.upperBound) {
            guard let isRepeated = shape.isRepeated(index, found.number) else { continue }
            count = found.number == last ? count + 1 : 0
            last = found.number
            path.push(index, found.number, index: isRepeated ? count : nil)
            body(&self, found)
            path.pop()
        }
    }
}

/// The path of the field being read; made into text only when a fault needs it.
struct FieldPath {
    private struct Step {
        /// Nil: that of a field of the schema.
        var name: String?
        var message = 0
        var number = 0
        var index: Int?
    }

    private var steps: [Step] = []

    /// Room for the deepest field of the schema.
    init() { steps.reserveCapacity(8) }

    mutating func push(_ name: String) { steps.append(Step(name: name)) }
    mutating func push(_ message: Int, _ number: Int, index: Int?) {
        steps.append(Step(message: message, number: number, index: index))
    }
    mutating func pop() { steps.removeLast() }

    var isEmpty: Bool { steps.isEmpty }

    var text: String {
        steps.map { step in
            let name = step.name ?? Shape.current.field(step.message, step.number)?.name ?? ""
            return step.index.map { "\(name)[\($0)]" } ?? name
        }.joined(separator: ".")
    }
}

extension EventParser {
    /// An event, or the replacement in a correction: the same fields with the same numbers.
    mutating func event(_ range: Range<Int>, isReplacement: Bool) -> Event? {
        var draft = Draft()
        each(range, isReplacement ? .replacement : .event) { parser, field in
            parser.member(field, &draft)
        }
        guard let name = draft.type else {
            fault(at: "type", .missing, "is needed", hint: "see: ledgerctl type list")
            return nil
        }
        guard let type = types.type(named: name) else {
            let near = Suggestion.nearest(to: name, in: types.names)
            fault(
                at: "type",
                .unknownType,
                "'\(name)' is no event type",
                hint: near.map { "did you mean '\($0)'?" } ?? "see: ledgerctl type list"
            )
            return nil
        }
        if draft.subject == nil, !draft.isSubjectFaulty {
            fault(at: "subject", .missing, "is needed", hint: "write kind/name")
        }
        if let range = draft.body {
            path.push("body")
            draft.fields = body(range, of: type)
            path.pop()
        }
        checkRules(draft, of: type, in: range, isReplacement: isReplacement)
        guard faults.isEmpty, let subject = draft.subject else { return nil }
        return Event(
            type: type,
            subject: subject,
            occurred: draft.occurred,
            actors: draft.actors,
            issues: draft.issues,
            body: draft.fields,
            modality: draft.modality ?? .actual,
            evidence: draft.evidence,
            links: draft.links,
            inferred: draft.inferred,
            note: draft.note,
            coderConfidence: draft.confidence,
            replacement: draft.replacement,
            bytes: isReplacement ? Array(bytes[range]) : bytes
        )
    }

    /// What has been read of an event.
    struct Draft {
        var type: String?
        var subject: Key?
        var isSubjectFaulty = false
        var occurred: EventDate?
        var actors: [Party] = []
        var issues: [String] = []
        var body: Range<Int>?
        var fields = Body()
        var modality: Modality?
        var evidence: [Evidence] = []
        /// Which entry each of `evidence` is: faulty ones are left out of it.
        var evidencePlaces: [Int] = []
        var evidenceCount = 0
        var links: [Link] = []
        var inferred: [String] = []
        var note: String?
        var confidence: Decimal?
        var replacement: Event?
        var hasReplacement = false
    }

    private mutating func member(_ field: WireReader.Field, _ draft: inout Draft) {
        switch field.number {
        case 1: draft.type = text(field.range)
        case 2:
            draft.subject = key(field.range, .any)
            draft.isSubjectFaulty = draft.subject == nil
        case 3: draft.occurred = date(field.range)
        case 4: if let party = party(field.range) { draft.actors.append(party) }
        case 5: draft.issues.append(issue(field.range))
        case 6: draft.body = field.range
        case 7: draft.modality = word(field.range)
        case 8:
            if let entry = evidence(field.range) {
                draft.evidence.append(entry)
                draft.evidencePlaces.append(draft.evidenceCount)
            }
            draft.evidenceCount += 1
        case 9: if let link = link(field.range) { draft.links.append(link) }
        case 10: draft.inferred.append(text(field.range))
        case 11: draft.note = text(field.range)
        case 12: draft.confidence = confidence(field.range)
        case 13:
            draft.hasReplacement = true
            draft.replacement = event(field.range, isReplacement: true)
        default: break
        }
    }

    private mutating func confidence(_ range: Range<Int>) -> Decimal? {
        guard let value = decimal(range) else { return nil }
        guard value >= 0, value <= 1 else {
            fault(.malformed, "\(value) is not between 0 and 1", hint: "write 0.85")
            return nil
        }
        return value
    }

    mutating func issue(_ range: Range<Int>) -> String {
        let code = text(range)
        if !Key.isSlug(code) {
            fault(.malformed, "'\(code)' is no topic code", hint: "write a code such as tariffs")
        }
        return code
    }
}
