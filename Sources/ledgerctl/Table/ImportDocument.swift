import Ledger

/// A file that is one JSON value: an event, a list of events, or CloudEvents.
enum ImportDocument {
    /// Its events, counted from 1; those of CloudEvents have the ids that the daemon derives too.
    ///
    /// - Parameters:
    ///   - name: as the user named it.
    ///   - bytes: of the file.
    /// - Throws: where it is not JSON.
    /// - Returns: the events, and what is wrong with an envelope.
    static func read(
        _ name: String,
        _ bytes: [UInt8]
    ) throws(Failure) -> (file: LineFile, faults: [Failure.Row]) {
        let value: JSON
        do throws(JSON.SyntaxError) { value = try JSON(parsing: bytes) } catch {
            let row = Failure.Row(
                place: "\(name):\(error.line)",
                what: "not JSON at column \(error.column)",
                hint: "expected \(error.expected)",
                line: 1
            )
            throw Importer.refusal(.refused([row]), name)
        }
        let events: [JSON] = if case .array(let list) = value { list } else { [value] }
        let place = { (fault: Fault) -> Failure.Row in
            let event = fault.line.map { "event \($0)" }
            let parts = [event, fault.path.isEmpty ? nil : fault.path].compactMap(\.self)
            return .init(
                place: parts.joined(separator: "  "),
                what: fault.message,
                hint: fault.hint,
                line: fault.line
            )
        }
        var lines: [LineFile.Line] = []
        var faults: [Failure.Row] = []
        for (index, event) in events.enumerated() {
            guard event["specversion"] != nil else {
                lines.append(.init(number: index + 1, bytes: event.bytes[...]))
                continue
            }
            let (text, found) = CloudEvent.lines(event)
            if found.isEmpty {
                lines.append(.init(number: index + 1, bytes: text.dropLast()))
            }
            faults += found.map { fault in
                var fault = fault
                fault.line = index + 1
                return place(fault)
            }
        }
        var file = LineFile(name: name, lines: lines, digest: Hash.sha256(of: bytes.span))
        file.row = place
        return (file, faults)
    }
}
