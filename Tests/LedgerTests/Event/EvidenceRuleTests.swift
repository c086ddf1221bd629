import Testing

@testable import Ledger

/// The rules of evidence entries, a line each.
struct EvidenceRuleTests {
    private static let gazette = EventSample.source

    private static func hops(_ keys: String...) -> String {
        "[" + keys.map { "{\"who\":\"\($0)\",\"act\":\"said\"}" }.joined(separator: ",") + "]"
    }

    private static func entry(
        _ change: String,
        _ path: String,
        _ code: Fault.Code,
        _ message: String,
        _ hint: String? = nil
    ) -> RuleCase {
        let at = "evidence[0]" + (path.isEmpty ? "" : ".\(path)")
        return RuleCase("figure.stated", "{\"evidence[0]\":\(change)}", at, code, message, hint)
    }

    private static func valid(_ change: String) -> RuleCase {
        RuleCase("figure.stated", "{\"evidence[0]\":\(change)}", [])
    }

    private static let present: [RuleCase] = [
        valid("{}"),
        entry(#"{"source":null}"#, "source", .missing, "is needed", "write src/..."),
        entry(
            #"{"chain":null}"#,
            "chain",
            .missing,
            "is needed",
            #"origin first, the source last: [{"who":"src/...","act":"stated"}]"#
        ),
        entry(
            #"{"form":null}"#,
            "form",
            .missing,
            "is needed",
            "write one of: quote, paraphrase, narration, headline, keypoint, caption"
        ),
        entry(
            #"{"stance":null}"#,
            "stance",
            .missing,
            "is needed",
            "write asserts, denies, queries or comments"
        ),
        entry(
            #"{"attribution":null}"#,
            "attribution",
            .missing,
            "is needed",
            "by its chain it is 'outlet_voice'"
        ),
        entry(
            #"{"attribution":null,"chain":\#(hops("person/a", gazette))}"#,
            "attribution",
            .missing,
            "is needed",
            "by its chain it is 'named'"
        ),
        entry(
            #"{"attribution":null,"chain":\#(hops("anon/a", gazette))}"#,
            "attribution",
            .missing,
            "is needed",
            "by its chain it is 'unnamed'"
        ),
        entry(
            #"{"attribution":null,"chain":\#(hops("anon/a", "src/b", gazette))}"#,
            "attribution",
            .missing,
            "is needed",
            "by its chain it is 'other_outlet'"
        ),
        entry(
            #"{"attribution":null,"chain":\#(hops("gov/NLD", gazette))}"#,
            "attribution",
            .missing,
            "is needed",
            "by its chain it is 'institution'"
        ),
    ]

    private static let values: [RuleCase] = [
        entry(
            #"{"source":"org/a"}"#,
            "source",
            .wrongKind,
            "'org/a' is not a source",
            "write src/cnn-20181115"
        ),
        entry(
            #"{"form":"rumour"}"#,
            "form",
            .malformed,
            "'rumour' is not one of its words",
            "write one of: quote, paraphrase, narration, headline, keypoint, caption"
        ),
        entry(
            #"{"stance":"assert"}"#,
            "stance",
            .malformed,
            "'assert' is not one of its words",
            "did you mean 'asserts'?"
        ),
        entry(
            #"{"certainty":"sure"}"#,
            "certainty",
            .malformed,
            "'sure' is not one of its words",
            "write one of: certain, probable, possible, unstated"
        ),
        entry(
            #"{"polarity":"no"}"#,
            "polarity",
            .malformed,
            "'no' is not one of its words",
            "write one of: +, -"
        ),
        entry(
            #"{"basis":"gossip"}"#,
            "basis",
            .malformed,
            "'gossip' is not one of its words",
            "write one of: participant, official, briefed, familiar, expert, public_record, "
                + "observed, unstated"
        ),
        entry(
            #"{"first_reporter":"src/a"}"#,
            "first_reporter",
            .wrongKind,
            "'src/a' is not an actor",
            "write person/liu-he or gov/CHN"
        ),
        entry(
            #"{"covers":["body.metric","body.goods"]}"#,
            "covers[1]",
            .malformed,
            "'body.goods' names nothing in this record"
        ),
        entry(
            #"{"covers":["body..metric"]}"#,
            "covers[0]",
            .malformed,
            "'body..metric' is no path",
            "write body.items[0].amount"
        ),
        valid(#"{"loc":"L1"}"#), valid(#"{"loc":"L3-L5,L9,L12-L12"}"#),
    ]

    private static let chains: [RuleCase] = [
        entry(
            #"{"chain":\#(hops("person/a", "org/b"))}"#,
            "chain",
            .chainEnd,
            "ends at org/b, not at its source \(gazette)",
            #"add the last hop {"who":"\#(gazette)","act":"reported"}"#
        ),
        entry(
            #"{"chain":[{"who":"talk/a","act":"said"},{"who":"\#(gazette)","act":"reported"}]}"#,
            "chain[0].who",
            .wrongKind,
            "'talk/a' is neither an actor nor a source",
            "write person/..., org/..., anon/... or src/..."
        ),
        entry(
            #"{"chain":[{"act":"said"},{"who":"\#(gazette)","act":"reported"}]}"#,
            "chain[0].who",
            .missing,
            "is needed",
            "write an actor or a source"
        ),
        entry(
            #"{"chain":[{"who":"\#(gazette)"}]}"#,
            "chain[0].act",
            .missing,
            "is needed",
            "write said, reported, relayed ..."
        ),
        entry(
            #"{"chain":[{"who":"\#(gazette)","act":"report"}]}"#,
            "chain[0].act",
            .malformed,
            "'report' is not one of its words",
            "did you mean 'reported'?"
        ),
        entry(
            #"{"quote_ref":{"from":1}}"#,
            "quote_ref",
            .missing,
            "needs from, to and sha256",
            "bytes of the held text, and the SHA-256 of exactly these bytes"
        ),
        entry(
            #"{"quote_ref":{"from":9,"to":9,"sha256":"\#(String(repeating: "0a", count: 32))"}}"#,
            "quote_ref",
            .reversed,
            "ends before it begins"
        ),
    ]

    @Test(arguments: present + values + chains)
    func `an entry is read, or refused where it is wrong`(rule: RuleCase) throws {
        try rule.check()
    }

    @Test(arguments: [
        "4", "L", "L0", "L-1", "L+4", "L4-", "L4-5", "L7-L5", "L1-L2-L3", "L4,", ",L4", "L4, L9",
        "l4", "L4;L5", "L99999999999999999999",
    ])
    func `lines are spelled L4 or L5-L7, joined by commas`(loc: String) throws {
        try Self.entry(
            "{\"loc\":\"\(loc)\"}",
            "loc",
            .malformed,
            "'\(loc)' names no lines",
            "write L4, L5-L7 or L4,L9"
        ).check()
    }
}
