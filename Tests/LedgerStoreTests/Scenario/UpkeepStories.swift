/// Stories for the rules of upkeep, named by their rules.
enum UpkeepStories {
    static let anomalies = [
        Scenario(
            "illegal-transition",
            """
            source a published 2018-05-03
            measure wine NZL on CHL
            measure beer NZL on CHL
            2018-05-01 tariff.imposed beer 10% from 2018-05-01    @a
            2018-05-02 tariff.lifted beer from 2018-05-02         @a
            finds illegal-transition → nothing
            2018-05-02 tariff.lifted wine from 2018-05-02         @a #odd
            finds illegal-transition show subject,records → wine #odd
            finds illegal-transition known 2018-05-02 → nothing
            ask check only=stale → nothing
            """
        ),
        Scenario(
            "unannounced",
            """
            source a published 2018-05-03
            measure wine NZL on CHL
            measure beer NZL on CHL
            measure milk NZL on CHL
            2018-04-01 tariff.announced beer 10% on $1bn          @a
            2018-05-01 tariff.imposed beer 10% from 2018-05-01    @a
            2018-04-01 tariff.scheduled milk 10% from 2018-05-01  @a
            2018-05-01 tariff.imposed milk 10% from 2018-05-01    @a
            finds unannounced → nothing
            2018-05-01 tariff.imposed wine 10% from 2018-05-01    @a #odd
            finds unannounced show subject,records → wine #odd
            """
        ),
        Scenario(
            "step-gap",
            """
            source a published 2018-05-03
            source b published 2018-06-02
            measure wine NZL on CHL
            measure beer NZL on CHL
            measure milk NZL on CHL
            2018-05-01 tariff.imposed wine 10% from 2018-05-01                        @a
            2018-05-01 tariff.imposed beer 10% from 2018-05-01                        @a #beer
            2018-05-01 tariff.imposed milk 10% from 2018-05-01                        @a
            2018-05-02 tariff.scheduled milk raise step up 10%>25% from 2018-06-01    @a
            2018-06-01 tariff.raised milk 10%>25% step up from 2018-06-01             @b
            finds step-gap → nothing
            2018-06-01 tariff.raised wine 10%>25% step up from 2018-06-01             @b #odd
            finds step-gap show subject,records → wine #odd
            2018-06-01 tariff.raised beer 15%>25% from 2018-06-01                     @b #jump
            finds step-gap where subject=beer show field,records → body.from_rate #beer,#jump
            """
        ),
        Scenario(
            "value-conflict",
            """
            source a published 2018-05-03
            source b published 2018-05-04
            measure wine NZL on CHL
            measure beer NZL on CHL
            2018-05-01 tariff.imposed beer 10% on about:$2bn from 2018-05-01  @a
            2018-05-01 tariff.imposed beer 10% on $2bn from 2018-05-01        @b
            finds value-conflict → nothing
            2018-05-01 tariff.imposed wine 10% on $2bn from 2018-05-01  @a #one
            2018-05-01 tariff.imposed wine 10% on $5bn from 2018-05-01  @b #two
            finds value-conflict show subject,field,records → wine coverage #one,#two
            explain #one,#two scope_difference "five with spirits" #why
            finds value-conflict → nothing
            finds value-conflict before #why → wine
            """
        ),
        Scenario(
            "quote-variant",
            """
            source a published 2018-05-03 text:"he said it is very easy"
            source b published 2018-05-03 text:"it is easy, he said"
            source c published 2018-05-03 text:"as he said: it is very easy"
            2018-05-02 statement.made one by NZL "easy" @a[NZL quote words:"it is very easy"] #one
            2018-05-02 statement.made one by NZL "easy" @c[NZL quote words:"it is very easy"]
            finds quote-variant → nothing
            2018-05-02 statement.made one by NZL "easy" @b[NZL quote words:"it is easy"] #two
            finds quote-variant → one
            finds quote-unmatched → nothing
            """
        ),
        Scenario(
            "unit-slip",
            """
            source a published 2018-05-03
            source b published 2018-05-04
            2018-05-01 figure.stated figure/trade.deficit/nzl-chl $375bn period:2017   @a
            2018-05-01 figure.stated figure/trade.deficit/nzl-chl $370bn period:2017   @b
            finds unit-slip → nothing
            2018-05-01 figure.stated figure/trade.deficit/nzl-per $200bn period:2017   @a #one
            2018-05-01 figure.stated figure/trade.deficit/nzl-per $200m period:2017    @b #two
            finds unit-slip show subject,records → trade.deficit/nzl-per #one,#two
            """
        ),
        Scenario(
            "withdrawn-by-other",
            """
            source a published 2018-05-03
            actor org/trade part_of:CHL
            2018-05-01 offer.made one by CHL to NZL                              @a
            2018-05-02 proposal.answered offer/one by org/trade withdrawn        @a
            finds withdrawn-by-other → nothing
            2018-05-01 offer.made two by CHL to NZL                              @a
            2018-05-02 proposal.answered offer/two by NZL withdrawn              @a #odd
            finds withdrawn-by-other show subject,records → two #odd
            """
        ),
        Scenario(
            "join-contradicted",
            """
            source a published 2018-05-03
            2018-05-01 offer.made one by CHL to NZL      @a
            2018-05-01 offer.made two by CHL to NZL      @a
            join offer/one different offer/two stated #apart
            finds join-contradicted → nothing
            join offer/one same_as offer/two stated #join
            finds join-contradicted → one
            retract #apart
            finds join-contradicted → nothing
            """
        ),
        Scenario(
            "handle-named",
            """
            source a published 2018-05-03
            join anon/a/one same_as anon/a/two presumed
            finds handle-named → nothing
            join anon/a/one same_as person/ana presumed #named
            finds handle-named show subject,records → a/one #named
            retract #named
            finds handle-named → nothing
            """
        ),
        Scenario(
            "unofficial-schedule",
            """
            source paper published 2018-05-03
            source gazette published 2018-05-04 official
            measure wine NZL on CHL
            measure beer NZL on CHL
            2018-05-02 tariff.scheduled beer 10% from 2018-07-01  @gazette
            finds unofficial-schedule on 2018-05-04 → nothing
            2018-05-02 tariff.scheduled wine 10% from 2018-07-01  @paper #plan
            finds unofficial-schedule on 2018-05-04 show subject,records → wine #plan
            2018-05-03 tariff.scheduled wine 10% from 2018-07-01  @gazette
            finds unofficial-schedule on 2018-05-04 → nothing
            """
        ),
        Scenario(
            "queried",
            """
            source a published 2018-05-03
            2018-05-01 offer.made one by CHL to NZL      @a #one
            2018-05-01 offer.made two by CHL to NZL repeats† #one @a #two
            finds queried → nothing
            query #two #doubt
            finds queried show subject,records → two #two,#doubt
            finds queried known 2018-05-02 → nothing
            """
        ),
    ]

