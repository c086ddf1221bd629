import Foundation
import Ledger
import Testing

/// A change of what any answer says must come with a new version of the rules.
///
/// `Rules/ledger.jsonl` and `later.jsonl` are a ledger with every event type in odd constellations;
/// `Rules/digest.txt` holds the version and a digest of each view's answers over it. After a change
/// that is meant: raise `Rules.version`, then record anew with `LEDGERD_RECORD=1`.
@Suite struct RulesDigestTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Rules")

    /// Days, publication limits and records of the ledger at which everything is asked.
    static let coordinates: [String] = [
        "on=2026-11-25", "on=2021-06-15&known=2021-06-15", "on=2021-08-10&strict=true",
        "on=2021-10-10&known=2022-03-01&as_of=r69",
    ]

    /// Views whose rows are not folds: they print the log, or what the program knows of itself.
    private static let exempt: Set = [
        "records/show", "records/trace", "schemas", "schemas/show", "types", "types/show",
    ]

    static let parameters: [String: [String]] = [
        "measures/show": ["subject=measure/fra-wine", "subject=measure/fra-glass"],
        "measures/upcoming": ["", "within=60"],
        "measures/exposure": ["", "by=month&since=2021-06-01"],
        "proposals": ["", "open=true", "kind=demands"], "talks": ["", "state=held"],
        "commitments": ["", "overdue=true"], "proceedings/show": ["subject=proceeding/ds1"],
        "issues/show": ["issue=tariffs"],
        "claims": ["subject=offer/kor-1", "subject=statement/kim-1", "subject=measure/fra-wine"],
        "claims/matrix": ["issue=tariffs", "subject=statement/kim-1"],
        "replay": ["to=2021-12-31", "to=2021-12-31&by=published"],
        "diff": [
            "axis=on&from=2021-03-10&to=2021-09-10", "axis=as_of&from=r40&to=r69",
            "axis=known&from=2021-03-05&to=2021-06-20&records=true",
        ],
        "records": ["", "type=tariff.scheduled"], "batches": ["", "batch=b1"],
        "search": ["words=steel", "words=wine&count_by=month"],
        "records/history": ["subject=agreement/old", "subject=measure/fra-wine"],
        "sources/show": ["source=src/ht-2"], "actors/show": ["actor=person/kim"],
        "subjects": ["prefix=measure/"],
    ]

    @Test func `an answer changes only with the version of the rules`() async throws {
        let ledger = try await TemporaryLedger()
        for name in ["ledger.jsonl", "later.jsonl"] {
            let url = Self.folder.appending(path: name)
            try await ledger.append(try String(contentsOf: url, encoding: .utf8))
        }
        ledger.catchUp()
        let found = try Question.views.keys.sorted().filter { !Self.exempt.contains($0) }.map {
            "\($0) \(try Self.digest($0, ledger))"
        }
        let file = Self.folder.appending(path: "digest.txt")
        if ProcessInfo.processInfo.environment["LEDGERD_RECORD"] != nil {
            let text = (["rules \(Rules.version)"] + found).joined(separator: "\n") + "\n"
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(kept.first == "rules \(Rules.version)", "the digests are of other rules")
        for line in found {
            #expect(kept.contains(line[...]), "answers changed: raise Rules.version")
        }
        #expect(kept.count == found.count + 1)
    }

    @Test func `the ledger of the digests has every event type`() throws {
        var types: Set<String> = []
        for name in ["ledger.jsonl", "later.jsonl"] {
            let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            for line in text.split(separator: "\n") {
                types.insert(try JSON(parsing: Array(line.utf8))["type"]?.text ?? "")
            }
        }
        let kept: Set = [
            "record.corrected", "record.redacted", "query.saved", "checkpoint.named",
            "issue.registered", "key.rotated", "view.attested",
        ]
        #expect(Set(Catalogue.types.map(\.name)).subtracting(types) == kept)
    }

    /// The digest of a view's answers, without what differs from run to run.
    private static func digest(_ view: String, _ ledger: TemporaryLedger) throws -> String {
        var text = ""
        for parameters in parameters[view] ?? [""] {
            for place in coordinates {
                let query = [parameters, place].filter { !$0.isEmpty }.joined(separator: "&")
                let answer = try? ledger.ask(view, query)
                for row in answer?.rows ?? [] {
                    let members = row.members.filter { $0.name != "recorded_at" }
                    text += JSON.object(members).line + "\n"
                }
                text += (answer?.notes ?? ["refused"]).joined(separator: "\n") + "\n"
            }
        }
        return Hash.sha256(of: Array(text.utf8).span).hex
    }
}
