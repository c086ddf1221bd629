import Ledger

/// What the daemon answered: rows, and the coordinates at which they hold.
struct Answer {
    /// The reply as it came.
    var document: JSON
    /// `measures_in_force/1`, without the prefix.
    var schema: String
    /// The resolved coordinates; empty for what does not depend on them.
    var basis: [JSON.Member]
    var rows: [JSON]
    /// Remarks of the daemon, for people.
    var notes: [String]

    /// Reads a reply; throws when it is no answer.
    init(_ body: [UInt8]) throws(Failure) {
        do throws(JSON.SyntaxError) { self.init(try JSON(parsing: body)) } catch {
            throw Failure.mismatch("the daemon's answer is not JSON (line \(error.line))")
        }
        if schema.isEmpty { throw Failure.mismatch("the daemon's answer has no schema") }
    }

    /// Takes a document; one without rows is its own only row.
    init(_ document: JSON) {
        self.document = document
        schema = String((document["schema"]?.text ?? "").trimmingPrefix("ledger."))
        basis = document["basis"]?.members ?? []
        // In the result of a verification `rows` is how many were compared.
        if case .array(let rows) = document["rows"] {
            self.rows = rows
        } else {
            let own = ["schema", "notes"]
            rows = [.object(document.members.filter { !own.contains($0.name) })]
        }
        notes = (document["notes"]?.elements ?? []).compactMap(\.text)
    }
}
