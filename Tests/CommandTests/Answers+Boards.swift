/// Answers about measures and negotiations, written by hand after `docs/answers.md`.
extension Answers {
    static func answer(_ schema: String, _ rows: [String], notes: String = "") -> String {
        """
        {"schema":"ledger.\(schema)",\(basis),"rows":[
        \(rows.joined(separator: ",\n"))],"notes":[\(notes)]}
        """
    }

    static let amended = answer(
        "measures_in_force/1",
        [
            #"{"row":"measure","imposer":"gov/USA","target":"gov/CHN","measure":"measure/us-301-list3","also":["measure/us-301-c"],"goods":null,"rate":{"text":"10%","conflict":false,"values":[{"text":"10%","records":["r168"]}]},"other_rates":[{"text":"25% total","pct":"25","kind":"total","qual":"eq"},{"text":"12% average","pct":"12","kind":"average","qual":"eq"}],"coverage":{"text":"$200bn","conflict":false,"values":[{"text":"$200bn","records":["r168"]}]},"since":{"text":"2018-09-24","lo":"2018-09-24","hi":"2018-09-24"},"until":{"text":"2019-09-23","lo":"2019-09-23","hi":"2019-09-23"},"basis":"by_schedule","likelihood":"surely","step":"list3-start","amendments":[{"text":"297 lines taken out","effective":{"text":"2018-09-24","lo":"2018-09-24","hi":"2018-09-24"},"retroactive":true,"record":"r190"}],"class":"instrument","explanation":null,"records":["r168"]}"#
        ]
    )

    static let life = answer(
        "measure_life/1",
        [
            #"{"date":{"text":"../2018-11-15","lo":null,"hi":"2018-11-15"},"state":"scheduled","step":"list3-to-25","what":"scheduled: raise to 25%","retroactive":false,"modality":"conditional","class":"outlet","who":"CNN","record":"r169","legal":true,"records":["r169"]}"#,
            #"{"date":{"text":"2018-12-01","lo":"2018-12-01","hi":"2018-12-01"},"state":"in_force","step":null,"what":"imposed: 10%","retroactive":true,"modality":"actual","class":"named","who":"person/a","record":"r170","legal":false,"records":["r170"]}"#,
            #"{"date":{"text":"2019-01-01","lo":"2019-01-01","hi":"2019-01-01"},"state":"in_force","step":"list3-to-25","what":"raised 25% by schedule","retroactive":false,"modality":null,"class":"outlet","who":null,"record":null,"legal":true,"records":["r169"]}"#,
        ]
    )

    static let planned = answer(
        "measures_upcoming/1",
        [
            #"{"date":{"text":"2019-01-01","lo":"2019-01-01","hi":"2019-01-01"},"measure":"measure/us-301-list3","step":"list3-to-25","change":"raise to 25%","from":{"text":"10%","pct":"10","kind":"additional","qual":"eq"},"coverage":{"text":"$200bn","value":"200000000000","unit":"USD","qual":"eq"},"condition":"unless talks bear fruit","days_left":47,"status":"scheduled","basis":"official","class":"instrument","records":["r169"]}"#,
            #"{"date":{"text":"2018-10-01","lo":"2018-10-01","hi":"2018-10-01"},"measure":"measure/us-301-list1","step":"list1-lift","change":"lift","from":null,"coverage":null,"condition":null,"days_left":-45,"status":"contradicted","basis":null,"class":"outlet","records":["r170","r171"]}"#,
            #"{"date":null,"measure":"measure/us-301-remaining","step":null,"change":"threatened","from":null,"coverage":null,"condition":"if China retaliates","days_left":null,"status":"undated","basis":null,"class":"outlet","records":["r172"]}"#,
        ]
    )

    static let exposure = answer(
        "measures_exposure/1",
        [
            #"{"date":"2018-07-06","imposer":"gov/USA","target":"gov/CHN","sum":{"text":"$34bn"},"most":null,"delta":{"text":"$34bn"},"measures":["measure/us-301-list1"],"stated":null,"gap":null,"basis":"attested","records":["r60"]}"#,
            #"{"date":"2018-09-24","imposer":"gov/USA","target":"gov/CHN","sum":{"text":"$234bn"},"most":{"text":"$250bn"},"delta":{"text":"$200bn"},"measures":["measure/us-301-list1","measure/us-301-list3"],"stated":{"text":"$250bn ≠ $200bn","conflict":true,"values":[]},"gap":{"text":"$16bn"},"basis":"by_schedule","records":["r60","r168"]}"#,
            #"{"date":"2018-09-24","imposer":"gov/CHN","target":"gov/USA","sum":{"text":"$60bn"},"most":null,"delta":{"text":"$60bn"},"measures":["measure/cn-list3"],"stated":null,"gap":null,"basis":"attested","records":["r70"]}"#,
        ]
    )

