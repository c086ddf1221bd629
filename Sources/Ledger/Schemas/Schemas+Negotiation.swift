/// Answers about proposals, talks, commitments, agreements, restrictions and proceedings.
extension Schemas {
    static let text = ValueShape.text.orNull
    static let span = ValueShape.span.orNull
    static let issue = MemberShape("issue", .pattern(Pattern.slug).orNull, "its topic")
    private static let action = MemberShape(
        "action",
        .words(Action.self).orNull,
        "what is to be done"
    )
    private static let item = MemberShape("item", .count.orNull, "its item, from 0; null without")
    private static let deadline = MemberShape("deadline", span, "by when")

    static let negotiation: [AnswerShape] = [
        AnswerShape("proposals", "proposals", "offers and demands, an item a row", proposals),
        AnswerShape("talks", "talks", "talks and calls, by date", talks),
        AnswerShape("commitments", "commitments", "what was promised, an item a row", commitments),
        AnswerShape("agreements", "agreements", "what was agreed", agreements),
        AnswerShape("restrictions", "restrictions", "restrictions with their state", restrictions),
        AnswerShape("proceedings", "proceedings", "cases with the stage they are in", proceedings),
        AnswerShape("proceeding", "proceedings/show", "the stages of one case", proceeding),
    ]

    private static let proposals: [MemberShape] = [
        .init("proposal", .key(.offer, .demand), "the proposal"), also,
        .init("kind", .words([Kind.offer, .demand].map(\.rawValue)), "offer or demand"),
        .init("by", .actor.orNull, "who makes it"), .init("to", .actor.orNull, "to whom"), item,
        .init("text", text, "the thing, in words"), issue, action,
        .init("amount", .amount.orNull, "how much of it"),
        .init("strength", .words(Strength.self).orNull, "how hard a demand is put"),
        .init("opened", span, "when it was made"), deadline,
        .init("state", .states(.proposal, and: ["superseded", ProposalFold.lapsed]), "its state"),
        .init("is_open", .flag, "whether it may still be answered"),
        .init("answers", answer.list, "the answers to it"),
        .init("precondition_for", .key.orNull, "the talk that waits for it"),
        .init("waits", text, "the state of that talk"),
        .init("answered_by", response.list, "records that link to it as a response"), evidence,
        .init("tally", .text, "the evidence for it, counted"),
    ]

    private static let answer = ValueShape.members(
        MemberShape(
            "response",
            .words(Response.self).orNull,
            "the answer; null of a desk's own type"
        ),
        MemberShape("by", .actor.orNull, "who answers"),
        MemberShape("as_told_by", .actor.orNull, "who tells of it"),
        MemberShape("part", text, "the one item meant"),
        MemberShape("condition", text, "what it depends on"),
        MemberShape("date", span, "when"),
        MemberShape("record", .record, "the record")
    )

    private static let response = ValueShape.members(
        MemberShape("record", .record, "the record that responds"),
        MemberShape("subject", .key, "what that record is about"),
        MemberShape("rel", .words(LinkRelation.self), "how the two are related"),
        MemberShape("by", .words(LinkAuthor.self), "whether the text says so or its reader")
    )

    private static let talks: [MemberShape] = [
        .init("talk", .key(.talk), "the talk"), also,
        .init("when", span, "the day or window that was told last"),
        .init("kind", .words(TalkKind.self).orNull, "what sort of talk"),
        .init("parties", ValueShape.actor.list, "who talks"),
        .init("place", text, "where"), .init("medium", text, "by which means"),
        .init("state", .states(.talk, .proposal), "its state"),
        .init("outcome", .words(Outcome.self).orNull, "how it ended"),
        .init("at_risk", .flag, "scheduled, and said to be in danger"),
        .init("due", .flag, "its window is past and nothing is recorded since"), evidence,
    ]

    private static let commitments: [MemberShape] = [
        .init("commitment", .key(.commitment), "the commitment"), also,
        .init("by", .actor.orNull, "who promises"), item, .init("text", text, "what, in words"),
        issue, action, .init("pledged", span, "when it was promised"), deadline,
        .init("previous_deadline", span, "the deadline that this one replaces"),
        .init("state", .states(.commitment), "pledged, or what was found last"),
        .init("assessments", assessment.list, "who judged it, and how"),
        .init("overdue", .flag, "past its deadline and never found fulfilled"),
        .init("reaffirmed", .count, "how often it was said again"), evidence,
    ]

    private static let assessment = ValueShape.members(
        MemberShape(
            "finding",
            .words(Finding.self).orNull,
            "whether it was kept; null once redacted"
        ),
        MemberShape("by", .actor.orNull, "who judges"),
        MemberShape("date", span, "when"),
        MemberShape("record", .record, "the record")
    )

    private static let agreements: [MemberShape] = [
        .init("agreement", .key(.agreement), "the agreement"), also,
        .init("form", .words(AgreementForm.self).orNull, "what sort of agreement"),
        .init("state", .states(.agreement, and: ["in_effect", "expired"]), "its state"),
        .init("parties", ValueShape.actor.list, "between whom"),
        .init("title", text, "the name that it goes by"),
        .init("terms", ValueShape.text.list, "what was agreed"),
        .init("partial", .flag, "whether it was agreed in part only"),
        .init("date", span, "when it was reached"), .init("effective", span, "the first day"),
        .init("until", span, "the last day"), .init("basis", basis, "how its state is known"),
        evidence,
    ]

    private static let restrictions: [MemberShape] = [
        .init("restriction", .key(.restriction), "the restriction"), also,
        .init("instrument", .words(Instrument.self).orNull, "what sort of restriction"),
        .init("by", .actor.orNull, "who restricts"), .init("target", .actor.orNull, "whom"),
        .init("state", .states(.restriction), "its state"), .init("since", span, "since when"),
        .init("until", span, "the last day, as stated or by its term"),
        .init("condition", text, "what it depends on"),
        .init("basis", basis, "how its state is known"), evidence,
    ]

    private static let stage = MemberShape("stage", .words(Stage.self).orNull, "the stage")

    private static let proceedings: [MemberShape] = [
        .init("proceeding", .key(.proceeding), "the case"), also,
        .init("title", text, "the name that it goes by"),
        .init("complainant", .actor.orNull, "who brings it"),
        .init("respondent", .actor.orNull, "against whom"),
        .init("track", .words(Proceedings.Track.allCases.map(\.rawValue)), "before whom"), stage,
        .init("since", span, "since when"), evidence,
    ]

    private static let proceeding: [MemberShape] = [
        .init("date", span, "when"), stage,
        .init("legal", .flag, "whether the stage may follow the one before"),
        .init("what", text, "what happened, in words"), .init("who", text, "who says so"),
        evidence, .init("record", .record, "the record"),
    ]
}
