import Ledger

/// The form of an event, looked at here before the daemon is asked.
enum FormCheck {
    /// What the daemon would also have to say about the form, so that all is told at once.
    ///
    /// Flags that could not be read are missing from the event; what follows from that is left
    /// out. A desk's own type is unknown here, and nothing more is said about it.
    static func faults(of event: JSON, beside problems: [Failure.Row]) -> [Failure.Row] {
        guard let name = event["type"]?.text, Catalogue.type(named: name) != nil,
            event["subject"] != nil
        else { return [] }
        let places = Set(problems.map(\.place))
        let id = RecordID(high: 0, low: 0)
        let door = Door(types: .builtIn, id: { _ in id }, newID: { id })
        do throws(Refusal) {
            _ = try door.json(event.bytes, isLines: false)
            return []
        } catch {
            return error.faults.compactMap { fault in
                let row = FlagPlace.row(fault, in: event)
                let isEcho = places.contains(row.place) || names(fault, oneOf: places)
                return isEcho ? nil : row
            }
        }
    }

    /// Whether a fault about the whole body asks for a field whose flag could not be read.
    private static func names(_ fault: Fault, oneOf places: Set<String>) -> Bool {
        guard fault.path == "body", let colon = fault.message.lastIndex(of: ":") else {
            return false
        }
        let names = fault.message[fault.message.index(after: colon)...].split(separator: ",")
        return names.contains { name in
            places.contains("--" + DraftFlag.dashed(String(name.filter { $0 != " " })))
        }
    }
}
