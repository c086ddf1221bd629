import Ledger

extension Session {
    /// The event of a record as it stands, to be corrected or retracted.
    ///
    /// What a correction says is the event that it put in place.
    func recordedEvent(_ record: String) throws(Failure) -> JSON {
        let answer = try fetch(Question("/v1/records/show", ["record": record]))
        guard let event = answer.rows.first?["event"], case .object = event else {
            throw Failure.mismatch("\(record) came back without its event")
        }
        return event["replacement"] ?? event
    }

    /// What a record is about.
    func subject(of record: String) throws(Failure) -> String {
        guard let subject = try recordedEvent(record)["subject"]?.text else {
            throw Failure.mismatch("\(record) came back without its subject")
        }
        return subject
    }
}
