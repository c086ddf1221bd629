extension Answers {
    /// Dates that count from a source which has been dated anew since they were written.
    func staleAnchors() throws -> [CheckFinding] {
        var found: [CheckFinding] = []
        for source in registry.sources(at: asOf) {
            guard let last = registry.redatings(of: source.key, at: asOf).last else { continue }
            for position in try reader.positions(.anchor, source.key.description, through: asOf)
            where position < last {
                guard let event = try event(position),
                    try visible(position) != nil
                else { continue }
                let paths = event.mentions.filter {
                    $0.key == source.key && $0.path.hasSuffix(".anchor")
                }.map { String($0.path.dropLast(".anchor".count)) }
                found.append(
                    CheckFinding(
                        rule: .staleAnchor,
                        subject: event.subject,
                        field: paths.joined(separator: ", "),
                        text: "counts from \(source.key), which \(last) dates anew",
                        fix: "ledgerctl record correct \(position)",
                        records: [position, last]
                    )
                )
            }
        }
        return found
    }

    /// Origins that an unresolved join leaves open.
    func speakers() throws -> [CheckFinding] {
        try registry.identities(at: asOf).filter { $0.join == .unresolved }.compactMap { link in
            let spoken = try reader.positions(.actor, link.a.description, through: asOf).filter {
                guard let testimony = try visible($0), testimony.type?.isTestimony == true
                else { return false }
                return testimony.facts.contains { key($0.origin) == link.a }
            }
            guard !spoken.isEmpty else { return nil }
            let candidates = link.b.map(\.description).joined(separator: ", ")
            return CheckFinding(
                rule: .speakerUnresolved,
                subject: link.a,
                text: "may be \(candidates)",
                fix: "ledgerctl actor link \(link.a) KEY --rel same_as --join presumed",
                records: spoken + [link.position]
            )
        }
    }

    /// Sources without a last day of publication: they are never surely known.
    func undatedSources() throws -> [CheckFinding] {
        registry.sources(at: asOf).compactMap { source in
            let date = registry.publication(of: source.key, at: asOf)
            guard date?.hi.isSentinel ?? true else { return nil }
            return CheckFinding(
                rule: .sourceUndated,
                subject: source.key,
                field: "body.published",
                text: "has no last day of publication, so it is never surely known",
                fix: "ledgerctl append source.corrected \(source.key) --published DATE ...",
                records: [source.position]
            )
        }
    }

    /// Held texts that are not here, and quoted ranges that do not match their texts.
    func quotes() throws -> [CheckFinding] {
        var found: [CheckFinding] = []
        for source in registry.sources(at: asOf) where source.held != .citedOnly {
            guard let digest = source.sha256.flatMap({ Hash(hex: $0) }) else { continue }
            let text = try reader.text(of: digest)
            guard let text, Hash.sha256(of: text.span) == digest else {
                found.append(
                    CheckFinding(
                        rule: .textMissing,
                        subject: source.key,
                        text: text == nil ? "its text is not held here" : "its text is damaged",
                        fix:
                            "ledgerctl source add FILE, with the bytes of \(digest.hex.prefix(12))",
                        records: [source.position]
                    )
                )
                continue
            }
            found += try unmatched(source.key, text)
        }
        return found
    }

    private func unmatched(_ source: Key, _ text: [UInt8]) throws -> [CheckFinding] {
        var found: [CheckFinding] = []
        for position in try reader.positions(.source, source.description, through: asOf) {
            guard let event = try event(position) else { continue }
            for (index, entry) in event.evidence.enumerated() where entry.source.key == source {
                guard let quote = entry.quote, !quote.stands(in: text) else { continue }
                found.append(
                    CheckFinding(
                        rule: .quoteUnmatched,
                        subject: event.subject,
                        field: "evidence[\(index)].quote",
                        text: "bytes \(quote.from) to \(quote.to) of \(source) are other words",
                        fix: "ledgerctl record correct \(position)",
                        records: [position]
                    )
                )
            }
        }
        return found
    }
}
