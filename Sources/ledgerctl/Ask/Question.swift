import Ledger
import LedgerAPI

/// A question to the daemon: a path of `docs/http-api.md` and its parameters.
struct Question {
    /// Such as `/v1/measures/in-force`.
    var path: String
    /// Names and values, in order.
    var parameters: [(String, String)] = []
    /// Whether "today" is sent where no day of the world is given; not where the question walks
    /// through days of its own.
    var sendsToday = true

    /// Makes a question; parameters without a value are left out.
    init(_ path: String, _ parameters: KeyValuePairs<String, String?> = [:]) {
        self.path = path
        self.parameters = parameters.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The request that asks it.
    var request: Request { .get(path, query: parameters) }
}

extension Session {
    /// Asks at the coordinates of the global flags.
    func ask(_ question: Question) throws(Failure) -> Answer {
        var question = question
        let coordinates = try Coordinates(globals, dates())
        let given = Set(question.parameters.map(\.0))
        let needsDay = sendsToday(question)
        question.parameters += coordinates.parameters.filter {
            !given.contains($0.0) && (needsDay || $0.0 != "on")
        }
        return try answer(question)
    }

    /// Asks at coordinates that the question has already, and writes the proofs that are wanted.
    func answer(_ question: Question) throws(Failure) -> Answer {
        let answer = try fetch(question)
        hasProved = true
        if let file = globals.prove {
            let proved = try ProvedAnswer(answer, to: question, in: self)
            try OutputFile.write(proved.bytes, to: file)
            remark("wrote \(file): the answer, with \(proved.proofs.count) records proved")
        }
        if let file = globals.proveFull {
            let proved = try ProvedAnswer(answer, to: question, in: self, isFull: true)
            try OutputFile.write(proved.bytes, to: file)
            remark("wrote \(file): the answer, with all \(proved.records?.count ?? 0) records")
        }
        return answer
    }

    /// Fails if a proof was asked for and the command had no answer to prove.
    func checkProved() throws(Failure) {
        guard !hasProved, globals.prove != nil || globals.proveFull != nil else { return }
        throw .usage("nothing was proved: --prove is for questions, and this command asks none")
    }

    private func sendsToday(_ question: Question) -> Bool {
        question.sendsToday || globals.on != nil
    }

    /// Asks what does not depend on coordinates.
    func fetch(_ question: Question) throws(Failure) -> Answer {
        try Answer(try send(question.request).body)
    }

    /// Asks and prints the answer in the format wanted.
    func show(_ question: Question) throws(Failure) {
        let answer = try ask(question)
        try paged { () throws(Failure) in try Renderer(self).render(answer) }
    }
}
