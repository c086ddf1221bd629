internal import Synchronization

/// Every question of the desk, answered at coordinates: pure over what a ``LedgerReader`` gives.
public struct Answers: Sendable {
    let reader: any LedgerReader
    let basis: Basis
    let context: FoldContext
    let fold: SubjectFold
    private let names: NameCache

    /// Answers at coordinates.
    ///
    /// - Parameters:
    ///   - reader: the ledger.
    ///   - basis: resolved coordinates, and the log they lie in.
    public init(reader: any LedgerReader, basis: Basis) {
        self.reader = reader
        self.basis = basis
        let names = NameCache(reader: reader)
        self.names = names
        context = FoldContext(
            coordinates: basis.coordinates,
            registry: reader.registry,
            name: names.key(of:)
        )
        fold = SubjectFold(context: context)
    }

    var asOf: RecordNumber { basis.coordinates.asOf }
    var on: Day { basis.coordinates.on }
    var registry: Registry { reader.registry }

    /// Answers a question.
    ///
    /// - Throws: ``Refusal`` for a parameter that is malformed or names nothing, and what reading
    ///   throws.
    public func answer(_ question: Question) throws -> Answer {
        switch question.view {
        case "measures/in-force": try measuresInForce(question)
        case "measures": try measures(question)
        case "measures/show": try measureLife(question)
        case "measures/upcoming": try measuresUpcoming(question)
        case "claims": try claims(question)
        case "claims/conflicts": try conflicts(question)
        case "timeline": try timeline(question)
        case "replay": try replay(question)
        case "diff": try diff(question)
        case "records": try records(question)
        case "records/show": try record(question)
        case "records/history": try history(question)
        case "sources": try sources(question)
        case "sources/show": try source(question)
        case "actors": try actors(question)
        case "actors/show": try dossier(question)
        case "types": types()
        case "types/show": try type(question)
        case "subjects": try subjects(question)
        default: throw Refusal(.notFound, "there is no view '\(question.view)'")
        }
    }

    func answer(_ name: String, _ rows: [JSON], notes: [String] = []) -> Answer {
        Answer(schema: "ledger.\(name)", basis: basis, rows: rows, notes: notes)
    }

    /// The visible testimonies of a subject.
    func testimonies(of subject: Key) throws -> [Testimony] {
        context.visibility.testimonies(try reader.facts(of: subject, through: asOf))
    }

    func key(_ number: NameID) -> Key? { number == 0 ? nil : names.key(of: number) }

    /// What an outlet is called: its name as registered, else its key.
    func outletName(ofSource key: Key) -> String {
        guard let source = registry.source(key, at: asOf) else { return key.description }
        return registry.actor(source.outlet, at: asOf)?.name ?? source.outlet.slug
    }

    /// The kinds of subject that have a life.
    static let kinds = Kind.allCases.filter { Machine(of: $0) != nil }
}

/// Names by number, read once a question.
final class NameCache: Sendable {
    private let reader: any LedgerReader
    private let known = Mutex<[NameID: Key?]>([:])

    init(reader: any LedgerReader) { self.reader = reader }

    @Sendable func key(of number: NameID) -> Key? {
        if let found = known.withLock({ $0[number] }) { return found }
        let key = (try? reader.name(number)).flatMap { try? Key($0) }
        known.withLock { $0[number] = key }
        return key
    }

    @Sendable func text(of number: NameID) -> String? {
        number == 0 ? nil : try? reader.name(number)
    }
}

extension Answers {
    /// The text of a name that is no key, such as a step's.
    func word(_ number: NameID) -> String? { names.text(of: number) }
}

/// Instants as answers print them: `2026-11-25T01:15:55.123456Z`.
enum Instant {
    static func text(_ microseconds: Int64) -> String {
        let second: Int64 = 1_000_000
        let day = Day(number: Int32(clamping: floor(microseconds, 86_400 * second)))
        let rest = microseconds - Int64(day.number) * 86_400 * second
        let seconds = rest / second
        return "\(day)T\(pad(seconds / 3_600, 2)):\(pad(seconds / 60 % 60, 2)):"
            + "\(pad(seconds % 60, 2)).\(pad(rest % second, 6))Z"
    }

    /// The UTC day of an instant.
    static func day(_ microseconds: Int64) -> Day {
        Day(number: Int32(clamping: floor(microseconds, 86_400_000_000)))
    }

    private static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
        let quotient = value / unit
        return value % unit < 0 ? quotient - 1 : quotient
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
