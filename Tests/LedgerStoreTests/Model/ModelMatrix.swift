import Ledger

/// Who says what of which proposition: rows are propositions, columns are origins.
extension ModelWorld {
    func matrix(_ question: ModelQuestion) -> [JSON] {
        var told: [Told] = []
        if let issue = question["issue"] {
            told = self.told.filter { $0.event.issues.contains(issue) }
        } else if let subject = question["subject"].flatMap({ try? Key($0) }) {
            let group = joins.group(of: subject)
            let about = ["comment.refused", "statement.made"]
            told = self.told.filter { group.contains($0.event.subject) }
            told += self.told.filter {
                about.contains($0.event.type.name) && !group.contains($0.event.subject)
                    && !group.isDisjoint(with: $0.event.mentionedSubjects)
            }
        }
        var rows: [(id: String, subject: Key, told: [Told])] = []
        for told in told where told.event.type.isTestimony {
            let (id, subject) = proposition(told)
            if let index = rows.firstIndex(where: { $0.id == id }) {
                rows[index].told.append(told)
            } else {
                rows.append((id, subject, [told]))
            }
        }
        return rows.map { row in
            .fields([
                "subject": .key(row.subject), "cells": .array(row.told.flatMap(cells)),
                "records": .records(row.told.map(\.number)),
            ])
        }
    }

    /// The record that is denied, confirmed or disavowed; the words of what no record says; else
    /// what the testimony says itself.
    private func proposition(_ told: Told) -> (id: String, subject: Key) {
        let event = told.event
        guard event.type.name.hasPrefix("claim.") else { return ("\(told.root)", event.subject) }
        if let target = event.body.record(.target).flatMap(ledger.number(of:)) {
            let record = ledger.records[Int(target.value) - 1].event.testimony
            return ("\(ledger.root(of: target))", record.subject)
        }
        guard let words = event.body.text(.proposition) else {
            return ("\(told.root)", event.subject)
        }
        return ("\(event.subject) \(words)", event.subject)
    }

    private func cells(_ told: Told) -> [JSON] {
        told.entries.map { entry, _ in
            .fields([
                "who": .string(column(entry)), "says": .string(says(entry, told.event)),
                "date": .span(told.earliest ?? told.act),
                "class": .string(evidenceClass(entry, of: told.event).word),
                "record": .string(told.number.description),
            ])
        }
    }

    /// An actor, or the outlet; texts of one wire share a column.
    private func column(_ entry: Evidence) -> String {
        let source = registry.sources[entry.origin]
        return (source?.wire ?? source?.outlet ?? entry.origin).description
    }

    private func says(_ entry: Evidence, _ event: Event) -> String {
        switch event.type.name {
        case "claim.denied": "denies"
        case "claim.confirmed": "confirms"
        case "claim.disavowed": "disavows"
        case "comment.refused": event.body.text(.refusal) ?? "comments"
        default:
            entry.stance == .asserts && entry.polarity == .negative
                ? "denies" : entry.stance.rawValue
        }
    }
}
