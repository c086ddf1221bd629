import Foundation
import Ledger
import LedgerAPI
import Testing

@testable import ledgerd

/// The description of the interface against the daemon itself; `make openapi` goes deeper.
@Suite struct OpenAPITests {
    private let document: String
    private let paths: Set<String>

    init() throws {
        let file = Programs.checkout.appending(path: "docs/openapi.yaml")
        document = try String(contentsOf: file, encoding: .utf8)
        paths = Set(
            document.split(separator: "\n").filter { $0.hasPrefix("  /v1/") && $0.hasSuffix(":") }
                .map { String($0.dropFirst(2).dropLast()) }
        )
    }

    @Test func `every path of the daemon is described, and no other`() {
        let others = [
            "backup", "events", "export", "metrics", "status", "log/verify", "replay/verify",
            "clock/accept",
            "log/attest", "log/cosignatures", "log/key/rotate",
        ]
        let many = ["/v1/sources/{sha256}", "/v1/log/tile/{tile}"]
        let served = (Routes.questions + Routes.proofs + others).map { "/v1/" + $0 } + many
        #expect(paths == Set(served))
        for path in paths where !path.contains("{") {
            #expect(Routes.methods(of: path) != nil, "\(path)")
        }
    }

    @Test func `every member of a real answer is described`() throws {
        let daemon = try TestDaemon(seeded: true)
        let needed: [String: [(String, String)]] = [
            "measures/show": [("subject", "measure/us-301-list3")],
            "claims": [("subject", "offer/cn-2018-11-opening-bid")],
            "claims/matrix": [("issue", "tech-transfer")], "issues/show": [("issue", "tariffs")],
            "records/trace": [("record", "r136")], "schemas/show": [("name", "talks")],
            "proceedings/show": [("subject", "proceeding/tea")],
            "replay": [("to", "2018-11-15")],
            "diff": [("axis", "known"), ("from", "2018-10-25"), ("to", "2018-11-15")],
            "records/show": [("record", "r166")], "records/history": [("subject", "r166")],
            "sources/show": [("source", "src/cnn-20181115")],
            "actors/show": [("actor", "person/navarro-peter")],
            "types/show": [("type", "tariff.imposed")], "search": [("words", "tariff")],
        ]
        // The seeds have no case.
        let posted = try daemon.ctl(
            "append",
            "--file",
            "-",
            input: """
                {"type":"proceeding.moved","subject":"proceeding/tea","actors":[\
                {"actor":"gov/CHN","role":"complainant"},{"actor":"gov/USA","role":"respondent"}],\
                "body":{"stage":"consultations_requested"},"evidence":[{"source":"src/cnn-20181115",\
                "chain":[{"who":"src/cnn-20181115","act":"reported"}],\
                "attribution":"outlet_voice","form":"narration","stance":"asserts"}]}
                """
        )
        #expect(posted.code == 0, "\(posted.errors)")
        for view in Routes.questions {
            let answer = try daemon.ask(view, needed[view] ?? [])
            let rows = try #require(answer["rows"]?.elements, "\(view): \(answer.line)")
            #expect(!rows.isEmpty, "\(view) has rows on the seeds")
            let schema = answer["schema"]?.text ?? ""
            let isKnown = document.contains(schema)
            #expect(isKnown, "\(schema) is described")
            for name in Set(rows.flatMap { $0.members.map(\.name) }) {
                let isDescribed = document.contains("\(name):")
                #expect(isDescribed, "\(view): \(name) is described")
            }
        }
    }
}
