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
        var bytes: ArraySlice<UInt8>

        /// What it says, read anew each time; nil if it is no JSON.
        var event: JSON? { try? JSON(parsing: Array(bytes)) }
    }

    /// How a fault of a line is told.
    var row: (Fault) -> Failure.Row = { Failure.row($0) }

    private let digest: Hash
    /// Whether lines without an id are sent with the one derived for them.
    private var derivesIDs = false

    /// Parts the file into lines.
    init(name: String, bytes: [UInt8]) {
        self.name = name
        digest = Hash.sha256(of: bytes.span)
        let parts = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        lines.reserveCapacity(parts.count)
        for (index, part) in parts.enumerated() {
            guard part.contains(where: { ![0x20, 0x09, 0x0d].contains($0) }) else { continue }
            lines.append(Line(number: index + 1, bytes: part))
        }
    }

    /// Events that were made of a file of another form, counted as it counts them.
    ///
    /// - Parameters:
    ///   - name: as the user named the file.
    ///   - lines: the events, with ascending numbers.
    ///   - digest: SHA-256 of the file's own bytes.
    init(name: String, lines: [Line], digest: Hash) {
        self.name = name
        self.lines = lines
        self.digest = digest
    }

    /// The same file without some of its lines.
    func without(_ numbers: Set<Int>) -> LineFile {
        var file = self
        file.lines.removeAll { numbers.contains($0.number) }
        return file
    }

    /// Gives each line without an id the one derived from the file's bytes and its number.
    mutating func deriveIDs() { derivesIDs = true }

    /// The ids of lines that bring none; nil if such lines get none.
    var derivedIDs: DerivedIDs? { derivesIDs ? DerivedIDs(digest: digest) : nil }

    /// Ids that follow from a file and the numbers of its lines.
    struct DerivedIDs: Sendable {
        fileprivate let digest: Hash

        /// The id of a line.
        ///
        /// SHA-256 of the file's SHA-256 and the number in decimal digits: the same file gives the
        /// same ids for ever, so importing it again records nothing.
        func id(line number: Int) -> RecordID {
            let seed = digest.bytes + Array(String(number).utf8)
            return RecordID(derivedFrom: Hash.sha256(of: seed.span))
        }
    }

    /// Gives each line without an id a new one.
    mutating func fillIDs(_ make: () -> RecordID) {
        for index in lines.indices { lines[index].insert(make()) }
    }

    /// The same file with the derived ids in its lines.
    var withIDs: LineFile {
        guard let derivedIDs else { return self }
        var file = self
        for index in lines.indices {
            file.lines[index].insert(derivedIDs.id(line: lines[index].number))
        }
        return file
    }

    /// The whole file with its blank lines, so that the daemon counts lines as the user does.
    var body: [UInt8] {
        var out: [UInt8] = []
        var number = 1
        for line in withIDs.lines {
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

extension LineFile.Line {
    /// Gives the event an id if it has none.
    fileprivate mutating func insert(_ id: RecordID) {
        guard let event, event["id"] == nil, case .object(let members) = event,
            let brace = bytes.firstIndex(of: UInt8(ascii: "{"))
        else { return }
        let member = "\"id\":\"\(id)\"" + (members.isEmpty ? "" : ",")
        bytes.insert(contentsOf: member.utf8, at: brace + 1)
    }
}