    static let proposals = answer(
        "proposals/1",
        [
            #"{"proposal":"offer/cn-2018-11-bid","also":["offer/cn-bid-2"],"kind":"offer","by":"gov/CHN","to":"gov/USA","item":0,"text":"fewer limits on foreign investment","issue":"investment","action":"ease","amount":null,"strength":null,"opened":{"text":"../2018-11-14","lo":null,"hi":"2018-11-14"},"deadline":null,"state":"open","is_open":true,"answers":[{"response":"acknowledged","by":"gov/USA","as_told_by":"person/b","part":null,"condition":null,"date":{"text":"2018-11-16","lo":"2018-11-16","hi":"2018-11-16"},"record":"r180"}],"precondition_for":null,"waits":null,"answered_by":[{"record":"r136","subject":"demand/us-2018-10","rel":"responds_to","by":"coder"}],"class":"unnamed","tally":"unnamed","records":["r144","r145"]}"#,
            #"{"proposal":"offer/cn-2018-11-bid","also":["offer/cn-bid-2"],"kind":"offer","by":"gov/CHN","to":"gov/USA","item":1,"text":"more farm goods","issue":"purchases.agriculture","action":"buy_more","amount":{"text":"$50bn"},"strength":null,"opened":{"text":"../2018-11-14","lo":null,"hi":"2018-11-14"},"deadline":{"text":"2018-12-31","lo":"2018-12-31","hi":"2018-12-31"},"state":"resisted","is_open":true,"answers":[{"response":"resisted","by":"gov/USA","as_told_by":null,"part":"body.items[1]","condition":"unless it is put in writing","date":{"text":"2018-11-17","lo":"2018-11-17","hi":"2018-11-17"},"record":"r181"}],"precondition_for":null,"waits":null,"answered_by":[],"class":"unnamed","tally":"unnamed","records":["r144","r145"]}"#,
            #"{"proposal":"demand/us-2018-10","also":[],"kind":"demand","by":"gov/USA","to":"gov/CHN","item":null,"text":null,"issue":null,"action":null,"amount":null,"strength":"precondition","opened":{"text":"2018-10","lo":"2018-10-01","hi":"2018-10-31"},"deadline":null,"state":"lapsed?","is_open":true,"answers":[],"precondition_for":"talk/g20","waits":"scheduled","answered_by":[],"class":"named","tally":"named","records":["r136"]}"#,
        ]
    )

    static let talks = answer(
        "talks/1",
        [
            #"{"talk":"talk/2018-05-beijing-round","also":[],"when":{"text":"2018-05-03/2018-05-04","lo":"2018-05-03","hi":"2018-05-04"},"kind":"negotiation_round","parties":["person/mnuchin-steven","person/liu-he"],"place":"Beijing","medium":null,"state":"held","outcome":"inconclusive","at_risk":false,"due":false,"class":"outlet","records":["r103"]}"#,
            #"{"talk":"talk/trump-xi-2018-g20","also":["talk/g20"],"when":{"text":"2018-11-25/2018-11-30","lo":"2018-11-25","hi":"2018-11-30"},"kind":"summit","parties":["person/trump-donald","person/xi-jinping"],"place":null,"medium":null,"state":"scheduled","outcome":null,"at_risk":true,"due":true,"class":"named","records":["r135","r153"]}"#,
        ]
    )

    static let commitments = answer(
        "commitments/1",
        [
            #"{"commitment":"commitment/cn-ipr","also":[],"by":"person/li-keqiang","item":0,"text":"protect rights","issue":"ip","action":"ensure","pledged":{"text":"2018-03-26","lo":"2018-03-26","hi":"2018-03-26"},"deadline":{"text":"2018-12","lo":"2018-12-01","hi":"2018-12-31"},"previous_deadline":{"text":"2018-06","lo":"2018-06-01","hi":"2018-06-30"},"state":"unfulfilled","assessments":[{"finding":"unfulfilled","by":"gov/USA","date":{"text":"2019-01","lo":"2019-01-01","hi":"2019-01-31"},"record":"r190"}],"overdue":true,"reaffirmed":2,"class":"named","records":["r80"]}"#,
            #"{"commitment":"commitment/cn-ipr","also":[],"by":"person/li-keqiang","item":1,"text":"open the market","issue":"market-access","action":"open","pledged":{"text":"2018-03-26","lo":"2018-03-26","hi":"2018-03-26"},"deadline":null,"previous_deadline":null,"state":"pledged","assessments":[],"overdue":false,"reaffirmed":2,"class":"named","records":["r80"]}"#,
        ]
    )

    static let agreements = answer(
        "agreements/1",
        [
            #"{"agreement":"agreement/truce-2018-12","also":[],"form":"truce","state":"in_effect","parties":["gov/USA","gov/CHN"],"title":"Buenos Aires truce","terms":["no new tariffs","talks for 90 days"],"partial":true,"date":{"text":"2018-12-01","lo":"2018-12-01","hi":"2018-12-01"},"effective":{"text":"2018-12-01","lo":"2018-12-01","hi":"2018-12-01"},"until":{"text":"2019-03-01","lo":"2019-03-01","hi":"2019-03-01"},"basis":"by_schedule","class":"owned","records":["r200"]}"#
        ]
    )

    static let restrictions = answer(
        "restrictions/1",
        [
            #"{"restriction":"restriction/us-zte-denial","also":[],"instrument":"export_ban","by":"gov/USA","target":"org/zte","state":"eased","since":{"text":"2018-04-15","lo":"2018-04-15","hi":"2018-04-15"},"until":{"text":"2025-04-15","lo":"2025-04-15","hi":"2025-04-15"},"condition":"if it pays a fine","basis":"attested","class":"instrument","records":["r127"]}"#
        ]
    )

    static let proceedings = answer(
        "proceedings/1",
        [
            #"{"proceeding":"proceeding/ds543","also":[],"title":"tariff measures on certain goods","complainant":"gov/CHN","respondent":"gov/USA","track":"wto","stage":"panel_requested","since":{"text":"2018-12-06","lo":"2018-12-06","hi":"2018-12-06"},"class":"instrument","records":["r210","r211"]}"#
        ]
    )

    static let proceeding = answer(
        "proceeding/1",
        [
            #"{"date":{"text":"2018-12-06","lo":"2018-12-06","hi":"2018-12-06"},"stage":"panel_requested","legal":false,"what":"a panel is asked for","who":"WTO","class":"instrument","record":"r211","records":["r211"]}"#
        ]
    )
}
