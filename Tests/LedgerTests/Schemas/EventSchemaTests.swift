import Testing

@testable import Ledger

/// The schemas of event types against the door: what it takes they take, what they refuse it
/// refuses.
@Suite struct EventSchemaTests {
    private static let names = Catalogue.types.map(\.name)

    private static func samples(of type: EventType) throws -> [JSON] {
        let bands = type.allowed.contains(.rates) ? [EventSample.full(type, bands: true)] : []
        let texts = [EventSample.minimal(type), EventSample.full(type)] + bands
        return try texts.map { try JSON(parsing: Array($0.utf8)) }
    }

    @Test(arguments: names) func `a schema knows every member of a sample`(name: String) throws {
        let type = try #require(Catalogue.type(named: name))
        let schema = try #require(Schemas.document(named: name, types: .builtIn))
        for sample in try Self.samples(of: type) {
            #expect(UnknownMembers(root: schema).found(in: sample, by: schema) == [])
        }
        let odd = #"{"type":"\#(name)","body":{"gist":"x","no_such":1},"evidence":[{"no_such":1}]}"#
        let unknown = UnknownMembers(root: schema)
            .found(in: try JSON(parsing: Array(odd.utf8)), by: schema)
        #expect(unknown == [".body.no_such", ".evidence[0].no_such"])
    }

