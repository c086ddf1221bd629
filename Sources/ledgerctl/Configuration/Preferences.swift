import Ledger
import Platform

/// What flags leave open: variables, then the user's file, then the system's, then the default.
struct Preferences {
    /// A value, and what says so.
    struct Value: Equatable {
        var text: String
        /// A variable, `file:line`, or `default`.
        var origin: String
    }

    /// The files that are there, the user's first.
    private(set) var files: [ConfigurationFile] = []
    /// What is wrong with them, and with variables.
    private(set) var faults: [Failure.Row] = []
    private let variables: [String: String]

    /// The system's file.
    static let system = "/etc/ledgerd/ledgerctl.conf"

    /// The user's file; nil where there is no home.
    static func user(_ surroundings: Surroundings) -> String? {
        if let path = surroundings.variables["LEDGERCTL_CONFIG"], !path.isEmpty { return path }
        return surroundings.directories.configHome.map { "\($0)/ledgerd/ledgerctl.conf" }
    }

    /// Reads the files; a file that is not there says nothing.
    init(_ surroundings: Surroundings) {
        variables = surroundings.variables
        let paths = [Preferences.user(surroundings), Preferences.system].compactMap(\.self)
        for path in paths where DurableFile.exists(path) {
            do throws(SystemError) {
                let bytes = try DurableFile.read(path, bytesMax: 1 << 20)
                let text = String(decoding: bytes, as: UTF8.self)
                files.append(ConfigurationFile(path: path, text: text))
            } catch {
                faults.append(.init(place: path, what: "cannot be read", hint: error.description))
            }
        }
        faults += files.flatMap(\.faults)
        for setting in Setting.allCases {
            guard let name = setting.variable, let text = variables[name], !text.isEmpty,
                let words = setting.words, !words.contains(text)
            else { continue }
            let hint = "write \(words.joined(separator: ", "))"
            faults.append(.init(place: name, what: "'\(text)' is none", hint: hint))
        }
    }

    /// The value of a setting or an alias; nil for an alias that nobody has set.
    func value(_ name: String) -> Value? {
        let setting = Setting(rawValue: name)
        // An empty variable says something where any text does: no pager.
        if let variable = setting?.variable, let text = variables[variable],
            !text.isEmpty || setting?.words == nil
        {
            return Value(text: text, origin: variable)
        }
        for file in files {
            guard let entry = file.entries.last(where: { $0.name == name }) else { continue }
            return Value(text: entry.value, origin: "\(file.path):\(entry.line)")
        }
        return setting.map { Value(text: $0.usual, origin: "default") }
    }

    /// Every name that has a value: settings, then aliases.
    var names: [String] {
        let aliases = Set(files.flatMap(\.entries).map(\.name).filter { $0.hasPrefix("alias.") })
        return Setting.allCases.map(\.rawValue) + aliases.sorted()
    }

    /// Fails if a file or variable is wrong, with everything that is.
    func check() throws(Failure) {
        guard !faults.isEmpty else { return }
        let count = faults.count == 1 ? "1 problem" : "\(faults.count) problems"
        throw Failure(
            exit: .configuration,
            code: "bad_configuration",
            message: "the configuration is wrong: \(count)",
            rows: faults
        )
    }

    /// The command line with what was left open filled in.
    ///
    /// Help and what mends the configuration work whatever it says.
    func applied(to typed: Hoist) throws(Failure) -> Hoist {
        let mends = ["config", "help", "version", "completion", "--help", "-h", "--version"]
        guard let first = typed.words.first, !mends.contains(first) else { return typed }
        try check()
        var hoist = typed
        if let alias = value("alias.\(first)"), let words = ShellText.words(alias.text) {
            hoist = try Hoist(words + typed.words.dropFirst())
            hoist.add(typed.globals)
        }
        hoist.defaults = defaults(for: hoist)
        return hoist
    }

    /// Global flags that stand before all that were typed.
    private func defaults(for hoist: Hoist) -> [String] {
        var flags: [String] = []
        if let color = value("color"), color.origin != "default",
            variables["NO_COLOR", default: ""].isEmpty,
            variables["CLICOLOR_FORCE", default: ""].isEmpty
        {
            flags.append("--color=\(color.text)")
        }
        let verb = (try? CommandTree.resolve(hoist.words))?.command as? any Verb.Type
        if let output = value("output"), output.origin != "default", verb?.hasOwnForm == false {
            flags.append("--output=\(output.text)")
        }
        return flags
    }

    /// The pager to use: ours, else the one for all programs, else less; nil for none.
    func pager(inPath path: String) -> String? {
        var command = value("pager")
        if command?.origin == "default" {
            command = variables["PAGER"].map { Value(text: $0, origin: "PAGER") }
        }
        if let command { return ["", "cat"].contains(command.text) ? nil : command.text }
        return Spawn.find("less", inPath: path) == nil ? nil : "less"
    }
}
