import Ledger
import Platform

/// The desk at which somebody types.
extension Checkup {
    static let desk = [
        Checkup("locale", locale), Checkup("terminal", terminal), Checkup("completion", completion),
    ]

    @Sendable private static func locale(_ patient: Patient) -> Diagnosis {
        let variables = patient.surroundings.variables
        // The first that is set counts, as setlocale(3) has it.
        let set = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
            variables[name].flatMap { $0.isEmpty ? nil : (name, $0) }
        }
        guard let (name, value) = set.first else {
            return .advice("no locale is set, so not every character shows", fix: utf8)
        }
        let word = value.lowercased()
        guard word.contains("utf-8") || word.contains("utf8") else {
            return .advice("\(name) is \(value), so not every character shows", fix: utf8)
        }
        return .ok("\(name) is \(value)")
    }

    private static let utf8 = "export LANG=C.UTF-8"
    private static let columnsMin = 80

    @Sendable private static func terminal(_ patient: Patient) -> Diagnosis {
        guard patient.surroundings.isOutputTerminal, let columns = patient.surroundings.columns
        else { return .skipped("the answer does not go to a screen") }
        guard columns >= columnsMin else {
            return .advice(
                "\(columns) columns: tables are cut or folded",
                fix: "a wider window, or --width 100, or -o csv"
            )
        }
        return .ok("\(columns) columns")
    }

    @Sendable private static func completion(_ patient: Patient) -> Diagnosis {
        let surroundings = patient.surroundings
        let path = surroundings.variables["SHELL"] ?? ""
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard let shell = Shell(rawValue: name) else {
            return .skipped(
                name.isEmpty ? "SHELL is not set" : "\(name) is none of bash, zsh and fish"
            )
        }
        let home = surroundings.variables["HOME"] ?? ""
        let found = { (path: String) in ((try? patient.premises.facts(path)) ?? nil) != nil }
        if let place = shell.completions(home).first(where: found) { return .ok(place) }
        let start = shell.startFiles(home)
        if let file = start.first(where: {
            patient.premises.text($0)?.contains("ledgerctl") == true
        }) {
            return .ok("mentioned in \(file)")
        }
        return .advice("Tab does not know ledgerctl in \(name)", fix: shell.installation)
    }
}

extension Shell {
    /// Where a completion of its own lies, for one account and for all.
    fileprivate func completions(_ home: String) -> [String] {
        switch self {
        case .bash:
            [
                "\(home)/.local/share/bash-completion/completions/ledgerctl",
                "/etc/bash_completion.d/ledgerctl",
                "/usr/share/bash-completion/completions/ledgerctl",
            ]
        case .zsh:
            [
                "\(home)/.zfunc/_ledgerctl", "/usr/local/share/zsh/site-functions/_ledgerctl",
                "/usr/share/zsh/vendor-completions/_ledgerctl",
            ]
        case .fish:
            [
                "\(home)/.config/fish/completions/ledgerctl.fish",
                "/usr/share/fish/vendor_completions.d/ledgerctl.fish",
            ]
        }
    }

    /// The files that it reads first, which may load one from elsewhere.
    fileprivate func startFiles(_ home: String) -> [String] {
        switch self {
        case .bash: ["\(home)/.bashrc", "\(home)/.bash_profile"]
        case .zsh: ["\(home)/.zshrc"]
        case .fish: ["\(home)/.config/fish/config.fish"]
        }
    }

    /// What to type.
    fileprivate var installation: String {
        switch self {
        case .bash:
            "ledgerctl completion bash > ~/.ledgerctl.bash && "
                + "echo 'source ~/.ledgerctl.bash' >> ~/.bashrc"
        case .zsh: "ledgerctl completion zsh > ~/.zfunc/_ledgerctl   (a folder of $fpath)"
        case .fish:
            "ledgerctl completion fish > ~/.config/fish/completions/ledgerctl.fish"
        }
    }
}
