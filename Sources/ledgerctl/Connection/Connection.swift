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
            return ClientTransport(socket: choice.path, timeout: session.globals.timeout)
        }
        let isPerson = surroundings.isInputTerminal && surroundings.isErrorTerminal
        guard isPerson, !session.globals.noStart else {
            throw Failure.unreachable(SocketChoice.user(surroundings), "there is no socket")
        }
        let started = try DaemonLauncher(session).start(data: nil)
        session.remark(started.sentence)
        return ClientTransport(socket: started.socket, timeout: session.globals.timeout)
    }
}
