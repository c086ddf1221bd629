import Ledger

extension TableLayout {
    private static let sourceFields = [
        "source", "outlet", "published", "held", "records_count", "named", "unnamed", "voice",
        "first", "institution", "relayed",
    ]

    /// Answers about sources, actors, types and subjects.
    static let registries: [TableLayout] = [
        TableLayout(
            schema: "sources/1",
            noun: "sources",
            fields: sourceFields + ["records"],
            columns: [
                .field("SOURCE", "source"), .field("OUTLET", "outlet"),
                .field("PUBLISHED", "published"), .words("HELD", "held"),
                .field("REC", "records_count", right: true), .field("NAMED", "named", right: true),
                .field("UNNAMED", "unnamed", right: true), .field("VOICE", "voice", right: true),
                .field("FIRST", "first", right: true),
            ]
        ),
        TableLayout(
            schema: "actors/1",
            noun: "actors",
            fields: ["actor", "name", "kind", "part_of", "title", "records"],
            columns: [
                Column(header: "ACTOR") { CellText.raw($0["actor"]) },
                .field("NAME", "name"), .words("KIND", "kind"), .field("PART OF", "part_of"),
                .records, .prose("TITLE", "title"),
            ]
        ),
        TableLayout(
            schema: "dossier/1",
            noun: "acts",
            fields: [
                "date", "act", "role", "title", "subject", "via", "flags", "record", "records",
            ],
            columns: [
                .field("DATE", "date"), .words("ACT", "act"), .words("ROLE", "role"),
                .field("TITLE", "title"), .field("SUBJECT", "subject"), .field("VIA", "via"),
                .words("FLAGS", "flags"), .field("REC", "record"),
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
