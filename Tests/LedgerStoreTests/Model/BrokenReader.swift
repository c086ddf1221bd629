import LedgerStore

@testable import Ledger

/// A reader with a bug planted in it, to see that the model check would notice.
struct BrokenReader: ForwardingReader {
    enum Bug: String, CaseIterable {
        /// What was published later shows too.
        case ignoresKnown = "ignores known"
        /// What was retracted stands.
        case ignoresRetractions = "ignores retractions"
        /// The last day of an effect is a day late.
        case untilOffByOne = "until is off by one"
        /// A document counts, not whom it relays.
        case countsDocuments = "counts documents"

        /// The views in which it should show.
        var views: [String] {
            self == .countsDocuments
                ? ["claims"]
                : [
                    "measures/in-force", "measures", "measures/upcoming", "measures/exposure",
                    "proposals", "commitments", "agreements", "restrictions", "claims",
                ]
        }
    }

    let base: StoreReader
    let bug: Bug

    init(_ base: StoreReader, _ bug: Bug) {
        self.base = base
        self.bug = bug
    }

    private func broken(_ facts: [Fact]) -> [Fact] {
        switch bug {
        case .ignoresRetractions: return facts.filter { $0.lifecycle?.act != .retracted }
        case .untilOffByOne:
            return facts.map { fact in
                var fact = fact
                fact.until = fact.until.map {
                    DayInterval(from: $0.lo.adding(days: 1), through: $0.hi.adding(days: 1))
                }
                return fact
            }
        default: return facts
        }
    }

    func facts(of subject: Key, through limit: RecordNumber) throws -> [Fact] {
        broken(try base.facts(of: subject, through: limit))
    }

    func each(
        of kind: Kind,
        through limit: RecordNumber,
        _ body: (Key, [Fact]) throws -> Void
    ) throws {
        try base.each(of: kind, through: limit) { try body($0, broken($1)) }
    }

    func event(at position: RecordNumber) throws -> Event? {
        let event = try base.event(at: position)
        return bug == .countsDocuments ? event?.withoutChains : event
    }
}

extension Event {
    /// As if every document had it from nobody else.
    fileprivate var withoutChains: Event {
        Event(
            type: type,
            subject: subject,
            occurred: occurred,
            actors: actors,
            issues: issues,
            body: body,
            modality: modality,
            evidence: evidence.map { entry in
                Evidence(
                    source: entry.source,
                    loc: entry.loc,
                    quote: entry.quote,
                    chain: [Hop(who: entry.source.key, act: .reported)],
                    attribution: entry.attribution,
                    basis: entry.basis,
                    form: entry.form,
                    stance: entry.stance,
                    certainty: entry.certainty,
                    polarity: entry.polarity,
                    firstReporter: entry.firstReporter,
                    covers: entry.covers
                )
            },
            links: links,
            inferred: inferred,
            note: note,
            coderConfidence: coderConfidence,
            replacement: replacement?.withoutChains,
            bytes: bytes
        )
    }
}
