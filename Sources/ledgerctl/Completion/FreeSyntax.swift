import Ledger

/// What may stand behind a verb whose flags follow from the field dictionary.
struct FreeSyntax {
    /// Gives the candidates of a sort that begin with a text.
    typealias Lookup = (VerbSyntax.Values, String) -> [Candidate]

    private let verb: String
    private let words: [String]
    private let positionals: [String]
    private let pending: String?
    private let syntax: VerbSyntax

    /// Reads the words behind the verb.
    init(_ place: CommandTree.Place, _ syntax: VerbSyntax) {
        verb = place.path.joined(separator: " ")
        words = place.rest
        self.syntax = syntax
        var found: [String] = []
        var flag: String?
        for word in place.rest {
            if flag != nil {
                flag = nil
            } else if word.hasPrefix("--"), word != "--" {
                let name = String(word.dropFirst(2))
                flag = word.contains("=") || DraftFlag.isSwitch(name) ? nil : name
            } else if !word.hasPrefix("-") || word == "-" {
                found.append(word)
            }
        }
        positionals = found
        pending = flag
    }

    /// The candidates for a word.
    func candidates(_ text: String, _ lookup: Lookup) -> [Candidate] {
        if let pending { return lookup(values(of: pending), text) }
        if text.hasPrefix("--"), let equals = text.firstIndex(of: "=") {
            let name = String(text[..<equals].dropFirst(2))
            return lookup(values(of: name), String(text[equals...].dropFirst())).map {
                $0 == Completer.files
                    ? $0 : Candidate(value: text[...equals] + $0.value, note: $0.note)
            }
        }
        if text.hasPrefix("-") { return flags.filter { $0.value.hasPrefix(text) } }
        return lookup(positional, text)
    }

    /// The type of the event that is being written, as far as it is known.
    private var type: EventType? {
        switch verb {
        case "actor add": Catalogue.type(named: "actor.registered")
        case "source add": Catalogue.type(named: "source.registered")
        default: positionals.first.flatMap(Catalogue.type(named:))
        }
    }

    private var positional: VerbSyntax.Values {
        switch (verb, positionals.count) {
        case ("append", 0), ("record add", 0): .ledger(.types)
        case ("append", 1), ("record add", 1): subject
        case ("record correct", 0): .ledger(.records)
        case ("actor add", 0): .ledger(.actors)
        case ("source add", 0): words.contains("--cited") ? .nothing : .files
        default: .nothing
        }
    }

    /// Subjects of the type: a measure for a tariff.
    private var subject: VerbSyntax.Values {
        switch type?.subjectKinds {
        case [.measure]: .ledger(.measures)
        case [.proceeding]: .ledger(.proceedings)
        case [.src]: .ledger(.sources)
        default: .ledger(.subjects)
        }
    }

    /// Fields of the type first, then roles, evidence and the rest, then the global flags.
    private var flags: [Candidate] {
        let fields = BodyField.allCases.filter { type?.allowed.contains($0) ?? true }
            .filter { $0 != .items }
        var found = fields.map {
            Candidate(
                value: "--\(DraftFlag.dashed($0.name))",
                note: FieldDictionary.entry($0).meaning
            )
        }
        found += Role.words.map { Candidate(value: "--\(DraftFlag.dashed($0))", note: "role") }
        found += DraftFlag.allCases.map { Candidate(value: "--\($0.rawValue)") }
        if verb == "source add" {
            found += ["--key", "--cited"].map { Candidate(value: $0) }
        }
        found += syntax.flags.compactMap { flag in
            flag.names.first { $0.hasPrefix("--") }.map { Candidate(value: $0, note: flag.note) }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.value).inserted }
    }

    private func values(of name: String) -> VerbSyntax.Values {
        if let flag = DraftFlag(rawValue: name), let values = FreeSyntax.values(of: flag) {
            return values
        }
        let underscored = DraftFlag.underscored(name)
        if Role(rawValue: underscored) != nil { return .ledger(.actors) }
        guard let field = BodyField(name: underscored) else {
            return name == "key" ? .ledger(.sources) : syntax.flag("--\(name)")?.values ?? .nothing
        }
        let format =
            type.map { FieldDictionary.format(of: field, in: $0) }
            ?? FieldDictionary.entry(field).format
        switch format {
        case .word(let words): return .words(words)
        case .key(.actor): return .ledger(.actors)
        case .key(.source): return .ledger(.sources)
        case .key: return .ledger(.subjects)
        case .record: return .ledger(.records)
        case .fieldName: return .words(BodyField.allCases.map(\.name))
        default: return .nothing
        }
    }

    private static func values(of flag: DraftFlag) -> VerbSyntax.Values? {
        switch flag {
        case .issue: .ledger(.issues)
        case .source, .dateAnchor: .ledger(.sources)
        case .via, .with, .firstReporter: .ledger(.actors)
        case .modality: .words(Modality.words)
        case .basis: .words(DateBasis.words)
        case .stance: .words(Stance.words)
        case .certainty: .words(Certainty.words)
        case .attribution: .words(Attribution.words)
        case .polarity: .words(Polarity.words)
        case .evidenceForm, .form: .words(Form.words)
        case .evidenceBasis: .words(EvidenceBasis.words)
        case .linkBy: .words(LinkAuthor.words)
        case .file: .files
        case .like: .ledger(.records)
        default: nil
        }
    }
}
