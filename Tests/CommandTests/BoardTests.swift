import LedgerAPI
import Testing

@testable import ledgerctl

/// What people read of each board; `LayoutTests` holds the layouts against the contract.
@Suite struct BoardTests {
    /// The lines below the coordinates.
    private func read(
        _ line: String,
        _ path: String,
        _ body: String,
        columns: Int? = nil
    ) -> String {
        let outcome = ctl(
            "\(line) --color never",
            ["GET /v1/\(path)": [.json(body)]],
            columns: columns
        )
        let lines = outcome.out.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst().joined(separator: "\n")
    }

    @Test func `a measure in force is told with what changed it`() {
        #expect(
            read("measure in-force", "measures/in-force", Answers.amended) == """
                WHO        MEASURE       RATE  COVERAGE  SINCE       BASIS        CLASS       RECORDS
                USA → CHN  us-301-list3   10%    $200bn  2018-09-24  by schedule  instrument  r168
                           rate set by step list3-start
                           also stated: 25% total, 12% average
                           amended 2018-09-24, retroactive: 297 lines taken out (r190)
                           until 2019-09-23
                           joined with measure/us-301-c

                """
        )
    }

    @Test func `the life of a measure marks what is odd in it`() {
        #expect(
            read("measure show x", "measures/show", Answers.life) == """
                DATE           STATE      STEP         WHAT                     CLASS   WHO       REC
                ../2018-11-15  scheduled  list3-to-25  scheduled: raise to 25%  outlet  CNN       r169
                    told as conditional
                2018-12-01     in force   –            imposed: 10%             named   person/a  r170
                    retroactive: takes effect before it was published; no move from the state before
                2019-01-01     in force   list3-to-25  raised 25% by schedule   outlet  –         r169

                """
        )
    }

    @Test func `a step is told with the rate before it and its condition`() {
        #expect(
            read("measure upcoming", "measures/upcoming", Answers.planned) == """
                DATE        MEASURE       STEP         CHANGE    COVERAGE            IN  CLASS                 RECORDS
                2019-01-01  us-301-list3  list3-to-25  10 → 25%    $200bn          47 d  instrument, official  r169
                            unless talks bear fruit
                2018-10-01  us-301-list1  list1-lift   lift             –  contradicted  outlet                r170 r171
                undated: us-301-remaining threatened, if China retaliates (r172)

                """
        )
    }

    @Test func `exposure is told by pair, contested sums from the smaller`() {
        #expect(
            read("measure exposure", "measures/exposure", Answers.exposure) == """
                WHO        DATE                  SUM  CHANGE           STATED    GAP  BASIS        MEASURES                    RECORDS
                USA → CHN  2018-07-06          $34bn   $34bn                –      –  attested     us-301-list1                r60
                           2018-09-24  $234bn–$250bn  $200bn  $250bn ≠ $200bn  $16bn  by schedule  us-301-list1, us-301-list3  r60 r168
                CHN → USA  2018-09-24          $60bn   $60bn                –      –  attested     cn-list3                    r70

                """
        )
    }

    @Test func `a proposal stands once, its items below one another with their answers`() {
        #expect(
            read("proposal list", "proposals", Answers.proposals) == """
                PROPOSAL              WHO        ITEM  STATE     OPENED         DEADLINE    TEXT                                                      CLASS    RECORDS
                offer/cn-2018-11-bid  CHN → USA     0  open      ../2018-11-14  –           fewer limits on foreign investment (ease, investment)     unnamed  r144 r145
                    acknowledged by USA 2018-11-16 (r180), as told by person/b
                    responds to: demand/us-2018-10 (r136, by the coder)
                    joined with offer/cn-bid-2
                                                    1  resisted                 2018-12-31  more farm goods (buy more, purchases.agriculture, $50bn)
                    resisted by USA 2018-11-17 (r181): unless it is put in writing
                demand/us-2018-10     USA → CHN     –  lapsed?   2018-10        –           –                                                         named    r136
                    put as precondition
                    talk/g20 waits for it, scheduled

                """
        )
    }

    @Test func `on a screen the text of an item goes below it`() {
        #expect(
            read("proposal list", "proposals", Answers.proposals, columns: 100) == """
                PROPOSAL              WHO        ITEM  STATE     OPENED         DEADLINE    CLASS    RECORDS
                offer/cn-2018-11-bid  CHN → USA     0  open      ../2018-11-14  –           unnamed  r144 r145
                    fewer limits on foreign investment (ease, investment)
                    acknowledged by USA 2018-11-16 (r180), as told by person/b
                    responds to: demand/us-2018-10 (r136, by the coder)
                    joined with offer/cn-bid-2
                                                    1  resisted                 2018-12-31
                    more farm goods (buy more, purchases.agriculture, $50bn)
                    resisted by USA 2018-11-17 (r181): unless it is put in writing
                demand/us-2018-10     USA → CHN     –  lapsed?   2018-10        –           named    r136
                    put as precondition
                    talk/g20 waits for it, scheduled

                """
        )
    }

    @Test func `a talk says when it is in danger or forgotten`() {
        #expect(
            read("talk list", "talks", Answers.talks) == """
                WHEN                   TALK                   KIND               STATE                    PARTIES                   PLACE    CLASS   RECORDS
                2018-05-03/2018-05-04  2018-05-beijing-round  negotiation round  held, inconclusive       mnuchin-steven, liu-he    Beijing  outlet  r103
                2018-11-25/2018-11-30  trump-xi-2018-g20      summit             scheduled; at risk; due  trump-donald, xi-jinping  –        named   r135 r153
                    joined with talk/g20

                """
        )
    }

    @Test func `a pledge stands with what was found of it`() {
        #expect(
            read("commitment list", "commitments", Answers.commitments) == """
                COMMITMENT         BY                 ITEM  STATE                 PLEDGED     DEADLINE               TEXT                                   CLASS  RECORDS
                commitment/cn-ipr  person/li-keqiang     0  unfulfilled; overdue  2018-03-26  2018-12 (was 2018-06)  protect rights (ensure, ip)            named  r80
                    found unfulfilled by USA 2019-01 (r190)
                    reaffirmed 2 times
                                                         1  pledged                           –                      open the market (open, market-access)

                """
        )
    }

    @Test func `an agreement stands with its terms`() {
        #expect(
            read("agreement list", "agreements", Answers.agreements) == """
                AGREEMENT                STATE                   DATE        FORM   PARTIES   CLASS  RECORDS
                agreement/truce-2018-12  in effect, by schedule  2018-12-01  truce  USA, CHN  owned  r200
                    Buenos Aires truce
                    · no new tariffs
                    · talks for 90 days
                    agreed in part only
                    in effect from 2018-12-01
                    until 2019-03-01

                """
        )
    }

    @Test func `a restriction stands with its condition`() {
        #expect(
            read("restriction list", "restrictions", Answers.restrictions) == """
                RESTRICTION    STATE  WHO            INSTRUMENT  SINCE       UNTIL       CLASS       RECORDS
                us-zte-denial  eased  USA → org/zte  export ban  2018-04-15  2025-04-15  instrument  r127
                    if it pays a fine

                """
        )
    }

    @Test func `a case names its parties as lawyers do`() {
        #expect(
            read("proceeding list", "proceedings", Answers.proceedings) == """
                PROCEEDING  PARTIES     TRACK  STAGE            SINCE       TITLE                             CLASS       RECORDS
                ds543       CHN v. USA  WTO    panel requested  2018-12-06  tariff measures on certain goods  instrument  r210 r211

                """
        )
    }

    @Test func `a topic has a line for each thing that a side last said`() {
        #expect(
            read("issue show ip", "issues/show", Answers.issue) == """
                ISSUE  SIDE  STANDS  STATE     REC   DATE        TEXT             SUBJECT
                ip     CHN   offer   open      r144  2018-11-14  stricter courts  offer/cn-ip
                             pledge  pledged   r80   2018-03-26  protect rights   commitment/cn-ipr
                       USA   demand  resisted  r110  2018-05-03  end theft        demand/us-ip

                """
        )
    }

    @Test func `readings of a conflict stand one behind the other`() {
        #expect(
            read("claim conflicts", "claims/conflicts", Answers.conflicts) == """
                SUBJECT                               FIELD  SAYS         AGAINST      EXPLAINED
                figure/tariff.coverage_total/usa-chn  value  $250bn r167  $200bn r137  scope difference, one tranche only, r194; revision, counted anew, r195
                not listed: 1 change over time

                """
        )
    }

    @Test func `a matrix has a letter for each origin`() {
        #expect(
            read("claim matrix ip", "claims/matrix", Answers.matrix) == """
                A CNN · B person/b · C USA
                A  B  C  PROPOSITION        SUBJECT
                +  -     no deal this year  statement/a
                   A asserts 2018-11-15, outlet (r1)
                   B denies 2018-11-16, named (r2)
                   +  ○  talks go on        statement/c
                   B asserts, named (r3)
                   C no reply, outlet (r4)

                """
        )
    }

    @Test func `findings stand by rule, and mended in one way once with how`() {
        #expect(
            read("check", "check", Answers.findings) == """
                value conflict (anomalies, 1)
                  figure/a value  $250bn against $200bn  r137 r167
                    fix: ledgerctl claim explain r137 r167 --reading TEXT
                missing field (incomplete, 2)
                  measure/a coverage  no record gives it  r101
                  measure/b coverage  no record gives it  r102
                    fix: ledgerctl record correct rN --coverage AMOUNT

                """
        )
    }

    @Test func `records learned stand behind the changes`() {
        #expect(
            read("diff --known 2018-10-25..2018-11-15 --records", "diff", Answers.learned) == """
                +  r150  talk/call  state  held  a call

                records learned:
                REC   DATE        TYPE       SUBJECT    SOURCE            WHAT
                r150  2018-11-09  call.held  talk/call  src/cnn-20181115  a call
                1 record learned, from 1 source

                """
        )
    }
}
