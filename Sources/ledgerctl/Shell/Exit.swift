/// How the program ends: the numbers of sysexits(3), and a few of our own.
enum Exit: Int32, CaseIterable, Sendable {
    case done = 0
    case findings = 1
    case integrity = 3
    case notFound = 4
    case usage = 64
    case refused = 65
    case noInput = 66
    case noDaemon = 69
    case bug = 70
    case cannotCreate = 73
    case io = 74
    case busy = 75
    case mismatch = 76
    case notPermitted = 77
    case configuration = 78
    case interrupted = 130
    case readerGone = 141

    /// What it tells a script.
    var meaning: String {
        switch self {
        case .done: "done"
        case .findings: "doctor found something wrong; check did, with --exit-code"
        case .integrity: "integrity failure: a log, proof or ledger is not what it was"
        case .notFound: "no such record, subject, source, or file in the ledger"
        case .usage: "the command line is wrong"
        case .refused: "input refused: validation, a conflict, import rejects"
        case .noInput: "an input file is missing or cannot be read"
        case .noDaemon: "no daemon answers"
        case .bug: "a bug, here or in the daemon"
        case .cannotCreate: "the output file cannot be written"
        case .io: "input/output error, disk full"
        case .busy: "busy or shutting down; nothing recorded, try again"
        case .mismatch: "client and daemon do not speak the same protocol"
        case .notPermitted: "not permitted: the group or role that is needed is named"
        case .configuration: "a variable or configuration file is wrong"
        case .interrupted: "Ctrl-C"
        case .readerGone: "the reader closed the pipe; silent"
        }
    }

    /// How a refusal of the daemon ends the program, by its HTTP status.
    ///
    /// A path or type the daemon does not know (405, 415) comes from another release.
    init(status: Int) {
        switch status {
        case 200..<300: self = .done
        case 400: self = .usage
        case 403: self = .notPermitted
        case 404: self = .notFound
        case 405, 415, 501: self = .mismatch
        case 409, 413, 422: self = .refused
        case 503, 504: self = .busy
        case 507: self = .io
        default: self = .bug
        }
    }
}
