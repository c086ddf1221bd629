import ArgumentParser
import Glibc
import Ledger
import Platform

/// From the words typed to an exit code.
enum Runner {
    /// Runs the process's own command line and ends the process.
    static func main() -> Never {
        StandardStreams.ignoreFatalSignals()
        do throws(SystemError) { try StandardStreams.ensureOpen() } catch { exit(Exit.io.rawValue) }
        let arguments = Array(CommandLine.arguments.dropFirst())
        let end = run(
            arguments,
            surroundings: .ofProcess(),
            console: Console(),
            connect: Connection.open
        )
        exit(end.rawValue)
    }

    /// Runs a command line.
    ///
    /// - Parameters:
    ///   - arguments: the words behind the program's name.
    ///   - surroundings: what the process was given.
    ///   - console: where it writes.
    ///   - connect: how it finds the daemon.
    /// - Returns: how the program ends.
    static func run(
        _ arguments: [String],
        surroundings: Surroundings,
        console: Console,
        connect: @escaping (Session) throws(Failure) -> any Transport
    ) -> Exit {
        let sessions = { (globals: GlobalOptions) in
            Session(
                globals: globals,
                surroundings: surroundings,
                console: console,
                connect: connect
            )
        }
        if let offered = Completer.answer(arguments, sessions) {
            // A shell that has gone away needs no candidates.
            try? console.write(offered)
            try? console.flush()
            return .done
        }
        var wantsJSON = arguments.contains { ["-ojson", "--output=json"].contains($0) }
        do throws(Failure) {
            let preferences = Preferences(surroundings)
            let hoist = try preferences.applied(to: try Hoist(arguments))
            wantsJSON = hoist.wantsJSON
            switch try parse(hoist) {
            case .text(let text): try console.write(text)
            case .verb(let verb):
                try Verbs.checkFormat(of: verb)
                let session = sessions(verb.globals)
                session.preferences = preferences
                session.typedGlobals = hoist.globals
                session.defaultGlobals = hoist.defaults
                try verb.run(in: session)
                try session.checkProved()
            }
            try console.flush()
            return .done
        } catch {
            // What was answered before it failed still belongs to the reader.
            try? console.flush()
            if error.exit != .readerGone, !error.message.isEmpty {
                console.remark(wantsJSON ? error.json.line + "\n" : error.text)
            }
            return error.exit
        }
    }

    /// What a command line asks for.
    enum Wanted {
        /// Help or the version.
        case text(String)
        case verb(any Verb)
    }

    /// Reads a command line whose global flags were hoisted.
    static func parse(_ hoist: Hoist) throws(Failure) -> Wanted {
        let words = hoist.words
        if words.isEmpty { return .text(Welcome.text) }
        if words[0] == "help", let topic = try HelpTopic.named(words.dropFirst()) {
            return .text(topic.text)
        }
        let place = try CommandTree.resolve(words[0] == "help" ? Array(words.dropFirst()) : words)
        do {
            let command = try Ledgerctl.parseAsRoot(
                arranged(place, words, hoist.defaults + hoist.globals)
            )
            if let verb = command as? any Verb { return .verb(verb) }
            // A noun alone, `help` and `--help`: ArgumentParser answers by throwing its text.
            var other = command
            try other.run()
            return .text("")
        } catch {
            return try answer(error, at: place)
        }
    }

    /// The words in the order in which ArgumentParser takes them.
    ///
    /// A verb with free flags gets everything behind `--`, untouched.
    private static func arranged(
        _ place: CommandTree.Place,
        _ words: [String],
        _ globals: [String]
    ) -> [String] {
        guard words[0] != "help" else { return words }
        guard let verb = place.command as? any Verb.Type else { return place.path + place.rest }
        guard verb.takesFreeFlags else { return place.path + globals + place.rest }
        let asksForHelp = place.rest.prefix { $0 != "--" }
            .contains { $0 == "--help" || $0 == "-h" }
        return asksForHelp ? place.path + ["--help"] : place.path + globals + ["--"] + place.rest
    }

    private static func answer(
        _ error: any Error,
        at place: CommandTree.Place
    ) throws(Failure) -> Wanted {
        if let failure = error as? Failure { throw failure }
        guard Ledgerctl.exitCode(for: error) != .success else {
            let text = Ledgerctl.fullMessage(for: error)
            return .text(text.hasSuffix("\n") ? text : text + "\n")
        }
        let command = (["ledgerctl"] + place.path).joined(separator: " ")
        throw Failure.usage(
            Ledgerctl.message(for: error),
            hints: ["see:  \(command) --help"]
        )
    }
}
