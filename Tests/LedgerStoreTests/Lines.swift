/// Events as lines of JSON, for tests of admission.
enum Lines {
    /// Two states, an agency, a held source and one that is only cited: r1 to r5.
    static let base = [
        actor("gov/USA", kind: "state"), actor("gov/CHN", kind: "state"),
        actor("org/reuters", kind: "outlet"), source("src/held", held: "full"),
        source("src/cited", held: "cited_only"),
    ].joined(separator: "\n")

    static func actor(_ key: String, kind: String = "company", also: String = "") -> String {
        line("actor.registered", key, #""body":{"kind":"\#(kind)","name":"N"}"# + also)
    }

    static func source(_ key: String, held: String = "full", also: String = "") -> String {
        line(
            "source.registered",
            key,
            #""body":{"outlet":"org/reuters","published":{"edtf":"2018-03-27","#
                + #""basis":"stated"},"held":"\#(held)","kind":"news"}"# + also
        )
    }

    /// Somebody says something, according to a source.
    static func statement(
        _ subject: String,
        gist: String = "g",
        by actor: String = "gov/USA",
        source: String = "src/held",
        issue: String = "tariffs",
        also: String = ""
    ) -> String {
        line("statement.made", subject, members(gist, actor, source, issue) + also)
    }

    static func correct(_ target: String, _ subject: String, gist: String) -> String {
        let replacement =
            #"{"type":"statement.made","subject":"\#(subject)","#
            + members(gist, "gov/USA", "src/held", "tariffs") + "}"
        return line(
            "record.corrected",
            subject,
            #""body":{"target":"\#(target)","reason":"wrong"},"replacement":\#(replacement)"#
        )
    }

    static func retract(_ target: String, _ subject: String) -> String {
        line("record.retracted", subject, #""body":{"target":"\#(target)","reason":"wrong"}"#)
    }

    static func query(_ target: String, _ subject: String, also: String = "") -> String {
        line(
            "record.linked",
            subject,
            #""body":{"target":"\#(target)","rel":"queried","link_by":"coder"}"# + also
        )
    }

    /// A member that gives an event the id of a number.
    static func id(_ number: Int) -> String { #","id":"\#(uuid(number))""# }

    static func uuid(_ number: Int) -> String {
        "01990000-0000-7000-8000-" + String(repeating: "0", count: 12 - "\(number)".count)
            + "\(number)"
    }

    static func ref(_ name: String) -> String { #","ref":"\#(name)""# }

    private static func line(_ type: String, _ subject: String, _ members: String) -> String {
        #"{"type":"\#(type)","subject":"\#(subject)",\#(members)}"#
    }

    private static func members(
        _ gist: String,
        _ actor: String,
        _ source: String,
        _ issue: String
    ) -> String {
        #""actors":[{"actor":"\#(actor)","role":"by"}],"issues":["\#(issue)"],"#
            + #""body":{"kind":"expectation","gist":"\#(gist)"},"evidence":[{"source":"\#(source)","#
            + #""chain":[{"who":"\#(actor)","act":"said"},{"who":"\#(source)","act":"reported"}],"#
            + #""attribution":"institution","form":"paraphrase","stance":"asserts"}]"#
    }
}
