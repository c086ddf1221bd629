/// The rules for a desk's own event type.
extension EventParser {
    /// A name in the desk's own space, kinds that exist, a state that the machine knows.
    mutating func checkOwnType(_ draft: Draft) {
        let name = draft.fields.text(.name) ?? ""
        // Names in .registered mark what registers a key: that is for the catalogue alone.
        if !name.hasPrefix("x.") || !Key.isSlug(name) || name.hasSuffix(".registered") {
            fault(
                at: "body.name",
                .malformed,
                "'\(name)' is no name for a desk's own type",
                hint: "begin with x., as in x.hearing.held, and do not end in .registered"
            )
        } else if draft.subject != Key(unchecked: .type, name) {
            fault(at: "subject", .wrongKind, "is not type/\(name)", hint: "write type/\(name)")
        }
        let kinds = draft.fields.texts(.subjectKinds)
        let given = Kind.given.map(\.rawValue)
        for (index, word) in kinds.enumerated() where !given.contains(word) {
            let near = Suggestion.nearest(to: word, in: given)
            fault(
                at: "body.subject_kinds[\(index)]",
                .malformed,
                "'\(word)' is no kind of key",
                hint: near.map { "did you mean '\($0)'?" } ?? "write talk, measure or org"
            )
        }
        let machine =
            draft.fields.word(.machine, as: Machine.self)
            ?? kinds.compactMap(Kind.init(rawValue:)).first.flatMap(Machine.init(of:))
        checkMachine(machine, of: kinds)
        checkState(draft.fields.text(.state), machine)
    }

    /// Its records move the machine that their subjects run, and no other.
    private mutating func checkMachine(_ machine: Machine?, of kinds: [String]) {
        guard let machine else { return }
        for kind in kinds.compactMap(Kind.init(rawValue:)) where Machine(of: kind) != machine {
            fault(
                at: "body.machine",
                .malformed,
                "'\(machine.rawValue)' is not the machine of \(kind.rawValue)/...",
                hint: Machine(of: kind).map { "write \($0.rawValue)" } ?? "leave it out"
            )
        }
    }

    private mutating func checkState(_ state: String?, _ machine: Machine?) {
        guard let state else { return }
        guard let machine else {
            fault(
                at: "body.state",
                .malformed,
                "needs a machine that has it",
                hint: "add machine, as in \"machine\":\"talk\" or --machine talk"
            )
            return
        }
        if machine.states[state] == nil {
            fault(
                at: "body.state",
                .malformed,
                "'\(state)' is no state of the machine '\(machine.rawValue)'",
                hint: "write one of: \(machine.states.keys.sorted().joined(separator: ", "))"
            )
        }
    }
}
