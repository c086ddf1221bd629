import ArgumentParser

/// # ledgerctl: the ledger at a terminal
///
/// A client of `docs/http-api.md` and of nothing else. A folder is a noun, a file a verb; what
/// stands alone (`append`, `replay`, `diff`, ...) is in `Whole`. Read in this order:
/// 1. `Shell/Runner`: from the words typed to an exit code; ``Hoist`` lets global flags stand
///    anywhere, ``CommandTree`` knows the words and guesses the mistyped ones.
/// 2. ``Verb``, ``Session``: what a command is and what it is given.
/// 3. `Ask`: a question to the daemon and its ``Answer``; `Render`: formats for every answer.
/// 4. `Draft`: flags to an event, faults back to flags.
/// 5. `Connection`: which socket, and starting a daemon of one's own.
/// 6. `Trust`: what was seen of a ledger before, and whether it still is that one.
/// 7. `Completion`: what the shell offers at Tab; `Manual`: the manual pages.
/// 8. `Configuration`: what flags leave open; `Export`: events for other programs.
/// 9. `Draw`: drawings without a file or a screen, and ``Study``, which asks the log itself for
///    what changes from day to day; `Chart` puts one out, `Report` makes the page of all.
@main
struct Ledgerctl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledgerctl",
        abstract: "A ledger of trade-negotiation events: who said what, when we knew, what held.",
        discussion: Examples.text([
            "ledgerctl demo load",
            "ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15",
        ]),
        version: Version.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Record",
                subcommands: [
                    Append.self, Undo.self, Import.self, RecordNoun.self, TypeNoun.self,
                ]
            ),
            CommandGroup(
                name: "Sources and people",
                subcommands: [SourceNoun.self, ActorNoun.self, SubjectNoun.self]
            ),
            CommandGroup(
                name: "Ask",
                subcommands: [
                    MeasureNoun.self, ProposalNoun.self, TalkNoun.self, CommitmentNoun.self,
                    AgreementNoun.self, RestrictionNoun.self, ProceedingNoun.self, IssueNoun.self,
                    Audit.self, ClaimNoun.self, Timeline.self, Search.self, Watch.self, Replay.self,
                    Diff.self, QueryNoun.self, ChartNoun.self, ReportNoun.self,
                ]
            ),
            CommandGroup(
                name: "Trust, upkeep, service",
                subcommands: [
                    Check.self, LogNoun.self, Verify.self, Witness.self, BackupNoun.self,
                    Restore.self, Compact.self, Status.self, Doctor.self, Export.self,
                    DemoNoun.self, DaemonNoun.self, ConfigNoun.self, Manual.self, Schema.self,
                    Completion.self, ShowVersion.self,
                ]
            ),
        ]
    )

    /// Runs the program; the one place that ends the process.
    static func main() {
        Runner.main()
    }
}
