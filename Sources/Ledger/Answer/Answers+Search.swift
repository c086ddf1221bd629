extension Answers {
    /// Words in gists, notes, quoted passages and the lines of held texts.
    ///
    /// A scan: every record and every text is looked at, one at a time, until the question's time
    /// is over. Redacted records have no words.
    func search(_ question: Question) throws -> Answer {
        guard let text = question.parameters["words"] else { throw question.missing("words") }
        let words: SearchWords
        do throws(Malformed) { words = try SearchWords(text) } catch {
            throw question.bad("words", error.statement, hint: error.hint)
        }
        let facet = try question.word("count_by", of: SearchFacet.words)
            .flatMap(SearchFacet.init(rawValue:))
        let limit = try question.count("limit") ?? 100
        var tally = SearchTally(facet)
        var rows: [JSON] = []
        var isCut = false
        func add(_ hit: SearchHit) throws -> Bool {
            tally.add(hit)
            guard facet == nil else { return true }
            guard rows.count < limit else {
                isCut = true
                return false
            }
            rows.append(try row(hit))
            return true
        }
        var texts = HeldLines(reader)
        var goesOn = true
        for position in try listed(question) where goesOn && position <= asOf {
            if let hit = try hit(position, words, question, &texts) { goesOn = try add(hit) }
        }
        // A text is of no event type.
        if question.parameters["type"] == nil, goesOn {
            for source in try searchedSources(question) where goesOn {
                for hit in try hits(in: source, words, &texts) where goesOn {
                    goesOn = try add(hit)
                }
            }
        }
        let notes = isCut ? ["the first \(limit); raise limit, or say more words"] : []
        return answer("search/1", facet == nil ? rows : tally.rows, notes: notes)
    }

    private func searchedSources(_ question: Question) throws -> [Registry.Source] {
        let only = try question.key("source")
        return registry.sources(at: asOf).filter {
            (only == nil || $0.key == only) && isPublished($0.key)
        }
    }

    /// A record that has all the words, in whichever of its pieces they are.
    private func hit(
        _ position: RecordNumber,
        _ words: SearchWords,
        _ question: Question,
        _ texts: inout HeldLines
    ) throws -> SearchHit? {
        guard let event = try reader.event(at: position),
            let told = published(event.testimony),
            try shows(event.testimony.evidence.filter(isPublished), event.testimony, question)
        else { return nil }
        var pieces = [("gist", Gist.of(told))]
        if let note = event.testimony.note { pieces.append(("note", note)) }
        if event.type.isLifecycle, let note = event.note { pieces.append(("note", note)) }
        var missing: [Int]?
        for piece in pieces { missing = words.missing(in: piece.1, of: missing) }
        if missing != [] {
            for entry in event.testimony.evidence where isPublished(entry) {
                guard let passage = try texts.passage(entry, registry, asOf) else { continue }
                pieces.append(("quote", passage))
                missing = words.missing(in: passage, of: missing)
            }
        }
        guard missing == [] else { return nil }
        let shown = pieces.lazy.compactMap { place, text in
            words.piece(of: text).map { (place, $0) }
        }.first
        return SearchHit(
            position: position,
            event: told,
            source: event.testimony.evidence.first?.source.key,
            date: told.occurred ?? told.body.date(.effective),
            place: shown?.0 ?? "gist",
            text: shown?.1 ?? ""
        )
    }

    /// The lines of a held text that have all the words.
    private func hits(
        in source: Registry.Source,
        _ words: SearchWords,
        _ texts: inout HeldLines
    ) throws -> [SearchHit] {
        let lines = try texts.lines(of: source.sha256)
        return lines.enumerated().compactMap { index, line in
            guard words.missing(in: line).isEmpty else { return nil }
            return SearchHit(
                position: source.position,
                event: nil,
                source: source.key,
                date: registry.publicationDate(of: source.key, at: asOf),
                place: "L\(index + 1)",
                text: words.piece(of: line) ?? ""
            )
        }
    }

    private func row(_ hit: SearchHit) throws -> JSON {
        let record = try reader.record(at: hit.position)
        return .object([
            .init("row", .string("hit")), .init("record", .string(hit.position.description)),
            .init("source", .key(hit.source)), .init("place", .string(hit.place)),
            .init("date", .span(hit.date)), .init("type", .text(hit.event?.type.name)),
            .init("subject", .key(hit.event?.subject ?? hit.source)),
            .init("text", .string(hit.text)),
            .init("standing", .text(try record.map { try standing(hit.position, $0) })),
            .init("records", .records([hit.position])),
        ])
    }
}

/// A record or a line that has the words.
struct SearchHit {
    let position: RecordNumber
    /// Nil for a line of a text.
    let event: Event?
    let source: Key?
    let date: EventDate?
    /// gist, note, quote, or a line as `L47`.
    let place: String
    let text: String
}
