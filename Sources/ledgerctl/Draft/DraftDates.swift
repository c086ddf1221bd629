import Ledger

/// The dates of an event as typed: words count from the day on which its source came out, and
/// from today where it has none.
final class DraftDates {
    private let session: Session
    private var published: [String: Day] = [:]
    private var said: Set<String> = []
    /// Why a source could not be asked for; the words are then refused for a wrong reason.
    private var failure: Failure?

    /// Reads dates; sources are looked up when the first word needs it.
    init(_ session: Session) { self.session = session }

    /// A date, and whether it was counted from the source.
    ///
    /// - Parameters:
    ///   - text: as typed.
    ///   - source: from whose publication words count.
    /// - Throws: what is wrong with the text, or that the source has no day.
    /// - Returns: what the text means.
    func read(
        _ text: String,
        from source: String?
    ) throws(Malformed) -> (date: TypedDate, isFromSource: Bool) {
        let isRelative = DateReader.isRelative(text)
        let counts = isRelative ? source : nil
        let anchor =
            if let counts { try day(of: counts, for: text) } else if isRelative {
                try today(text)
            } else { Day(number: 0) }
        let date = try DateReader(anchor: anchor).read(text)
        if let reading = date.reading {
            let origin = counts.map { ", when \($0) came out" } ?? ""
            let line = "'\(text)' is \(reading)\(origin)"
            if said.insert(line).inserted { session.remark(line) }
        }
        return (date, counts != nil)
    }

    /// Fails if the daemon could not be asked for a source.
    func check() throws(Failure) { if let failure { throw failure } }

    private func today(_ text: String) throws(Malformed) -> Day {
        do throws(Failure) { return try session.surroundings.today() } catch {
            failure = error
            throw Malformed.uncounted(text, error.message, nil)
        }
    }

    private func day(of source: String, for text: String) throws(Malformed) -> Day {
        if let known = published[source] { return known }
        let answer: Answer
        do throws(Failure) {
            answer = try session.fetch(Question("/v1/sources/show", ["source": source]))
        } catch {
            if error.exit != .notFound, error.exit != .usage { failure = error }
            throw Malformed.uncounted(text, error.message, "register \(source), or write the date")
        }
        let span = answer.rows.first?["published"]
        guard let first = span?["lo"]?.text.flatMap({ Day($0) }),
            let last = span?["hi"]?.text.flatMap({ Day($0) }), first == last
        else {
            let when = span?["text"]?.text.map { "came out in \($0)" } ?? "has no date"
            throw Malformed.uncounted(text, "\(source) \(when), not on one day", "write the date")
        }
        published[source] = first
        return first
    }
}

extension Malformed {
    fileprivate static func uncounted(_ text: String, _ reason: String, _ hint: String?) -> Self {
        Malformed(text, expected: "a date", reason: reason, hint: hint)
    }
}