    /// Changes of the least valid event of a type that neither schema nor door takes.
    private static let refused: [(type: String, change: String)] = [
        ("tariff.scheduled", #"{"body":{"rate":null}}"#),
        ("tariff.scheduled", #"{"body":{"change":"raise","rate":null,"step":"a"}}"#),
        ("tariff.scheduled", #"{"body":{"change":"suspend"}}"#),
        (
            "tariff.imposed",
            #"{"body":{"rate":{"pct":"5","kind":"total","qual":"eq"},"rates":[{"pct":"5","kind":"total","qual":"eq"}]}}"#
        ),
        ("tariff.imposed", #"{"body":{"rate":{"pct":"5","kind":"total","qual":"range"}}}"#),
        ("tariff.imposed", #"{"body":{"rate":{"pct":"05","kind":"total","qual":"eq"}}}"#),
        ("tariff.imposed", #"{"body":{"coverage":{"value":"5","unit":"USD","qual":"range"}}}"#),
        (
            "tariff.imposed",
            #"{"body":{"coverage":{"value":"5","unit":"USD","qual":"eq","upper":"6"}}}"#
        ),
        ("tariff.imposed", #"{"body":{"coverage":{"value":"5","unit":"$","qual":"eq"}}}"#),
        ("tariff.imposed", #"{"subject":"talk/geneva"}"#),
        ("tariff.imposed", #"{"subject":"measure/Upper"}"#),
        ("tariff.imposed", #"{"actors":[{"actor":"gov/NLD","role":"imposer"}]}"#),
        ("tariff.imposed", #"{"actors":null}"#),
        ("tariff.imposed", #"{"evidence":null}"#),
        ("tariff.imposed", #"{"evidence":[]}"#),
        ("tariff.imposed", #"{"evidence[0]":{"chain":null}}"#),
        ("tariff.imposed", #"{"evidence[0]":{"loc":"4-5"}}"#),
        ("tariff.imposed", #"{"evidence[0]":{"source":"org/tidewater"}}"#),
        ("tariff.imposed", #"{"modality":"likely"}"#),
        ("tariff.imposed", #"{"replacement":{"type":"talks.held","subject":"talk/a"}}"#),
        ("tariff.imposed", #"{"occurred":{"edtf":"2019-06-10","basis":"derived","text":"x"}}"#),
        ("tariff.imposed", #"{"occurred":{"edtf":"2019-06-10","basis":"stated","tz":"CEST"}}"#),
        ("tariff.imposed", #"{"coder_confidence":0.5}"#),
        ("tariff.imposed", #"{"coder_confidence":"1.5"}"#),
        ("tariff.imposed", #"{"body":{"rate":{"pct":"-5","kind":"total","qual":"eq"}}}"#),
        ("tariff.imposed", #"{"note":""}"#),
        ("tariff.announced", #"{"body":{"condition":{"if":"a","unless":"b"}}}"#),
        ("tariff.announced", #"{"body":{"condition":{}}}"#),
        ("demand.made", #"{"body":{"strength":"precondition"}}"#),
        ("talks.scheduled", #"{"actors":[{"actor":"gov/NLD","role":"party"}]}"#),
        ("talks.held", #"{"body":{"kind":"chat"}}"#),
        ("record.linked", #"{"body":{"to":null}}"#),
        ("record.linked", #"{"body":{"to":"r0"}}"#),
        ("record.corrected", #"{"replacement":null}"#),
        ("actor.registered", #"{"subject":"anon/a/b","body":{"name":"Somebody"}}"#),
        ("actor.registered", #"{"body":{"count":"few"}}"#),
        ("type.registered", #"{"subject":"type/hearing","body":{"name":"hearing"}}"#),
        ("type.registered", #"{"subject":"type/x.a.registered","body":{"name":"x.a.registered"}}"#),
        ("type.registered", #"{"body":{"subject_kinds":["vessel"]}}"#),
        ("type.registered", #"{"body":{"required_fields":["tonnage"]}}"#),
        ("checkpoint.named", #"{"body":{"root":"0A"}}"#),
    ]

    /// Changes that both take.
    private static let taken: [(type: String, change: String)] = [
        ("tariff.scheduled", #"{"body":{"change":"suspend","rate":null,"step":"a"}}"#),
        ("record.linked", #"{"body":{"rel":"queried","to":null}}"#),
        ("record.linked", #"{"body":{"to":"r12"}}"#),
        ("record.linked", #"{"body":{"target":"@other"}}"#),
        ("actor.registered", #"{"subject":"gov/eu-commission"}"#),
        ("actor.registered", #"{"subject":"anon/a/b","body":{"count":"2.."}}"#),
        ("tariff.imposed", #"{"subject":"measure:sample"}"#),
        ("tariff.imposed", #"{"evidence[0]":{"polarity":"-","loc":"L4,L7-L9"}}"#),
    ]

    private static func changed(_ cases: [(type: String, change: String)]) throws -> [JSON] {
        try cases.map { type, change in
            let json = try RuleCase(type, change, []).json()
            return try JSON(parsing: Array(json.utf8))
        }
    }

    /// What the door says of an event that stands before one called `other`.
    private static func faults(of event: JSON) throws -> [Fault] {
        let other = try #require(Catalogue.type(named: "tariff.imposed"))
        let lines = event.line + "\n{\"ref\":\"other\"," + EventSample.minimal(other).dropFirst()
        var next: UInt64 = 0
        let door = Door(
            types: .builtIn,
            id: { RecordID(high: 1, low: $0.value) },
            newID: {
                next += 1
                return RecordID(high: 2, low: next)
            }
        )
        do throws(Refusal) {
            _ = try door.json(Array(lines.utf8), isLines: true)
            return []
        } catch {
            #expect(error.faults.allSatisfy { $0.line == 1 })
            return error.faults
        }
    }

    @Test func `schema and door agree about the same events`() throws {
        let refused = try Self.changed(Self.refused)
        for event in refused {
            #expect(try !Self.faults(of: event).isEmpty, "the door takes \(event.line)")
        }
        let taken = try Self.changed(Self.taken)
        for event in taken {
            #expect(try Self.faults(of: event) == [], "\(event.line)")
        }
        var folder = SchemaFolder()
        folder.strict = Self.names.compactMap { Schemas.document(named: $0, types: .builtIn) }
        folder.values = try Catalogue.types.flatMap(Self.samples) + taken
        folder.refused = refused
        let told = try folder.validate()
        #expect(told.hasPrefix("\(Self.names.count) schemas, "))
        #expect(told.contains("values of \(Self.names.count), "))
    }
}
