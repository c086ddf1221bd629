/// How a process ended.
public enum ExitStatus: Hashable, Sendable {
    /// By itself, with this code.
    case exited(code: CInt)
    /// By a signal.
    case killed(signal: CInt)

    /// Whether it ended by itself with code 0.
    public var isSuccess: Bool { self == .exited(code: 0) }

    /// Reads the word that waitpid(2) fills in; the macros of C are not visible in Swift.
    init(word: CInt) {
        let signal = word & 0x7F
        self = signal == 0 ? .exited(code: word >> 8 & 0xFF) : .killed(signal: signal)
    }
}
