import Ledger

/// A question that the desk has saved, as a record of type `query.saved`.
struct SavedQuery {
    /// `query/due`.
    let subject: String
    /// The record that holds its words: the one that saved it, or the last correction.
    let record: String
    private let recorder: JSON
    private let recordedAt: JSON

    /// The last standing words of every name, by name.
    static func all(_ session: Session) throws(Failure) -> [SavedQuery] {
        var last: [String: (place: UInt64, query: SavedQuery)] = [:]
        let asOf = try session.globals.asOf.map { text throws(Failure) in
            try session.dates().recorded(text)
        }
        for type in ["query.saved", "record.corrected"] {
            let rows = try session.fetch(
                Question("/v1/records", ["type": type, "limit": "1000000", "as_of": asOf])
            ).rows
            for row in rows where row["standing"]?.text == "current" {
                guard let subject = row["subject"]?.text, subject.hasPrefix("query/"),
                    let record = row["record"]?.text, let number = RecordNumber(record)
                else { continue }
                guard number.value > last[subject]?.place ?? 0 else { continue }
                let query = SavedQuery(
                    subject: subject,
                    record: record,
                    recorder: row["recorder"] ?? .null,
                    recordedAt: row["recorded_at"] ?? .null
                )
                last[subject] = (number.value, query)
            }
        }
        return last.values.map(\.query).sorted { $0.subject < $1.subject }
    }

    /// What was saved: the words and what they are for.
    private func body(_ session: Session) throws(Failure) -> JSON {
        let answer = try session.fetch(Question("/v1/records/show", ["record": record]))
        let event = answer.rows.first?["event"]
        return event?["replacement"]?["body"] ?? event?["body"] ?? .null
    }

    /// The words of its command.
    func words(_ session: Session) throws(Failure) -> [String] {
        (try body(session)["words"]?.elements ?? []).compactMap(\.text)
    }

    /// A row of the list.
    func row(_ session: Session) throws(Failure) -> JSON {
        let body = try body(session)
        let words = (body["words"]?.elements ?? []).compactMap(\.text)
        return .object([
            .init("query", .string(subject)), .init("command", .string(ShellText.joined(words))),
            .init("words", .array(words.map(JSON.string))),
            .init("description", body["description"] ?? .null), .init("recorder", recorder),
            .init("recorded_at", recordedAt), .init("records", .array([.string(record)])),
        ])
    }

    /// The verb that words mean, if it is a question.
    ///
    /// What is saved is run by others, so nothing that records, writes a file or goes to another
    /// ledger can be saved; and because a ledger may hold anything, it is looked at again before
    /// it is run.
    ///
    /// - Parameters:
    ///   - words: those behind the program's name.
    ///   - typed: global flags of whoever runs it, which go before the saved ones.
    ///   - defaults: those of their files, behind which the saved ones go.
    /// - Returns: the verb, read.
    /// - Throws: for what is no question.
    static func verb(
        _ words: [String],
        _ typed: [String],
        _ defaults: [String] = []
    ) throws(Failure) -> any Verb {
        guard !words.isEmpty else {
            throw Failure.usage(
                "there is no question",
                hints: ["ledgerctl query save due -- measure upcoming --within 90d"]
            )
        }
        var hoist = try Hoist(words)
        for flag in hoist.globals {
            let name = String(flag.prefix { $0 != "=" })
            guard !personal.contains(name) else {
                throw Failure.usage(
                    "\(name) is not for a saved question",
                    hints: ["type it when it is run:  ledgerctl query run NAME \(name) ..."]
                )
            }
        }
        hoist.add(typed)
        hoist.defaults = defaults
        let place = try CommandTree.resolve(hoist.words)
        guard questions.contains(place.path.joined(separator: " ")),
            case .verb(let verb) = try Runner.parse(hoist)
        else {
            let path = place.path.joined(separator: " ")
            throw Failure.usage(
                path.isEmpty ? "there is no question" : "'\(path)' is no question",
                hints: ["what is saved only asks: measure in-force, timeline, record list, ..."]
            )
        }
        return verb
    }

    /// Flags that write files here, or lead to another ledger.
    private static let personal: Set = ["--socket", "--prove", "--prove-full"]

    /// The commands that only ask, and that end.
    static let questions: Set = [
        "record list", "record show", "record history", "record trace", "type list", "type show",
        "source list", "source show", "actor list", "actor show", "subject list",
        "measure in-force", "measure list", "measure show", "measure upcoming",
        "measure exposure", "proposal list", "talk list", "commitment list", "agreement list",
        "restriction list", "proceeding list", "proceeding show", "issue list", "issue show",
        "audit", "claim list", "claim conflicts", "claim matrix", "timeline", "search", "replay",
        "diff", "check",
    ]
}

/// Words as a shell takes them.
enum ShellText {
    /// The words with blanks between them, quoted where a shell would part or change them.
    static func joined(_ words: [String]) -> String {
        words.map { word in
            let isPlain = word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                    || (0x61...0x7a).contains(byte) || "-_./:=,@%+".utf8.contains(byte)
            }
            if isPlain, !word.isEmpty { return word }
            return "'\(word.replacing("'", with: "'\\''"))'"
        }.joined(separator: " ")
    }

    /// The words of a line, parted at blanks outside quotes; nil where a quote is left open.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        return quote == nil ? words : nil
    }
}
