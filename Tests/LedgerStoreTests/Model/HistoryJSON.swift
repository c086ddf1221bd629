import Ledger

/// Short words for JSON in generated events.
extension JSON {
    /// An object without the members that have no value.
    static func fields(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
    }

    /// A list of texts.
    static func texts(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }

    /// An object with a member more.
    func with(_ name: String, _ value: JSON) -> JSON {
        .object(members.filter { $0.name != name } + [.init(name, value)])
    }

    /// An object without a member.
    func without(_ names: String...) -> JSON {
        .object(members.filter { !names.contains($0.name) })
    }
}

/// A member of an event's body.
typealias HistoryField = (name: String, value: JSON)

/// A party of an event.
struct HistoryParty {
    let role: String
    let actor: String

    init(_ role: String, _ actor: String) {
        self.role = role
        self.actor = actor
    }

    var json: JSON { .fields(["actor": .string(actor), "role": .string(role)]) }
}
