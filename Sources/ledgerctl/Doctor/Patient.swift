import Ledger
import LedgerAPI
import Platform

/// Everything that the checks look at: gathered once, with no daemon if there is none.
struct Patient {
    /// What was asked of the daemon, or why that came to nothing.
    enum Daemon {
        case answered(Answers)
        /// No socket was found, or nobody answers there.
        case absent(String)
        /// It answers and will not tell us, or is not to be believed.
        case silent(Failure)
    }

    /// What a daemon says of itself.
    struct Answers {
        /// `GET /v1/status`.
        var status: JSON
        /// `GET /v1/metrics`.
        var figures: Figures
    }

    let surroundings: Surroundings
    let premises: Premises
    /// The socket that commands use, if there is one.
    let socket: SocketChoice?
    let daemon: Daemon
    /// The folder of the backup, if it was named.
    let backup: String?
    /// Whether this ledger had been seen before.
    var isPinned = false

    /// Asks the daemon of a session, without starting one.
    init(_ session: Session, _ premises: Premises, backup: String?) {
        surroundings = session.surroundings
        self.premises = premises
        self.backup = backup
        socket = SocketChoice.existing(session.globals, session.surroundings) { path in
            (try? premises.facts(path)) ?? nil != nil
        }
        guard let socket else {
            daemon = .absent("there is no socket")
            return
        }
        isPinned =
            PinStore(session.surroundings.directories)
            .map { DurableFile.exists($0.file(socket.path)) } ?? false
        do throws(Failure) {
            let status = try session.fetch(Question("/v1/status")).document
            let metrics = try session.send(.get("/v1/metrics", accept: .text)).body
            daemon = .answered(
                Answers(status: status, figures: Figures(String(decoding: metrics, as: UTF8.self)))
            )
        } catch {
            daemon = error.exit == .noDaemon ? .absent(error.message) : .silent(error)
        }
    }

    /// A patient of a test.
    init(
        surroundings: Surroundings,
        premises: Premises,
        socket: SocketChoice?,
        daemon: Daemon,
        backup: String? = nil
    ) {
        self.surroundings = surroundings
        self.premises = premises
        self.socket = socket
        self.daemon = daemon
        self.backup = backup
    }

    /// What the daemon said; nil if it said nothing.
    var answers: Answers? {
        guard case .answered(let answers) = daemon else { return nil }
        return answers
    }

    /// Whether the socket is one of a system's ledger, whose roles are groups: another account's.
    var isSystem: Bool {
        guard let path = socket?.path, path != SocketChoice.system else { return socket != nil }
        let owner = ((try? premises.facts(path)) ?? nil)?.uid
        return owner.map { $0 != premises.user } ?? false
    }

    /// The data folder: as the daemon says, else where it would be.
    var data: String? {
        if let told = answers?.status["data"]?.text { return told }
        if isSystem { return "/var/lib/ledgerd" }
        return surroundings.directories.dataHome.map { "\($0)/ledgerd" }
    }

    /// What is looked at in the data folder; the reason instead if that is not possible.
    func inData<R>(_ look: (String) throws(SystemError) -> R?) -> (found: R?, why: String) {
        guard let data else { return (nil, "HOME is not set, so no data folder is known") }
        do throws(SystemError) {
            return (try look(data), "there is no ledger in \(data)")
        } catch { return (nil, error.description) }
    }
}

/// Figures in the text format of Prometheus, as far as they are single numbers.
struct Figures {
    private var values: [String: String] = [:]

    /// Reads what `/v1/metrics` says; a line that is none is passed over.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let cut = line.lastIndex(of: " ") else { continue }
            values[String(line[..<cut])] = String(line[line.index(after: cut)...])
        }
    }

    /// A figure in whole units; nil if it is not told.
    subscript(name: String) -> Int64? {
        values[name].flatMap { Int64($0.prefix { $0 != "." }) }
    }

    /// A label of a figure that has only one line; nil if it has not.
    func label(_ label: String, of name: String) -> String? {
        guard let key = values.keys.first(where: { $0.hasPrefix("\(name){") }),
            let start = key.firstRange(of: "\(label)=\"")?.upperBound
        else { return nil }
        return String(key[start...].prefix { $0 != "\"" })
    }
}
