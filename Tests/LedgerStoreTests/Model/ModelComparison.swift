import Ledger

/// Compares the rows of an answer with those of the model.
enum ModelComparison {
    /// Rows in an order that both sides know.
    ///
    /// A replay orders the changes of one day by the record that brings each; which one that is
    /// the model does not say.
    static func ordered(_ rows: [JSON], of question: ModelQuestion) -> [JSON] {
        if question.view == "records/trace" {
            // What proves a record is checked by the tests of the tree.
            return rows.filter { $0["row"]?.text != "proof" }.map(plain)
        }
        guard question.view == "replay" else { return rows.map(plain) }
        // The records of a history are all made on the day of the test.
        let isRecorded = question["by"] == "recorded"
        func words(_ row: JSON) -> [String] {
            let isState = row["row"]?.text == "state"
            let date = isRecorded ? "" : row["date"]?.text ?? ""
            return [isState ? "~" : date]
                + ["subject", "before", "after"].map { row[$0]?.line ?? "" }
        }
        return rows.map(plain).sorted { words($0).lexicographicallyPrecedes(words($1)) }
    }

    /// What differs; nil if nothing does.
    ///
    /// Members that the model does not compute are left out.
    static func difference(real: [JSON], model: [JSON]) -> String? {
        for (index, pair) in zip(real, model).enumerated() {
            let names = pair.1.members.filter { !agrees(pair.0[$0.name], $0.value) }.map(\.name)
            guard names.isEmpty else {
                let told = names.map { name in
                    "\(name) \(pair.0[name]?.line ?? "-"), not \(pair.1[name]?.line ?? "-")"
                }
                return "row \(index): \(told.joined(separator: "; "))"
            }
        }
        return real.count == model.count ? nil : "\(real.count) rows, not \(model.count)"
    }

    /// Whether a value has everything that the model's has.
    private static func agrees(_ real: JSON?, _ model: JSON) -> Bool {
        switch (real, model) {
        case (.array(let found)?, .array(let wanted)):
            found.count == wanted.count && zip(found, wanted).allSatisfy(agrees)
        case (.object?, .object(let members)):
            members.allSatisfy { agrees(real?[$0.name], $0.value) }
        default: real == model
        }
    }

    /// A value in which spans are their ends alone: their text is for people.
    static func plain(_ value: JSON) -> JSON {
        switch value {
        case .array(let elements): .array(elements.map(plain))
        case .object(let members):
            .object(
                members.filter { $0.name != "text" || value["lo"] == nil }
                    .map { .init($0.name, plain($0.value)) }
                    .sorted { $0.name < $1.name }
            )
        default: value
        }
    }
}
