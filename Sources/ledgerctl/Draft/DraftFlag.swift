import Ledger

/// The flags of a draft that are neither a body field nor a role.
enum DraftFlag: String, CaseIterable {
    // The event.
    case occurred, issue, item, modality, inferred, note, ref, set
    case confidence = "coder-confidence"
    case with
    case link
    case linkBy = "link-by"
    // Its dates, where they are more than stated.
    case basis
    case dateText = "date-text"
    case dateAnchor = "date-anchor"
    case tz
    // Its evidence.
    case source, loc, quote, via, form, stance, certainty, attribution, polarity, covers
    case evidenceForm = "evidence-form"
    case evidenceBasis = "evidence-basis"
    case firstReporter = "first-reporter"
    // The request.
    case expect, file, id, checkpoint, like
    case dryRun = "dry-run"
    case idempotencyKey = "idempotency-key"
    case skipKnown = "skip-known"

    /// Every name that may stand behind `--`: these, the roles and the fields.
    static let names: Set<String> = Set(
        allCases.map(\.rawValue) + Role.words.map(dashed)
            + BodyField.allCases.map { dashed($0.name) }
    )

    /// Whether a flag takes no value.
    static func isSwitch(_ name: String) -> Bool {
        if ["dry-run", "skip-known", "cited"].contains(name) { return true }
        guard let field = BodyField(name: underscored(name)) else { return false }
        return FieldDictionary.entry(field).format == .flag
    }

    /// What a flag means in a type.
    enum Meaning: Equatable {
        case draft(DraftFlag)
        case field(BodyField)
        case role(Role)
    }

    /// What a flag means, given its value.
    ///
    /// Three names are a role and a field (`to`, `target`, `about`): a party where the type has no
    /// such field, else where the value is an actor's key.
    /// `form` and `link-by` are the body's where the type has them.
    static func meaning(_ flag: FreeFlag, in type: EventType?) -> Meaning? {
        let name = underscored(flag.name)
        let field = BodyField(name: name == "items" ? "" : name)
        if let field, let type, type.allowed.contains(field), [.form, .linkBy].contains(field) {
            return .field(field)
        }
        if let known = DraftFlag(rawValue: flag.name == "items" ? "item" : flag.name) {
            return .draft(known)
        }
        if let role = Role(rawValue: name) {
            let mayBeField = field.map { type?.allowed.contains($0) ?? true } ?? false
            return mayBeField && !isActor(flag.value ?? "")
                ? field.map(Meaning.field) : .role(role)
        }
        return field.map(Meaning.field)
    }

    private static func isActor(_ value: String) -> Bool {
        value.split(separator: ",").allSatisfy {
            (try? Key(Keys.expandedActor(String($0))))?.kind.isActor == true
        }
    }

    static func dashed(_ name: String) -> String { String(name.map { $0 == "_" ? "-" : $0 }) }
    static func underscored(_ name: String) -> String { String(name.map { $0 == "-" ? "_" : $0 }) }
}
