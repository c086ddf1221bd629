import Ledger

/// A table as it lies in a file: its columns by name, and its rows.
struct TableFile {
    /// As the user named it.
    let name: String
    /// The names of the columns; `1`, `2` and so on where the file has no header.
    let columns: [String]
    /// The rows behind the header.
    let rows: [TableReader.Row]
    /// What stands between columns.
    let delimiter: UInt8
    /// The line of the header; nil without one.
    let headerLine: Int?
    /// SHA-256 of the file's bytes.
    let digest: Hash
    /// What the reader should know about how it was read.
    private(set) var remarks: [String] = []

    private let text: [UInt8]
    private let headerRaw: Range<Int>

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - name: the file's, whose ending tells tabs.
    ///   - raw: its bytes.
    ///   - delimiter: what stands between columns; nil to look.
    ///   - hasHeader: whether the first row names the columns.
    /// - Throws: where the bytes are no text, or there is no row at all.
    init(
        name: String,
        raw: [UInt8],
        delimiter: UInt8? = nil,
        hasHeader: Bool = true
    ) throws(Failure) {
        self.name = name
        digest = Hash.sha256(of: raw.span)
        let decoded = try DecodedText(raw, of: name)
        text = decoded.bytes
        if let note = decoded.note { remarks.append(note) }
        let found = delimiter ?? Self.sniffed(name, decoded.bytes)
        self.delimiter = found
        if delimiter == nil, found != UInt8(ascii: ",") {
            remarks.append("\(name) has \(Self.word(found)) between columns")
        }
        var all = TableReader.rows(decoded.bytes, delimiter: found)[...]
        guard let first = all.first else {
            throw Failure(exit: .refused, code: "empty", message: "there is no row in \(name)")
        }
        if hasHeader {
            all.removeFirst()
            columns = first.cells.map(\.trimmed)
            headerLine = first.line
            headerRaw = first.raw
        } else {
            columns = first.cells.indices.map { String($0 + 1) }
            headerLine = nil
            headerRaw = 0..<0
        }
        rows = Array(all)
    }

    /// The bytes of a row as they stand in the file.
    func raw(_ row: TableReader.Row) -> ArraySlice<UInt8> { text[row.raw] }

    /// The bytes of the header; nil without one.
    var rawHeader: ArraySlice<UInt8>? { headerLine == nil ? nil : text[headerRaw] }

    /// What is wrong with the form of a row; nil if it has a field for each column.
    func fault(of row: TableReader.Row) -> Failure.Row? {
        let place = "\(name):\(row.line)"
        if let fault = row.fault {
            let opens = "\(name):\(fault.line)"
            let column = columns.dropFirst(fault.column - 1).first.map { "  \($0)" } ?? ""
            let what =
                fault.isUnclosed
                ? "a quote opens here and never closes; what follows was not read"
                : "there is text behind a closing quote"
            let hint = "write \"\" for a quote inside a quoted field"
            return .init(place: opens + column, what: what, hint: hint, line: row.line)
        }
        guard row.cells.count != columns.count else { return nil }
        let fields = row.cells.count == 1 ? "1 field" : "\(row.cells.count) fields"
        let spans =
            row.lastLine > row.line
            ? "a quoted field goes on to line \(row.lastLine)" : "an empty field keeps its \(mark)"
        return .init(
            place: place,
            what: "has \(fields), the header has \(columns.count)",
            hint: spans,
            line: row.line
        )
    }

    private var mark: String { delimiter == 0x09 ? "tab" : Self.word(delimiter) }

    /// A delimiter as a map and a remark write it.
    static func word(_ delimiter: UInt8) -> String {
        delimiter == 0x09 ? "tabs" : "'\(String(UnicodeScalar(delimiter)))'"
    }

    /// The mark that stands most often in the first line, outside quotes.
    private static func sniffed(_ name: String, _ text: [UInt8]) -> UInt8 {
        if ImportFormat.ending(of: name).map({ ["tsv", "tab"].contains($0) }) == true {
            return 0x09
        }
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in text.drop(while: { $0 == 0x0a || $0 == 0x0d }) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0a || byte == 0x0d { break }
            if ",;\t|".utf8.contains(byte) { counts[byte, default: 0] += 1 }
        }
        // Of two that are as frequent, the comma: it is what most files have.
        return Array(",;\t|".utf8).max { counts[$0, default: 0] < counts[$1, default: 0] }
            .flatMap { counts[$0, default: 0] > counts[0x2c, default: 0] ? $0 : nil } ?? 0x2c
    }
}
