import Ledger
import LedgerStore
import Testing

/// A story in the making: the ledger, and what has been named.
final class ScenarioRun {
    private let ledger: TemporaryLedger
    private var book = ScenarioBook()
    private var today: String?

    init(_ ledger: TemporaryLedger) { self.ledger = ledger }

    /// Whether a line expects something.
    func isExpectation(_ line: String) -> Bool {
        ["ask ", "finds ", "refused "].contains { line.hasPrefix($0) }
    }

    /// Does what a line says, or throws what is wrong with it or with what came of it.
    func take(_ line: String) async throws {
        var words = ScenarioWords(line)
        let first = try words.next("a word")
        let rest = String(line.drop { $0 == " " }.dropFirst(first.count).drop { $0 == " " })
        switch first {
        case "today": today = try words.next("a day")
        case "measure":
            let key = try book.key(try words.next("a measure"), kinds: [.measure])
            let imposer = try words.next("an imposer")
            guard words.next() == "on" else { throw ScenarioFault("write measure x AAA on BBB") }
            book.sides[key] = (imposer, try words.next("a target"))
            book.use(key)
        case "refused":
            let cut = rest.split(separator: ":", maxSplits: 1).map(String.init)
            guard cut.count == 2 else { throw ScenarioFault("write refused code: line") }
            try await refuse(cut[0], cut[1])
        case "ask": try ask(rest)
        case "finds":
            let rule = rest.prefix { $0 != " " }
            try ask("check where rule=\(rule) show subject \(rest.dropFirst(rule.count))")
        default: try await append(try writer.write(line))
        }
    }

    private var writer: ScenarioWriter {
        ScenarioWriter(book: book, texts: ledger.desk.folder.texts)
    }

    private func ask(_ line: String) throws {
        ledger.catchUp()
        try ScenarioQuestion(line, book, today: today).check(ledger, book)
    }

    private func append(_ written: ScenarioWriter.Written) async throws {
        let result = try await ledger.submit(lines(written))
        switch result {
        case .success(let receipt):
            guard let record = receipt.records.last?.position else {
                throw ScenarioFault("nothing was recorded")
            }
            book.registered.formUnion(written.named + [written.subject])
            if let source = written.source { book.sources[source.name] = source.source }
            book.use(written.subject)
            if let label = written.label {
                try book.label(label, record, about: written.subject)
            }
        case .failure(let refusal): throw ScenarioFault(Self.words(of: refusal))
        }
    }

    private func refuse(_ codes: String, _ line: String) async throws {
        let result = try await ledger.submit(lines(try writer.write(line)))
        guard case .failure(let refusal) = result else {
            throw ScenarioFault("it was recorded")
        }
        let found = Set(refusal.faults.map(\.code.rawValue)).sorted().joined(separator: ",")
        guard found == codes else { throw ScenarioFault(Self.words(of: refusal)) }
    }

    private static func words(of refusal: Refusal) -> String {
        let faults = refusal.faults.map { "\($0.path) \($0.code.rawValue): \($0.message)" }
        return ([refusal.title] + faults).joined(separator: "\n  ")
    }

    /// The event, after the registrations that it needs.
    private func lines(_ written: ScenarioWriter.Written) -> String {
        var seen = book.registered
        var lines: [String] = []
        for key in written.named where seen.insert(key).inserted {
            lines.append(Self.registration(of: key).line)
        }
        return (lines + [written.json.line]).joined(separator: "\n")
    }

    private static func registration(of key: String) -> JSON {
        let parts = key.split(separator: "/").map(String.init)
        let kinds = [
            "gov": "state", "org": "office", "person": "person", "group": "group",
            "anon": "anonymous",
        ]
        let isAnonymous = parts[0] == "anon"
        let body = ScenarioValues.object([
            "kind": .string(kinds[parts[0]] ?? "organisation"),
            "name": isAnonymous ? nil : .string(parts[1]),
            "description": isAnonymous ? .string("somebody who knows") : nil,
            "document": isAnonymous && parts.count > 2 ? .string("src/\(parts[1])") : nil,
        ])
        return ScenarioValues.object([
            "type": .string("actor.registered"), "subject": .string(key), "body": body,
        ])
    }
}
