import Ledger

extension TableLayout {
    /// Answers about what the log has signed and what proofs show.
    static let proofs: [TableLayout] = [
        TableLayout(
            schema: "checkpoints/1",
            noun: "checkpoints",
            fields: ["size", "root", "recorded_at", "records"],
            columns: [
                .field("RECORDS", "size", right: true), .field("LAST RECORDED", "recorded_at"),
                .field("ROOT", "root"),
            ]
        ),
        TableLayout(
            schema: "source_verified/1",
            noun: "text",
            fields: ["ok", "source", "sha256", "bytes", "records"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "root/1",
            noun: "root",
            fields: ["origin", "size", "root", "root_base64"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "consistency/1",
            noun: "proof",
            fields: ["origin", "from", "to", "proof", "key", "checkpoint"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "cosigned/1",
            noun: "cosignatures",
            fields: ["origin", "size", "witnesses"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "witnessed/1",
            noun: "cosignature",
            fields: ["origin", "size", "root", "witness", "attached"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "witnessing/1",
            noun: "witness",
            fields: ["url", "origin", "size", "witness"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "key_rotated/1",
            noun: "rotation",
            fields: ["origin", "key", "previous_key", "record"],
            draw: Card.lines
        ),
        TableLayout(
            schema: "attested/1",
            noun: "views",
            fields: ["view", "size", "rules", "rows", "sha256", "records"],
            columns: [
                .field("VIEW", "view"), .field("SIZE", "size", right: true),
                .field("RULES", "rules", right: true), .field("ROWS", "rows", right: true),
                .field("DIGEST", "sha256"), .field("RECORD", "records"),
            ]
        ),
        TableLayout(
            schema: "backup/1",
            noun: "backup",
            fields: [
                "ok", "to", "origin", "from", "size", "root", "key", "bytes", "texts_new",
            ],
            draw: Card.lines
        ),
        TableLayout(
            schema: "backup_verified/1",
            noun: "backup",
            fields: [
                "ok", "origin", "size", "root", "key", "key_from", "redacted", "texts", "pieces",
            ],
            draw: Card.lines
        ),
        TableLayout(schema: "key/1", noun: "key", fields: ["origin", "key"], draw: Card.lines),
        TableLayout(
            schema: "growth/1",
            noun: "proof",
            fields: ["ok", "origin", "from", "from_root", "to", "to_root", "proof"],
            draw: { rows, style in
                rows.flatMap { row in
                    let cell = { (name: String) in CellText.cell(row[name]) }
                    return style.wrapped(
                        "ok: the log of \(cell("to")) records continues that of \(cell("from"))",
                        hanging: 4
                    ) + Card.lines([without(row, ["ok", "proof"])], style)
                }
            }
        ),
        TableLayout(
            schema: "verified/1",
            noun: "proof",
            fields: [
                "ok", "shown", "level", "question", "basis", "rows", "records", "record", "id",
                "type", "recorded_at",
                "recorder", "origin", "size",
                "root", "key", "witnesses", "event",
            ],
            draw: { rows, style in
                rows.flatMap { row in
                    style.wrapped("ok: \(CellText.cell(row["shown"]))", hanging: 4)
                        + Card.lines([without(row, ["ok", "shown", "event"])], style)
                        + event(row["event"], style)
                }
            }
        ),
    ]

    private static func without(_ row: JSON, _ names: [String]) -> JSON {
        .object(row.members.filter { !names.contains($0.name) })
    }

    /// What the event is about, as far as one line says it.
    private static func event(_ event: JSON?, _ style: TableStyle) -> [String] {
        guard let event, !event.members.isEmpty else { return [] }
        let parts = [event["subject"], event["occurred"]?["edtf"], event["body"]?["gist"]]
        let line = parts.compactMap { CellText.known($0) }.map { CellText.cell($0) }
            .joined(separator: " · ")
        return style.wrapped(line, hanging: 4)
    }
}