    static let dates = [
        Scenario(
            "future-effect",
            """
            source a published 2018-05-03
            measure wine NZL on CHL
            measure beer NZL on CHL
            2018-05-02 tariff.scheduled beer 10% from 2018-06-01  @a
            2018-05-02 tariff.imposed beer 10% from 2018-05/2018-06  @a
            finds future-effect → nothing
            2018-05-02 tariff.imposed wine 10% from 2018-06-01    @a #odd
            finds future-effect show subject,records → wine #odd
            """
        ),
        Scenario(
            "date-after-source",
            """
            source a published 2018-05-03
            source b published 2018-05-05
            2018-06-01 talks.scheduled round party NZL,CHL        @a
            2018-05-04 statement.made one by NZL "one"            @a @b
            finds date-after-source → nothing
            2018-05-04 statement.made two by NZL "two"            @a #odd
            finds date-after-source show subject,records → two #odd
            """
        ),
        Scenario(
            "retroactive",
            """
            source a published 2018-05-03
            measure wine NZL on CHL
            source gazette published 2018-05-03 official
            measure beer NZL on CHL
            2018-05-01 tariff.imposed wine 10% from 2018-05-01                 @a
            2018-05-01 tariff.imposed beer 10% from 2018-05-03                 @gazette
            finds retroactive → nothing
            2018-05-03 tariff.raised beer 10%>15% from 2018-05-01              @gazette #notice
            finds retroactive show subject,records → beer #notice
            2018-05-03 tariff.amended wine excluded_lines:4 from 2018-05-02    @a #back
            finds retroactive where subject=wine show records → #back
            """
        ),
        Scenario(
            "due-not-evidenced",
            """
            source a published 2018-05-03
            source b published 2018-07-02
            measure wine NZL on CHL
            2018-05-02 tariff.scheduled wine 10% from 2018-07-01  @a #plan
            finds due-not-evidenced on 2018-06-30 → nothing
            finds due-not-evidenced on 2018-07-01 show subject,records → wine #plan
            2018-07-01 tariff.imposed wine 10% from 2018-07-01    @b
            finds due-not-evidenced on 2018-07-02 → nothing
            finds due-not-evidenced on 2018-07-02 known 2018-07-01 → wine
            """
        ),
        Scenario(
            "talk-unrecorded",
            """
            source a published 2018-05-03
            source b published 2018-06-12
            2018-06-01/2018-06-05 talks.scheduled round party NZL,CHL @a
            finds talk-unrecorded on 2018-06-05 → nothing
            finds talk-unrecorded on 2018-06-06 → round
            2018-06-01/2018-06-05 talks.cancelled round party NZL,CHL @b
            finds talk-unrecorded on 2018-06-12 → nothing
            """
        ),
        Scenario(
            "pledge-overdue",
            """
            source a published 2018-05-03
            source b published 2018-06-12
            2018-05-02 commitment.pledged one by CHL deadline:2018-06-01
                item[ip strengthen "guard patents"] @a
            finds pledge-overdue on 2018-06-01 → nothing
            finds pledge-overdue on 2018-06-02 → one
            2018-06-11 commitment.assessed one by NZL fulfilled @b
            finds pledge-overdue on 2018-06-12 → nothing
            """
        ),
        Scenario(
            "stale-anchor",
            """
            source a published 2018-04-03
            2018-04-02^a statement.made one by NZL "one"          @a #one
            2018-03-26   statement.made two by NZL "two"          @a
            finds stale-anchor → nothing
            - source.corrected src/a published:2018-03-27 #redate
            finds stale-anchor show subject,field,records → one occurred #one,#redate
            2018-03-26^a statement.made three by NZL "three"      @a
            finds stale-anchor → one
            correct #one: 2018-03-26^a statement.made one by NZL "one" @a
            finds stale-anchor → nothing
            finds stale-anchor as_of #redate → one
            """
        ),
    ]

