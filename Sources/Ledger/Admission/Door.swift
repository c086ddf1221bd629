/// Text or bytes of a request to drafts: the form of a batch, every fault at once.
///
/// Runs on the connection's task. It needs two things of the log, both of which never change once
/// they are true: the types in force, and which id a record number has.
public struct Door {
    /// The event types in force.
    public var types: TypeTable
    /// The id of a record; nil if the ledger has no such record.
    public var id: (RecordNumber) -> RecordID?
    /// A new id, for an event that brings none.
    public var newID: () -> RecordID
    /// Whether the ledger itself is writing, which alone records rotations of its key and the like.
    public var isOfLedger = false

    /// How the parts of a large batch are read.
    public var parts = Parts.inTurn

    /// Makes a door.
    public init(
        types: TypeTable,
        id: @escaping (RecordNumber) -> RecordID?,
        newID: @escaping () -> RecordID
    ) {
        self.types = types
        self.id = id
        self.newID = newID
    }

    /// Reads `application/json` (an event or a list), or with `isLines` one event a line.
    public func json(_ text: [UInt8], isLines: Bool) throws(Refusal) -> [Draft] {
        let reader = isLines ? lines(text) : JSONToWire.read(text, isLines: false)
        var faults = reader.faults
        var items: [Item] = []
        for read in reader.items {
            guard let id = itemID(read, &faults) else { continue }
            items.append(
                Item(
                    id: id,
                    ref: read.ref,
                    bytes: read.bytes,
                    locals: read.locals,
                    line: read.line,
                    isFaulty: read.isFaulty
                )
            )
        }
        return try drafts(items, faults)
    }

    /// Reads CloudEvents 1.0, one or a batch: `data` is the event, and the id is derived.
    public func cloudEvents(_ text: [UInt8]) throws(Refusal) -> [Draft] {
        let value: JSON
        do throws(JSON.SyntaxError) {
            value = try JSON(parsing: text)
        } catch {
            let fault = Fault(
                line: error.line,
                "",
                .syntax,
                "not JSON at column \(error.column): expected \(error.expected)"
            )
            throw Refusal.faulty(.invalidEvent, [fault])
        }
        let (lines, faults) = CloudEvent.lines(value)
        guard faults.isEmpty else { throw Refusal.faulty(.invalidEvent, faults) }
        return try json(lines, isLines: true)
    }

    /// Reads a `ledger.v1.AppendBatch`: events in canonical bytes, references as ids.
    public func protobuf(_ bytes: [UInt8]) throws(Refusal) -> [Draft] {
        var items: [Item] = []
        var faults: [Fault] = []
        let isWhole = WireReader.each(bytes.span, 0..<bytes.count) { field in
            guard field.number == 1, field.kind == .delimited else { return true }
            var item = Item(
                id: RecordID(high: 0, low: 0),
                ref: nil,
                bytes: [],
                locals: [],
                line: items.count + 1,
                isFaulty: false
            )
            var hasID = false
            let isItem = WireReader.each(bytes.span, field.range) { member in
                switch member.number {
                case 1:
                    hasID = true
                    if let id = RecordID(bytes: bytes.span.extracting(member.range)) {
                        item.id = id
                    } else {
                        item.isFaulty = true
                        faults.append(
                            Fault(line: item.line, "id", .malformed, "is not 16 bytes")
                        )
                    }
                default: item.bytes = Array(bytes[member.range])
                }
                return true
            }
            if !hasID { item.id = newID() }
            guard isItem else {
                faults.append(Fault(line: item.line, "", .syntax, "is not a ledger.v1.AppendItem"))
                return true
            }
            items.append(item)
            return true
        }
        for index in notCanonical(items) {
            items[index].isFaulty = true
            faults.append(
                Fault(
                    line: items[index].line,
                    "",
                    .syntax,
                    "is not an event in canonical bytes",
                    hint: "fields ascending, known, singular ones once"
                )
            )
        }
        if !isWhole { faults.append(Fault("", .syntax, "is not a ledger.v1.AppendBatch")) }
        return try drafts(items, faults)
    }
}

extension Door {
    /// An event as read, before its words are looked at.
    struct Item {
        var id: RecordID
        var ref: String?
        var bytes: [UInt8]
        var locals: [String]
        var line: Int
        var isFaulty: Bool
    }

    private func itemID(_ item: JSONToWire.Item, _ faults: inout [Fault]) -> RecordID? {
        guard let text = item.id else { return newID() }
        if let id = RecordID(text) { return id }
        faults.append(
            Fault(
                line: item.line,
                "id",
                .malformed,
                "'\(text)' is no UUID",
                hint: "write 8-4-4-4-12 hex digits"
            )
        )
        return nil
    }

