/// By what hits are counted.
enum SearchFacet: String, CaseIterable {
    case type, actor, source, month

    static let words = allCases.map(\.rawValue)
}

/// How many hits each value of a facet has.
struct SearchTally {
    private let facet: SearchFacet?
    private var counts: [String: (count: Int, records: Set<RecordNumber>)] = [:]

    init(_ facet: SearchFacet?) { self.facet = facet }

    mutating func add(_ hit: SearchHit) {
        guard let facet else { return }
        for value in Self.values(of: hit, facet) {
            counts[value, default: (0, [])].count += 1
            counts[value]?.records.insert(hit.position)
        }
    }

    private static let unknown = "unknown"

    private static func values(of hit: SearchHit, _ facet: SearchFacet) -> Set<String> {
        var values: Set<String> = []
        switch facet {
        case .type: values = [hit.event?.type.name ?? "text"]
        case .actor: values = Set((hit.event?.actors ?? []).map(\.actor.key.description))
        case .source:
            values = Set((hit.event?.evidence ?? []).map(\.source.key.description))
            if hit.event == nil, let source = hit.source { values = [source.description] }
        case .month:
            let day = hit.date.map { $0.interval.lo.isSentinel ? $0.interval.hi : $0.interval.lo }
            if let day, !day.isSentinel { values = [String(day.description.prefix(7))] }
        }
        return values.isEmpty ? [unknown] : values
    }

    /// Most hits first; months in their order, those without a hit too.
    var rows: [JSON] {
        var keys = counts.keys.sorted {
            (counts[$1]?.count ?? 0, $0) < (counts[$0]?.count ?? 0, $1)
        }
        if facet == .month {
            let months = keys.filter { $0 != Self.unknown }.sorted()
            keys = Self.every(from: months.first, through: months.last)
            if counts[Self.unknown] != nil { keys.append(Self.unknown) }
        }
        return keys.map { key in
            .object([
                .init("row", .string("count")), .init("key", .string(key)),
                .init("count", .count(counts[key]?.count ?? 0)),
                .init("records", .records((counts[key]?.records ?? []).sorted())),
            ])
        }
    }

    private static func every(from first: String?, through last: String?) -> [String] {
        guard let first, let last, var day = Day("\(first)-01") else { return [] }
        var months: [String] = []
        while String(day.description.prefix(7)) <= last, !day.isSentinel {
            months.append(String(day.description.prefix(7)))
            guard day < Day.last.firstOfMonth else { break }
            day = day.adding(months: 1)
        }
        return months
    }
}
