import Testing

@testable import Ledger

/// The catalogue and the dictionary, against the schema and against what the desk agreed on.
struct CatalogueTests {
    private static let names = Catalogue.types.map(\.name)

    @Test func `there are 35 event types, 8 of record-keeping and 7 of the ledger's own`() {
        let testimony = Catalogue.measures + Catalogue.negotiation + Catalogue.claims
        #expect(testimony.count == 35 && testimony.allSatisfy(\.isTestimony))
        #expect(Catalogue.records.count == 8 && !Catalogue.records.contains(where: \.isTestimony))
        #expect(Catalogue.own.count == 7 && !Catalogue.own.contains(where: \.isTestimony))
        #expect(Set(Self.names).count == 50)
        #expect(Self.names == AgreedNeeds.types.map(\.type))
        #expect(!Self.names.contains { $0.hasPrefix("x.") }, "that is the desk's own prefix")
    }

    @Test func `types are found by name and by code, and codes are their places`() {
        for (index, type) in Catalogue.types.enumerated() {
            #expect(type.code == UInt16(index + 1))
            #expect(Catalogue.type(code: type.code)?.name == type.name)
            #expect(Catalogue.type(named: type.name)?.code == type.code)
            #expect(type.name == "\(type.name.prefix { $0 != "." }).\(type.verb)")
            #expect(!type.summary.isEmpty)
        }
        #expect(Catalogue.type(code: 0) == nil && Catalogue.type(code: 51) == nil)
        #expect(Catalogue.type(named: "tariff.ended") == nil)
        #expect(TypeTable.builtIn.names == Self.names && TypeTable.builtIn.registered.isEmpty)
    }

    @Test func `every field stands in exactly the types agreed on`() throws {
        var agreed: [String: Set<String>] = [:]
        for row in AgreedFields.placement {
            #expect(agreed[row.field] == nil, "\(row.field) has one row")
            agreed[row.field] = AgreedFields.expand(row.types, among: Self.names)
        }
        #expect(Set(agreed.keys) == Set(BodyField.allCases.map(\.name)))
        for field in BodyField.allCases {
            let types = Set(Catalogue.types.filter { $0.allowed.contains(field) }.map(\.name))
            #expect(types == agreed[field.name], "\(field.name)")
        }
    }

    @Test func `every field holds what was agreed on`() throws {
        let forms: [String: Set<String>] = [
            "Amount": ["amount"], "Rate": ["rate"], "Slug": ["slug"], "Date": ["date"],
            "Flag": ["flag"], "Text": ["text"], "Count": ["count"], "EntryRule": ["entryRule"],
            "Condition": ["condition"], "Item": ["item"], "SubjectKey": ["key(subject)"],
            "ActorKey": ["key(actor)"], "SourceKey": ["key(source)"], "Key": ["key(any)"],
            "Path": ["path"], "Place": ["place"], "Record": ["record"], "Post": ["post"],
            "Observation": ["observation"], "Range": ["range"], "Digest": ["digest"],
            "Field": ["fieldName"], "Enum": ["word", "wordOfType"],
        ]
        for row in AgreedFields.placement {
            let field = try #require(BodyField(name: row.field))
            let isList = row.holds.hasPrefix("list of ")
            #expect(FieldDictionary.isList(field) == isList, "\(row.field)")
            let form = isList ? String(row.holds.dropFirst(8)) : row.holds
            #expect(forms[form]?.contains(Self.form(of: field)) == true, "\(row.field)")
        }
    }

    /// `word`, `key(actor)` and so on: the case of a format, without its words.
    private static func form(of field: BodyField) -> String {
        switch FieldDictionary.entry(field).format {
        case .word: "word"
        case .key(let kinds): "key(\(kinds))"
        case let format: "\(format)"
        }
    }

    @Test func `each dictionary entry has a field of the schema of a kind that can hold it`() {
        let shape = Shape.current
        let fields = shape.fields(of: shape.index("Body"))
        #expect(fields.map(\.name) == BodyField.allCases.map(\.name))
        for (field, entry) in zip(fields, BodyField.allCases) {
            #expect(field.number == Int(entry.rawValue) && BodyField(name: field.name) == entry)
            #expect(field.isRepeated == FieldDictionary.isList(entry))
            let holds: String =
                switch field.kind {
                case .message(let child): shape.messages[child].name
                case .string: "string"
                case .count: "count"
                case .flag: "flag"
                case .bytes: "bytes"
                }
            let wanted: String =
                switch FieldDictionary.entry(entry).format {
                case .date: "Date"
                case .amount: "Amount"
                case .rate: "Rate"
                case .place: "Place"
                case .condition: "Condition"
                case .item: "Item"
                case .entryRule: "EntryRule"
                case .observation: "Observation"
                case .post: "Post"
                case .count: "count"
                case .flag: "flag"
                case .record:
                    field.isReference ? "string" : "a reference"
                default: field.isReference ? "no reference" : "string"
                }
            #expect(holds == wanted, "\(field.name)")
            #expect(!FieldDictionary.entry(entry).meaning.isEmpty)
        }
        #expect(BodyField(name: "legalBasis") == nil && BodyField(name: "") == nil)
    }

