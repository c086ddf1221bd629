import Ledger
import Testing

/// Links between records: every relation, by the source and by the coder.
@Suite struct LinkScenarioTests {
    /// Every way to say that one record is related to another.
    static let relations = LinkRelation.allCases.filter { $0 != .queried }

    @Test(arguments: relations, LinkAuthor.allCases)
    func `a link stands in a record, and shows once both ends are visible`(
        _ relation: LinkRelation,
        _ author: LinkAuthor
    ) async throws {
        let mark = author == .coder ? "†" : ""
        let name = relation.rawValue
        try await Scenario(
            "\(name) by \(author.rawValue)",
            """
            source early published 2018-01-02
            source late published 2018-02-02
            2018-01-01 statement.made first by NZL "one"                                @early #y
            2018-02-01 statement.made then by CHL "two" \(name)\(mark) #y               @late #x
            2018-02-01 statement.made late by CHL "three"                               @late #l
            2018-01-01 statement.made ahead by CHL "four" \(name)\(mark) #l             @early #e
            ask trace record=#x → out \(name) #y \(author.rawValue)
            ask trace record=#y → in \(name) #x \(author.rawValue)
            ask trace record=#y known 2018-02-01 → nothing
            ask trace record=#y known 2018-02-02 → in \(name) #x \(author.rawValue)
            ask trace record=#e known 2018-02-01 → nothing
            ask trace record=#e known 2018-02-02 → out \(name) #l \(author.rawValue)
            """
        ).play()
    }

    @Test(arguments: relations, LinkAuthor.allCases)
    func `a link may be a record of its own, and be withdrawn`(
        _ relation: LinkRelation,
        _ author: LinkAuthor
    ) async throws {
        let name = relation.rawValue
        try await Scenario(
            "\(name) by \(author.rawValue), later",
            """
            source early published 2018-01-02
            source late published 2018-02-02
            2018-01-01 statement.made first by NZL "one"    @early #y
            2018-02-01 statement.made then by CHL "two"     @late #x
            link #x \(name) #y by \(author.rawValue) #l
            ask trace record=#x → out \(name) #y \(author.rawValue)
            ask trace record=#y → in \(name) #x \(author.rawValue)
            ask trace record=#y before #l → nothing
            ask trace record=#y known 2018-02-01 → nothing
            retract #l #gone
            ask trace record=#y → nothing
            ask trace record=#y before #gone → in \(name) #x \(author.rawValue)
            """
        ).play()
    }

    @Test(arguments: effects) func `a link bears on answers`(_ scenario: Scenario) async throws {
        try await scenario.play()
    }

    static let effects = [
        Scenario(
            "superseded by an offer that its source ties to it",
            """
            source a published 2018-05-03
            source b published 2018-06-02
            2018-05-02 offer.made deal by CHL to NZL                    @a #deal
            2018-06-01 offer.made better by CHL to NZL supersedes #deal @b
            ask proposals on 2018-05-31 show proposal,state → deal open
            ask proposals on 2018-06-01 show proposal,state,is_open
                → deal superseded - ; better open is_open
            ask proposals on 2018-06-01 known 2018-06-01 show proposal,state → deal open
            """
        ),
        Scenario(
            "a coder's reading supersedes nothing",
            """
            source a published 2018-05-03
            source b published 2018-06-02
            2018-05-02 offer.made deal by CHL to NZL                     @a #deal
            2018-06-01 offer.made better by CHL to NZL supersedes† #deal @b #better
            ask proposals on 2018-06-01 show proposal,state → deal open ; better open
            link #better supersedes #deal by source #tie
            ask proposals on 2018-06-01 show proposal,state → deal superseded ; better open
            ask proposals on 2018-06-01 before #tie show proposal,state → deal open ; better open
            """
        ),
        Scenario(
            "figures for different times conflict once a link says so",
            """
            source a published 2018-11-15
            source b published 2019-03-27
            2018-11-15 figure.stated figure/tariff.coverage_total/nzl-chl $250bn
                period:2018-11-15 imposer NZL target CHL @a #one
            2019-03-27 figure.stated figure/tariff.coverage_total/nzl-chl $200bn
                period:2019-03-27 imposer NZL target CHL @b #two
            ask conflicts kind=value → nothing
            link #two contradicts #one by coder #link
            ask conflicts kind=value show field,says.value,against.value,records
                → value $250bn $200bn #one,#two
            ask conflicts kind=value before #link → nothing
            ask conflicts kind=value known 2018-12-31 → nothing
            """
        ),
        Scenario(
            "figures for one time conflict by themselves, and are explained",
            """
            source a published 2018-11-15
            source b published 2018-11-16
            source c published 2018-11-17
            2018-11-15 figure.stated figure/tariff.coverage_total/nzl-chl $250bn
                period:2018-11-15 imposer NZL target CHL @a #one
            2018-11-15 figure.stated figure/tariff.coverage_total/nzl-chl $200bn
                period:2018-11-15 imposer NZL target CHL @b #two
            ask conflicts kind=value show records,explained_by.record → #one,#two -
            explain #one,#two scope_difference "one counts all, the other the last list" #why
            ask conflicts kind=value show explained_by.record → #why
            2018-11-16 statement.made reading assessment by person/scholar "a list, not all"
                explains #two @c #reading
            ask conflicts kind=value show explained_by.record → #why,#reading
            ask conflicts kind=value known 2018-11-16 show explained_by.record → #why
            ask conflicts kind=value before #why show explained_by.record → -
            """
        ),
        Scenario(
            "an offer responds to a demand, as the source or the coder has it",
            """
            source a published 2018-05-03
            source b published 2018-06-02
            2018-05-02 demand.made cut by NZL to CHL                @a #cut
            2018-06-01 offer.made deal by CHL to NZL responds_to #cut @b #deal
            2018-06-01 statement.made reply by CHL "we hear"        @b #reply
            link #reply responds_to #cut by coder
            ask proposals kind=demands on 2018-06-01
                show state,answered_by.record,answered_by.by → open #deal,#reply source,coder
            ask proposals kind=demands on 2018-06-01 known 2018-06-01 show answered_by.record → -
            """
        ),
        Scenario(
            "queried: a finding about the record, and an entry in its trace",
            """
            source a published 2018-05-03
            2018-05-02 statement.made one by NZL "one" @a #one
            finds queried → nothing
            query #one #doubt
            ask trace record=#one → in queried #doubt coder
            finds queried → one
            ask trace record=#one known 2018-05-02 → nothing
            retract #doubt
            finds queried → nothing
            """
        ),
        Scenario(
            "contradicting links are counted in the tally",
            """
            source a published 2018-05-03
            source b published 2018-05-04
            2018-05-02 statement.made one by NZL "it fell"                    @a #one
            2018-05-03 statement.made one by NZL "it rose" contradicts #one   @b
            ask tally subject=statement/one show contradicted → 1
            ask tally subject=statement/one known 2018-05-03 show contradicted → 0
            """
        ),
    ]
}
