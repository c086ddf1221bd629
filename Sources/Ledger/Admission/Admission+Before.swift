extension Admission {
    /// What a batch may change of what is known, as it was: a refused batch leaves no trace.
    ///
    /// Copying everything for each batch would cost a group more than admitting it.
    struct Before {
        private let size: UInt64
        private var heads: [Key: RecordNumber?] = [:]
        private var chains: [RecordNumber: Chain?] = [:]
        private var subjects: [RecordNumber: Set<Key>?] = [:]
        private var unregistered: [Key] = []

        /// Keeps what these drafts may change.
        init(_ admission: Admission, _ drafts: [Draft]) {
            size = admission.size
            let known = admission.known
            for draft in drafts {
                let event = draft.event
                heads[event.subject] = .some(known.heads[event.subject])
                if event.type.isRegistration, known.registered[event.subject] == nil {
                    unregistered.append(event.subject)
                }
                guard event.type.isLifecycle, let id = event.body.record(.target),
                    let target = known.positions[id]
                else { continue }
                let root = known.roots[target] ?? target
                chains[root] = .some(known.chains[root])
                subjects[root] = .some(known.subjects[root])
                for subject in known.subjects[root] ?? [] {
                    heads[subject] = .some(known.heads[subject])
                }
            }
        }

        /// Puts everything back.
        func restore(_ admission: inout Admission, _ drafts: [Draft]) {
            for (index, draft) in drafts.enumerated() {
                let position = RecordNumber(size + 1 + UInt64(index))
                admission.known.positions[draft.id] = nil
                admission.known.chains[position] = nil
                admission.known.subjects[position] = nil
                admission.known.roots[position] = nil
            }
            for key in unregistered { admission.known.registered[key] = nil }
            for (key, head) in heads { admission.known.heads[key] = head }
            for (root, chain) in chains { admission.known.chains[root] = chain }
            for (root, keys) in subjects { admission.known.subjects[root] = keys }
            admission.size = size
        }
    }
}
