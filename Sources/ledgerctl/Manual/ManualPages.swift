import ArgumentParser
import Ledger
import Platform

/// Every page, out of the tables that the help is made of.
enum ManualPages {
    /// Those that need no other program.
    static var all: [ManualPage] {
        [program, settings, types] + nouns.map(command) + HelpTopic.allCases.map(topic)
    }

    /// The commands that stand first.
    private static var nouns: [CommandTree.Place] { CommandTree.all.filter { $0.path.count == 1 } }

    private static var program: ManualPage {
        let root = Ledgerctl.configuration
        var page = ManualPage("ledgerctl", 1, "ask and keep a ledger of trade negotiations")
        page.heading("SYNOPSIS")
        page.prose("ledgerctl [flags] NOUN VERB [words] [flags]")
        page.heading("DESCRIPTION")
        page.prose(root.abstract)
        page.heading("COMMANDS")
        for noun in nouns {
            page.item("ledgerctl-\(noun.path[0])(1)", noun.command.configuration.abstract)
        }
        page.heading("FLAGS OF EVERY COMMAND")
        flags(VerbSyntax(Status.self).flags, on: &page)
        page.heading("EXIT STATUS")
        for exit in Exit.allCases { page.item(String(exit.rawValue), exit.meaning) }
        page.heading("FILES")
        page.item("~/.config/ledgerd/ledgerctl.conf", "your own settings: ledgerctl.conf(5)")
        page.item(Preferences.system, "those of all users")
        page.item(SocketChoice.system, "where the system's daemon listens")
        page.heading("EXAMPLES")
        page.verbatim(HelpPage.examples)
        page.heading("SEE ALSO")
        let topics = HelpTopic.allCases.map { "ledgerctl-\($0.rawValue)(7)" }
        page.prose(
            (["ledgerd(8)", "ledgerctl.conf(5)", "ledgerd-types(7)"] + topics).joined(
                separator: ", "
            )
        )
        return page
    }

    private static func command(_ place: CommandTree.Place) -> ManualPage {
        let name = place.path[0]
        let configuration = place.command.configuration
        var page = ManualPage("ledgerctl-\(name)", 1, phrase(configuration.abstract))
        let verbs = CommandTree.all.filter { $0.path.first == name && $0.command is any Verb.Type }
        page.heading("SYNOPSIS")
        page.verbatim(verbs.map { synopsis($0) }.joined(separator: "\n"))
        page.heading("DESCRIPTION")
        page.prose(configuration.abstract)
        for verb in verbs {
            if verb.path.count > 1 {
                page.heading(verb.path.dropFirst().joined(separator: " ").uppercased())
                page.prose(verb.command.configuration.abstract)
            }
            page.verbatim(verb.command.configuration.discussion)
            let syntax = VerbSyntax(verb.command)
            flags(syntax.positionals + own(syntax), on: &page)
        }
        page.heading("SEE ALSO")
        page.prose("ledgerctl(1), which has the flags of every command and the exit codes")
        return page
    }

    /// The flags that not every command has.
    private static func own(_ syntax: VerbSyntax) -> [VerbSyntax.Argument] {
        let general = Set(VerbSyntax(Status.self).flags.flatMap(\.names))
        return syntax.flags.filter { general.isDisjoint(with: $0.names) }
    }

    private static func synopsis(_ place: CommandTree.Place) -> String {
        let syntax = VerbSyntax(place.command)
        let words = syntax.positionals.map { $0.repeats ? "\($0.name)..." : $0.name }
        let flags = own(syntax).isEmpty ? [] : ["[flags]"]
        return (["ledgerctl"] + place.path + words + flags).joined(separator: " ")
    }

    private static func flags(_ arguments: [VerbSyntax.Argument], on page: inout ManualPage) {
        for argument in arguments {
            let value = argument.takesValue ? " \(argument.name)" : ""
            let names = argument.names.joined(separator: ", ")
            page.item(names.isEmpty ? argument.name : names + value, argument.note)
        }
    }

    private static var settings: ManualPage {
        var page = ManualPage("ledgerctl.conf", 5, "settings of ledgerctl")
        page.heading("DESCRIPTION")
        page.prose(
            """
            Lines of name = value. What begins with # or ; is a comment. Aliases stand behind the \
            line [alias], each the beginning of a command. A name that is not known is an error \
            with its line. A flag goes before a variable, a variable before your own file, that \
            before the system's.
            """
        )
        page.heading("SETTINGS")
        for setting in Setting.allCases {
            let words =
                setting.words?.joined(separator: ", ") ?? "a command; cat or nothing for none"
            let variable = setting.variable.map { "; the variable \($0) goes before it" } ?? ""
            page.item(setting.rawValue, "\(words) (default: \(setting.usual))\(variable)")
        }
        page.heading("FILES")
        page.item("~/.config/ledgerd/ledgerctl.conf", "your own; LEDGERCTL_CONFIG names another")
        page.item(Preferences.system, "that of all users")
        page.heading("EXAMPLES")
        page.verbatim("output = csv\n[alias]\ndue = measure upcoming --within 90d")
        page.heading("SEE ALSO")
        page.prose("ledgerctl(1), ledgerctl-config(1)")
        return page
    }

    private static var types: ManualPage {
        var page = ManualPage("ledgerd-types", 7, "the event types of a ledger")
        page.heading("DESCRIPTION")
        page.prose("What can be recorded. ledgerctl type show NAME has the fields of each.")
        page.heading("TYPES")
        for type in Catalogue.types { page.item(type.name, type.summary) }
        page.heading("SEE ALSO")
        page.prose("ledgerctl-append(1), ledgerctl-type(1)")
        return page
    }

    private static func topic(_ topic: HelpTopic) -> ManualPage {
        var page = ManualPage("ledgerctl-\(topic.rawValue)", 7, "what every command has in common")
        page.heading("DESCRIPTION")
        page.verbatim(topic.text)
        page.heading("SEE ALSO")
        page.prose("ledgerctl(1)")
        return page
    }

    /// The daemon's page, of its own description; nil where there is no daemon.
    static func daemon(_ session: Session) throws(Failure) -> ManualPage? {
        guard let program = Programs.daemon(session.surroundings) else { return nil }
        let run: Spawn.Captured
        do throws(SystemError) {
            run = try Spawn.run([program, "--experimental-dump-help"])
        } catch {
            throw Failure(exit: .io, code: "io", message: error.description)
        }
        guard let tool = try? JSON(parsing: run.output)["command"] else {
            throw Failure.mismatch("\(program) does not describe itself")
        }
        var page = ManualPage("ledgerd", 8, phrase(tool["abstract"]?.text ?? ""))
        page.heading("SYNOPSIS")
        page.prose("ledgerd [flags]")
        page.heading("DESCRIPTION")
        page.prose(tool["discussion"]?.text ?? "")
        page.heading("FLAGS")
        flags(VerbSyntax(tool: tool).flags, on: &page)
        page.heading("SEE ALSO")
        page.prose("ledgerctl(1), ledgerctl-daemon(1)")
        return page
    }

    /// A sentence as a phrase: `record an event`.
    private static func phrase(_ sentence: String) -> String {
        let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
