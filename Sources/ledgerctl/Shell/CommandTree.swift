import ArgumentParser
import Ledger

/// The nouns and verbs, and what a mistyped one was meant to be.
enum CommandTree {
    /// A command and the words that lead to it.
    struct Place {
        var path: [String]
        var command: any ParsableCommand.Type
        /// The words behind it.
        var rest: [String]
    }

    /// Follows words down from the root as far as they name commands.
    ///
    /// Throws when a noun is followed by a word that is none of its verbs, or the first word is
    /// no command; a word that begins with `-` ends the walk.
    static func resolve(_ words: [String]) throws(Failure) -> Place {
        var place = Place(path: [], command: Ledgerctl.self, rest: words)
        while !children(of: place.command).isEmpty, let word = place.rest.first,
            !word.hasPrefix("-")
        {
            guard let child = child(of: place.command, named: word) else {
                throw unknown(word, at: place)
            }
            place.path.append(child._commandName)
            place.command = child
            place.rest.removeFirst()
        }
        // Flags behind a noun alone are those of its usual verb.
        if let usual = place.command.configuration.defaultSubcommand, let flag = place.rest.first,
            flag.hasPrefix("-"), !["-h", "--help"].contains(flag)
        {
            place.path.append(usual._commandName)
            place.command = usual
        }
        return place
    }

    /// Every command with its path, nouns before their verbs.
    static var all: [Place] { below(Place(path: [], command: Ledgerctl.self, rest: [])) }

    private static func below(_ place: Place) -> [Place] {
        children(of: place.command).flatMap { child in
            let found = Place(path: place.path + [child._commandName], command: child, rest: [])
            return [found] + below(found)
        }
    }

    private static func children(
        of command: any ParsableCommand.Type
    ) -> [any ParsableCommand.Type] { command.configuration.subcommands }

    private static func child(
        of command: any ParsableCommand.Type,
        named word: String
    ) -> (any ParsableCommand.Type)? {
        children(of: command).first {
            $0._commandName == word || $0.configuration.aliases.contains(word)
        }
    }

    private static func unknown(_ word: String, at place: Place) -> Failure {
        let here = place.path.joined(separator: " ")
        let verbs = children(of: place.command).map { $0._commandName }
        let message = here.isEmpty ? "there is no '\(word)'" : "'\(here)' has no verb '\(word)'"
        if let meant = guess(word, at: place) {
            return .usage(
                message,
                hints: ["did you mean:  ledgerctl \(meant.joined(separator: " "))"]
            )
        }
        let all = verbs.joined(separator: " ")
        return .usage(message, hints: [here.isEmpty ? "commands:  \(all)" : "verbs:  \(all)"])
    }

    /// The nearest command: here, or the verb typed without its noun; the words behind it are kept
    /// as far as they fit.
    private static func guess(_ word: String, at place: Place) -> [String]? {
        let names = children(of: place.command).map { $0._commandName }
        if let near = Suggestion.nearest(to: word, in: names),
            let child = child(of: place.command, named: near)
        {
            let rest = Array(place.rest.dropFirst())
            let verbs = children(of: child).map { $0._commandName }
            guard !verbs.isEmpty else { return place.path + [near] + rest }
            guard let next = rest.first, !next.hasPrefix("-") else { return place.path + [near] }
            guard let verb = Suggestion.nearest(to: next, in: verbs) else {
                return place.path + [near]
            }
            return place.path + [near, verb] + rest.dropFirst()
        }
        let verbs = all.filter { $0.path.count == 2 }
        let near = Suggestion.nearest(to: word, in: verbs.compactMap(\.path.last))
        return verbs.first { $0.path.last == near }?.path
    }
}
