/// Proposals, talks, claims, and records about records.
extension SchemaEvents {
    private static func item(_ text: String, _ more: String = "") -> String {
        "{\"issue\":\"fisheries.cod\",\"action\":\"reduce\",\"text\":\"\(text)\"\(more)}"
    }

    private static let topics = ",\"issues\":[\"fisheries\",\"fisheries.cod\"]"

    static let proposals = [
        told(
            "offer.made",
            "offer/cl-cod",
            ["by": "gov/CHL", "to": "gov/ISL"],
            on: "2019-05-10",
            """
            "items":[\(item("a lower duty on cod", ",\"amount\":\(dollars("5000000"))")),\
            \(item("fewer inspections", ",\"deadline\":\(date("2019-06-30"))"))]
            """,
            ref: "offer",
            more: topics
        ),
        told(
            "proposal.answered",
            "offer/cl-cod",
            ["by": "gov/ISL", "as_told_by": "gov/CHL"],
            on: "2019-05-20",
            """
            "response":"countered","part":"body.items[0]","condition":{"unless":"quotas rise"}
            """,
            more: topics
        ),
        told(
            "demand.made",
            "demand/is-nets",
            ["by": "person/jonsdottir-anna", "to": "gov/CHL"],
            on: "2019-05-12",
            """
            "strength":"precondition","precondition_for":"talk/reykjavik-2019",\
            "items":[\(item("wider nets"))]
            """,
            more: topics
                + ",\"links\":[{\"rel\":\"responds_to\",\"to\":\"@offer\",\"by\":\"source\"}]"
        ),
        told(
            "commitment.pledged",
            "commitment/cl-report",
            ["by": "gov/CHL"],
            on: "2019-05-13",
            """
            "items":[\(item("a yearly report"))],"deadline":\(date("2019-06-15")),\
            "previous_deadline":\(date("2019-06-01"))
            """,
            more: topics
        ),
        told(
            "commitment.assessed",
            "commitment/cl-report",
            ["by": "gov/ISL"],
            on: "2019-06-16",
            "\"finding\":\"partly\""
        ),
        told(
            "agreement.reached",
            "agreement/cod-truce",
            ["party": "gov/ISL", "by": "gov/CHL"],
            on: "2019-05-14",
            """
            "form":"truce","terms":["no new duties"],"title":"Cod truce","partial":true,\
            "effective":\(date("2019-06-01")),"until":\(date("2019-06-30"))
            """
        ),
        told(
            "agreement.ended",
            "agreement/cod-truce",
            on: "2019-06-20",
            "\"ending\":\"collapsed\""
        ),
        told(
            "agreement.reached",
            "agreement/cod-truce",
            ["party": "gov/ISL"],
            on: "2019-06-25",
            "\"form\":\"signed\""
        ),
    ]

    private static let table: KeyValuePairs = ["party": "gov/ISL", "party": "gov/CHL"]

    static let meetings = [
        told("talks.scheduled", "talk/reykjavik-2019", table, on: "2019-07-20", "\"at_risk\":true"),
        told("talks.held", "talk/oslo-2019", table, on: "2019-06-01", place("Oslo")),
        told("talks.cancelled", "talk/oslo-2019", table, on: "2019-06-01"),
        told(
            "talks.held",
            "talk/oslo-2019",
            table,
            on: "2019-06-01",
            place("Bergen"),
            source: echo
        ),
        told("talks.postponed", "talk/santiago-2019", table, on: "2019-06-02"),
    ]

    private static func place(_ name: String) -> String {
        """
        "kind":"bilateral","level":"minister","place":{"name":"\(name)"},"outcome":"progress"
        """
    }

    static let claims = [
        told(
            "statement.made",
            "statement/anna-nets",
            ["by": "person/jonsdottir-anna"],
            on: "2019-06-10",
            "\"kind\":\"position\",\"gist\":\"nets are too narrow\"",
            ref: "nets",
            more: topics
        ),
        told(
            "claim.denied",
            "statement/anna-nets",
            ["by": "gov/CHL"],
            on: "2019-06-11",
            "\"target\":\"@nets\"",
            more: topics
        ),
        told(
            "statement.made",
            "statement/anna-nets",
            ["by": "person/jonsdottir-anna"],
            on: "2019-06-10",
            "\"kind\":\"position\",\"gist\":\"nets are rather narrow\"",
            source: echo,
            ref: "nets2",
            more: topics
        ),
        told(
            "comment.refused",
            "comment/chl-nets",
            ["by": "gov/CHL"],
            on: "2019-06-12",
            "\"refusal\":\"no_reply\",\"about\":[\"statement/anna-nets\"]",
            more: topics
        ),
        told(
            "claim.disavowed",
            "statement/anna-nets",
            ["by": "gov/ISL"],
            on: "2019-06-13",
            "\"target\":\"@nets\",\"grounds\":[\"misspoke\"],\"scope\":\"content\""
        ),
    ]

    private static let digest = String(repeating: "0a", count: 32)

    static let records = [
        line(
            "record.linked",
            "statement/anna-nets",
            "\"target\":\"@nets\",\"to\":\"@offer\",\"rel\":\"contradicts\",\"link_by\":\"coder\""
        ),
        line(
            "record.linked",
            "statement/anna-nets",
            "\"target\":\"@nets\",\"rel\":\"queried\",\"link_by\":\"coder\",\"reason\":\"misheard\""
        ),
        line(
            "record.corrected",
            "statement/anna-nets",
            "\"target\":\"@nets\",\"reason\":\"a word was wrong\"",
            ref: "mended",
            more: ",\"replacement\":"
                + told(
                    "statement.made",
                    "statement/anna-nets",
                    ["by": "person/jonsdottir-anna"],
                    on: "2019-06-10",
                    "\"kind\":\"position\",\"gist\":\"nets are narrow\"",
                    more: topics
                )
        ),
        line(
            "record.retracted",
            "statement/anna-nets",
            "\"target\":\"@nets2\",\"reason\":\"told twice\""
        ),
        line("query.saved", "query/fish", "\"words\":[\"talk\",\"list\"]"),
        line("checkpoint.named", "checkpoint/first-load", "\"size\":3,\"root\":\"\(digest)\""),
    ]
}
