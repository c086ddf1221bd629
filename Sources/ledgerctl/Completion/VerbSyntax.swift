import ArgumentParser
import Ledger

/// What may stand behind a verb, as its declarations say.
struct VerbSyntax {
    /// A flag or a word.
    struct Argument {
        /// `--on`, `-o`; empty for a word.
        var names: [String] = []
        /// What stands for its value, or for the word: `FILE`.
        var name = ""
        /// What it is, in a phrase.
        var note: String
        /// Whether something stands behind it.
        var takesValue = true
        /// Whether it may stand several times.
        var repeats = false
        /// What may stand for it.
        var values: Values
    }

    /// What may stand for an argument.
    enum Values: Equatable {
        case nothing, files
        case words([String])
        case ledger(LedgerValues)
    }

    /// Flags, in the order of the help.
    private(set) var flags: [Argument] = []
    /// Words, in order.
    private(set) var positionals: [Argument] = []

    /// What stands before the name of the ledger's values in a declaration.
    static let command = "ledgerctl ---values "

    /// Reads the declarations of a command.
    init(_ command: any ParsableCommand.Type) {
        // The description that the library gives to those who write manuals.
        let text = command._dumpHelp()
        let tool = try? JSON(parsing: Array(text.utf8))["command"]
        self.init(tool: tool ?? .null)
    }

    /// Reads the description of a command that a program gives of itself.
    init(tool: JSON) {
        for argument in tool["arguments"]?.elements ?? [] {
            let found = VerbSyntax.argument(argument)
            if argument["kind"]?.text == "positional" {
                positionals.append(found)
            } else {
                flags.append(found)
            }
        }
    }

    /// The flag of a name.
    func flag(_ name: String) -> Argument? { flags.first { $0.names.contains(name) } }

    /// What stands at a place; the last word that repeats stands at all behind it.
    func positional(_ index: Int) -> Argument? {
        if index < positionals.count { return positionals[index] }
        return positionals.last.flatMap { $0.repeats ? $0 : nil }
    }

    private static func argument(_ json: JSON) -> Argument {
        let names = (json["names"]?.elements ?? []).compactMap { name -> String? in
            guard let word = name["name"]?.text else { return nil }
            return name["kind"]?.text == "long" ? "--\(word)" : "-\(word)"
        }
        return Argument(
            names: names,
            name: (json["valueName"]?.text ?? "").uppercased(),
            note: json["abstract"]?.text ?? "",
            takesValue: json["kind"]?.text != "flag",
            repeats: json["isRepeating"] == .bool(true),
            values: values(json)
        )
    }

    private static func values(_ json: JSON) -> Values {
        let kind = json["completionKind"]
        let list = kind?["list"]?["values"] ?? json["allValues"]
        if let list = list?.elements, !list.isEmpty { return .words(list.compactMap(\.text)) }
        if kind?["file"] != nil || kind?["directory"] != nil { return .files }
        if let text = kind?["shellCommand"]?["command"]?.text,
            let values = LedgerValues(rawValue: String(text.trimmingPrefix(command)))
        {
            return .ledger(values)
        }
        return .nothing
    }
}
