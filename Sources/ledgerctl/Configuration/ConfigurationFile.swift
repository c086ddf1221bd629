import Ledger

/// `ledgerctl.conf`: lines of `name = value`, `[alias]` and comments, read strictly.
///
/// A mistyped name would otherwise be a setting that silently does nothing, so whatever is not
/// known is a fault with its line.
struct ConfigurationFile {
    /// One setting.
    struct Entry: Equatable {
        /// `output`, or `alias.due`.
        var name: String
        var value: String
        var line: Int
    }

    /// Where it lies.
    let path: String
    /// The settings, in order; the last of a name counts.
    private(set) var entries: [Entry] = []
    /// What is wrong, as `file:line`.
    private(set) var faults: [Failure.Row] = []

    /// Reads a file's text.
    init(path: String, text: String) {
        self.path = path
        var section = ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let line = raw.trimmed
            guard let first = line.first, first != "#", first != ";" else { continue }
            if first == "[" {
                section = String(line.dropFirst().prefix { $0 != "]" })
                if line.last != "]" || section != "alias" {
                    fault(index + 1, "'\(line)' is no section", "the only one is [alias]")
                }
            } else if let equals = line.firstIndex(of: "=") {
                let name = line[..<equals].trimmed
                let value = line[line.index(after: equals)...].trimmed
                add(Entry(name: name, value: value, line: index + 1), section)
            } else {
                fault(index + 1, "'\(line)' is no setting", "write name = value")
            }
        }
    }

    private mutating func add(_ entry: Entry, _ section: String) {
        if section.isEmpty {
            guard let setting = Setting(rawValue: entry.name) else {
                let names = Setting.allCases.map(\.rawValue)
                let near = Suggestion.nearest(to: entry.name, in: names)
                let hint = near.map { "did you mean '\($0)'?" } ?? names.joined(separator: ", ")
                return fault(entry.line, "there is no setting '\(entry.name)'", hint)
            }
            if let words = setting.words, !words.contains(entry.value) {
                let hint = "write \(words.joined(separator: ", "))"
                return fault(entry.line, "\(entry.name): '\(entry.value)' is none", hint)
            }
            entries.append(entry)
        } else if section == "alias" {
            if let problem = Alias.problem(entry.name, entry.value) {
                return fault(entry.line, problem.what, problem.hint)
            }
            var entry = entry
            entry.name = "alias.\(entry.name)"
            entries.append(entry)
        }
    }

    private mutating func fault(_ line: Int, _ what: String, _ hint: String) {
        faults.append(Failure.Row(place: "\(path):\(line)", what: what, hint: hint))
    }

    /// The text with a setting in it.
    ///
    /// It stands in the place of the last of its name, else at the end of its section. Everything
    /// else, comments included, stays.
    static func text(_ text: String, setting name: String, to value: String) -> String {
        let isAlias = name.hasPrefix("alias.")
        let bare = isAlias ? String(name.dropFirst("alias.".count)) : name
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var section = ""
        var place: Int?
        var end =
            isAlias ? lines.count : lines.firstIndex { $0.trimmed.first == "[" } ?? lines.count
        for (index, line) in lines.enumerated() {
            let line = line.trimmed
            if line.first == "[" { section = String(line) }
            guard section == (isAlias ? "[alias]" : ""), line.first != "#", line.first != ";" else {
                continue
            }
            if isAlias { end = index + 1 }
            guard let equals = line.firstIndex(of: "=") else { continue }
            if line[..<equals].trimmed == bare { place = index }
        }
        if let place {
            lines[place] = "\(bare) = \(value)"
        } else {
            let isNew = isAlias && !lines.contains { $0.trimmed == "[alias]" }
            lines.insert(contentsOf: (isNew ? ["[alias]"] : []) + ["\(bare) = \(value)"], at: end)
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// What can be set.
enum Setting: String, CaseIterable {
    case output, color, pager

    /// The words that it takes; nil for any.
    var words: [String]? {
        switch self {
        // A calendar is not for every command.
        case .output: OutputFormat.allCases.filter { $0 != .ics }.map(\.rawValue)
        case .color: GlobalOptions.Color.allCases.map(\.rawValue)
        case .pager: nil
        }
    }

    /// The variable that goes before the files.
    var variable: String? {
        switch self {
        case .output: "LEDGERCTL_OUTPUT"
        case .color: nil
        case .pager: "LEDGERCTL_PAGER"
        }
    }

    /// What counts where nothing is said.
    var usual: String {
        switch self {
        case .output: "table"
        case .color: "auto"
        case .pager: "less"
        }
    }
}

/// A word of one's own for the beginning of a command.
enum Alias {
    /// What is wrong with one, and what to write.
    static func problem(_ name: String, _ value: String) -> (what: String, hint: String)? {
        guard Key.isSlug(name) else {
            return ("'\(name)' is no name for an alias", "write small letters, digits and -")
        }
        if name == "help" || (try? CommandTree.resolve([name])) != nil {
            return ("'\(name)' is a command", "give the alias another name")
        }
        let words = ShellText.words(value)
        guard let words, let hoist = try? Hoist(words), let first = hoist.words.first else {
            return ("alias \(name): '\(value)' is no command", "write as in measure in-force")
        }
        guard let place = try? CommandTree.resolve(hoist.words), !place.path.isEmpty else {
            return ("alias \(name): there is no '\(first)'", "see:  ledgerctl help")
        }
        return nil
    }
}