    @Test(arguments: AgreedNeeds.types)
    func `each type needs and expects what was agreed on`(
        name: String,
        kinds: String,
        roles: String,
        required: String,
        expected: String
    ) throws {
        let type = try #require(Catalogue.type(named: name))
        #expect(type.subjectKinds.map(\.rawValue).joined(separator: " ") == kinds)
        let needs = type.requiredRoles.map { rule in
            rule.role.rawValue + (rule.count == 1 ? "" : "*\(rule.count)")
        }
        #expect(needs.joined(separator: " ") == roles)
        func spelled(_ choices: [[BodyField]]) -> String {
            choices.map { $0.map(\.name).joined(separator: "/") }.joined(separator: " ")
        }
        #expect(spelled(type.required) == required)
        #expect(spelled(type.expected) == expected)
        let named = (type.required + type.expected).joined()
        #expect(type.allowed.isSuperset(of: named))
        #expect(type.allowed.isSuperset(of: [.gist, .reason]))
    }

    @Test func `the vocabularies of fields are those agreed on`() throws {
        var agreed: Set<String> = []
        for row in AgreedNeeds.words.dropLast(3) {
            let field = try #require(BodyField(name: row.field))
            for name in AgreedFields.expand(row.types, among: Self.names) {
                let type = try #require(Catalogue.type(named: name))
                try #require(type.allowed.contains(field), "\(row.field) in \(name)")
                let words = row.words.split(separator: " ").map(String.init)
                #expect(
                    FieldDictionary.format(of: field, in: type) == .word(words),
                    "\(row.field)"
                )
                agreed.insert("\(name) \(row.field)")
            }
        }
        // Nothing else has words, but for what a desk's own type may say.
        for type in Catalogue.types where type.name != "type.registered" {
            for field in type.allowed {
                guard case .word = FieldDictionary.format(of: field, in: type) else { continue }
                #expect(agreed.contains("\(type.name) \(field.name)"))
            }
        }
    }

    @Test func `the vocabularies of actions, roles and topics are those agreed on`() {
        let words = AgreedNeeds.words.suffix(3).map {
            $0.words.split(separator: " ").map(String.init)
        }
        #expect(words.map(\.count) == [16, 21, 29])
        #expect(Action.words == words[0])
        #expect(Role.words == words[1])
        #expect(BuiltInIssue.all == Set(words[2]) && words[2].allSatisfy(Key.isSlug))
    }

    @Test func `words have numbers that lead back to them`() {
        func check<W: Word>(_ type: W.Type) {
            for word in W.allCases { #expect(W(code: word.code) == word) }
            #expect(W(code: 0) == nil && W(code: UInt8(W.allCases.count) + 1) == nil)
            #expect(Set(W.words).count == W.allCases.count)
        }
        check(Modality.self)
        check(Stance.self)
        check(Certainty.self)
        check(Attribution.self)
        check(Form.self)
        check(EvidenceBasis.self)
        check(Act.self)
        check(Role.self)
        check(Change.self)
        check(Response.self)
        check(Outcome.self)
        check(Stage.self)
        check(Metric.self)
        check(LinkRelation.self)
        check(Machine.self)
        // A fact row keeps two of these in a byte.
        for count in [Stance.words, Certainty.words, Attribution.words, Form.words].map(\.count) {
            #expect(count < 16)
        }
    }

    @Test func `a state belongs to a type with a machine, and lifecycle types are three`() {
        for type in Catalogue.types {
            if type.state != nil { #expect(type.machine != nil, "\(type.name)") }
            #expect(type.isRegistration == type.name.hasSuffix(".registered"))
            #expect(type.kindWords.isEmpty || type.allowed.contains { $0 == .kind || $0 == .rel })
            for kind in Kind.allCases {
                let isListed = type.subjectKinds.contains(kind)
                let isAny = type.subjectKinds.isEmpty && kind != .key && kind != .view
                #expect(type.accepts(kind) == (isListed || isAny))
            }
        }
        #expect(
            Catalogue.types.filter(\.isLifecycle).map(\.name)
                == ["record.corrected", "record.retracted", "record.redacted"]
        )
        #expect(
            Catalogue.types.filter(\.isOfLedger).map(\.name) == ["key.rotated", "view.attested"]
        )
    }
}
