import ArgumentParser
import Ledger

/// `completion bash|zsh|fish`: the script that a shell reads.
struct Completion: Verb {
    static let configuration = CommandConfiguration.verb(
        "completion",
        "The script that makes Tab complete commands, flags and keys.",
        [
            "ledgerctl completion bash --install",
            "ledgerctl completion zsh > ~/.zfunc/_ledgerctl",
        ],
        more: """
            --install writes it where the shell looks for it by itself (zsh: and says what \
            ~/.zshrc needs); bash needs the package bash-completion for that. Without it:
              ledgerctl completion bash > ~/.ledgerctl.bash
              echo 'source ~/.ledgerctl.bash' >> ~/.bashrc
            Keys come from the daemon when Tab is pressed, if it is there.
            """
    )

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    @Flag(help: "Write it where the shell looks for it.")
    var install = false

    @OptionGroup var globals: GlobalOptions

    static let hasOwnForm = true

    func run(in session: Session) throws(Failure) {
        if install { return try CompletionFile.install(shell, session) }
        guard globals.output != .table else {
            try session.console.write(shell.script)
            return
        }
        try Renderer(session).render(
            Answer(
                .object([
                    .init("schema", .string("ledger.completion/1")),
                    .init("shell", .string(shell.rawValue)),
                    .init("script", .string(shell.script)),
                ])
            )
        )
    }
}

/// A shell that completes.
enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    /// Whether it shows what a candidate is beside it.
    var showsNotes: Bool { self != .bash }

    /// What the shell reads; all it does is to ask the program at Tab.
    ///
    /// The program answers with a candidate a line, in zsh and fish with what it is behind a tab,
    /// or with `:files`. A kind, which ends in a slash, is not followed by a blank.
    var script: String {
        switch self {
        case .bash: Shell.bashScript
        case .zsh: Shell.zshScript
        case .fish: Shell.fishScript
        }
    }

    private static let bashScript = #"""
        # Completion of ledgerctl in bash; written by: ledgerctl completion bash
        _ledgerctl() {
            local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
            mapfile -t COMPREPLY < <(command ledgerctl ---complete bash "${words[@]}" 2>/dev/null)
            if [[ ${COMPREPLY[0]-} == :files ]]; then
                COMPREPLY=()
                compopt -o default
            elif [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]]; then
                compopt -o nospace
            fi
        }
        complete -F _ledgerctl ledgerctl

        """#

    private static let zshScript = #"""
        #compdef ledgerctl
        # Completion of ledgerctl in zsh; written by: ledgerctl completion zsh
        _ledgerctl() {
            local -a lines open closed openNotes closedNotes
            local line value note
            local typed=("${(@)words[2,CURRENT]}")
            lines=("${(@f)$(command ledgerctl ---complete zsh "${typed[@]}" 2>/dev/null)}")
            if [[ ${lines[1]} == :files ]]; then
                _files
                return
            fi
            for line in "${lines[@]}"; do
                [[ -n $line ]] || continue
                value=${line%%$'\t'*}
                note=${line#*$'\t'}
                [[ $note == $line || -z $note ]] && note=$value || note="$value  -- $note"
                if [[ $value == */ ]]; then
                    open+=("$value"); openNotes+=("$note")
                else
                    closed+=("$value"); closedNotes+=("$note")
                fi
            done
            (( ${#open} )) && compadd -S '' -l -d openNotes -a open
            (( ${#closed} )) && compadd -l -d closedNotes -a closed
        }
        if [[ $funcstack[1] == _ledgerctl ]]; then
            _ledgerctl "$@"
        else
            compdef _ledgerctl ledgerctl
        fi

        """#

    private static let fishScript = #"""
        # Completion of ledgerctl in fish; written by: ledgerctl completion fish
        function __ledgerctl_complete
            set -l words (commandline -opc) (commandline -ct)
            set -l lines (command ledgerctl ---complete fish $words[2..-1] 2>/dev/null)
            if test "$lines[1]" = :files
                __fish_complete_path (commandline -ct)
            else
                printf '%s\n' $lines
            end
        end
        complete -c ledgerctl -f -a '(__ledgerctl_complete)'

        """#
}
