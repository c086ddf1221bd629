import ArgumentParser

/// `log verify`: ends with 3 unless everything is as it was written.
struct LogVerify: Verb {
    static let configuration = CommandConfiguration.verb(
        "verify",
        "Recompute every hash of the log and re-read every held text.",
        ["ledgerctl log verify", "ledgerctl log verify -q || mail -s 'ledger damaged' desk"],
        more: "Ends with 3 when anything is not as it was written, so that cron can tell."
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let answer = try session.fetch(Question("/v1/log/verify"))
        try Renderer(session).render(answer)
        try Verdict.check(answer, "the log is not as it was written")
    }
}
