/// An event in one line: its own gist, or one made of its fields.
enum Gist {
    static func of(_ event: Event) -> String {
        if let gist = event.body.text(.gist) { return gist }
        let body = event.body
        switch event.type.name {
        case let name where name.hasPrefix("tariff."): return tariff(event)
        case "offer.made", "demand.made", "commitment.pledged":
            let items = body.items.map { "\($0.text) (\($0.action.rawValue.spaced))" }
            guard items.isEmpty else { return items.joined(separator: "; ") }
            return body.text(.title) ?? event.type.summary
        case "proposal.answered":
            let word = body.text(.response)?.spaced ?? ""
            return [word, condition(body), body.text(.reason)].joined
        case "talks.proposed", "talks.scheduled", "talks.held", "talks.postponed",
            "talks.cancelled", "call.held":
            return talk(event)
        case "message.sent": return [body.text(.kind)?.spaced, body.text(.medium)].joined
        case "agreement.reached":
            return [body.text(.form)?.spaced, body.texts(.terms).joined(separator: "; ")].joined
        case "restriction.imposed", "restriction.announced", "restriction.lifted":
            return [body.text(.instrument)?.spaced, body.amount(.term)?.display].joined
        case "figure.stated":
            return [body.amount(.value)?.display, body.date(.period)?.edtf.text].joined
        case "claim.disavowed":
            let who = event.actors(in: .by).first.map { "by \($0)" }
            let grounds = body.texts(.grounds).map(\.spaced).joined(separator: ", ")
            return [who, grounds].joined
        case "claim.denied", "claim.confirmed":
            let who = event.actors(in: .by).first.map { "by \($0)" }
            return [who, body.text(.proposition)].joined
        case "comment.refused": return body.text(.refusal)?.spaced ?? ""
        case "proceeding.moved": return body.text(.stage)?.spaced ?? ""
        default: return record(event)
        }
    }

    private static func tariff(_ event: Event) -> String {
        let body = event.body
        var parts: [String?] = []
        if let change = body.text(.change) { parts.append(change) }
        if let from = body.rate(.fromRate), let to = body.rate(.toRate) {
            parts.append("\(from.pct)% → \(to.display)")
        } else if let rate = body.rate(.toRate) ?? body.rate(.rate) {
            parts.append(rate.display)
        }
        let bands = body.rates(.rates).map(\.display).joined(separator: ", ")
        if !bands.isEmpty { parts.append(bands) }
        if let coverage = body.amount(.coverage) { parts.append("on \(coverage.display)") }
        if body.flag(.reaffirms) { parts.append("reaffirmed") }
        parts.append(condition(body))
        if let day = body.date(.effective) { parts.append("from \(day.edtf.text)") }
        if let goods = body.text(.goods), parts.isEmpty || body.amount(.coverage) == nil {
            parts.append(goods)
        }
        let text = parts.joined
        return text.isEmpty ? event.type.summary : text
    }

    private static func condition(_ body: Body) -> String? {
        guard case .condition(let condition)? = body[.condition] else { return nil }
        return condition.sentence
    }

    private static func talk(_ event: Event) -> String {
        let body = event.body
        var names = event.actors(in: .party).map { $0.key.slug }
        if names.isEmpty {
            names =
                event.actors(in: .by).map { $0.key.slug }
                + event.actors(in: .to).map { $0.key.slug }
        }
        var place: String?
        if case .place(let location)? = body[.place] { place = location.name }
        let risk = body.flag(.atRisk) ? "at risk" : nil
        return [
            body.text(.kind)?.spaced, names.joined(separator: " – "), place ?? body.text(.medium),
            body.text(.outcome), risk,
        ].joined
    }

    /// Record-keeping types.
    private static func record(_ event: Event) -> String {
        let body = event.body
        switch event.type.name {
        case "source.registered": return [body.text(.title), body.text(.held)?.spaced].joined
        case "actor.registered": return body.text(.name) ?? body.text(.description) ?? ""
        case "identity.linked":
            let keys = body.keys(.b).map(\.description).joined(separator: ", ")
            return [body.text(.join), body.text(.rel)?.spaced, keys].joined
        case "record.linked": return [body.text(.rel)?.spaced, body.text(.reason)].joined
        case "conflict.explained": return [body.text(.kind)?.spaced, body.text(.reading)].joined
        default: return body.text(.reason) ?? body.text(.description) ?? event.type.summary
        }
    }
}

extension String {
    /// `partly_accepted` as `partly accepted`.
    var spaced: String { String(map { $0 == "_" ? " " : $0 }) }
}

extension [String?] {
    /// The parts that there are, with a comma between.
    fileprivate var joined: String {
        compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
