import Ledger
import LedgerAPI

/// What others need to hold the page against the log: its name, key and signed checkpoint.
struct ReportSeal {
    let origin: String
    let key: String
    /// The signed checkpoint of exactly this log; nil where none is kept.
    let checkpoint: String?

    /// Asks for them.
    init(_ session: Session, _ basis: JSON) throws(Failure) {
        let key = try session.fetch(Question("/v1/log/key")).document
        origin = CellText.raw(key["origin"])
        self.key = CellText.raw(key["key"])
        let size = basis["size"]?.integer ?? 0
        func note(_ query: [(String, String)]) throws(Failure) -> String? {
            let request = Request.get("/v1/log/checkpoint", query: query, accept: .text)
            let reply = try session.daemon().send(request)
            let text = String(decoding: reply.body, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return reply.status == 200 && lines.count > 2 && lines[1] == "\(size)" ? text : nil
        }
        let ofNow = try note([])
        checkpoint = if let ofNow { ofNow } else { try note([("at", "r\(size)")]) }
    }
}
