@testable import Ledger

/// Events made from the catalogue: for each type the least that is valid, and all that may stand.
enum EventSample {
    static let record = "0199c0de-0000-7000-8000-00000000002a"
    static let source = "src/port-gazette-20190611"
    private static let digest = String(repeating: "0a", count: 32)

    /// One evidence entry with what it must have.
    static let evidence = """
        {"source":"\(source)","chain":[{"who":"\(source)","act":"reported"}],\
        "attribution":"outlet_voice","form":"narration","stance":"asserts"}
        """

    /// One evidence entry with all it may have.
    static let fullEvidence = """
        {"source":"\(source)","loc":"L3-L5,L9","quote_ref":{"from":0,"to":64,"sha256":"\(digest)"},\
        "chain":[{"who":"person/novak-jana","act":"said"},{"who":"org/tidewater","act":"relayed"},\
        {"who":"\(source)","act":"reported"}],"attribution":"named","basis":"participant",\
        "form":"quote","stance":"denies","certainty":"probable","polarity":"-",\
        "first_reporter":"org/tidewater","covers":["body.gist","subject"]}
        """

    /// The least that a type takes.
    static func minimal(_ type: EventType) -> String {
        var fields = type.required.compactMap(\.first)
        if type.name == "record.linked" { fields.append(.to) }
        let issues = fields.contains(.items) ? ",\"issues\":[\"wto\"]" : ""
        let evidence = type.isTestimony ? ",\"evidence\":[\(evidence)]" : ""
        return event(type, fields, rest: issues + evidence)
    }

    /// All that may stand in a type; with `bands` a list of rates instead of the one.
    static func full(_ type: EventType, bands: Bool = false) -> String {
        let rates: Set<BodyField> = bands ? [.rate, .toRate] : [.rates]
        let fields = type.allowed.subtracting(rates).sorted { $0.rawValue < $1.rawValue }
        let rest = """
            ,"occurred":{"edtf":"2019-06-10","basis":"derived","text":"on Monday",\
            "anchor":"\(source)","tz":"Europe/Amsterdam"},"issues":["tariffs","wto"],\
            "modality":"possible","evidence":[\(fullEvidence),\(evidence)],\
            "links":[{"rel":"responds_to","to":"\(record)","by":"coder"}],\
            "inferred":["occurred","actors[0].as"],"note":"the day is the printer's",\
            "coder_confidence":"0.85"
            """
        return event(type, fields, rest: rest, extraActor: true)
    }

    /// The subject that suits a type.
    static func subject(of type: EventType) -> String {
        switch type.subjectKinds.first {
        case .type: "type/x.hearing.held"
        case .gov: "gov/NLD"
        case let kind?: "\(kind.rawValue)/sample-2019"
        case nil: type.name == "identity.linked" ? "person/novak-jana" : "measure/sample-2019"
        }
    }

    private static func event(
        _ type: EventType,
        _ fields: [BodyField],
        rest: String,
        extraActor: Bool = false
    ) -> String {
        var actors: [String] = []
        for rule in type.requiredRoles {
            for index in 0..<rule.count {
                let actor = index == 0 ? "gov/NLD" : "gov/BRA"
                actors.append("{\"actor\":\"\(actor)\",\"role\":\"\(rule.role.rawValue)\"}")
            }
        }
        if extraActor {
            let wording = "{\"actor\":\"org/tidewater\",\"role\":\"about\",\"as\":\"the shippers\"}"
            actors.insert(wording, at: 0)
        }
        let parties = actors.isEmpty ? "" : ",\"actors\":[\(actors.joined(separator: ","))]"
        let body = fields.map { "\"\($0.name)\":\(value($0, in: type))" }.joined(separator: ",")
        let bodyPart = fields.isEmpty ? "" : ",\"body\":{\(body)}"
        return """
            {"type":"\(type.name)","subject":"\(subject(of: type))"\(parties)\(bodyPart)\(rest)\
            \(replacement(type))}
            """
    }

    /// A correction carries the whole new event.
    private static func replacement(_ type: EventType) -> String {
        guard type.name == "record.corrected", let new = Catalogue.type(named: "tariff.raised")
        else {
            return ""
        }
        return ",\"replacement\":\(minimal(new))"
    }

    private static func value(_ field: BodyField, in type: EventType) -> String {
        let one = single(field, in: type)
        guard FieldDictionary.isList(field) else { return one }
        if field == .b || field == .rates || field == .items { return "[\(one)]" }
        return "[\(one),\(one)]"
    }

    private static let date = #"{"edtf":"2019-07-01","basis":"stated"}"#
    private static let amount = """
        {"value":"12.5","unit":"EUR","qual":"range","upper":"14","basis":"yearly imports"}
        """

    private static func rate(_ pct: String) -> String {
        """
        {"pct":"\(pct)","kind":"total","qual":"about","lines":7,"from_pct":"2.5"}
        """
    }

    private static func single(_ field: BodyField, in type: EventType) -> String {
        switch FieldDictionary.format(of: field, in: type) {
        case .flag: "true"
        case .count: "17"
        case .date: field == .until ? #"{"edtf":"2019-12-31","basis":"stated"}"# : date
        case .amount: amount
        case .rate: rate(isHigh(field, type) ? "25.333333333" : "10")
        case .place: #"{"name":"Rotterdam","iso3166":"NLD"}"#
        case .condition: #"{"unless":"the quota is filled"}"#
        case .item:
            """
            {"issue":"wto","action":"lift","text":"the duty on cheese","amount":\(amount),\
            "deadline":\(date),"period":\(date),"baseline":"figure/cheese","about":["measure/b"]}
            """
        case .entryRule:
            "{\"exported_before\":\(date),\"rate\":\(rate("5")),\"entered_before\":\(date)}"
        case .observation: "{\"value\":\(amount),\"period\":\(date)}"
        case .post:
            """
            {"title":"Minister","at":"gov/NLD","at_name":"the ministry","from":\(date),\
            "until":\(date)}
            """
        default: "\"\(text(field, in: type))\""
        }
    }

    private static func isHigh(_ field: BodyField, _ type: EventType) -> Bool {
        type.name == "tariff.lowered" ? field == .fromRate : field == .toRate
    }

    private static func text(_ field: BodyField, in type: EventType) -> String {
        switch FieldDictionary.format(of: field, in: type) {
        case .word(let words): words.first ?? ""
        case .key(.subject): "talk/geneva-2019"
        case .key(.actor): "org/tidewater"
        case .key(.source): source
        case .key(.any): field == .a ? subject(of: type) : "person/novakova-j"
        case .record: record
        case .path: "body.gist"
        case .slug: "steel-to-25"
        case .range: "2..4"
        case .digest: digest
        case .fieldName: "goods"
        default:
            switch (type.name, field) {
            case ("type.registered", .name): "x.hearing.held"
            case ("type.registered", .subjectKinds): "measure"
            case ("type.registered", .state): "suspended"
            default: "words about \(field.name)"
            }
        }
    }
}

/// Reads an event's JSON as the door does: what the codec finds, else what the parser finds.
func parsed(
    _ json: String,
    types: TypeTable = .builtIn
) -> (event: Event?, bytes: [UInt8], faults: [Fault]) {
    let reader = JSONToWire.read(Array(json.utf8), isLines: false)
    guard reader.faults.isEmpty, let item = reader.items.first else {
        return (nil, [], reader.faults)
    }
    let (event, faults) = EventParser.parse(item.bytes, types: types)
    return (event, item.bytes, faults)
}
