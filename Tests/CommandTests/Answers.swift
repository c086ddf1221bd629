/// Answers written by hand after `docs/http-api.md`.
enum Answers {
    static let basis = """
        "basis":{"on":"2018-11-15","known":"2018-11-15","as_of":"r197","size":197,"root":"9f3c","rules":1,"redactions":0}
        """

    static let inForce = """
        {"schema":"ledger.measures_in_force/1",\(basis),"rows":[
        {"row":"measure","imposer":"gov/USA","target":"group/world","measure":"measure/us-232-steel-aluminium","goods":"steel, aluminium","rate":null,"coverage":null,"since":{"text":"..2018-03-23","lo":null,"hi":"2018-03-23"},"basis":"attested","likelihood":"surely","class":"outlet","records":["r101"]},
        {"row":"measure","imposer":"gov/USA","target":"gov/CHN","measure":"measure/us-301-list3","rate":{"text":"10% ≠ 25%","conflict":true,"values":[{"text":"10%","records":["r184"]},{"text":"25%","records":["r169","r170"]}]},"coverage":{"text":"$200bn","value":"200000000000","unit":"USD","qual":"eq"},"since":{"text":"2018-07/2018-11-15","lo":"2018-07-01","hi":"2018-11-15"},"basis":"contradicted","likelihood":"possibly","class":"outlet","explanation":"25% was due on 2019-01-01 (r169)","records":["r169","r170","r184"]},
        {"row":"total","imposer":"gov/USA","target":"gov/CHN","stated":{"text":"$250bn ≠ $200bn","conflict":true,"values":[{"text":"$250bn","records":["r167"]},{"text":"$200bn","records":["r137"]}]},"itemised":{"text":"$200bn"},"unallocated":{"text":"$50bn"},"records":["r137","r167"]}],
        "notes":["1 threat is not listed"]}
        """

    static let claims = """
        {"schema":"ledger.claims/1",\(basis),"rows":[
        {"row":"claim","origin":"person/liu-he","carrier":"CNN","published":{"text":"2018-11-15","lo":"2018-11-15","hi":"2018-11-15"},"how":"other_outlet","form":"paraphrase","stance":"asserts","loc":"L5,L31","record":"r144","records":["r144"]},
        {"row":"claim","origin":"刘鹤","carrier":null,"published":{"text":"2018-11-15"},"how":"outlet_voice","form":"narration","stance":"asserts","loc":"L27","record":"r145","records":["r145"]},
        {"row":"tally","class":"unnamed","named":0,"unnamed":2,"text":"unnamed · named 0 · unnamed 2–3 · outlets 2 (1 held)"}],"notes":[]}
        """

    static let replay = """
        {"schema":"ledger.replay/1",\(basis),"rows":[
        {"row":"change","date":{"text":"2018-03-25"},"subject":"measure/us-301-china-2018","before":null,"after":"announced","what":"up to $60bn","record":"r81","records":["r81"]},
        {"row":"change","date":{"text":"..2018-05-04"},"subject":"measure/us-301-china-2018","before":"announced","after":"threatened","what":"up to $150bn","record":"r125","records":["r125"]},
        {"row":"state","date":{"text":"2018-07/2018-11-15"},"subject":"measure/us-301-list3","after":"in_force","what":"10%","records":["r168"]}],"notes":[]}
        """

    static let diff = """
        {"schema":"ledger.diff/1",\(basis),"rows":[
        {"mark":"+","subject":"talk/2018-11-09-call","field":"state","before":null,"after":"held","what":"Mnuchin – Liu He","records":["r150"]},
        {"mark":"~","subject":"demand/us-2018-10","field":"state","before":"open","after":"partly_accepted","what":null,"records":["r161","r162"]}],
        "notes":["31 event records learned"]}
        """

    static let upcoming = """
        {"schema":"ledger.measures_upcoming/1",\(basis),"rows":[
        {"date":{"text":"2019-01-01"},"measure":"measure/us-301-list3","step":"list3-to-25","change":"10 → 25%","coverage":{"text":"$200bn"},"days_left":47,"status":"scheduled","class":"outlet","records":["r169"]},
        {"date":null,"measure":"measure/us-301-remaining","change":"threatened","coverage":null,"days_left":null,"status":"undated","class":"outlet","records":["r138","r172"]}],"notes":[]}
        """

    static let hostile = """
        {"schema":"ledger.timeline/1",\(basis),"rows":[
        {"date":{"text":"2018-11-09"},"type":"statement.made","subject":"statement/x","gist":"=1+1 \\u001b[2J, \\"so\\"\\nhe said","class":"named","record":"r1","records":["r1"]},
        {"date":{"text":"2018-11-10"},"type":"@sum","subject":"-5","gist":"刘鹤 한국","class":"-x","record":"r2","records":["r2"]}],"notes":["a\\u202eb"]}
        """

    static let empty = """
        {"schema":"ledger.measures_in_force/1",\(basis),"rows":[],"notes":["first: measure/us-232, ..2018-03-23"]}
        """

    static let status = """
        {"schema":"ledger.status/1","version":"0.1.0","pid":8123,"uptime_s":7385,"ledger":"ledgerd.org/x","size":197,"root":"9f3c","views":"r197","sources_held":5,"log_bytes":1572864,"views_bytes":512,"socket":"/s","account":{"uid":1000,"name":"alice","role":"editor"},"queue":0}
        """

    static let record = """
        {"schema":"ledger.record/1",\(basis),"rows":[{"record":"r166","id":"0199","batch":"b75","recorded_at":"2026-11-25T01:15:55.123456Z","recorder":{"uid":1000,"name":"alice"},"leaf_hash":"ab12","standing":"current","event":{"type":"tariff.imposed","subject":"measure/x","occurred":{"edtf":"2018-11-13","basis":"derived","text":"Tuesday","anchor":"src/cnn-20181115"},"actors":[{"actor":"gov/USA","role":"imposer","as":"Washington"},{"actor":"gov/CHN","role":"target"}],"issues":["tariffs"],"body":{"rate":{"pct":"10","kind":"additional","qual":"eq"},"coverage":{"value":"60000000000","unit":"USD","qual":"up_to"},"grounds":["misspoke","not_authorized"],"effective":{"edtf":"2018-09-24","basis":"stated"}},"evidence":[{"source":"src/cnn-20181115","loc":"L47","chain":[{"who":"person/kudlow-larry","act":"said"},{"who":"src/cnn-20181115","act":"reported"}],"attribution":"named","form":"quote","stance":"asserts"}],"links":[{"rel":"responds_to","to":"r165","by":"source"}],"note":"a remark"},"records":["r166"]}],"notes":[]}
        """
}
