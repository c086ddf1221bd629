import Ledger

/// A file of events, one a line, each with an id that a second import gives again.
struct LineFile {
    /// As the user named it.
    var name: String
    /// The lines that are not blank.
    private(set) var lines: [Line] = []

    /// One event, as bytes; what is wrong with them the daemon says.
    struct Line {
        /// Counted from 1.
        var number: Int
        var bytes: [UInt8]
        /// The id that it brings or was given.
        var id: RecordID?
        /// The name that others of its batch use.
        var ref: String?
        var type: String?
        var subject: String?

        /// The key that exists because of it, if it is a registration.
        var registered: String? { type?.hasSuffix(".registered") == true ? subject : nil }
    }

    private let digest: Hash

    /// Parts the file into lines.
    init(name: String, bytes: [UInt8]) {
        self.name = name
        digest = Hash.sha256(of: bytes.span)
        let parts = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            guard part.contains(where: { ![0x20, 0x09, 0x0d].contains($0) }) else { continue }
            lines.append(Line(number: index + 1, bytes: Array(part)))
        }
        for index in lines.indices { read(index) }
    }

    private mutating func read(_ index: Int) {
        guard let event = try? JSON(parsing: lines[index].bytes) else { return }
        lines[index].id = event["id"]?.text.flatMap { RecordID($0) }
        lines[index].ref = event["ref"]?.text
        lines[index].type = event["type"]?.text
        lines[index].subject = event["subject"]?.text
    }

    /// Gives each line without an id the one derived from the file's bytes and its number.
    ///
    /// SHA-256 of the file's SHA-256 and the number in decimal digits: the same file gives the
    /// same ids for ever, so importing it again records nothing.
    mutating func deriveIDs() {
        for index in lines.indices {
            let number = lines[index].number
            let seed = digest.bytes + Array(String(number).utf8)
            insertID(index, RecordID(derivedFrom: Hash.sha256(of: seed.span)))
        }
    }

    /// Gives each line without an id a new one.
    mutating func fillIDs(_ make: () -> RecordID) {
        for index in lines.indices { insertID(index, make()) }
    }

    private mutating func insertID(_ index: Int, _ id: RecordID) {
        guard let event = try? JSON(parsing: lines[index].bytes), event["id"] == nil,
            case .object(let members) = event,
            let brace = lines[index].bytes.firstIndex(of: UInt8(ascii: "{"))
        else { return }
        let member = "\"id\":\"\(id)\"" + (members.isEmpty ? "" : ",")
        lines[index].bytes.insert(contentsOf: member.utf8, at: brace + 1)
        lines[index].id = id
    }

    /// The whole file with its blank lines, so that the daemon counts lines as the user does.
    var body: [UInt8] {
        var out: [UInt8] = []
        var number = 1
        for line in lines {
            out.append(contentsOf: repeatElement(0x0a, count: line.number - number))
            out += line.bytes
            number = line.number
        }
        return out
    }

    /// The lines in batches that a request may hold.
    func batches(linesMax: Int, bytesMax: Int) -> [ArraySlice<Line>] {
        var batches: [ArraySlice<Line>] = []
        var start = 0
        var size = 0
        for (index, line) in lines.enumerated() {
            if index > start, index - start == linesMax || size + line.bytes.count + 1 > bytesMax {
                batches.append(lines[start..<index])
                start = index
                size = 0
            }
            size += line.bytes.count + 1
        }
        if start < lines.count { batches.append(lines[start...]) }
        return batches
    }
}
