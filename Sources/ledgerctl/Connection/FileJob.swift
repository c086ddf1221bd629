import Platform

/// A job of `ledgerd` on the files of a ledger that nobody serves: `--compact`, `--restore`.
///
/// `ledgerctl` itself opens no store.
struct FileJob {
    /// What it is, when it fails: `not compacted`.
    let failure: (code: String, words: String)
    /// The arguments behind the program's name.
    let arguments: [String]
    /// Whether the daemon reads our standard input.
    var takesInput = false

    /// Long enough for any ledger; a job that hangs is ended all the same.
    private static let millisecondsMax = 24 * 3_600_000

    /// Runs it and hands on what it says.
    ///
    /// - Parameters:
    ///   - session: where the program and the variables come from.
    ///   - mend: the last word on a failure, which has the daemon's exit code and reason.
    /// - Throws: that failure.
    func run(
        _ session: Session,
        mend: (Failure) -> Failure = { $0 }
    ) throws(Failure) {
        guard let program = Programs.daemon(session.surroundings) else {
            throw Failure(
                exit: .noDaemon,
                code: "no_daemon",
                message: "there is no ledgerd beside ledgerctl or in PATH"
            )
        }
        let done: Spawn.Captured
        do throws(SystemError) {
            done = try Spawn.run(
                [program] + arguments,
                environment: session.surroundings.variables,
                input: takesInput ? nil : [],
                milliseconds: FileJob.millisecondsMax
            )
        } catch {
            throw Failure(exit: .io, code: "io", message: error.description)
        }
        let said = String(decoding: done.errors, as: UTF8.self)
        guard done.status == .exited(code: 0) else { throw mend(failed(done.status, said)) }
        session.console.remark(said)
    }

    private func failed(_ status: ExitStatus, _ said: String) -> Failure {
        var exit = Exit.io
        if case .exited(let code) = status { exit = Exit(rawValue: code) ?? .io }
        // The last line has the reason; those before it may only warn.
        let reason = said.firstRange(of: "reason=").map { said[$0.upperBound...] } ?? said[...]
        let line = reason.split(separator: "\n").last ?? ""
        return Failure(
            exit: exit,
            code: failure.code,
            message: "\(failure.words): \(line.replacing("\"", with: ""))"
        )
    }
}
