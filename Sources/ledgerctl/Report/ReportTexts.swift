import Ledger
import LedgerAPI

/// Held texts, each fetched once, of which passages are shown exactly as they were recorded.
struct ReportTexts {
    private let session: Session
    private var texts: [String: [UInt8]?] = [:]

    /// Fetches through a session.
    init(_ session: Session) { self.session = session }

    /// How many lines of the text of a source are not blank; nil where the text is not here.
    mutating func lineCount(of source: String, _ events: ReportEvents) throws(Failure) -> Int? {
        guard let text = try text(of: source, events) else { return nil }
        let blanks = Array(" \t\r".utf8)
        return text.split(separator: 0x0a).filter { !$0.allSatisfy(blanks.contains) }.count
    }

    /// The passages of a record whose bytes have the digest that was recorded.
    mutating func quotes(
        _ row: JSON,
        _ events: ReportEvents
    ) throws(Failure) -> [ReportRecord.Quote] {
        var found: [ReportRecord.Quote] = []
        for entry in row["event"]?["evidence"]?.elements ?? [] {
            guard let place = entry["quote_ref"], let source = entry["source"]?.text,
                let from = place["from"]?.integer, let to = place["to"]?.integer,
                let digest = place["sha256"]?.text,
                let text = try text(of: source, events), from >= 0, from < to, to <= text.count
            else { continue }
            let bytes = Array(text[from..<to])
            guard Hash.sha256(of: bytes.span).hex == digest else { continue }
            found.append(
                ReportRecord.Quote(
                    text: String(decoding: bytes, as: UTF8.self),
                    source: source,
                    language: events.language(of: source)
                )
            )
        }
        return found
    }

    private mutating func text(
        of source: String,
        _ events: ReportEvents
    ) throws(Failure) -> [UInt8]? {
        if let known = texts[source] { return known }
        var found: [UInt8]?
        if let digest = events.registration(of: source)["sha256"]?.text {
            let request = Request.get("/v1/sources/\(digest)", accept: .bytes)
            let reply = try session.daemon().send(request)
            // A text that is kept elsewhere is no failure: its passages are left out.
            if reply.status == 200 { found = reply.body }
        }
        texts[source] = found
        return found
    }
}
