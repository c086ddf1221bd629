import Ledger

/// Events as provenance: PROV-O in JSON-LD, with terms of PROV, Dublin Core, RDF and RDFS alone.
///
/// A record is an entity, made by the activity that appended its batch, attributed to the account
/// that did. It is derived from the passages that attest it. A passage is part of a document and
/// is derived from what was told before it, hop by hop, each attributed to who told it.
struct ProvenanceWriter: ExportWriter {
    let needsRecords = true
    private(set) var count = 0
    private let ledger: String
    private var isFirst = true
    private var batches: Set<String> = []
    private var accounts: Set<String> = []
    /// Everybody and every document that was named, and what registrations say of them.
    private var agents: Set<String> = []
    private var documents: Set<String> = []
    private var registered: [String: JSON] = [:]

    /// Writes events of a ledger.
    init(ledger: String) { self.ledger = ledger }

    private static let references = [
        "wasDerivedFrom", "wasAttributedTo", "wasGeneratedBy", "wasAssociatedWith",
        "wasRevisionOf", "wasInvalidatedBy", "wasInfluencedBy",
    ]

    /// What the terms mean; nothing has to be fetched.
    static let context = JSON.object(
        [
            .init("prov", .string("http://www.w3.org/ns/prov#")),
            .init("dcterms", .string("http://purl.org/dc/terms/")),
            .init("rdfs", .string("http://www.w3.org/2000/01/rdf-schema#")),
            .init("xsd", .string("http://www.w3.org/2001/XMLSchema#")),
        ]
            + references.map { .init("prov:\($0)", .object([.init("@type", .string("@id"))])) }
            + ["dcterms:subject", "dcterms:isPartOf"].map {
                .init($0, .object([.init("@type", .string("@id"))]))
            }
            + ["generatedAtTime", "endedAtTime", "invalidatedAtTime"].map {
                .init("prov:\($0)", .object([.init("@type", .string("xsd:dateTime"))]))
            }
    )

    mutating func start() -> [UInt8] {
        Array("{\"@context\":\(ProvenanceWriter.context.line),\n\"@graph\":[".utf8)
    }

    mutating func add(_ exported: ExportedEvent) -> [UInt8] {
        count += 1
        let event = exported.event
        let batch = CellText.raw(exported["batch"])
        var nodes = recording(batch, exported)
        let activity = iri("batch/\(batch)")
        let id = CellText.raw(event["id"])
        var record: [JSON.Member] = [
            .init("@id", .string(LedgerIRI.record(id))), .init("@type", .string("prov:Entity")),
            .init("dcterms:identifier", exported["record"] ?? .null),
            .init("dcterms:type", event["type"] ?? .null),
            .init("prov:generatedAtTime", exported["recorded_at"] ?? .null),
            .init("prov:wasGeneratedBy", .string(activity)),
            .init("prov:wasAttributedTo", .string(account(exported))),
        ]
        if let subject = event["subject"]?.text { name("dcterms:subject", subject, &record) }
        // A correction carries the event that stands in the place of another.
        let told = event["replacement"] ?? event
        remember(told)
        add("dcterms:date", told["occurred"]?["edtf"], &record)
        add("rdfs:label", told["body"]?["gist"], &record)
        var origins: [JSON] = []
        for (index, entry) in (told["evidence"]?.elements ?? []).enumerated() {
            let (last, hops) = chain(entry, "\(LedgerIRI.record(id))#e\(index)")
            origins.append(.string(last))
            nodes += hops
        }
        add("prov:wasDerivedFrom", list(origins), &record)
        let links = (told["links"]?.elements ?? []).compactMap { $0["to"]?.text }
        add(
            "prov:wasInfluencedBy",
            list(links.map { .string(LedgerIRI.record($0)) }),
            &record
        )
        nodes += changes(event, activity, exported, &record)
        return write([.object(record)] + nodes)
    }

    mutating func end() -> [UInt8] {
        let people = agents.sorted().map(agent)
        let texts = documents.sorted().map(document)
        return write(people + texts) + Array("]}\n".utf8)
    }

    /// The activity that appended a batch, and the account behind it, each told once.
    private mutating func recording(_ batch: String, _ exported: ExportedEvent) -> [JSON] {
        var nodes: [JSON] = []
        let account = account(exported)
        if accounts.insert(account).inserted {
            nodes.append(
                .object([
                    .init("@id", .string(account)), .init("@type", .string("prov:Agent")),
                    .init("rdfs:label", exported["recorder"]?["name"] ?? .null),
                ])
            )
        }
        if batches.insert(batch).inserted {
            nodes.append(
                .object([
                    .init("@id", .string(iri("batch/\(batch)"))),
                    .init("@type", .string("prov:Activity")),
                    .init("prov:endedAtTime", exported["recorded_at"] ?? .null),
                    .init("prov:wasAssociatedWith", .string(account)),
                ])
            )
        }
        return nodes
    }

