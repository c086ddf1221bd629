import Ledger
import LedgerAPI
import Testing

@testable import ledgerctl

/// `append --like`: what is taken over from a record, and what has to be said anew.
@Suite struct LikeTests {
    private static let record = """
        {"schema":"ledger.record/1","rows":[{"record":"r168","event":{"type":"tariff.imposed",\
        "subject":"measure/us-301-list3","occurred":{"edtf":"2018-09-24","basis":"stated"},\
        "actors":[{"actor":"gov/USA","role":"imposer"},{"actor":"gov/CHN","role":"target"}],\
        "issues":["tariffs"],"body":{"rate":{"pct":"10","kind":"additional","qual":"eq"}},\
        "evidence":[{"source":"src/cnn-20181115","loc":"L49","chain":[{"who":"person/a","act":"said"},\
        {"who":"src/cnn-20181115","act":"reported"}],"attribution":"named","form":"quote",\
        "stance":"asserts"}],"note":"ours"}}],"notes":[]}
        """
    private static let receipt = """
        {"schema":"ledger.receipt/1","batch":"b9","size":9,"root":"9f","dry_run":false,"records":\
        [{"record":"r9","id":"x","known":false}],"notes":[]}
        """

    private func like(_ line: String) -> Outcome {
        ctl(
            "append --like r168 \(line)",
            [
                "GET /v1/records/show": [.json(Self.record)],
                "POST /v1/events": [.json(Self.receipt, status: 201)],
            ]
        )
    }

    @Test func `fields are taken over, flags go before them, and evidence is said anew`() throws {
        let outcome = like("--rate 25% --source src/wsj-20181025 --loc L3")
        #expect(outcome.exit == .done, "\(outcome.err)")
        let sent = try #require(outcome.sent)
        #expect(sent["subject"]?.text == "measure/us-301-list3")
        #expect(sent["occurred"]?["edtf"]?.text == "2018-09-24")
        #expect(sent["actors"]?.elements.count == 2)
        #expect(sent["issues"]?.elements == [.string("tariffs")])
        #expect(sent["body"]?["rate"]?["pct"]?.text == "25")
        #expect(sent["note"] == nil)
        #expect(
            sent["evidence"]?.line == """
                [{"source":"src/wsj-20181025","chain":[{"who":"src/wsj-20181025","act":"stated"}],\
                "attribution":"outlet_voice","loc":"L3","form":"narration","stance":"asserts"}]
                """
        )
    }

    @Test func `the same document tells in the same way, at another place`() throws {
        let sent = try #require(like("us-301-list4 --source cnn-20181115 --loc L50").sent)
        #expect(sent["subject"]?.text == "measure/us-301-list4")
        let entry = try #require(sent["evidence"]?.elements.first)
        #expect(
            entry["chain"]?.elements.compactMap { $0["who"]?.text } == [
                "person/a", "src/cnn-20181115",
            ]
        )
        #expect(entry["attribution"]?.text == "named")
        #expect(entry["form"]?.text == "quote")
        #expect(entry["loc"]?.text == "L50")
    }

    @Test func `without a source no evidence is made up`() throws {
        let sent = try #require(like("--rate 25%").sent)
        #expect(sent["evidence"] == nil)
    }

    @Test func `a type beside it is refused`() {
        let outcome = like("tariff.raised us-301-list3")
        #expect(outcome.exit == .usage)
        #expect(outcome.err.contains("--like gives the type"))
    }
}
