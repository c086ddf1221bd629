/// Answers about topics, claims and upkeep, written by hand after `docs/answers.md`.
extension Answers {
    static let issues = answer(
        "issues/1",
        [
            #"{"issue":"tariffs","description":null,"records_count":12,"latest":{"text":"2018-11-15","lo":"2018-11-15","hi":"2018-11-15"},"sides":["gov/CHN","gov/USA"],"records":["r1","r2","r3","r4","r5"]}"#
        ]
    )

    static let issue = answer(
        "issue/1",
        [
            #"{"issue":"ip","side":"gov/CHN","demand":null,"offer":{"text":"stricter courts","subject":"offer/cn-ip","state":"open","date":{"text":"2018-11-14","lo":"2018-11-14","hi":"2018-11-14"},"record":"r144"},"pledge":{"text":"protect rights","subject":"commitment/cn-ipr","state":"pledged","date":{"text":"2018-03-26","lo":"2018-03-26","hi":"2018-03-26"},"record":"r80"},"position":null,"answer":null,"records":["r80","r144"]}"#,
            #"{"issue":"ip","side":"gov/USA","demand":{"text":"end theft","subject":"demand/us-ip","state":"resisted","date":{"text":"2018-05-03","lo":"2018-05-03","hi":"2018-05-03"},"record":"r110"},"offer":null,"pledge":null,"position":null,"answer":null,"records":["r110"]}"#,
        ]
    )

    static let conflicts = answer(
        "conflicts/1",
        [
            #"{"subject":"figure/tariff.coverage_total/usa-chn","field":"value","kind":"value","says":{"text":"$250bn r167","value":"$250bn","records":["r167"]},"against":{"text":"$200bn r137","value":"$200bn","records":["r137"]},"explained_by":[{"text":"scope difference, one tranche only, r194","record":"r194"},{"text":"revision, counted anew, r195","record":"r195"}],"records":["r137","r167"]}"#
        ],
        notes: #""not listed: 1 change over time""#
    )

    static let matrix = answer(
        "claims_matrix/1",
        [
            #"{"proposition":"no deal this year","subject":"statement/a","cells":[{"who":"CNN","says":"asserts","date":{"text":"2018-11-15","lo":"2018-11-15","hi":"2018-11-15"},"class":"outlet","record":"r1"},{"who":"person/b","says":"denies","date":{"text":"2018-11-16","lo":"2018-11-16","hi":"2018-11-16"},"class":"named","record":"r2"}],"records":["r1","r2"]}"#,
            #"{"proposition":"talks go on","subject":"statement/c","cells":[{"who":"person/b","says":"asserts","date":null,"class":"named","record":"r3"},{"who":"gov/USA","says":"no_reply","date":null,"class":"outlet","record":"r4"}],"records":["r3","r4"]}"#,
        ]
    )

    static let findings = answer(
        "findings/1",
        [
            #"{"rule":"value-conflict","group":"anomalies","subject":"figure/a","field":"value","text":"$250bn against $200bn","fix":"ledgerctl claim explain r137 r167 --reading TEXT","records":["r137","r167"]}"#,
            #"{"rule":"missing-field","group":"incomplete","subject":"measure/a","field":"coverage","text":"no record gives it","fix":"ledgerctl record correct rN --coverage AMOUNT","records":["r101"]}"#,
            #"{"rule":"missing-field","group":"incomplete","subject":"measure/b","field":"coverage","text":"no record gives it","fix":"ledgerctl record correct rN --coverage AMOUNT","records":["r102"]}"#,
        ]
    )

    static let learned = answer(
        "diff/1",
        [
            #"{"row":"change","mark":"+","subject":"talk/call","field":"state","before":null,"after":"held","what":"a call","records":["r150"]}"#,
            #"{"row":"learned","record":"r150","date":{"text":"2018-11-09","lo":"2018-11-09","hi":"2018-11-09"},"type":"call.held","subject":"talk/call","what":"a call","source":"src/cnn-20181115","records":["r150"]}"#,
        ],
        notes: #""1 record learned, from 1 source""#
    )

    static let dossier = answer(
        "dossier/1",
        [
            #"{"date":{"text":"2018-11-13","lo":"2018-11-13","hi":"2018-11-13"},"act":"claim.disavowed","role":"by","title":"Economic adviser","target":"r165","subject":"statement/navarro-2018-11-csis","gist":"misspoke","via":"CNN","flags":["disavowed"],"record":"r166","records":["r166"]}"#
        ]
    )

    static let sources = answer(
        "sources/1",
        [
            #"{"source":"src/cnn-20181115","outlet":"CNN","published":{"text":"2018-11-15","lo":"2018-11-15","hi":"2018-11-15"},"held":"full","records_count":31,"own":20,"relays":1,"named":11,"unnamed":7,"institution":2,"relayed":1,"voice":12,"first":0,"no_comment":2,"corrected":2,"records":["r70"]}"#
        ]
    )

    static let schemas = answer(
        "schema/1",
        [
            #"{"name":"claims","kind":"answer","summary":"who claimed what","records":[]}"#,
            #"{"name":"tariff.imposed","kind":"event","summary":"a measure is in force","records":[]}"#,
        ]
    )

    static let schema = answer(
        "schema/1",
        [
            #"{"name":"claims","kind":"answer","summary":"who claimed what","document":{"$id":"https://ledgerd.org/schema/claims/1","type":"object"},"records":[]}"#
        ]
    )

    /// A trace whose proof is for the second of two leaves.
    static func trace(leaf: String, sibling: String, root: String) -> String {
        answer(
            "record_trace/1",
            [
                #"{"row":"hop","entry":0,"hop":0,"who":"anon/wsj/official","act":"said","wording":"a senior official","held":null,"loc":null,"records":["r2"]}"#,
                #"{"row":"hop","entry":0,"hop":1,"who":"src/cnbc-20181025","act":"relayed","wording":null,"held":"full","loc":"L17","records":["r2"]}"#,
                #"{"row":"link","direction":"out","rel":"responds_to","record":"r1","by":"source","subject":"demand/a","what":"an end to it","records":["r1"]}"#,
                #"{"row":"link","direction":"in","rel":"queried","record":"r9","by":null,"subject":"demand/b","what":"doubtful","records":["r9"]}"#,
                #"{"row":"version","record":"r2","act":"recorded","standing":"superseded","records":["r2"]}"#,
                #"{"row":"version","record":"r8","act":"corrected","standing":"current","records":["r8"]}"#,
                #"{"row":"proof","index":1,"size":2,"leaf_hash":"\#(leaf)","path":["\#(sibling)"],"root":"\#(root)","records":["r2"]}"#,
                #"{"row":"tally","text":"unnamed · named 0","records":["r2"]}"#,
            ]
        )
    }
}
