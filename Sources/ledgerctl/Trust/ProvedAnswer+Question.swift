import Ledger

/// That an answer is one to its question: the same coordinates, and with the whole log the same
/// rows.
extension ProvedAnswer {
    private var view: String { question["path"]?.text?.trimmingPrefix("/v1/").description ?? "" }

    private var parameters: [(name: String, value: String)] {
        (question["parameters"]?.members ?? []).map { ($0.name, $0.value.text ?? "") }
    }

    /// The question as it was asked, for people.
    var asked: String {
        let items = parameters.map { "\($0.name)=\($0.value)" }
        return items.isEmpty ? view : "\(view)?\(items.joined(separator: "&"))"
    }

    private var place: (on: Day, asOf: RecordNumber) {
        get throws(NoteFailure) {
            let basis = answer["basis"]
            guard let on = basis?["on"]?.text.flatMap({ Day($0) }),
                let asOf = basis?["as_of"]?.text.flatMap({ RecordNumber($0) })
            else { throw .malformed("the answer does not say for which day and place it is") }
            return (on, asOf)
        }
    }

    /// Holds the coordinates that the question names against those of the answer.
    ///
    /// A walk through days names the last of them, which the question has elsewhere.
    func checkQuestion() throws(NoteFailure) {
        let (on, asOf) = try place
        let found: Ledger.Coordinates
        do throws(Refusal) {
            found = try Refold.coordinates(view, parameters, on: on, asOf: asOf)
        } catch { throw .record("the question cannot be asked: \(error.title)") }
        let basis = answer["basis"]
        let isWalk = ["diff", "replay"].contains(view)
        let same: [(String, Bool)] = [
            ("on", isWalk || found.on == on), ("as_of", isWalk || found.asOf == asOf),
            ("known", isWalk || basis?["known"]?.text == found.known?.description ?? "unbounded"),
            ("strict", basis?["strict"] == .bool(found.isStrict)),
            ("size", basis?["size"]?.integer == Int(clamping: asOf.value)),
        ]
        for (name, isSame) in same where !isSame {
            throw .record("the answer names another '\(name)' than its question has")
        }
    }

    /// Folds the records and asks them the same.
    func compare(with records: [StoredRecord]) throws(NoteFailure) {
        let again: Answer
        do {
            let on = try place.on
            again = try Answer(Refold.answer(view, parameters, on: on, from: records).json)
        } catch let refusal as Refusal {
            throw .record("the question cannot be asked of the records: \(refusal.title)")
        } catch { throw .record("the question cannot be asked of the records: \(error)") }
        guard again.document["basis"] == answer["basis"] else {
            throw .record("the answer rests on something else than folding the records again does")
        }
        for name in ["schema", "rows", "notes"] {
            guard again.document[name] == answer[name] else {
                throw .record("folding the records again gives other \(name)")
            }
        }
    }
}

extension JSON {
    /// Whether an object in it names a member twice: readers differ in which of the two counts.
    var repeatsMembers: Bool {
        switch self {
        case .object(let members):
            Set(members.map(\.name)).count < members.count
                || members.contains { $0.value.repeatsMembers }
        case .array(let elements): elements.contains { $0.repeatsMembers }
        default: false
        }
    }
}
