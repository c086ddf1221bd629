import Ledger

/// What a look at one thing came to.
struct Diagnosis: Equatable {
    /// How it stands.
    enum Result: String, CaseIterable {
        /// As it should be.
        case ok
        /// To be mended: what is there to be relied on is not, or soon will not be.
        case wrong
        /// Nothing is broken; it could be better.
        case advice
        /// It could not be looked at here.
        case skipped
    }

    var result: Result
    /// One sentence without a full stop: what was seen.
    var what: String
    /// What to type, or to do.
    var fix: String?
    /// Whether the ledger is not the one that was seen before: nothing it says may be believed.
    var isAlarm = false

    static func ok(_ what: String) -> Diagnosis { Diagnosis(result: .ok, what: what) }

    static func wrong(_ what: String, fix: String) -> Diagnosis {
        Diagnosis(result: .wrong, what: what, fix: fix)
    }

    static func advice(_ what: String, fix: String) -> Diagnosis {
        Diagnosis(result: .advice, what: what, fix: fix)
    }

    static func skipped(_ why: String) -> Diagnosis { Diagnosis(result: .skipped, what: why) }

    /// As a row of the answer.
    func row(_ check: String) -> JSON {
        .object([
            .init("result", .string(result.rawValue)), .init("check", .string(check)),
            .init("what", .string(what)), .init("fix", .text(fix)),
        ])
    }
}
