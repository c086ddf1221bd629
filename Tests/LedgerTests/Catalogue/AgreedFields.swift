/// The field dictionary as the desk agreed on it: which field stands in which event types.
///
/// Typed anew from the document, not from the program, so that the two can be compared.
/// `x.{a,b}` stands for `x.a` and `x.b`, `x.*` for all types of the family, `*` for all.
enum AgreedFields {
    /// Field, what it holds, event types.
    static let placement: [(field: String, holds: String, types: String)] = [
        (
            "coverage", "Amount",
            "tariff.{threatened,announced,scheduled,imposed,raised,lowered,cancelled}"
        ),
        ("rate", "Rate", "tariff.{threatened,announced,scheduled,imposed}"),
        ("rates", "list of Rate", "tariff.{threatened,announced,scheduled,imposed,raised,lowered}"),
        ("from_rate", "Rate", "tariff.{announced,scheduled,raised,lowered}"),
        ("to_rate", "Rate", "tariff.{announced,scheduled,raised,lowered}"),
        ("supersedes_rate", "Rate", "tariff.{announced,scheduled}"),
        ("step", "Slug", "tariff.{announced,scheduled,raised,lowered,postponed,cancelled}"),
        ("change", "Enum", "tariff.{announced,scheduled}"),
        (
            "effective", "Date",
            "tariff.{scheduled,imposed,raised,lowered,amended,suspended,lifted} "
                + "restriction.* agreement.reached"
        ),
        (
            "until", "Date",
            "tariff.{scheduled,imposed,amended,suspended} restriction.{announced,imposed} "
                + "agreement.reached"
        ),
        ("indefinite", "Flag", "tariff.{scheduled,suspended,postponed}"),
        ("postponed_to", "Date", "tariff.postponed"),
        ("planned_from", "Date", "tariff.{threatened,announced,cancelled}"),
        ("comment_until", "Date", "tariff.announced"),
        ("state_as_of", "Date", "tariff.imposed"),
        ("goods", "Text", "tariff.{threatened,announced,scheduled,imposed,amended} figure.stated"),
        ("lines", "Count", "tariff.{announced,scheduled,imposed}"),
        ("excluded_lines", "Count", "tariff.{scheduled,amended}"),
        ("refundable_lines", "Count", "tariff.{scheduled,amended}"),
        ("refund", "Flag", "tariff.{amended,lifted}"),
        ("entry_rule", "EntryRule", "tariff.{scheduled,raised,lowered,amended}"),
        ("resumes", "Flag", "tariff.imposed"),
        ("continues", "Flag", "tariff.{scheduled,suspended}"),
        ("hs_list_ref", "Text", "tariff.imposed"),
        ("legal_basis", "Text", "tariff.{threatened,announced,scheduled,imposed}"),
        ("condition", "Condition", "tariff.{threatened,announced} restriction.* proposal.answered"),
        ("reaffirms", "Flag", "tariff.announced commitment.pledged"),
        ("instrument", "Enum", "restriction.*"),
        ("term", "Amount", "restriction.{announced,imposed}"),
        ("items", "list of Item", "offer.made demand.made commitment.pledged"),
        ("formal", "Enum", "offer.made"),
        ("strength", "Enum", "demand.made"),
        ("precondition_for", "SubjectKey", "demand.made"),
        ("response", "Enum", "proposal.answered"),
        ("part", "Path", "proposal.answered claim.{denied,confirmed} record.linked"),
        (
            "kind", "Enum",
            "talks.* call.held message.sent statement.made source.registered "
                + "actor.registered conflict.explained"
        ),
        ("level", "Enum", "talks.* call.held"),
        (
            "place", "Place",
            "talks.* call.held statement.made claim.* comment.refused commitment.pledged"
        ),
        (
            "venue", "Text",
            "talks.* call.held statement.made claim.* comment.refused commitment.pledged"
        ),
        ("agenda", "list of Text", "talks.* call.held"),
        ("medium", "Text", "call.held message.sent"),
        ("outcome", "Enum", "talks.held call.held"),
        ("next_step", "Text", "talks.held call.held"),
        ("at_risk", "Flag", "talks.scheduled"),
        ("carries", "list of SubjectKey", "message.sent"),
        ("about", "list of SubjectKey", "statement.made comment.refused message.sent"),
        ("said_instead", "SubjectKey", "comment.refused"),
        ("refusal", "Enum", "comment.refused"),
        ("ending", "Enum", "agreement.ended"),
        ("deadline", "Date", "offer.made demand.made commitment.pledged"),
        ("previous_deadline", "Date", "commitment.pledged"),
        ("finding", "Enum", "commitment.assessed"),
        ("form", "Enum", "agreement.reached"),
        ("terms", "list of Text", "agreement.reached"),
        ("partial", "Flag", "agreement.reached"),
        ("gist", "Text", "*"),
        ("reason", "Text", "*"),
        (
            "title", "Text",
            "source.registered offer.made agreement.reached figure.stated proceeding.moved"
        ),
        ("target", "Record", "claim.* record.{linked,corrected,retracted,redacted}"),
        ("proposition", "Text", "claim.{denied,confirmed}"),
        ("grounds", "list of Enum", "claim.disavowed"),
        ("scope", "Enum", "claim.disavowed"),
        ("metric", "Enum", "figure.stated"),
        ("value", "Amount", "figure.stated"),
        ("period", "Date", "figure.stated"),
        ("since", "Date", "figure.stated"),
        ("delta", "list of Amount", "figure.stated"),
        ("prior", "Observation", "figure.stated"),
        ("stage", "Enum", "proceeding.moved"),
        ("outlet", "ActorKey", "source.registered"),
        ("published", "Date", "source.registered source.corrected"),
        ("held", "Enum", "source.registered"),
        ("wire", "ActorKey", "source.registered"),
        ("url", "Text", "source.registered"),
        ("sha256", "Digest", "source.registered view.attested"),
        ("file", "Text", "source.registered"),
        ("dateline", "Text", "source.registered"),
        ("language", "Text", "source.registered"),
        ("what", "Text", "source.corrected"),
        ("name", "Text", "actor.registered type.registered"),
        ("aka", "list of Text", "actor.registered"),
        ("iso3166", "Text", "actor.registered"),
        ("part_of", "ActorKey", "actor.registered"),
        ("controlled_by", "ActorKey", "actor.registered"),
        ("roles", "list of Post", "actor.registered"),
        (
            "description", "Text",
            "actor.registered type.registered query.saved checkpoint.named issue.registered"
        ),
        ("document", "SourceKey", "actor.registered"),
        ("count", "Range", "actor.registered"),
        ("a", "Key", "identity.linked"),
        ("b", "list of Key", "identity.linked"),
        ("rel", "Enum", "identity.linked record.linked"),
        ("to", "Record", "record.linked"),
        ("link_by", "Enum", "record.linked"),
        ("join", "Enum", "identity.linked"),
        ("records", "list of Record", "record.redacted conflict.explained"),
        ("reading", "Text", "conflict.explained"),
        ("subject_kinds", "list of Text", "type.registered"),
        ("required_fields", "list of Field", "type.registered"),
        ("expected_fields", "list of Field", "type.registered"),
        ("allowed_fields", "list of Field", "type.registered"),
        ("required_roles", "list of Enum", "type.registered"),
        ("machine", "Enum", "type.registered"),
        ("state", "Text", "type.registered"),
        ("words", "list of Text", "query.saved"),
        ("size", "Count", "checkpoint.named view.attested"),
        ("root", "Digest", "checkpoint.named"),
        ("signed_note", "Text", "key.rotated"),
        ("rules", "Count", "view.attested"),
    ]

    /// The types of a list such as `tariff.{raised,lowered} talks.* *`.
    static func expand(_ list: String, among names: [String]) -> Set<String> {
        var found: Set<String> = []
        for word in list.split(separator: " ") {
            if word == "*" { return Set(names) }
            let family = word.prefix { $0 != "." }
            let rest = word.dropFirst(family.count + 1)
            if rest == "*" {
                found.formUnion(names.filter { $0.hasPrefix("\(family).") })
            } else {
                let verbs = rest.filter { $0 != "{" && $0 != "}" }.split(separator: ",")
                found.formUnion(verbs.map { "\(family).\($0)" })
            }
        }
        return found
    }
}
