import Platform

/// Finding the daemon, and starting one where that is welcome.
enum Connection {
    /// The transport of a session.
    ///
    /// Without any socket a daemon of the user's own is started, but only for a person: a script
    /// gets an error rather than a process it did not ask for.
    static func open(_ session: Session) throws(Failure) -> any Transport {
        let surroundings = session.surroundings
        if let choice = SocketChoice.existing(session.globals, surroundings) {
            return try pinned(choice.path, session)
        }
        let isPerson = surroundings.isInputTerminal && surroundings.isErrorTerminal
        guard isPerson, !session.globals.noStart else {
            throw Failure.unreachable(SocketChoice.user(surroundings), "there is no socket")
        }
        let started = try DaemonLauncher(session).start(data: nil)
        session.remark(started.sentence)
        return try pinned(started.socket, session)
    }

    /// The daemon at a socket, after it has shown that its ledger is the one seen before.
    private static func pinned(
        _ socket: String,
        _ session: Session
    ) throws(Failure) -> any Transport {
        let transport = ClientTransport(socket: socket, timeout: session.globals.timeout)
        try transport.greet(session)
        return transport
    }
}
