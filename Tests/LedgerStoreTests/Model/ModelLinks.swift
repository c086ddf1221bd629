import Ledger

/// A link between two records, both of which can be seen.
struct ModelLink {
    let relation: String
    /// Source or coder.
    let author: String
    let from: Told
    let to: Told
    /// The record that makes it: the first one itself, or one of its own.
    let made: RecordNumber
}

extension ModelWorld {
    /// Every link, given with a record or made by a record of its own, in the order of records.
    var links: [ModelLink] {
        told.flatMap { told in
            told.event.type.name == "record.linked" ? [link(told)].compactMap { $0 } : own(told)
        }
    }

    private func own(_ told: Told) -> [ModelLink] {
        guard told.event.type.isTestimony else { return [] }
        return told.event.links.compactMap { link in
            ledger.number(of: link.to).flatMap(visible).map { to in
                ModelLink(
                    relation: link.relation.rawValue,
                    author: link.author.rawValue,
                    from: told,
                    to: to,
                    made: told.number
                )
            }
        }
    }

    private func link(_ told: Told) -> ModelLink? {
        let body = told.event.body
        guard let from = body.record(.target).flatMap(ledger.number(of:)).flatMap(visible),
            let to = body.record(.to).flatMap(ledger.number(of:)).flatMap(visible)
        else { return nil }
        return ModelLink(
            relation: body.text(.rel) ?? "",
            author: body.text(.linkBy) ?? "",
            from: from,
            to: to,
            made: told.number
        )
    }
}
