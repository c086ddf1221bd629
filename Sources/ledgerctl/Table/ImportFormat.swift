import Ledger

/// What a file of events is, by the ending of its name, else by how it begins.
enum ImportFormat {
    /// One event a line.
    case lines
    /// One JSON value: an event, a list of them, or CloudEvents.
    case document
    /// Comma- or tab-separated values, which need a map.
    case table

    /// Tells it from a file's name and bytes.
    init(_ name: String, _ bytes: [UInt8], hasMap: Bool) {
        switch Self.ending(of: name) {
        case "csv", "tsv", "tab": self = .table
        case "jsonl", "ndjson": self = .lines
        default:
            let first = bytes.first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
            switch first {
            case UInt8(ascii: "["): self = .document
            case UInt8(ascii: "{"): self = Self.isOneValue(bytes) ? .document : .lines
            default: self = hasMap ? .table : .lines
            }
        }
    }

    /// The ending of a name, in lower case.
    static func ending(of name: String) -> String? {
        let file = Files.name(name)
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return nil }
        return file[file.index(after: dot)...].lowercased()
    }

    /// Whether text goes over several lines and is one value; of a long file only the first line
    /// is looked at, which is no value then.
    private static func isOneValue(_ bytes: [UInt8]) -> Bool {
        let first = bytes.drop { [0x20, 0x09, 0x0a, 0x0d].contains($0) }.prefix { $0 != 0x0a }
        guard (try? JSON(parsing: Array(first))) == nil else { return false }
        return (try? JSON(parsing: bytes)) != nil
    }
}
