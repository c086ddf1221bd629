/// A vocabulary: the words a field may hold.
///
/// The order of the cases is part of the views' row layout: add at the end only.
public protocol Word: RawRepresentable<String>, CaseIterable, Hashable, Sendable
where AllCases == [Self] {}

extension Word {
    /// A number for compact rows, 1 or more; 0 stands for "not given".
    public var code: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// The word of a code; nil for 0 and for codes of a later program.
    public init?(code: UInt8) {
        guard code >= 1, Int(code) <= Self.allCases.count else { return nil }
        self = Self.allCases[Int(code) - 1]
    }

    /// All words, as written.
    public static var words: [String] { allCases.map(\.rawValue) }
}

/// How the event itself stands to reality.
public enum Modality: String, Word {
    case actual, intended, conditional, predicted, possible
}

/// How a date is known.
public enum DateBasis: String, Word { case stated, derived, inferred }

/// What the holder of a place in a chain did.
public enum Act: String, Word {
    case said, wrote, published, showed, briefed, aired, reported, relayed, observed, stated
    case noContact = "no_contact"
}

/// Who the outlet gives as the origin (a trace of AP's ground rules, not the rule itself).
public enum Attribution: String, Word {
    case named, unnamed, institution, document
    case otherOutlet = "other_outlet"
    case outletVoice = "outlet_voice"
}

/// Why the origin may know.
public enum EvidenceBasis: String, Word {
    case participant, official, briefed, familiar, expert
    case publicRecord = "public_record"
    case observed, unstated
}

/// In which form the document gives it.
public enum Form: String, Word { case quote, paraphrase, narration, headline, keypoint, caption }

/// How the source stands to what it tells (RumourEval's SDQC labels).
public enum Stance: String, Word { case asserts, denies, queries, comments }

/// How certain the source presents it (FactBank's CT, PR, PS, U).
public enum Certainty: String, Word { case certain, probable, possible, unstated }

/// Whether the source presents it as so (`+`) or as not so (`-`).
public enum Polarity: String, Word {
    case positive = "+"
    case negative = "-"
}

/// The part a party plays in an event.
public enum Role: String, Word {
    case by, `for`, affiliation, to, imposer, target, party, delegate, lead, about, beneficiary
    case askedBy = "asked_by"
    case asToldBy = "as_told_by"
    case removedBy = "removed_by"
    case speakerDisavowed = "speaker_disavowed"
    case complainant, respondent, reporter, partner, author, contributor
}

/// What a planned step of a measure does.
public enum Change: String, Word { case raise, lower, suspend, resume, amend, lift }

/// Kind of restriction.
public enum Instrument: String, Word {
    case exportBan = "export_ban"
    case entityListing = "entity_listing"
    case investmentLimit = "investment_limit"
    case licensing
    case procurementBan = "procurement_ban"
    case quota, other
}

/// Whether an offer is in writing.
public enum Formality: String, Word { case written, oral, unknown }

/// How hard a demand is put.
public enum Strength: String, Word { case appeal, request, demand, precondition, ultimatum }

/// How sure a join of identities is.
public enum Join: String, Word { case stated, presumed, rejected, unresolved }

/// The answer to a proposal.
public enum Response: String, Word {
    case acknowledged, countered, accepted
    case partlyAccepted = "partly_accepted"
    case resisted, rejected, withdrawn, lapsed
}

/// Sorts of talks and calls.
public enum TalkKind: String, Word {
    case negotiationRound = "negotiation_round"
    case contacts, summit, bilateral, briefing, multilateral
}

/// Sorts of messages.
public enum MessageKind: String, Word {
    case letter
    case positionPaper = "position_paper"
    case list, representation, leak, disclosure
}

/// Sorts of statements.
public enum StatementKind: String, Word {
    case position, assessment, forecast, expectation, accusation, threat, readout, rejection
}

/// Sorts of sources.
public enum SourceKind: String, Word { case news, official }

/// Sorts of actors.
public enum ActorKind: String, Word {
    case state, office, outlet
    case outletGroup = "outlet_group"
    case organisation, company, group, person, anonymous

    /// The words by which actors are listed: the kinds of their keys, and their own.
    public static let listed: [String] = {
        let keys = Kind.allCases.filter(\.isActor).map(\.rawValue)
        return keys + words.filter { !keys.contains($0) }
    }()
}

