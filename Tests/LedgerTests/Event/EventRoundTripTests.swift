import Testing

@testable import Ledger

/// Every event type of the catalogue, from JSON to bytes to an event and back.
struct EventRoundTripTests {
    private static let names = Catalogue.types.map(\.name)

    @Test(arguments: names)
    func `the least and the most that a type takes are read and written back`(
        name: String
    ) throws {
        let type = try #require(Catalogue.type(named: name))
        var forms = [EventSample.minimal(type), EventSample.full(type)]
        if type.allowed.contains(.rates) { forms.append(EventSample.full(type, bands: true)) }
        for json in forms {
            let (event, bytes, faults) = parsed(json)
            #expect(faults == [], "\(json)")
            let read = try #require(event)
            #expect(read.type.name == name && read.bytes == bytes)
            #expect(CanonicalCheck.isCanonical(bytes))
            let line = String(decoding: WireToJSON.event(bytes), as: UTF8.self)
            #expect(parsed(line).bytes == bytes)
        }
    }

    @Test(arguments: names)
    func `the full form has every field that may stand, as a typed value`(name: String) throws {
        let type = try #require(Catalogue.type(named: name))
        let event = try #require(parsed(EventSample.full(type)).event)
        let bands = type.allowed.contains(.rates) ? 1 : 0
        #expect(event.body.entries.count == type.allowed.count - bands)
        for (field, value) in event.body.entries {
            guard case .list(let values) = value else {
                #expect(!FieldDictionary.isList(field))
                continue
            }
            #expect(FieldDictionary.isList(field) && !values.isEmpty, "\(field.name)")
        }
        #expect(event.occurred?.zone == "Europe/Amsterdam" && event.occurred?.basis == .derived)
        #expect(event.modality == .possible && event.issues == ["tariffs", "wto"])
        #expect(event.evidence.count == 2 && event.evidence[0].polarity == .negative)
        #expect(event.evidence[0].chain.count == 3 && event.evidence[0].quote?.to == 64)
        #expect(event.evidence[0].origin.description == "person/novak-jana")
        #expect(event.evidence[1].polarity == .positive && event.evidence[1].certainty == nil)
        #expect(event.links.map(\.to.description) == [EventSample.record])
        #expect(event.coderConfidence?.description == "0.85" && event.note != nil)
        #expect(event.actors.first?.wording == "the shippers")
        #expect((event.replacement != nil) == (name == "record.corrected"))
        #expect(event.testimony.type.name == (event.replacement == nil ? name : "tariff.raised"))
    }

    @Test(arguments: names)
    func `without a needed field, role or evidence a type is refused, and for that alone`(
        name: String
    ) throws {
        let type = try #require(Catalogue.type(named: name))
        let whole = try JSON(parsing: Array(EventSample.minimal(type).utf8))
        for choice in type.required {
            let field = try #require(choice.first)
            let faults = parsed(whole.removing("body", field.name).line).faults
            let path = choice.count == 1 ? "body.\(field.name)" : "body"
            // Without its name a desk's own type has also a name that will not do.
            let codes: [Fault.Code] =
                type.name == "type.registered" && field == .name
                ? [.missing, .malformed] : [.missing]
            #expect(faults.map(\.code) == codes, "\(field.name)")
            #expect(Set(faults.map(\.path)) == [path], "\(field.name)")
        }
        if !type.requiredRoles.isEmpty {
            let faults = parsed(whole.removing("actors").line).faults
            #expect(faults.map(\.path) == type.requiredRoles.map { _ in "actors" })
            #expect(faults.allSatisfy { $0.code == .missing })
        }
        if type.isTestimony {
            let faults = parsed(whole.removing("evidence").line).faults
            #expect(faults.map(\.path) == ["evidence"] && faults.map(\.code) == [.missing])
        }
        #expect(parsed(whole.removing("subject").line).faults.map(\.path).contains("subject"))
        #expect(parsed(whole.removing("type").line).faults.map(\.path) == ["type"])
    }

    @Test(arguments: names)
    func `a field of another type does not stand in this one`(name: String) throws {
        let type = try #require(Catalogue.type(named: name))
        let whole = try JSON(parsing: Array(EventSample.minimal(type).utf8))
        for other in Catalogue.types where other.name != name {
            guard let field = other.required.first?.first, !type.allowed.contains(field) else {
                continue
            }
            let donor = try JSON(parsing: Array(EventSample.minimal(other).utf8))
            let value = try #require(donor["body"]?[field.name])
            let faults = parsed(whole.adding(value, to: field.name).line).faults
            let isList = FieldDictionary.isList(field)
            #expect(!faults.isEmpty && faults.allSatisfy { $0.code == .unexpectedField })
            #expect(faults.first?.path == "body.\(field.name)" + (isList ? "[0]" : ""))
        }
    }

    @Test(arguments: names)
    func `a subject of another kind is refused`(name: String) throws {
        let type = try #require(Catalogue.type(named: name))
        let whole = try JSON(parsing: Array(EventSample.minimal(type).utf8))
        for kind in Kind.allCases where !type.accepts(kind) {
            let subject = JSON.string("\(kind.rawValue)/other-2019")
            let faults = parsed(whole.replacing("subject", with: subject).line).faults
            let atSubject = faults.filter { $0.path == "subject" }
            #expect(atSubject.contains { $0.code == .wrongKind }, "\(kind)")
        }
    }
}

extension JSON {
    /// The object without a member.
    fileprivate func removing(_ name: String) -> JSON {
        .object(members.filter { $0.name != name })
    }

    /// The object without a member of a member; without the latter too, if nothing is left.
    fileprivate func removing(_ name: String, _ inner: String) -> JSON {
        let rest = self[name]?.removing(inner) ?? .null
        return rest.members.isEmpty ? removing(name) : replacing(name, with: rest)
    }

    /// The object with another value for a member.
    fileprivate func replacing(_ name: String, with value: JSON) -> JSON {
        .object(removing(name).members + [.init(name, value)])
    }

    /// The event with one more body field.
    fileprivate func adding(_ value: JSON, to field: String) -> JSON {
        let body = self["body"]?.members ?? []
        return replacing("body", with: .object(body + [.init(field, value)]))
    }
}
