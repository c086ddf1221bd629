import Testing

@testable import Ledger

/// What of a subject's rows a question sees.
struct VisibilityTests {
    private static let early: NameID = 1
    private static let late: NameID = 2
    private static let undated: NameID = 3
    private static let unregistered: NameID = 4

    /// A row of an evidence entry.
    private static func row(
        _ position: UInt64,
        _ entry: UInt8 = 0,
        from source: NameID,
        root: UInt64? = nil
    ) -> Fact {
        var fact = Fact(
            position: RecordNumber(position),
            root: RecordNumber(root ?? position)
        )
        fact.entry = entry
        fact.source = source
        fact.hasEvidence = true
        return fact
    }

    private static func lifecycle(_ position: UInt64, root: UInt64, stands: UInt64?) -> Fact {
        let step = Chain.Step(
            position: RecordNumber(position),
            act: .corrected,
            stands: stands.map { RecordNumber($0) }
        )
        return FactBuilder.lifecycle(step, root: RecordNumber(root), type: 41)
    }

    /// What is visible, as `position.entry` of each row.
    private static func visible(
        _ facts: [Fact],
        known: String? = nil,
        asOf: UInt64 = 100
    ) throws -> [String] {
        let on = try #require(Day("2019-07-01"))
        let coordinates = Coordinates(
            on: on,
            known: known.flatMap(Day.init),
            asOf: RecordNumber(asOf)
        )
        let june = DayInterval(
            lo: try #require(Day("2019-06-01")),
            hi: try #require(Day("2019-06-11"))
        )
        let day = DayInterval(try #require(Day("2019-06-20")))
        let visibility = Visibility(coordinates: coordinates) { source in
            switch source {
            case early: june
            case late: day
            case undated: DayInterval.all
            default: nil
            }
        }
        return visibility.testimonies(facts).flatMap { testimony in
            testimony.facts.map { "\($0.position.value).\($0.entry)" }
        }
    }

    @Test func `a record is seen from its position on`() throws {
        let facts = [Self.row(5, from: Self.early), Self.row(8, from: Self.early)]
        #expect(try Self.visible(facts, asOf: 4) == [])
        #expect(try Self.visible(facts, asOf: 5) == ["5.0"])
        #expect(try Self.visible(facts, asOf: 8) == ["5.0", "8.0"])
    }

    @Test func `an entry is seen from the last day on which its source may have been published`()
        throws
    {
        let facts = [
            Self.row(5, 0, from: Self.early), Self.row(5, 1, from: Self.late),
            Self.row(6, 0, from: Self.undated), Self.row(6, 1, from: Self.unregistered),
        ]
        #expect(try Self.visible(facts, known: "2019-06-10") == [])
        #expect(try Self.visible(facts, known: "2019-06-11") == ["5.0"])
        #expect(try Self.visible(facts, known: "2019-06-20") == ["5.0", "5.1"])
        #expect(try Self.visible(facts) == ["5.0", "5.1", "6.0", "6.1"])
    }

    @Test func `a record without evidence is seen whatever was published`() throws {
        let fact = Fact(position: RecordNumber(5))
        #expect(try Self.visible([fact], known: "2000-01-01") == ["5.0"])
    }

    @Test func `of a corrected record the version that stands is seen, as recorded by then`() throws
    {
        let facts = [
            Self.row(5, from: Self.early), Self.lifecycle(7, root: 5, stands: 7),
            Self.row(7, from: Self.early, root: 5), Self.lifecycle(9, root: 5, stands: nil),
            Self.lifecycle(11, root: 5, stands: 7),
        ]
        #expect(try Self.visible(facts, asOf: 6) == ["5.0"])
        #expect(try Self.visible(facts, asOf: 8) == ["7.0"])
        #expect(try Self.visible(facts, asOf: 10) == [])
        #expect(try Self.visible(facts, asOf: 11) == ["7.0"])
        #expect(try Self.visible(facts, known: "2019-06-10", asOf: 8) == [])
    }

    @Test func `a testimony attests what its visible entries cover`() throws {
        var rate = Self.row(5, 0, from: Self.early)
        rate.covers = FieldGroups(paths: ["body.to_rate"])
        var rest = Self.row(5, 1, from: Self.late)
        rest.covers = FieldGroups(paths: ["body.goods", "occurred"])
        let june = DayInterval(try #require(Day("2019-06-01")))
        let coordinates = Coordinates(on: june.hi, asOf: RecordNumber(9))
        let visibility = Visibility(coordinates: coordinates) { _ in june }
        let testimony = try #require(visibility.testimonies([rate, rest]).first)
        #expect(testimony.facts.count == 2 && testimony.published == june)
        #expect(testimony.attests(.rate) && testimony.attests(.occurred))
        #expect(!testimony.attests(.amount))
        #expect(testimony.facts.filter { $0.covers.contains(.rest) }.map(\.entry) == [1])
    }
}
