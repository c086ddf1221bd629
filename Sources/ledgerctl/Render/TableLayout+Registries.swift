import Ledger

extension TableLayout {
    private static let sourceFields = [
        "source", "outlet", "published", "held", "records_count", "named", "unnamed", "voice",
        "first", "institution", "relayed", "own", "relays", "no_comment", "corrected",
    ]

    /// Answers about sources, actors, types and subjects.
    static let registries: [TableLayout] = [
        TableLayout(
            schema: "sources/1",
            noun: "sources",
            fields: sourceFields + ["records"],
            columns: [
                .field("SOURCE", "source"), Column.field("OUTLET", "outlet").folding,
                .field("PUBLISHED", "published"), .words("HELD", "held"),
                .field("REC", "records_count", right: true), .field("NAMED", "named", right: true),
                .field("UNNAMED", "unnamed", right: true), .field("VOICE", "voice", right: true),
                .field("FIRST", "first", right: true),
            ],
            remarks: { row, _ in CellText.corrections(row) }
        ),
        TableLayout(
            schema: "actors/1",
            noun: "actors",
            fields: ["actor", "name", "kind", "part_of", "title", "records"],
            columns: [
                Column(header: "ACTOR") { CellText.raw($0["actor"]) },
                .field("NAME", "name"), .words("KIND", "kind"), .field("PART OF", "part_of"),
                .prose("TITLE", "title"), .records,
            ]
        ),
        TableLayout(
            schema: "dossier/1",
            noun: "acts",
            fields: [
                "date", "act", "role", "title", "target", "subject", "gist", "via", "flags",
                "record", "records",
            ],
            columns: [
                .field("DATE", "date"), .field("REC", "record"), .words("ACT", "act"),
                Column.words("ROLE", "role").folding, Column.field("TITLE", "title").folding,
                .field("SUBJECT", "subject"), Column.field("TARGET", "target").folding,
                Column.field("VIA", "via").folding, Column.words("FLAGS", "flags").folding,
            ]
        ),
        TableLayout(
            schema: "types/1",
            noun: "types",
            fields: ["type", "summary", "subjects", "state", "records"],
            columns: [
                .field("TYPE", "type"), .field("ABOUT", "subjects"), .words("STATE", "state"),
                .prose("SAYS", "summary"),
            ]
        ),
        TableLayout(
            schema: "type/1",
            noun: "fields",
            fields: ["field", "need", "format", "meaning", "records"],
            columns: [
                .field("FIELD", "field"), .words("NEED", "need"), .prose("MEANING", "meaning"),
                .field("FORMAT", "format"),
            ]
        ),
        TableLayout(
            schema: "subjects/1",
            noun: "subjects",
            fields: ["subject", "records_count", "records"],
            columns: [.field("SUBJECT", "subject"), .field("REC", "records_count", right: true)]
        ),
    ]

    /// Answers about the ledger's own upkeep.
    static let upkeep: [TableLayout] = [
        TableLayout(
            schema: "settings/1",
            noun: "settings",
            fields: ["name", "value"],
            columns: [.field("NAME", "name"), .field("VALUE", "value")]
        ),
        TableLayout(
            schema: "config/1",
            noun: "settings",
            fields: ["name", "value", "origin"],
            columns: [.field("NAME", "name"), .field("VALUE", "value"), .field("FROM", "origin")]
        ),
        TableLayout(
            schema: "queries/1",
            noun: "saved questions",
            fields: [
                "query", "command", "words", "description", "recorder", "recorded_at", "records",
            ],
            columns: [
                .slug("NAME", "query"), .sentence("COMMAND", "command"),
                Column.field("BY", "recorder").folding, .records,
            ],
            remarks: { row, _ in CellText.lines([row["description"]]) }
        ),
        TableLayout(
            schema: "findings/1",
            noun: "findings",
            fields: ["rule", "group", "subject", "field", "text", "fix", "records"],
            draw: FindingsReport.lines
        ),
        TableLayout(
            schema: "doctor/1",
            noun: "checks",
            fields: ["result", "check", "what", "fix"],
            columns: [
                .field("", "result"), .field("CHECK", "check"), .sentence("WHAT WAS SEEN", "what"),
            ],
            remarks: { row, _ in CellText.lines([row["fix"]]).map { "fix: \($0)" } }
        ),
        TableLayout(
            schema: "schema/1",
            noun: "schemas",
            fields: ["name", "kind", "summary", "document", "records"],
            columns: [.field("NAME", "name"), .words("KIND", "kind"), .prose("SAYS", "summary")]
        ),
    ]

    /// Answers that are one thing: its members below one another.
    static let single: [TableLayout] = [
        TableLayout(
            schema: "source/1",
            noun: "source",
            fields: sourceFields + [
                "title", "wire", "kind", "sha256", "text_held", "note", "records",
            ],
            draw: Card.lines
        ),
        TableLayout(
            schema: "status/1",
            noun: "status",
            fields: [
                "version", "pid", "uptime_s", "ledger", "size", "root", "views", "sources_held",
                "log_bytes", "views_bytes", "socket", "account", "queue", "starts", "data",
            ],
            draw: Card.lines
        ),
        TableLayout(
            schema: "verify/1",
            noun: "result",
            fields: ["records", "root", "sources", "sources_elsewhere", "ok", "problems"],
            draw: Verdict.lines
        ),
        TableLayout(
            schema: "views_verify/1",
            noun: "result",
            fields: ["records", "rows", "root", "ok", "problems"],
            draw: Verdict.lines
        ),
        TableLayout(
            schema: "version/1",
            noun: "version",
            fields: ["program", "version"],
            draw: Card.lines
        ),
    ]
}

extension CellText {
    /// How often an outlet has corrected its text, or we have dated it anew.
    static func corrections(_ row: JSON) -> [String] {
        guard let count = row["corrected"]?.integer, count > 0 else { return [] }
        return ["corrected \(times(count))"]
    }

    /// `once`, `3 times`.
    static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
