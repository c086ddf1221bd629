/// What each event type needs, and the words of each vocabulary, as the desk agreed on them.
enum AgreedNeeds {
    typealias TypeRow = (
        type: String, kinds: String, roles: String, required: String, expected: String
    )

    /// Type, kinds of subject, roles, fields refused without, fields listed as incomplete without.
    ///
    /// `a/b` is one of them.
    static let types: [TypeRow] = [
        ("tariff.threatened", "measure", "imposer target", "", ""),
        (
            "tariff.announced", "measure", "imposer target", "",
            "coverage/goods/lines/to_rate/reaffirms"
        ),
        ("tariff.scheduled", "measure", "imposer target", "effective rate/rates/change", ""),
        ("tariff.imposed", "measure", "imposer target", "", "effective rate/rates"),
        ("tariff.raised", "measure", "imposer target", "effective to_rate/rates/step", ""),
        ("tariff.lowered", "measure", "imposer target", "effective to_rate/rates/step", ""),
        (
            "tariff.amended", "measure", "imposer target",
            "effective goods/excluded_lines/entry_rule",
            ""
        ),
        ("tariff.postponed", "measure", "imposer target", "postponed_to/indefinite", "step"),
        ("tariff.suspended", "measure", "imposer target", "effective", ""),
        ("tariff.lifted", "measure", "imposer target", "effective", ""),
        ("tariff.cancelled", "measure", "imposer target", "", ""),
        ("restriction.announced", "restriction", "", "instrument", ""),
        ("restriction.imposed", "restriction", "", "instrument", "effective"),
        ("restriction.lifted", "restriction", "", "instrument", "effective"),
        ("offer.made", "offer", "by to", "", "items"),
        ("demand.made", "demand", "by to", "strength", "items"),
        ("proposal.answered", "offer demand talk", "by", "response", ""),
        ("talks.proposed", "talk", "by to", "", "kind"),
        ("talks.scheduled", "talk", "party*2", "", "kind"),
        ("talks.held", "talk", "party*2", "", "kind"),
        ("talks.postponed", "talk", "party*2", "", "kind"),
        ("talks.cancelled", "talk", "party*2", "", "kind"),
        ("call.held", "talk", "party*2", "", "kind"),
        ("message.sent", "message", "", "kind", ""),
        ("commitment.pledged", "commitment", "by", "items", ""),
        ("commitment.assessed", "commitment", "by", "finding", ""),
        ("agreement.reached", "agreement", "", "form", ""),
        ("agreement.ended", "agreement", "", "ending", ""),
        ("statement.made", "statement", "by", "kind", "gist"),
        ("claim.denied", "", "by", "target/proposition", ""),
        ("claim.confirmed", "", "by", "target/proposition", ""),
        ("claim.disavowed", "statement", "by", "target grounds scope", ""),
        ("comment.refused", "comment", "by", "refusal", ""),
        ("figure.stated", "figure", "", "metric value", "period"),
        ("proceeding.moved", "proceeding", "", "stage", ""),
        ("source.registered", "src", "", "outlet published held", "kind"),
        ("source.corrected", "src", "", "what/published", ""),
        ("actor.registered", "gov org group person anon", "", "kind", "name/description"),
        ("identity.linked", "", "", "a b rel join", ""),
        ("record.linked", "", "", "target rel link_by", ""),
        ("record.corrected", "", "", "target reason", ""),
        ("record.retracted", "", "", "target reason", ""),
        ("conflict.explained", "", "", "records kind reading", ""),
        ("type.registered", "type", "", "name description", ""),
        ("record.redacted", "", "", "target reason", ""),
        ("query.saved", "query", "", "words", ""),
        ("checkpoint.named", "checkpoint", "", "size root", ""),
        ("issue.registered", "issue", "", "description", ""),
        ("key.rotated", "key", "", "signed_note", ""),
        ("view.attested", "view", "", "size sha256 rules", ""),
    ]

    /// Field, where it stands, its words in their order.
    static let words: [(field: String, types: String, words: String)] = [
        ("change", "tariff.{announced,scheduled}", "raise lower suspend resume amend lift"),
        (
            "instrument", "restriction.*",
            "export_ban entity_listing investment_limit licensing procurement_ban "
                + "quota other"
        ),
        ("formal", "offer.made", "written oral unknown"),
        ("strength", "demand.made", "appeal request demand precondition ultimatum"),
        ("join", "identity.linked", "stated presumed rejected unresolved"),
        (
            "response", "proposal.answered",
            "acknowledged countered accepted partly_accepted resisted rejected "
                + "withdrawn lapsed"
        ),
        (
            "kind", "talks.* call.held",
            "negotiation_round contacts summit bilateral briefing multilateral"
        ),
        ("kind", "message.sent", "letter position_paper list representation leak disclosure"),
        (
            "kind", "statement.made",
            "position assessment forecast expectation accusation threat readout "
                + "rejection"
        ),
        ("kind", "source.registered", "news official"),
        (
            "kind", "actor.registered",
            "state office outlet outlet_group organisation company group person "
                + "anonymous"
        ),
        (
            "kind", "conflict.explained",
            "scope_difference revision unit_slip different_subject other"
        ),
        ("level", "talks.* call.held", "leader minister vice_minister official"),
        (
            "outcome", "talks.held call.held",
            "agreement progress inconclusive breakdown ongoing unknown"
        ),
        ("refusal", "comment.refused", "declined unreachable no_reply deflected no_detail"),
        ("ending", "agreement.ended", "expired collapsed replaced"),
        ("finding", "commitment.assessed", "fulfilled partly unfulfilled broken"),
        ("form", "agreement.reached", "consensus mechanism in_principle truce text signed"),
        (
            "grounds", "claim.disavowed",
            "misspoke not_authorized not_policy out_of_context personal_view"
        ),
        ("scope", "claim.disavowed", "authority content both"),
        (
            "metric", "figure.stated",
            "tariff.coverage_total tariff.average tariff.lines trade.deficit "
                + "trade.import_value trade.export_value index.close index.change_pct "
                + "fx.rate other"
        ),
        (
            "stage", "proceeding.moved",
            "consultations_requested panel_requested panel_established panel_composed "
                + "report_circulated appealed ab_report adopted implementation "
                + "compliance_panel retaliation_authorised settled lapsed initiated "
                + "determination action modified terminated"
        ),
        ("held", "source.registered", "full partial cited_only"),
        ("rel", "identity.linked", "same_as one_of different"),
        (
            "rel", "record.linked",
            "responds_to retaliates_for repeats corroborates contradicts confirms "
                + "denies disavows corrects supersedes supersedes_figure_of precondition_of "
                + "part_of implements explains queried"
        ),
        ("link_by", "record.linked", "source coder"),
        (
            "action", "items",
            "allow buy_more drop ease eliminate ensure grant lift open oppose present "
                + "reduce refrain stop strengthen unspecified"
        ),
        (
            "role", "actors",
            "by for affiliation to imposer target party delegate lead about "
                + "beneficiary asked_by as_told_by removed_by speaker_disavowed complainant "
                + "respondent reporter partner author contributor"
        ),
        (
            "issue", "issues items",
            "process trade tariffs tariffs.autos tariffs.metals retaliation tech-transfer "
                + "ip ip.licensing market-access market-access.finance national-treatment "
                + "investment investment.joint-ventures purchases "
                + "purchases.semiconductors purchases.manufactured purchases.agriculture "
                + "purchases.energy purchases.services deficit industrial-policy cyber wto "
                + "market-economy-status export-controls enforcement markets dprk"
        ),
    ]
}
