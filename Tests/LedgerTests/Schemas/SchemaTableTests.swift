import Testing

@testable import Ledger

/// The tables behind the schemas are whole, and say what they say once.
@Suite struct SchemaTableTests {
    private static let names = Schemas.list(types: .builtIn).map(\.name)

    private func document(_ name: String, isStrict: Bool = false) throws -> JSON {
        try #require(Schemas.document(named: name, types: .builtIn, isStrict: isStrict))
    }

    @Test func `every view has a schema, and every schema of an answer a view`() {
        let paths = Schemas.answers.flatMap(\.paths)
        #expect(Set(paths) == Set(Question.views.keys))
        #expect(paths.count == Set(paths).count)
    }

    @Test func `every event type has a schema`() throws {
        for type in Catalogue.types {
            let document = try document(type.name)
            #expect(document["title"]?.text == type.name)
            #expect(document["description"]?.text == type.summary)
            #expect(document["$id"]?.text == "https://ledgerd.org/schema/\(type.name)/1")
        }
    }

    @Test func `a list names each schema once, answers first`() {
        let list = Schemas.list(types: .builtIn)
        #expect(Set(Self.names).count == Self.names.count)
        #expect(list.drop { $0.kind == .answer }.map(\.name) == Catalogue.types.map(\.name))
        for entry in list {
            #expect(!entry.summary.isEmpty && entry.summary.last != ".", "\(entry.name)")
        }
    }

    @Test func `an answer is found by its name with and without version`() throws {
        let bare = try document("measures_in_force")
        for spelling in ["measures_in_force/1", "ledger.measures_in_force/1"] {
            #expect(try document(spelling) == bare)
        }
        #expect(Schemas.document(named: "measures_in_force/2", types: .builtIn) == nil)
        #expect(Schemas.document(named: "tariff.forgotten", types: .builtIn) == nil)
        #expect(Schemas.document(named: "", types: .builtIn) == nil)
    }

    @Test(arguments: names)
    func `every reference of a document leads to a shape in it, and each shape is used`(
        name: String
    ) throws {
        let document = try document(name)
        let shared = Set((document["$defs"]?.members ?? []).map(\.name))
        #expect(Set(Self.references(in: document)) == shared)
    }

    private static func references(in value: JSON) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { member -> [String] in
                guard member.name == "$ref", let text = member.value.text else {
                    return references(in: member.value)
                }
                return [String(text.dropFirst("#/$defs/".count))]
            }
        case .array(let elements): elements.flatMap(references(in:))
        default: []
        }
    }

    @Test(arguments: names)
    func `every member of a document says what it means`(name: String) throws {
        for (path, schema) in Self.members(of: try document(name)) {
            #expect(schema["description"]?.text?.isEmpty == false, "\(path)")
        }
    }

    private static func members(of value: JSON, _ path: String = "") -> [(String, JSON)] {
        switch value {
        case .object(let members):
            // A condition repeats members that are described where they stand.
            members.filter { !["allOf", "dependentSchemas"].contains($0.name) }
                .flatMap { member -> [(String, JSON)] in
                    let inner = "\(path)/\(member.name)"
                    let own = member.name == "properties" ? member.value.members : []
                    return own.map { ("\(inner)/\($0.name)", $0.value) }
                        + Self.members(of: member.value, inner)
                }
        case .array(let elements): elements.flatMap { Self.members(of: $0, path) }
        default: []
        }
    }

    @Test func `only a strict document closes an answer, and every one closes an event`() throws {
        let closed = #""additionalProperties":false"#
        for entry in Schemas.list(types: .builtIn) {
            let isClosed = try document(entry.name).line.contains(closed)
            let holdsEvents = entry.kind == .event || entry.name == "record"
            #expect(isClosed == holdsEvents, "\(entry.name)")
            #expect(try document(entry.name, isStrict: true).line.contains(closed))
        }
    }

    @Test func `an object of an event has the fields of its message`() throws {
        let correction = try document("record.corrected")
        let generic = try document("record")
        let messages: [(SharedShape, String)] = [
            (.date, "Date"), (.party, "ActorRole"), (.evidence, "Evidence"), (.hop, "Hop"),
            (.link, "Link"), (.givenAmount, "Amount"), (.givenRate, "Rate"), (.place, "Place"),
            (.condition, "Condition"), (.item, "Item"), (.entryRule, "EntryRule"),
            (.observation, "Observation"), (.post, "Post"), (.event, "Event"),
            (.replacement, "Replacement"),
        ]
        let shape = Shape.current
        for (shared, message) in messages {
            let known = correction["$defs"]?[shared.rawValue] ?? generic["$defs"]?[shared.rawValue]
            let members = known?["properties"]?.members.map(\.name) ?? []
            let fields = shape.fields(of: shape.index(message)).map(\.name)
            #expect(Set(members) == Set(fields), "\(message)")
        }
        let covered = Set(messages.map(\.1) + ["Body", "QuoteRef"])
        let stream = ["AppendBatch", "AppendItem", "StoredRecord"]
        #expect(covered.union(stream) == Set(shape.messages.map(\.name)))
        let evidence = correction["$defs"]?["evidence"]?["properties"]
        let quote = evidence?["quote_ref"]?["properties"]?.members.map(\.name)
        #expect(quote == shape.fields(of: shape.index("QuoteRef")).map(\.name))
        let body = generic["$defs"]?["event"]?["properties"]?["body"]?["properties"]?.members
        #expect(body?.map(\.name) == BodyField.allCases.map(\.name))
    }

    @Test func `a desk's own type has a schema as soon as it is registered`() throws {
        var types = TypeTable.builtIn
        let json = """
            {"type":"type.registered","subject":"type/x.port.closed","body":{\
            "name":"x.port.closed","description":"a port takes no ships",\
            "subject_kinds":["restriction"],"required_fields":["place"],\
            "allowed_fields":["until"],"required_roles":["by"],"machine":"restriction",\
            "state":"in_force"}}
            """
        let (event, _, faults) = parsed(json)
        #expect(faults.isEmpty)
        let own = try #require(event.flatMap(EventType.init(registration:)))
        #expect(Schemas.document(named: "x.port.closed", types: types) == nil)
        types.register(own)
        let document = try #require(Schemas.document(named: "x.port.closed", types: types))
        #expect(document["required"]?.line == #"["type","subject","actors","body","evidence"]"#)
        let body = document["properties"]?["body"]
        #expect(body?["required"]?.line == #"["place"]"#)
        #expect(
            body?["properties"]?.members.map(\.name) == ["gist", "reason", "until", "place"]
        )
        #expect(
            Schemas.list(types: types).last
                == .init(name: "x.port.closed", kind: .event, summary: "a port takes no ships")
        )
    }
}
