import ArgumentParser
import Ledger
import Platform

/// What the shell's script asks at Tab: `ledgerctl ---complete bash measure show us-`.
struct Completer {
    private let lookup: LedgerLookup

    /// The first word of such a question; nobody types it.
    static let word = "---complete"
    private static let valuesWord = "---values"
    /// What the shell does by itself.
    static let files = Candidate(value: ":files")

    /// Looks values up through a session.
    init(_ session: Session) { lookup = LedgerLookup(session) }

    /// Answers a question of the script; nil when the words are no such question.
    ///
    /// - Parameters:
    ///   - arguments: the words behind the program's name.
    ///   - session: makes a session of global flags.
    /// - Returns: what to print, which is never an error.
    static func answer(_ arguments: [String], _ session: (GlobalOptions) -> Session) -> String? {
        guard let first = arguments.first, arguments.count > 1,
            [word, valuesWord].contains(first)
        else { return nil }
        let typed = Array(arguments.dropFirst(2))
        guard let globals = globals(of: typed) else { return "" }
        let completer = Completer(session(globals))
        if first == valuesWord {
            let sort = LedgerValues(rawValue: arguments[1])
            return lines(sort.map { completer.lookup.values($0, beginning: "") } ?? [], nil)
        }
        let shell = Shell(rawValue: arguments[1])
        return lines(completer.candidates(typed, splits: shell == .bash), shell)
    }

    /// The global flags typed so far, with the patience that Tab leaves.
    private static func globals(of typed: [String]) -> GlobalOptions? {
        let own = ["--timeout=200ms", "--no-start", "--quiet"]
        let hoisted = (try? Hoist(Array(typed.dropLast())))?.globals ?? []
        return (try? GlobalOptions.parse(hoisted + own)) ?? (try? GlobalOptions.parse(own))
    }

    private static func lines(_ candidates: [Candidate], _ shell: Shell?) -> String {
        candidates.map { candidate in
            let note = Terminal.sanitized(candidate.note)
            let isNoted = shell?.showsNotes == true && !note.isEmpty
            return Terminal.sanitized(candidate.value) + (isNoted ? "\t\(note)\n" : "\n")
        }.joined()
    }

    /// The candidates for the last word.
    ///
    /// - Parameters:
    ///   - words: those behind the program's name up to the cursor, the last as far as typed.
    ///   - splits: whether the shell parts words at `=` and `:`, as bash does.
    /// - Returns: what may stand in its place, or ``files`` alone.
    func candidates(_ words: [String], splits: Bool) -> [Candidate] {
        let (words, glued) = splits ? Completer.joined(words) : (words, "")
        guard let text = words.last else { return [] }
        let found = candidates(for: text, behind: Array(words.dropLast()))
        guard found != [Completer.files], !glued.isEmpty else { return found }
        // What the shell holds for words of their own must not come back to it.
        return found.compactMap { candidate in
            guard candidate.value.hasPrefix(glued) else { return nil }
            var candidate = candidate
            candidate.value.removeFirst(glued.count)
            return candidate
        }
    }

    /// Words that bash has parted put together again, and the part of the last before its cut.
    private static func joined(_ words: [String]) -> (words: [String], glued: String) {
        var whole: [String] = []
        var glued = ""
        var isOpen = false
        for word in words {
            let isMark = word == "=" || word == ":"
            if (isMark || isOpen) && !whole.isEmpty {
                glued = isMark ? (whole.last ?? "") + word : glued
                whole[whole.count - 1] += word
            } else {
                whole.append(word)
                glued = ""
            }
            isOpen = isMark
        }
        // A key may be typed with a colon; the ledger's keys have a slash.
        if glued.hasSuffix(":"), let last = whole.last {
            whole[whole.count - 1] = last.replacing(":", with: "/", maxReplacements: 1)
            glued = String(glued.dropLast()) + "/"
        }
        return (whole, glued)
    }

    private func candidates(for text: String, behind typed: [String]) -> [Candidate] {
        let general = VerbSyntax(Status.self)
        guard let hoist = try? Hoist(typed) else {
            // The last word is a global flag that still lacks its value.
            return typed.last.flatMap(general.flag).map { values($0.values, text) } ?? []
        }
        var words = hoist.words
        let asksForHelp = words.first == "help"
        if asksForHelp { words.removeFirst() }
        guard let place = try? CommandTree.resolve(words) else { return [] }
        guard let verb = place.command as? any Verb.Type else {
            if !place.rest.isEmpty { return [] }
            if text.hasPrefix("-") { return names(general.flags, text) }
            return commands(below: place, text, asksForHelp: asksForHelp)
        }
        if asksForHelp { return [] }
        let syntax = VerbSyntax(verb)
        if verb.takesFreeFlags {
            let free = FreeSyntax(place, syntax)
            return free.candidates(text) { sort, text in values(sort, text) }
        }
        return candidates(for: text, of: syntax, behind: place.rest)
    }

    private func commands(
        below place: CommandTree.Place,
        _ text: String,
        asksForHelp: Bool
    ) -> [Candidate] {
        var found = place.command.configuration.subcommands.map {
            Candidate(value: $0._commandName, note: $0.configuration.abstract)
        }
        if place.path.isEmpty {
            found +=
                asksForHelp
                ? HelpTopic.allCases.map { Candidate(value: $0.rawValue) }
                : [Candidate(value: "help", note: "Explain a command or a topic.")]
        }
        return found.filter { $0.value.hasPrefix(text) }
    }

    private func candidates(
        for text: String,
        of syntax: VerbSyntax,
        behind typed: [String]
    ) -> [Candidate] {
        var used: Set<String> = []
        var count = 0
        var pending: VerbSyntax.Argument?
        for word in typed {
            if pending != nil {
                pending = nil
            } else if word.hasPrefix("-"), word != "-" {
                let name = String(word.prefix { $0 != "=" })
                let flag = syntax.flag(name)
                if flag?.repeats == false { used.formUnion(flag?.names ?? []) }
                if flag?.takesValue == true, !word.contains("=") { pending = flag }
            } else {
                count += 1
            }
        }
        if let pending { return values(pending.values, text) }
        if text.hasPrefix("--"), let equals = text.firstIndex(of: "=") {
            let start = text[...equals]
            let flag = syntax.flag(String(text[..<equals]))
            return values(flag?.values ?? .nothing, String(text[equals...].dropFirst())).map {
                $0 == Completer.files ? $0 : Candidate(value: start + $0.value, note: $0.note)
            }
        }
        if text.hasPrefix("-") {
            return names(syntax.flags.filter { used.isDisjoint(with: $0.names) }, text)
        }
        return values(syntax.positional(count)?.values ?? .nothing, text)
    }

    /// The long names of flags; a dash alone does not call for the short ones.
    private func names(_ flags: [VerbSyntax.Argument], _ text: String) -> [Candidate] {
        flags.compactMap { flag in
            let name = flag.names.first { $0.hasPrefix("--") } ?? flag.names.first
            guard let name, name.hasPrefix(text) else { return nil }
            return Candidate(value: name, note: flag.note)
        }
    }

    private func values(_ values: VerbSyntax.Values, _ text: String) -> [Candidate] {
        switch values {
        case .nothing: []
        case .files: [Completer.files]
        case .words(let words):
            // Words may be typed with dashes.
            words.filter { $0.hasPrefix(text) || $0.hasPrefix(DraftFlag.underscored(text)) }
                .map { Candidate(value: $0) }
        case .ledger(let sort): lookup.values(sort, beginning: text)
        }
    }
}