    /// References to ids, then words to values, over the whole batch.
    private func drafts(_ items: [Item], _ found: [Fault]) throws(Refusal) -> [Draft] {
        var faults = found
        guard !items.isEmpty || !faults.isEmpty else {
            throw Refusal(.invalidEvent, "not recorded: there is no event in the request")
        }
        if items.count > Submission.Limit.batchEventsMax {
            throw Refusal(
                .tooLarge,
                "not recorded: \(items.count) events; a batch has at most "
                    + "\(Submission.Limit.batchEventsMax)"
            )
        }
        let names = localNames(items, &faults)
        var items = items
        for index in items.indices { resolve(&items[index], names, &faults) }
        let parsed = EventParser.parse(items.map(\.bytes), types: types, in: parts)
        var types = types
        var hasOwnTypes = false
        var drafts: [Draft] = []
        for (index, item) in items.enumerated() {
            if item.bytes.count > Submission.Limit.eventBytesMax {
                faults.append(
                    Fault(
                        line: item.line,
                        "",
                        .tooLarge,
                        "has \(item.bytes.count) bytes; an event has at most "
                            + "\(Submission.Limit.eventBytesMax)"
                    )
                )
                continue
            }
            // Behind a registration of a type the events are read anew: some may be of it.
            let (event, wrong) =
                hasOwnTypes ? EventParser.parse(item.bytes, types: types) : parsed[index]
            add(wrong, of: item, to: &faults)
            guard let event, !item.isFaulty else { continue }
            if let own = EventType(registration: event) {
                types.register(own)
                hasOwnTypes = true
            }
            if let fault = reserved(event, item) { faults.append(fault) }
            if event.references.contains(item.id) {
                faults.append(Fault(line: item.line, "", .selfReference, "points at itself"))
            }
            drafts.append(Draft(id: item.id, event: event, line: item.line))
        }
        guard faults.isEmpty else { throw Refusal.faulty(.invalidEvent, inOrder(faults)) }
        return drafts
    }

    /// Refuses an event that only the ledger itself records.
    private func reserved(_ event: Event, _ item: Item) -> Fault? {
        guard event.testimony.type.isOfLedger, !isOfLedger else { return nil }
        let name = event.testimony.type.name
        return Fault(
            line: item.line,
            "type",
            .wrongKind,
            "'\(name)' is recorded by the ledger itself",
            hint: name == "key.rotated" ? "ledgerctl log key rotate" : "ledgerctl log attest"
        )
    }

    /// Adds the faults of one event, less those of fields that the codec has refused already.
    private func add(_ wrong: [Fault], of item: Item, to faults: inout [Fault]) {
        let told = Set(faults.filter { $0.line == item.line }.map(\.path))
        for var fault in wrong where !told.contains(fault.path) && faults.count < Fault.countMax {
            fault.line = item.line
            faults.append(fault)
        }
    }

    private func inOrder(_ faults: [Fault]) -> [Fault] {
        // A stable sort: faults of one line stay as they were found.
        faults.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }.map(\.element)
    }

    private func localNames(_ items: [Item], _ faults: inout [Fault]) -> [String: RecordID] {
        var names: [String: RecordID] = [:]
        for item in items {
            guard let ref = item.ref else { continue }
            if names.updateValue(item.id, forKey: ref) != nil {
                faults.append(
                    Fault(
                        line: item.line,
                        "ref",
                        .unknownReference,
                        "'\(ref)' names two events of this batch"
                    )
                )
            }
        }
        return names
    }

    /// Puts record ids where the event says `r10` or `@x`.
    private func resolve(
        _ item: inout Item,
        _ names: [String: RecordID],
        _ faults: inout [Fault]
    ) {
        for (range, path) in ReferencePatch.places(in: item.bytes) {
            let id: RecordID?
            switch ReferencePatch.target(item.bytes.span, range) {
            case .id: continue
            case .number(let number):
                id = self.id(number)
                if id == nil {
                    faults.append(
                        Fault(
                            line: item.line,
                            path,
                            .unknownRecord,
                            "\(number) is not recorded",
                            hint: "see: ledgerctl record list"
                        )
                    )
                }
            case .local(let index):
                let name = index < item.locals.count ? item.locals[index] : ""
                id = names[name]
                if id == nil {
                    faults.append(
                        Fault(
                            line: item.line,
                            path,
                            .unknownReference,
                            "no event of this batch has the ref '\(name)'"
                        )
                    )
                }
            }
            let text = id?.description ?? String(repeating: "0", count: 36)
            item.bytes.replaceSubrange(range, with: text.utf8)
            if id == nil {
                // A well-formed id keeps the parser from reporting the same reference again.
                let none = RecordID(high: 0, low: 0).description
                item.bytes.replaceSubrange(range, with: none.utf8)
            }
        }
    }
}
