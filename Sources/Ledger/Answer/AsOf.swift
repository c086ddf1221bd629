/// What `as_of` may name: a record, a checkpoint, an instant, or a day, which means its end in UTC.
public enum AsOf {
    /// The last record that a text includes.
    ///
    /// - Parameters:
    ///   - text: `r168`, a checkpoint's name, `2018-11-15` or `2018-11-15T09:30:00Z`.
    ///   - parameter: the parameter that has it, for the refusal.
    ///   - head: the last record that may be named.
    ///   - checkpoint: how many records a named checkpoint covers.
    ///   - recordedAt: when a record was recorded, in microseconds since 1970.
    /// - Throws: ``Refusal`` for a text that names nothing, and what `recordedAt` throws.
    /// - Returns: the record; r0 before the first.
    public static func resolve(
        _ text: String,
        parameter: String = "as_of",
        head: RecordNumber,
        checkpoint: (String) -> UInt64?,
        recordedAt: (RecordNumber) throws -> Int64?
    ) throws -> RecordNumber {
        if let number = RecordNumber(text) {
            guard number <= head else {
                throw Refusal(.notFound, "\(number) is not recorded; the ledger ends at \(head)")
            }
            return number
        }
        if let size = checkpoint(text) {
            // The size is what its author wrote, not one that the log must have.
            guard size <= head.value else {
                throw Refusal(
                    .notFound,
                    "checkpoint '\(text)' covers r\(size); the ledger ends at \(head)"
                )
            }
            return RecordNumber(size)
        }
        if let instant = InstantText(text) {
            return try last(before: instant.microseconds + 1, head: head, recordedAt)
        }
        let end = Int64(try day(text, parameter).number + 1) * 86_400_000_000
        return try last(before: end, head: head, recordedAt)
    }

    private static func day(_ text: String, _ parameter: String) throws(Refusal) -> Day {
        do throws(Malformed) {
            let day = try Day.parseQuery(text)
            guard Day(text) == nil, try Edtf(text).precision == .time else { return day }
            throw Malformed(
                text,
                expected: "an instant",
                reason: "it has no time zone",
                hint: "end with Z, +hh:mm or -hh:mm"
            )
        } catch {
            throw Refusal(
                .badRequest,
                "not answered: \(parameter) '\(text)' is no record, checkpoint or day",
                faults: [
                    Fault(
                        parameter,
                        .malformed,
                        error.statement,
                        hint: error.expected == "an instant"
                            ? error.hint : "write r168 or 2018-11-15"
                    )
                ]
            )
        }
    }

    /// The last record recorded before an instant, by halving: recording times rise.
    private static func last(
        before end: Int64,
        head: RecordNumber,
        _ recordedAt: (RecordNumber) throws -> Int64?
    ) throws -> RecordNumber {
        var low: UInt64 = 0
        var high = head.value
        while low < high {
            let middle = (low + high + 1) / 2
            guard let time = try recordedAt(RecordNumber(middle)) else { break }
            if time < end { low = middle } else { high = middle - 1 }
        }
        return RecordNumber(low)
    }
}

extension Answers {
    /// A point of the recorded axis, as a parameter names it.
    func recorded(_ name: String, _ question: Question) throws -> RecordNumber? {
        guard let text = question.parameters[name] else { return nil }
        return try AsOf.resolve(
            text,
            parameter: name,
            head: asOf,
            checkpoint: registry.checkpoint,
            recordedAt: { try reader.record(at: $0)?.leaf.recordedAt }
        )
    }
}
