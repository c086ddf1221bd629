import Ledger
import LedgerAPI

/// Every record of a log up to a place, on its way from the daemon and in a file.
enum WholeLog {
    /// The largest file that is read: some two million records.
    static let bytesMax = 1 << 31

    /// Asks for the first records.
    static func fetch(_ size: Int, _ session: Session) throws(Failure) -> [StoredRecord] {
        var stream = RecordStream()
        let query = [("after", "r0"), ("limit", "\(size)")]
        guard size > 0 else { return [] }
        let request = Request.get("/v1/events", query: query, accept: .protobuf)
        let reply = try session.daemon().stream(request) { bytes throws(Failure) in
            guard stream.take(bytes) else {
                throw .mismatch("the daemon's stream holds what is no record")
            }
        }
        if let problem = reply.problem { throw Failure(problem) }
        guard stream.isWhole, stream.records.count == size else {
            throw .mismatch("the daemon sent \(stream.records.count) records of \(size)")
        }
        return stream.records
    }

    /// A line in base64 for each record: what the log stores of it.
    static func lines(_ records: [StoredRecord]) -> [UInt8] {
        var out: [UInt8] = []
        for record in records {
            out += Array(Base64.encode(record.bytes).utf8)
            out.append(0x0a)
        }
        return out
    }

    /// Reads such lines; nil if one of them is no record.
    static func read(_ bytes: ArraySlice<UInt8>) -> [StoredRecord]? {
        var records: [StoredRecord] = []
        for line in bytes.split(separator: 0x0a) {
            guard let stored = Base64.decode(String(decoding: line, as: UTF8.self)),
                let record = StoredRecord(bytes: stored.span)
            else { return nil }
            records.append(record)
        }
        return records
    }
}
