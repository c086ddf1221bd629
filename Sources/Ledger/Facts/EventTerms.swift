extension Event {
    /// What a posting list is of.
    public enum Term {
        /// A word: a type, a topic.
        case word(String)
        case key(Key)
        case day(Day)
    }

    /// The lists under which a record stands, each once, in a fixed order.
    ///
    /// The order matters: views number names by first appearance, and a rebuild must give the same
    /// numbers. References are not among them: they go by a record's number, which only the log
    /// knows.
    public func eachTerm(_ body: (PostingKind, Term) throws -> Void) rethrows {
        var actors = actors.map(\.actor.key)
        var sources: [Key] = []
        for entry in evidence {
            sources.append(entry.source.key)
            for hop in entry.chain {
                if hop.who.kind == .src { sources.append(hop.who) } else { actors.append(hop.who) }
            }
            if let first = entry.firstReporter { actors.append(first.key) }
        }
        func each(_ kind: PostingKind, _ keys: [Key]) throws {
            var last: Key?
            for key in keys.count > 1 ? keys.sorted() : keys where key != last {
                try body(kind, .key(key))
                last = key
            }
        }
        for kind in PostingKind.allCases {
            switch kind {
            case .type: try body(kind, .word(type.name))
            case .issue: for issue in Set(issues).sorted() { try body(kind, .word(issue)) }
            case .actor: try each(kind, actors)
            case .source: try each(kind, sources)
            case .mention: try each(kind, Array(mentionedSubjects))
            case .anchor: try each(kind, Array(anchors))
            case .day: try body(kind, .day(filingDay))
            case .reference: break
            }
        }
    }
}