    static let gaps = [
        Scenario(
            "missing-field",
            """
            source a published 2018-05-03
            source b published 2018-05-04
            measure wine NZL on CHL
            2018-05-02 tariff.imposed wine from 2018-05-02 @a #bare
            finds missing-field show subject,field,records → wine rate or rates #bare
            2018-05-02 tariff.imposed wine 10%             @b
            finds missing-field → nothing
            finds missing-field known 2018-05-03 → wine
            """
        ),
        Scenario(
            "caption-only",
            """
            source a published 2018-05-03
            source b published 2018-05-04
            2018-05-02 offer.made two by CHL to NZL @a[quote CHL]
            finds caption-only → nothing
            2018-05-02 offer.made one by CHL to NZL @a[headline] #head
            finds caption-only show subject,records → one #head
            2018-05-02 offer.made one by CHL to NZL @b
            finds caption-only → nothing
            """
        ),
        Scenario(
            "speaker-unresolved",
            """
            source a published 2018-05-03
            2018-05-02 statement.made one by anon/a/he "one"       @a[anon/a/he] #said
            join anon/a/he same_as anon/a/first presumed
            finds speaker-unresolved → nothing
            join anon/a/he one_of anon/a/first,anon/a/second unresolved #open
            finds speaker-unresolved show subject,records → a/he #said,#open
            """
        ),
        Scenario(
            "pledge-unassessed",
            """
            source a published 2018-05-03
            source b published 2018-06-12
            2018-05-02 commitment.pledged one by CHL item[ip strengthen "guard patents"] @a
            finds pledge-unassessed on 2018-06-12 known 2018-05-03 → one
            2018-06-11 commitment.assessed one by NZL unfulfilled @b
            finds pledge-unassessed on 2018-06-12 → nothing
            finds pledge-unassessed on 2018-06-10 → one
            """
        ),
        Scenario(
            "source-undated",
            """
            source a published 2018-05-03~
            finds source-undated → nothing
            source b published 2018-05-03/..
            finds source-undated → b
            - source.corrected src/b published:2018-05-04
            finds source-undated → nothing
            """
        ),
        Scenario(
            "quote-unmatched",
            """
            source a published 2018-05-03 text:"he said it is very easy"
            2018-05-02 statement.made one by NZL "easy"  @a[NZL quote words:"very easy"]
            finds quote-unmatched → nothing
            2018-05-02 statement.made two by NZL "hard"  @a[NZL quote garbled:"very hard"] #odd
            finds quote-unmatched show subject,records → two #odd
            """
        ),
        Scenario(
            "text-missing",
            """
            source a published 2018-05-03 text:"he said it is easy"
            finds text-missing → nothing
            source b published 2018-05-03 lost:"he said it is hard"
            finds text-missing → b
            """
        ),
    ]
}
