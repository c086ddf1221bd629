import ArgumentParser
import Ledger

/// `claim`: who claims what, and where claims collide.
struct ClaimNoun: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "claim",
        "Who claims what, and where claims collide.",
        ["ledgerctl claim list offer/cn-2018-11-opening-bid", "ledgerctl claim conflicts"],
        [ClaimList.self, ClaimConflicts.self]
    )
}

/// `claim list SUBJECT`, which is `audit`.
struct ClaimList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list",
        "Who claimed it, through whom; the same as audit.",
        [
            "ledgerctl claim list offer/cn-2018-11-opening-bid",
            "ledgerctl claim list r144 -o jsonl",
        ]
    )

    @Argument(help: "A subject, as kind/name, or a record.")
    var subject: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        try session.show(
            Question("/v1/claims", ["subject": try Keys.subjectOrRecord(subject, "SUBJECT")])
        )
    }
}

/// `claim conflicts`.
struct ClaimConflicts: Verb {
    static let configuration = CommandConfiguration.verb(
        "conflicts",
        "Where records contradict one another.",
        ["ledgerctl claim conflicts", "ledgerctl claim conflicts --kind value --known 2018-11-15"]
    )

    @Option(help: "value, state, place or polarity.")
    var kind: Kind?

    @OptionGroup var globals: GlobalOptions

    /// What a conflict is about.
    enum Kind: String, ExpressibleByArgument, CaseIterable { case value, state, place, polarity }

    func run(in session: Session) throws(Failure) {
        try session.show(Question("/v1/claims/conflicts", ["kind": kind?.rawValue]))
    }
}
