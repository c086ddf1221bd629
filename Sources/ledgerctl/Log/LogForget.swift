import ArgumentParser
import Ledger
import Platform

/// `log forget`: believe whatever the socket shows next.
struct LogForget: Verb {
    static let configuration = CommandConfiguration.verb(
        "forget",
        "Forget the key and the checkpoint seen behind the socket.",
        ["ledgerctl log forget", "ledgerctl log forget --socket ledger.sock"],
        more:
            "Every command first asks the ledger to prove that it continues what was seen before, "
            + "and refuses one that does not. After this the next answer is believed anew."
    )

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let surroundings = session.surroundings
        let socket =
            SocketChoice.existing(globals, surroundings)?.path
            ?? SocketChoice.user(surroundings)
        guard let store = PinStore(surroundings.directories) else {
            throw Failure(
                exit: .configuration,
                code: "no_home",
                message: "HOME is not set, so nothing is remembered"
            )
        }
        let wasKnown: Bool
        do throws(SystemError) { wasKnown = try store.forget(socket) } catch {
            throw Failure(exit: .io, code: "io", message: error.description)
        }
        session.remark(
            wasKnown ? "forgotten what was seen on \(socket)" : "nothing was known of \(socket)"
        )
    }
}
