import Ledger
import LedgerAPI

/// A question to the daemon: a path of `docs/http-api.md` and its parameters.
struct Question {
    /// Such as `/v1/measures/in-force`.
    var path: String
    /// Names and values, in order.
    var parameters: [(String, String)] = []

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
        let coordinates = try Coordinates(globals, today: surroundings.today())
        let given = Set(question.parameters.map(\.0))
        question.parameters += coordinates.parameters.filter { !given.contains($0.0) }
        return try fetch(question)
    }

    /// Asks what does not depend on coordinates.
    func fetch(_ question: Question) throws(Failure) -> Answer {
        try Answer(try send(question.request).body)
    }

    /// Asks and prints the answer in the format wanted.
    func show(_ question: Question) throws(Failure) {
        try Renderer(self).render(try ask(question))
    }
}
