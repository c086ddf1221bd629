/// The types in force: the built-in ones and the desk's own, as registered up to a record.
public struct TypeTable: Sendable {
    private var own: [String: [(position: RecordNumber, type: EventType)]] = [:]
    /// Names in the order of their first registration; a type's code is its place here.
    private var order: [String] = []
    private var limit = RecordNumber(.max)

    /// The first code of the desk's own types; built-in ones stay below.
    public static let ownCodes: UInt16 = 0x8000

    /// The built-in types alone.
    public static let builtIn = TypeTable()

    /// The table as registered up to a record: a record is read by what holds at its own place.
    public func asOf(_ position: RecordNumber) -> TypeTable {
        var table = self
        table.limit = position
        return table
    }

    /// The type of a name; nil if there is none.
    public func type(named name: String) -> EventType? {
        Catalogue.type(named: name) ?? own[name]?.last { $0.position <= limit }?.type
    }

    /// The type of a code; nil for 0 and for codes of a later program.
    public func type(code: UInt16) -> EventType? {
        guard code >= Self.ownCodes else { return Catalogue.type(code: code) }
        let index = Int(code - Self.ownCodes)
        return index < order.count ? type(named: order[index]) : nil
    }

    /// Every name, built-in types first.
    public var names: [String] { Catalogue.types.map(\.name) + registered.map(\.name) }

    /// The desk's own types, by name.
    public var registered: [EventType] {
        own.keys.sorted().compactMap { type(named: $0) }
    }

    /// Adds a desk's own type, or a later registration of one.
    ///
    /// - Parameters:
    ///   - type: the type.
    ///   - position: the record that registers it; by default later than all.
    public mutating func register(
        _ type: EventType,
        at position: RecordNumber = RecordNumber(.max)
    ) {
        let index = order.firstIndex(of: type.name) ?? order.count
        if index == order.count { order.append(type.name) }
        let code = UInt16(clamping: Int(Self.ownCodes) + index)
        own[type.name, default: []].append((position, type.coded(code)))
    }
}
