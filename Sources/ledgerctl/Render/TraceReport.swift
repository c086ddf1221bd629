import Ledger

/// Where a record comes from, what it is linked with, what became of it, and its place in the log.
enum TraceReport {
    private static let hops: [TableLayout.Column] = [
        .words("", "act"), .field("", "who"),
        .init(header: "") { row in
            CellText.known(row["wording"]).map { "\"\(CellText.cell($0))\"" } ?? ""
        },
        .init(header: "") { row in
            [row["loc"], row["held"]].compactMap(CellText.known).map { CellText.words($0) }
                .joined(separator: ", ")
        },
    ]

    private static let links: [TableLayout.Column] = [
        .init(header: "") { $0["direction"]?.text == "in" ? "←" : "→" }, .words("", "rel"),
        .field("", "record"), .field("", "subject"),
        .init(header: "") { CellText.known($0["by"]).map { "by the \(CellText.cell($0))" } ?? "" },
        .prose("", "what"),
    ]

    private static let versions: [TableLayout.Column] = [
        .field("", "record"), .words("", "act"), .words("", "standing"),
    ]

    /// The parts in their order, those that are empty left out.
    @Sendable static func lines(_ rows: [JSON], _ style: TableStyle) -> [String] {
        var lines: [String] = []
        let chains = kind("hop", rows)
        for entry in Set(chains.compactMap { $0["entry"]?.integer }).sorted() {
            let own = chains.filter { $0["entry"]?.integer == entry }
            lines += part("evidence \(entry + 1)", hops, own, style)
        }
        lines += part("links", links, kind("link", rows), style)
        lines += part("versions", versions, kind("version", rows), style)
        for row in kind("tally", rows) where CellText.known(row["text"]) != nil {
            lines += style.wrapped(CellText.cell(row["text"]), hanging: 2)
        }
        for row in kind("proof", rows) { lines += style.wrapped(sentence(row), hanging: 2) }
        return lines
    }

    /// Whether the path of every proof leads from the record's leaf to the root.
    static func isProven(_ rows: [JSON]) -> Bool { kind("proof", rows).allSatisfy(leadsToRoot) }

    private static func kind(_ word: String, _ rows: [JSON]) -> [JSON] {
        rows.filter { $0["row"]?.text == word }
    }

    private static func part(
        _ title: String,
        _ columns: [TableLayout.Column],
        _ rows: [JSON],
        _ style: TableStyle
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        var inner = style
        inner.width = style.width.map { max(1, $0 - 2) }
        var table = TableWriter(columns: columns, style: inner)
        for row in rows { table.add(columns.map { $0.text(row) }) }
        return (style.hasHeader ? [style.bold(title)] : []) + table.lines().map { "  " + $0 }
    }

    /// The place in the log: `leaf 136 of 197, proof ✓ (8 hashes to root 9f3c)`.
    private static func sentence(_ row: JSON) -> String {
        let leaf = (row["index"]?.integer ?? 0) + 1
        let count = row["path"]?.elements.count ?? 0
        let mark = leadsToRoot(row) ? "✓" : "WRONG"
        let steps = count == 1 ? "1 hash" : "\(count) hashes"
        return "in the log: leaf \(leaf) of \(CellText.cell(row["size"])), "
            + "proof \(mark) (\(steps) to root \(CellText.cell(row["root"])))"
    }

    private static func leadsToRoot(_ row: JSON) -> Bool {
        let path = (row["path"]?.elements ?? []).map { Hash(hex: $0.text ?? "") }
        guard let index = row["index"]?.integer, let size = row["size"]?.integer, index >= 0,
            size >= 0, let leaf = row["leaf_hash"]?.text.flatMap({ Hash(hex: $0) }),
            let root = row["root"]?.text.flatMap({ Hash(hex: $0) }),
            path.allSatisfy({ $0 != nil })
        else { return false }
        do throws(ProofFailure) {
            try MerkleTree.verifyInclusion(
                of: leaf,
                index: UInt64(index),
                size: UInt64(size),
                proof: path.compactMap(\.self),
                root: root
            )
            return true
        } catch {
            return false
        }
    }
}