/// Readings of a conflict.
public enum ConflictReading: String, Word {
    case scopeDifference = "scope_difference"
    case revision
    case unitSlip = "unit_slip"
    case differentSubject = "different_subject"
    case other
}

/// Rank of a meeting.
public enum Level: String, Word {
    case leader, minister
    case viceMinister = "vice_minister"
    case official
}

/// How a talk ended.
public enum Outcome: String, Word {
    case agreement, progress, inconclusive, breakdown, ongoing, unknown
}

/// In which way no answer was given.
public enum NoComment: String, Word {
    case declined, unreachable
    case noReply = "no_reply"
    case deflected
    case noDetail = "no_detail"
}

/// How an agreement ended.
public enum Ending: String, Word { case expired, collapsed, replaced }

/// Whether a pledge was kept.
public enum Finding: String, Word { case fulfilled, partly, unfulfilled, broken }

/// Sorts of agreement.
public enum AgreementForm: String, Word {
    case consensus, mechanism
    case inPrinciple = "in_principle"
    case truce, text, signed
}

/// Why a statement is disavowed.
public enum Grounds: String, Word {
    case misspoke
    case notAuthorized = "not_authorized"
    case notPolicy = "not_policy"
    case outOfContext = "out_of_context"
    case personalView = "personal_view"
}

/// What of a statement is disavowed.
public enum DisavowalScope: String, Word { case authority, content, both }

/// What a figure measures.
public enum Metric: String, Word {
    case tariffCoverageTotal = "tariff.coverage_total"
    case tariffAverage = "tariff.average"
    case tariffLines = "tariff.lines"
    case tradeDeficit = "trade.deficit"
    case tradeImportValue = "trade.import_value"
    case tradeExportValue = "trade.export_value"
    case indexClose = "index.close"
    case indexChange = "index.change_pct"
    case exchangeRate = "fx.rate"
    case other
}

/// Stages of a proceeding: WTO dispute settlement (DSU), then domestic ones.
public enum Stage: String, Word {
    case consultationsRequested = "consultations_requested"
    case panelRequested = "panel_requested"
    case panelEstablished = "panel_established"
    case panelComposed = "panel_composed"
    case reportCirculated = "report_circulated"
    case appealed
    case appellateReport = "ab_report"
    case adopted, implementation
    case compliancePanel = "compliance_panel"
    case retaliationAuthorised = "retaliation_authorised"
    case settled, lapsed
    case initiated, determination, action, modified, terminated
}

/// How much of a source the ledger holds.
public enum Held: String, Word {
    case full, partial
    case citedOnly = "cited_only"
}

/// How two keys are related.
public enum IdentityRelation: String, Word {
    case sameAs = "same_as"
    case oneOf = "one_of"
    case different
}

/// How one record is related to another.
public enum LinkRelation: String, Word {
    case respondsTo = "responds_to"
    case retaliatesFor = "retaliates_for"
    case repeats, corroborates, contradicts, confirms, denies, disavows, corrects, supersedes
    case supersedesFigureOf = "supersedes_figure_of"
    case preconditionOf = "precondition_of"
    case partOf = "part_of"
    case implements, explains, queried
}

/// Who asserts a link: the text, or the analyst reading it.
public enum LinkAuthor: String, Word { case source, coder }

/// What is offered, demanded or pledged.
public enum Action: String, Word {
    case allow
    case buyMore = "buy_more"
    case drop, ease, eliminate, ensure, grant, lift, open, oppose, present, reduce, refrain, stop
    case strengthen, unspecified
}

/// Topic codes that every ledger knows; more are registered by `issue.registered`.
public enum BuiltInIssue {
    /// The codes.
    public static let all: Set<String> = [
        "process", "trade", "tariffs", "tariffs.autos", "tariffs.metals", "retaliation",
        "tech-transfer", "ip", "ip.licensing", "market-access", "market-access.finance",
        "national-treatment", "investment", "investment.joint-ventures", "purchases",
        "purchases.semiconductors", "purchases.manufactured", "purchases.agriculture",
        "purchases.energy", "purchases.services", "deficit", "industrial-policy", "cyber", "wto",
        "market-economy-status", "export-controls", "enforcement", "markets", "dprk",
    ]
}
