import ArgumentParser
import Ledger
import Platform

/// `config`: what `ledgerctl.conf` says.
struct ConfigNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "config",
        "Settings of ledgerctl: list, get, set, check.",
        [
            "ledgerctl config list --show-origin",
            "ledgerctl config set alias.due 'measure upcoming --within 90d'",
        ],
        [ConfigList.self, ConfigGet.self, ConfigSet.self, ConfigCheck.self]
    )
}

/// `config list`: every setting and what it is.
struct ConfigList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Every setting, and what it is.",
        ["ledgerctl config list", "ledgerctl config list --show-origin"],
        more: "A flag goes before a variable, then your file, the system's, and the default."
    )

    @Flag(help: "Say which variable, or which line of which file, says so.")
    var showOrigin = false

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let preferences = session.preferences
        let rows = preferences.names.compactMap { name -> JSON? in
            preferences.value(name).map { ConfigList.row(name, $0, showOrigin: showOrigin) }
        }
        try ConfigList.show(rows, session, showOrigin: showOrigin)
    }

    /// A setting as a row.
    static func row(_ name: String, _ value: Preferences.Value, showOrigin: Bool) -> JSON {
        var members: [JSON.Member] = [
            .init("name", .string(name)), .init("value", .string(value.text)),
        ]
        if showOrigin { members.append(.init("origin", .string(value.origin))) }
        return .object(members)
    }

    /// Prints settings.
    static func show(
        _ rows: [JSON],
        _ session: Session,
        showOrigin: Bool
    ) throws(Failure) {
        try Renderer(session).render(
            Answer(
                .object([
                    .init("schema", .string("ledger.\(showOrigin ? "config" : "settings")/1")),
                    .init("rows", .array(rows)),
                    .init("notes", .array([])),
                ])
            )
        )
    }
}

/// `config get NAME`: one setting.
struct ConfigGet: Verb {
    static let configuration = CommandConfiguration.verb(
        "get",
        "What one setting is.",
        ["ledgerctl config get output", "ledgerctl config get alias.due"]
    )

    @Argument(help: "output, color, pager or alias.NAME.")
    var name: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard let value = session.preferences.value(name) else { throw ConfigSet.unknown(name) }
        guard globals.output == .table else {
            return try ConfigList.show(
                [ConfigList.row(name, value, showOrigin: true)],
                session,
                showOrigin: true
            )
        }
        try session.console.line(Terminal.sanitized(value.text))
    }
}

/// `config set NAME VALUE`: writes a setting into the user's file.
struct ConfigSet: Verb {
    static let configuration = CommandConfiguration.verb(
        "set",
        "Write a setting into your own file.",
        [
            "ledgerctl config set output json",
            "ledgerctl config set alias.due 'measure upcoming --within 90d'",
        ],
        more: """
            Comments and everything else in the file stay. The file is \
            $XDG_CONFIG_HOME/ledgerd/ledgerctl.conf, else ~/.config/ledgerd/ledgerctl.conf.
            """
    )

    @Argument(help: "output, color, pager or alias.NAME.")
    var name: String

    @Argument(help: "Its value.")
    var value: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        guard Setting(rawValue: name) != nil || name.hasPrefix("alias.") else {
            throw ConfigSet.unknown(name)
        }
        guard !value.contains(where: \.isNewline) else {
            throw Failure.usage("a setting has one line")
        }
        guard let path = Preferences.user(session.surroundings) else {
            throw Failure(
                exit: .configuration,
                code: "no_home",
                message: "HOME is not set",
                hints: ["set HOME or XDG_CONFIG_HOME"]
            )
        }
        let isThere = DurableFile.exists(path)
        let old = try String(decoding: isThere ? Files.read(path) : [], as: UTF8.self)
        let new = ConfigurationFile.text(old, setting: name, to: value)
        let read = ConfigurationFile(path: path, text: new)
        guard read.faults.isEmpty else {
            throw Failure(
                exit: .configuration,
                code: "bad_configuration",
                message: "nothing was written",
                rows: read.faults
            )
        }
        do throws(SystemError) {
            if let cut = path.lastIndex(of: "/"), cut != path.startIndex {
                try Directory.create(String(path[..<cut]), parents: true)
            }
        } catch {
            throw Failure(exit: .cannotCreate, code: "cannot_create", message: error.description)
        }
        try OutputFile.write(Array(new.utf8), to: path)
        session.remark("wrote \(path)")
    }

    /// A name that is no setting.
    static func unknown(_ name: String) -> Failure {
        let names = Setting.allCases.map(\.rawValue)
        let near = Suggestion.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
        return .usage(
            "there is no setting '\(name)'",
            hints: [near ?? "settings:  \(names.joined(separator: " ")) alias.NAME"]
        )
    }
}

/// `config check`: everything that is wrong.
struct ConfigCheck: Verb {
    static let configuration = CommandConfiguration.verb(
        "check",
        "Everything that is wrong with the files, with its line.",
        ["ledgerctl config check", "ledgerctl config check --quiet"]
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.preferences.check()
        let files = session.preferences.files.map(\.path)
        let what = files.isEmpty ? "there is no file" : files.joined(separator: ", ")
        session.remark("ok: \(what)")
    }
}
