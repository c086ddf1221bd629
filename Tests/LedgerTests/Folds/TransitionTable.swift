import Ledger
import Testing

/// A state machine written as text, with a line for each move.
///
///     from  event, event  → to      the machine has the move
///     from  event, event  ✗ to      it has not: the state follows the claim, and it is marked
///
/// `-` is no state yet, `=` the state before, `told` the state that the event's word names. An
/// event is the verb of a type, or the word that decides where the type has one; `answered:*`
/// stands for all words of a verb.
struct TransitionTable: CustomTestStringConvertible {
    /// One move, expanded.
    struct Row {
        let from: String?
        let event: Event
        let to: String
        let isLegal: Bool
        /// Where it stands, from 1.
        let line: Int
    }

    /// What the machine sees of an event.
    struct Event: Hashable, CustomStringConvertible {
        let verb: String
        /// The word that decides; nil where none does.
        var word: String?
        /// Its code, 0 for none.
        var code: UInt8 = 0

        var description: String { word.map { "\(verb):\($0)" } ?? verb }

        static func verbs(_ verbs: String) -> [Event] {
            verbs.split(separator: " ").map { Event(verb: String($0)) }
        }

        static func words<W: Word>(_ verb: String, _ type: W.Type) -> [Event] {
            type.allCases.map { Event(verb: verb, word: $0.rawValue, code: $0.code) }
        }
    }

    let machine: Machine
    /// Every state, the one before the first event included.
    let states: [String?]
    let events: [Event]
    let rows: [Row]

    var testDescription: String { "\(machine)" }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - machine: what it describes.
    ///   - further: states that no event of the machine leads to, but a fold may set.
    ///   - events: every event that the machine sees.
    ///   - text: the lines.
    init(_ machine: Machine, further: [String] = [], events: [Event], _ text: String) {
        self.machine = machine
        self.events = events
        states = [nil] + (machine.states.keys + further).sorted()
        var rows: [Row] = []
        for (number, line) in text.split(separator: "\n").enumerated() {
            rows += Self.rows(of: line, number + 1, machine, events)
        }
        self.rows = rows
    }

    private static func rows(
        of line: Substring,
        _ number: Int,
        _ machine: Machine,
        _ events: [Event]
    ) -> [Row] {
        guard let arrow = line.firstIndex(where: { $0 == "→" || $0 == "✗" }) else {
            Issue.record("\(machine) table, line \(number): no → or ✗ in '\(line)'")
            return []
        }
        let left = line[..<arrow].split { $0 == " " || $0 == "," }.map(String.init)
        let to = line[line.index(after: arrow)...].drop { $0 == " " }
        guard let from = left.first, left.count > 1, !to.isEmpty else {
            Issue.record("\(machine) table, line \(number): incomplete: '\(line)'")
            return []
        }
        var rows: [Row] = []
        for name in left.dropFirst() {
            let found = events.filter { event in
                name.hasSuffix(":*")
                    ? name.dropLast(2) == event.verb && event.word != nil
                    : name == event.word ?? event.verb
            }
            if found.isEmpty {
                Issue.record("\(machine) table, line \(number): no event '\(name)'")
            }
            for event in found {
                let state = to == "=" ? from : to == "told" ? event.word ?? "" : String(to)
                let before = from == "-" ? nil : from
                rows.append(
                    Row(
                        from: before,
                        event: event,
                        to: state,
                        isLegal: line[arrow] == "→",
                        line: number
                    )
                )
            }
        }
        return rows
    }

    /// Pairs of state and event that no line, or more than one, is about.
    var gaps: [String] {
        var counts: [String: Int] = [:]
        for row in rows { counts["\(row.from ?? "-") \(row.event)", default: 0] += 1 }
        var gaps: [String] = []
        for state in states {
            for event in events {
                let pair = "\(state ?? "-") \(event)"
                let count = counts.removeValue(forKey: pair) ?? 0
                if count != 1 { gaps.append("\(pair) stands \(count) times") }
            }
        }
        return gaps + counts.keys.sorted().map { "\($0) is no pair of this machine" }
    }

    /// Lines that the code does not agree with.
    var disagreements: [String] {
        rows.compactMap { row in
            let move = Transitions.move(
                machine,
                from: row.from,
                verb: row.event.verb,
                word: row.event.code
            )
            guard move?.state != row.to || move?.isLegal != row.isLegal else { return nil }
            let got = move.map { "\($0.isLegal ? "→" : "✗") \($0.state)" } ?? "no move"
            let line = "\(row.from ?? "-") \(row.event) \(row.isLegal ? "→" : "✗") \(row.to)"
            return "line \(row.line): \(line), but the code says \(got)"
        }
    }
}
