/// A state machine, written as a table: a row for each state, a column for each event.
///
/// `=` stays, `!` in front marks a move that the machine does not have: the state follows the
/// claim all the same.
struct ModelMachine {
    private let columns: [String]
    private let rows: [String: [String]]

    init(_ table: String) {
        let lines = table.split(separator: "\n").map { line in
            line.split(separator: " ").map(String.init)
        }
        columns = Array(lines[0].dropFirst())
        rows = Dictionary(
            uniqueKeysWithValues: lines.dropFirst().map { ($0[0], Array($0.dropFirst())) }
        )
    }

    /// The state after an event, and whether the machine has the move.
    func move(_ state: String, _ event: String) -> (state: String, isLegal: Bool) {
        guard let row = rows[state], let column = columns.firstIndex(of: event) else {
            return (state, false)
        }
        let cell = row[column]
        if cell == "=" { return (state, true) }
        return cell.hasPrefix("!") ? (String(cell.dropFirst()), false) : (cell, true)
    }

    static let measure = ModelMachine(
        """
        from       threatened announced scheduled imposed  changed   postponed  suspended  lifted  cancelled
        none       threatened announced scheduled in_force !in_force !postponed !suspended !lifted !cancelled
        threatened =          announced scheduled in_force !in_force =          !suspended !lifted cancelled
        announced  =          =         scheduled in_force !in_force postponed  !suspended !lifted cancelled
        scheduled  =          =         =         in_force in_force  postponed  !suspended !lifted cancelled
        postponed  =          =         scheduled in_force in_force  =          !suspended !lifted cancelled
        in_force   =          =         =         =        =         =          suspended  lifted  =
        suspended  =          =         =         in_force =         =          =          lifted  !suspended
        lifted     threatened announced scheduled in_force !in_force !postponed !suspended =       !cancelled
        cancelled  threatened announced scheduled in_force !in_force !postponed !suspended !lifted =
        """
    )
}
