import Ledger

/// One check: a name that stays, and a look.
struct Checkup: Sendable {
    /// What is looked at, as a word for programs.
    let name: String
    /// Looks; it changes nothing.
    let look: @Sendable (Patient) -> Diagnosis

    /// All of them, the way to the daemon first.
    static let all: [Checkup] = way + daemon + files + desk

    /// What all of them come to.
    static func rows(of patient: Patient) -> [(check: String, finding: Diagnosis)] {
        all.map { ($0.name, $0.look(patient)) }
    }

    /// A check that needs what the daemon says.
    init(_ name: String, asking look: @escaping @Sendable (Patient, Patient.Answers) -> Diagnosis) {
        self.name = name
        self.look = { patient in
            switch patient.daemon {
            case .answered(let answers): look(patient, answers)
            case .absent: .skipped("needs a daemon that answers")
            case .silent: .skipped("the daemon did not tell")
            }
        }
    }

    /// A check that does without it.
    init(_ name: String, _ look: @escaping @Sendable (Patient) -> Diagnosis) {
        self.name = name
        self.look = look
    }
}
