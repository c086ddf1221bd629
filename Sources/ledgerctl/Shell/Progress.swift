/// How far long work has come: one line on a terminal that is written over, nothing anywhere else.
struct Progress {
    private let session: Session
    private let what: String
    private let total: Int
    private let began: Int64
    private let isShown: Bool

    /// Begins work on so many things.
    ///
    /// - Parameters:
    ///   - session: whose terminal it is; `-q` silences it.
    ///   - what: what is being done, as in `checking`.
    ///   - total: how many things there are.
    init(_ session: Session, _ what: String, of total: Int) {
        self.session = session
        self.what = what
        self.total = total
        began = session.surroundings.now()
        isShown = session.surroundings.isErrorTerminal && !session.globals.quiet
    }

    /// Says how many are done, how fast it goes, and how long the rest will take.
    func show(_ done: Int) {
        guard isShown else { return }
        session.console.remark("\r\(text(done, at: session.surroundings.now()))\u{1b}[K")
    }

    /// Wipes the line away.
    func end() {
        if isShown { session.console.remark("\r\u{1b}[K") }
    }

    /// `checking 40,000 of 100,055 (40 %), 25,000/s, 2 s left`; rate and rest from a second on.
    func text(_ done: Int, at now: Int64) -> String {
        let share = total == 0 ? 100 : done * 100 / total
        let said = "\(what) \(grouped(done)) of \(grouped(total)) (\(share) %)"
        let seconds = Double(now - began) / 1_000_000
        guard seconds >= 1, done > 0 else { return said }
        let rate = Double(done) / seconds
        let left = Int((Double(total - done) / rate).rounded(.up))
        return said + ", \(grouped(Int(rate)))/s, \(left) s left"
    }

    private func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var at = digits.count - 3
        while at > 0 {
            digits.insert(",", at: at)
            at -= 3
        }
        return String(digits)
    }
}
