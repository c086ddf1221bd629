import Ledger
import LedgerStore

/// Lines of a story as events.
struct ScenarioWriter {
    let book: ScenarioBook
    let texts: HeldTexts

    /// What a line appends.
    struct Written {
        var json: JSON
        var subject: String
        var label: String?
        /// Actors that must be registered before.
        var named: [String] = []
        /// The document that it registers.
        var source: (name: String, source: ScenarioBook.Source)?
    }

    func write(_ line: String) throws -> Written {
        var words = ScenarioWords(line)
        switch try words.next("a word") {
        case "source": return try source(&words)
        case "actor":
            let key = try book.key(try words.next("an actor"))
            return try actor(key, line)
        case "correct": return try correct(line)
        case "retract", "query", "link": return try lifecycle(line)
        case "join": return try join(&words)
        case "explain": return try explain(&words)
        default:
            let event = try ScenarioEvent(line, book)
            return Written(
                json: event.json,
                subject: event.subject,
                label: event.label,
                named: event.values.named
            )
        }
    }
}

extension ScenarioWriter {
    /// `source a published D [official] [cited] [text:"..."] [lost:"..."] [field:value]`.
    private func source(_ words: inout ScenarioWords) throws -> Written {
        let name = try words.next("a name")
        var values = ScenarioValues(book)
        var source = ScenarioBook.Source()
        var fields: [String: JSON] = ["held": .string("full"), "kind": .string("news")]
        while let word = words.next() {
            let cut = word.split(separator: ":", maxSplits: 1).map(String.init)
            switch cut[0] {
            case "published": fields["published"] = values.date(try words.next("a day"))
            case "official":
                source.isOfficial = true
                fields["kind"] = .string("official")
            case "cited": fields["held"] = .string("cited_only")
            case "text", "lost":
                let text = ScenarioWords.unquoted(cut.count > 1 ? cut[1] : "")
                source.text = text
                let bytes = Array(text.utf8)
                if cut[0] == "text" { _ = try texts.put(bytes) }
                fields["sha256"] = .string(Hash.sha256(of: bytes.span).hex)
            default:
                guard let field = BodyField(name: cut[0]), cut.count == 2 else {
                    throw ScenarioFault("'\(word)' says nothing about a source")
                }
                fields[cut[0]] = try values.value(of: field, cut[1])
            }
        }
        if fields["outlet"] == nil {
            fields["outlet"] = .string(try values.actor("org/\(name)-press"))
        }
        let body = fields.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) }
        let json = ScenarioValues.object([
            "type": .string("source.registered"), "subject": .string("src/\(name)"),
            "body": .object(body),
        ])
        return Written(
            json: json,
            subject: "src/\(name)",
            named: values.named,
            source: (name, source)
        )
    }

    /// `actor KEY field:value`: the kind follows from the key, and a name where none is given.
    private func actor(_ key: String, _ line: String) throws -> Written {
        let kinds = [
            "gov": "state", "org": "office", "person": "person", "group": "group",
            "anon": "anonymous",
        ]
        let kind = kinds[key.split(separator: "/").first.map(String.init) ?? ""] ?? ""
        let rest = ScenarioWords.split(line, at: " ").filter { !$0.isEmpty }.dropFirst(2)
        var given = rest.contains { $0.hasPrefix("kind:") } ? "" : " kind:\(kind)"
        if kind != "anonymous", !rest.contains(where: { $0.hasPrefix("name:") }) {
            given += " name:\(key.split(separator: "/").last ?? "")"
        }
        let text = "- actor.registered \(key)\(given) \(rest.joined(separator: " "))"
        let event = try ScenarioEvent(text, book)
        return Written(
            json: event.json,
            subject: key,
            label: event.label,
            named: event.values.named
        )
    }

    /// `correct #x: EVENT LINE`: the label of the line is that of the correction.
    private func correct(_ line: String) throws -> Written {
        let cut = line.split(separator: ":", maxSplits: 1).map(String.init)
        guard cut.count == 2 else { throw ScenarioFault("write correct #x: line") }
        let target = try book.record(cut[0].split(separator: " ").last.map(String.init) ?? "")
        let event = try ScenarioEvent(cut[1], book)
        let json = ScenarioValues.object([
            "type": .string("record.corrected"), "subject": .string(event.subject),
            "body": ScenarioValues.object([
                "target": .string(target.description), "reason": .string("a slip of ours"),
            ]), "replacement": event.json,
        ])
        return Written(
            json: json,
            subject: event.subject,
            label: event.label,
            named: event.values.named
        )
    }

    /// `retract #x`, `query #x`, `link #x relation #y by source`.
    private func lifecycle(_ line: String) throws -> Written {
        var words = ScenarioWords(line)
        let verb = try words.next("a verb")
        let target = try words.next("a label")
        var members: KeyValuePairs<String, JSON?>
        let record = JSON.string(try book.record(target).description)
        switch verb {
        case "retract": members = ["target": record, "reason": .string("a slip of ours")]
        case "query":
            members = [
                "target": record, "rel": .string("queried"), "link_by": .string("coder"),
            ]
        default:
            let relation = try words.next("a relation")
            let to = try book.record(try words.next("a label")).description
            _ = try words.next("by")
            let author = try words.next("source or coder")
            members = [
                "target": record, "rel": .string(relation), "to": .string(to),
                "link_by": .string(author),
            ]
        }
        let subject = try book.subject(of: target)
        let json = ScenarioValues.object([
            "type": .string(verb == "retract" ? "record.retracted" : "record.linked"),
            "subject": .string(subject), "body": ScenarioValues.object(members),
        ])
        return Written(json: json, subject: subject, label: Self.label(words.next()))
    }

    /// `join KEY same_as KEY,KEY stated`.
    private func join(_ words: inout ScenarioWords) throws -> Written {
        let a = try book.key(try words.next("a key"))
        let relation = try words.next("a relation")
        let others = try words.next("keys").split(separator: ",")
        let b = try others.map { try book.key(String($0)) }
        let strength = try words.next("how sure it is")
        let body = ScenarioValues.object([
            "a": .string(a), "b": ScenarioValues.list(b), "rel": .string(relation),
            "join": .string(strength),
        ])
        let json = ScenarioValues.object([
            "type": .string("identity.linked"), "subject": .string(a), "body": body,
        ])
        let actors = ([a] + b).filter { (try? Key($0))?.kind.isActor == true }
        return Written(json: json, subject: a, label: Self.label(words.next()), named: actors)
    }

    /// `explain #x,#y kind "reading"`.
    private func explain(_ words: inout ScenarioWords) throws -> Written {
        let labels = try words.next("labels").split(separator: ",").map(String.init)
        let records = try labels.map { try book.record($0).description }
        let kind = try words.next("a kind")
        let reading = ScenarioWords.unquoted(try words.next("a reading"))
        let subject = try book.subject(of: labels[0])
        let json = ScenarioValues.object([
            "type": .string("conflict.explained"), "subject": .string(subject),
            "body": ScenarioValues.object([
                "records": ScenarioValues.list(records), "kind": .string(kind),
                "reading": .string(reading),
            ]),
        ])
        return Written(json: json, subject: subject, label: Self.label(words.next()))
    }

    private static func label(_ word: String?) -> String? {
        word.map { String($0.drop { $0 == "#" }) }
    }
}
