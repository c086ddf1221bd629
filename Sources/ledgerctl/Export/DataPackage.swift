import Ledger

/// `datapackage.json`: what a CSV file holds, as Frictionless Data describes it.
struct DataPackage {
    /// Where it goes: beside the table.
    let path: String
    private let name: String
    private let bytes: [UInt8]
    private let chosen: ChosenRecords?

    /// Describes a table that was written.
    init(table: String, bytes: [UInt8], chosen: ChosenRecords?) {
        let cut = table.lastIndex(of: "/").map { table.index(after: $0) } ?? table.startIndex
        path = "\(table[..<cut])datapackage.json"
        name = String(table[cut...])
        self.bytes = bytes
        self.chosen = chosen
    }

    /// The description; the filters stand in it, because CSV has no place for them.
    var document: JSON {
        let filter = chosen.map { "Chosen by: \($0.conditions)." } ?? "All events of the ledger."
        return .object([
            .init("profile", .string("tabular-data-package")), .init("name", .string("events")),
            .init("title", .string("Events of a ledger of trade negotiations")),
            .init(
                "description",
                .string(
                    "\(filter) A cell that began with = + - @ or a tab has an apostrophe in front, "
                        + "so that no spreadsheet takes it for a formula."
                )
            ),
            .init("resources", .array([resource])),
        ])
    }

    private var resource: JSON {
        let fields = EventWriter.columns.map { name, meaning in
            JSON.object([
                .init("name", .string(name)), .init("type", .string("string")),
                .init("description", .string(meaning)),
            ])
        }
        return .object([
            .init("profile", .string("tabular-data-resource")), .init("name", .string("events")),
            .init("path", .string(name)), .init("format", .string("csv")),
            .init("mediatype", .string("text/csv")), .init("encoding", .string("utf-8")),
            .init("bytes", .count(bytes.count)),
            .init("hash", .string("sha256:\(Hash.sha256(of: bytes.span).hex)")),
            .init(
                "schema",
                .object([.init("fields", .array(fields)), .init("primaryKey", .string("id"))])
            ),
        ])
    }
}
