import Platform

/// Where a shell looks for completions of one user's own.
enum CompletionFile {
    /// Writes a shell's script there, and says what is left to do.
    static func install(_ shell: Shell, _ session: Session) throws(Failure) {
        guard let path = path(shell, session.surroundings),
            let cut = path.lastIndex(of: "/")
        else {
            throw Failure(
                exit: .configuration,
                code: "no_home",
                message: "HOME is not set",
                hints: ["write it yourself:  ledgerctl completion \(shell.rawValue) > FILE"]
            )
        }
        do throws(SystemError) {
            try Directory.create(String(path[..<cut]), parents: true)
        } catch {
            throw Failure(exit: .cannotCreate, code: "cannot_create", message: error.description)
        }
        try OutputFile.write(Array(shell.script.utf8), to: path)
        session.remark("wrote \(path)")
        session.remark(next(shell, folder: String(path[..<cut])))
    }

    private static func path(_ shell: Shell, _ surroundings: Surroundings) -> String? {
        let directories = surroundings.directories
        switch shell {
        case .bash:
            return directories.dataHome.map { "\($0)/bash-completion/completions/ledgerctl" }
        case .fish: return directories.configHome.map { "\($0)/fish/completions/ledgerctl.fish" }
        case .zsh:
            // zsh has no place of its own; what lies there is put on its path by one line.
            return directories.dataHome.map { "\($0)/zsh/site-functions/_ledgerctl" }
        }
    }

    private static func next(_ shell: Shell, folder: String) -> String {
        switch shell {
        case .bash: "a new shell has it, if the package bash-completion is installed"
        case .fish: "a new shell has it"
        case .zsh:
            "put into ~/.zshrc, before compinit:  fpath=(\(ShellText.joined([folder])) $fpath)"
        }
    }
}