    /// The hops of an entry of evidence, origin first, and the name of the last.
    private mutating func chain(_ entry: JSON, _ name: String) -> (last: String, nodes: [JSON]) {
        let source = entry["source"]?.text ?? ""
        documents.insert(source)
        var hops = entry["chain"]?.elements ?? []
        if hops.last?["who"]?.text != source {
            hops.append(.object([.init("who", .string(source))]))
        }
        var nodes: [JSON] = []
        var before: String?
        for (index, hop) in hops.enumerated() {
            let who = hop["who"]?.text ?? ""
            let own = "\(name)h\(index)"
            var node: [JSON.Member] = [
                .init("@id", .string(own)), .init("@type", .string("prov:Entity")),
            ]
            add("dcterms:type", hop["act"], &node)
            if who.hasPrefix("src/") {
                documents.insert(who)
                self.name("dcterms:isPartOf", who, &node)
            } else {
                agents.insert(who)
                self.name("prov:wasAttributedTo", who, &node)
            }
            if index == hops.count - 1 { add("dcterms:bibliographicCitation", entry["loc"], &node) }
            if let before { node.append(.init("prov:wasDerivedFrom", .string(before))) }
            nodes.append(.object(node))
            before = own
        }
        return (before ?? name, nodes)
    }

    /// What a record does to an earlier one.
    private func changes(
        _ event: JSON,
        _ activity: String,
        _ exported: ExportedEvent,
        _ record: inout [JSON.Member]
    ) -> [JSON] {
        guard let target = event["body"]?["target"]?.text else { return [] }
        let other = JSON.string(LedgerIRI.record(target))
        switch event["type"]?.text {
        case "record.corrected":
            record.append(.init("prov:wasRevisionOf", other))
            return []
        case "record.retracted", "record.redacted":
            return [
                .object([
                    .init("@id", other), .init("prov:wasInvalidatedBy", .string(activity)),
                    .init("prov:invalidatedAtTime", exported["recorded_at"] ?? .null),
                ])
            ]
        default: return []
        }
    }

    /// Keeps what a registration says, for the end.
    private mutating func remember(_ event: JSON) {
        guard let key = event["subject"]?.text, let body = event["body"] else { return }
        switch event["type"]?.text {
        case "actor.registered":
            agents.insert(key)
            registered[key] = body
        case "source.registered":
            documents.insert(key)
            if let outlet = body["outlet"]?.text { agents.insert(outlet) }
            registered[key] = body
        default: break
        }
    }

    private func agent(_ key: String) -> JSON {
        let sort =
            switch key.prefix(while: { $0 != "/" }) {
            case "person": "prov:Person"
            case "gov", "org": "prov:Organization"
            default: "prov:Agent"
            }
        var node: [JSON.Member] = [
            .init("@id", .string(iri(key))), .init("@type", .string(sort)),
            .init("dcterms:identifier", .string(key)),
        ]
        add("rdfs:label", registered[key]?["name"], &node)
        return .object(node)
    }

    private func document(_ key: String) -> JSON {
        var node: [JSON.Member] = [
            .init("@id", .string(iri(key))), .init("@type", .string("prov:Entity")),
            .init("dcterms:identifier", .string(key)),
        ]
        let body = registered[key]
        add("dcterms:title", body?["title"], &node)
        add("dcterms:issued", body?["published"]?["edtf"], &node)
        if let outlet = body?["outlet"]?.text { name("prov:wasAttributedTo", outlet, &node) }
        return .object(node)
    }

    private func account(_ exported: ExportedEvent) -> String {
        iri("account/\(CellText.raw(exported["recorder"]?["uid"]))")
    }

    private func iri(_ key: String) -> String { LedgerIRI.of(ledger, key) }

    private func name(_ term: String, _ key: String, _ node: inout [JSON.Member]) {
        node.append(.init(term, .string(iri(key))))
    }

    private func add(_ term: String, _ value: JSON?, _ node: inout [JSON.Member]) {
        if let value = CellText.known(value) { node.append(.init(term, value)) }
    }

    private func list(_ values: [JSON]) -> JSON? {
        values.count == 1 ? values[0] : .array(values)
    }

    private mutating func write(_ nodes: [JSON]) -> [UInt8] {
        nodes.flatMap { node in
            let start = isFirst ? "\n" : ",\n"
            isFirst = false
            return Array(start.utf8) + node.bytes
        }
    }
}
