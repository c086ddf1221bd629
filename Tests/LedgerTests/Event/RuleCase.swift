import Testing

@testable import Ledger

/// A change of the least valid event of a type, and the faults that it must bring.
struct RuleCase: CustomTestStringConvertible {
    let type: String
    let change: String
    let faults: [Fault]

    /// One fault.
    init(
        _ type: String,
        _ change: String,
        _ path: String,
        _ code: Fault.Code,
        _ message: String,
        _ hint: String? = nil
    ) {
        self.init(type, change, [Fault(path, code, message, hint: hint)])
    }

    /// Several faults, or none.
    init(_ type: String, _ change: String, _ faults: [Fault]) {
        self.type = type
        self.change = change
        self.faults = faults
    }

    var testDescription: String { "\(type) \(change)" }

    /// The changed event.
    ///
    /// Members of the change replace its own, null takes one out, and objects (the body above all)
    /// are changed member by member. A member `evidence[0]` changes that entry.
    func json() throws -> String {
        let built = try #require(Catalogue.type(named: type))
        let least = try JSON(parsing: Array(EventSample.minimal(built).utf8))
        return Self.changed(least, try JSON(parsing: Array(change.utf8))).line
    }

    private static func changed(_ value: JSON, _ change: JSON) -> JSON {
        var members = value.members
        for member in change.members {
            if member.name == "evidence[0]",
                let index = members.firstIndex(where: { $0.name == "evidence" })
            {
                members[index].value = .array([
                    changed(members[index].value.elements[0], member.value)
                ])
                continue
            }
            let index = members.firstIndex { $0.name == member.name }
            switch (index, member.value) {
            case (let index?, .null): members.remove(at: index)
            case (nil, .null): break
            case (let index?, .object) where !members[index].value.members.isEmpty:
                members[index].value = changed(members[index].value, member.value)
                if members[index].value.members.isEmpty { members.remove(at: index) }
            case (let index?, let new): members[index].value = new
            case (nil, let new): members.append(.init(member.name, new))
            }
        }
        return .object(members)
    }

    /// Checks that the change brings these faults and no other.
    func check() throws {
        let (event, _, found) = parsed(try json())
        #expect(found == faults)
        #expect((event == nil) == !faults.isEmpty)
    }
}
