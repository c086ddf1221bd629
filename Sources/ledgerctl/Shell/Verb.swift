import ArgumentParser

/// A command that does something, as opposed to a noun, which only has verbs.
protocol Verb: ParsableCommand {
    /// Whether its flags follow from the field dictionary: it then gets its words as typed.
    static var takesFreeFlags: Bool { get }
    /// Whether its answer has days that a calendar can show.
    static var makesCalendar: Bool { get }
    /// Whether what it prints by itself is made for a program, so that no setting changes it.
    static var hasOwnForm: Bool { get }
    /// The flags that every command takes.
    var globals: GlobalOptions { get }
    /// Does it.
    func run(in session: Session) throws(Failure)
}

extension Verb {
    static var takesFreeFlags: Bool { false }
    static var makesCalendar: Bool { false }
    static var hasOwnForm: Bool { false }
}

/// What is true of all verbs.
enum Verbs {
    /// Refuses, before anything is asked or recorded, a format that a verb has no answer for.
    static func checkFormat(of verb: any Verb) throws(Failure) {
        guard verb.globals.output == .ics, !type(of: verb).makesCalendar else { return }
        throw noCalendar
    }

    /// There is nothing here to put into a calendar.
    static let noCalendar = Failure.usage(
        "-o ics is for what has days to come",
        hints: ["ledgerctl measure upcoming -o ics", "ledgerctl talk list -o ics"]
    )
}

/// The examples that every help text begins with.
enum Examples {
    /// Two commands that run when pasted, then what else there is to say.
    static func text(_ commands: [String], _ more: String = "") -> String {
        (["Examples:"] + commands.map { "  \($0)" }).joined(separator: "\n")
            + (more.isEmpty ? "" : "\n\n\(more)")
    }
}

extension CommandConfiguration {
    /// A verb.
    static func verb(
        _ name: String,
        _ abstract: String,
        _ examples: [String],
        more: String = "",
        usage: String? = nil,
        aliases: [String] = []
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: abstract,
            usage: usage,
            discussion: Examples.text(examples, more),
            aliases: aliases
        )
    }

    /// A noun and its verbs, one of which may be meant where none is named.
    static func noun(
        _ name: String,
        _ abstract: String,
        _ examples: [String],
        _ verbs: [any ParsableCommand.Type],
        usually usual: (any ParsableCommand.Type)? = nil
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: abstract,
            discussion: Examples.text(examples),
            subcommands: verbs,
            defaultSubcommand: usual
        )
    }
}
