/// Made-up events of the types that the seeds lack, so that every sort of row has an example.
enum SchemaEvents {
    /// A line of JSON each, to be appended as one batch behind the seeds.
    static var lines: [String] {
        registrations + tariffs + restrictions + proposals + meetings + claims + records
    }

    /// An event that a gazette tells of.
    static func told(
        _ type: String,
        _ subject: String,
        _ actors: KeyValuePairs<String, String>,
        on day: String? = nil,
        _ body: String = "",
        source: String = gazette,
        ref: String? = nil,
        more: String = ""
    ) -> String {
        let evidence = """
            ,"evidence":[{"source":"\(source)","chain":[{"who":"\(source)","act":"reported"}],\
            "attribution":"outlet_voice","form":"narration","stance":"asserts"}]
            """
        return line(type, subject, actors, on: day, body, ref: ref, more: evidence + more)
    }

    static func line(
        _ type: String,
        _ subject: String,
        _ actors: KeyValuePairs<String, String>,
        on day: String? = nil,
        _ body: String = "",
        ref: String? = nil,
        more: String = ""
    ) -> String {
        let parties = actors.map { "{\"role\":\"\($0.key)\",\"actor\":\"\($0.value)\"}" }
            .joined(separator: ",")
        return "{" + (ref.map { "\"ref\":\"\($0)\"," } ?? "")
            + "\"type\":\"\(type)\",\"subject\":\"\(subject)\""
            + (day.map { ",\"occurred\":\(date($0))" } ?? "")
            + (parties.isEmpty ? "" : ",\"actors\":[\(parties)]")
            + (body.isEmpty ? "" : ",\"body\":{\(body)}") + more + "}"
    }

    /// The same without parties.
    static func told(
        _ type: String,
        _ subject: String,
        on day: String? = nil,
        _ body: String
    ) -> String {
        told(type, subject, [:], on: day, body)
    }

    /// The same without parties.
    static func line(
        _ type: String,
        _ subject: String,
        _ body: String,
        ref: String? = nil,
        more: String = ""
    ) -> String {
        line(type, subject, [:], body, ref: ref, more: more)
    }

    static let gazette = "src/port-gazette-20190705"
    static let echo = "src/fjord-echo-20190920"

    static func date(_ day: String) -> String {
        "{\"edtf\":\"\(day)\",\"basis\":\"stated\"}"
    }

    static func rate(_ pct: String, _ kind: String = "additional") -> String {
        "{\"pct\":\"\(pct)\",\"kind\":\"\(kind)\",\"qual\":\"eq\"}"
    }

    static func dollars(_ value: String, _ qualifier: String = "eq") -> String {
        "{\"value\":\"\(value)\",\"unit\":\"USD\",\"qual\":\"\(qualifier)\"}"
    }

    static let registrations = [
        line("actor.registered", "gov/ISL", "\"kind\":\"state\",\"name\":\"Iceland\""),
        line("actor.registered", "gov/CHL", "\"kind\":\"state\",\"name\":\"Chile\""),
        line(
            "actor.registered",
            "person/jonsdottir-anna",
            """
            "kind":"person","name":"Anna Jónsdóttir",\
            "roles":[{"title":"Minister of Fisheries","at":"gov/ISL","from":\(date("2018-01-01"))}]
            """
        ),
        line(
            "actor.registered",
            "org/port-gazette",
            "\"kind\":\"outlet\",\"name\":\"Port Gazette\""
        ),
        line(
            "source.registered",
            gazette,
            """
            "outlet":"org/port-gazette","published":\(date("2019-07-05")),"held":"full",\
            "kind":"news","title":"Duties on fish"
            """
        ),
        line(
            "source.registered",
            echo,
            "\"outlet\":\"org/port-gazette\",\"published\":\(date("2019-09-20")),\"held\":\"partial\""
        ),
        line(
            "source.corrected",
            gazette,
            "\"what\":\"the day was misprinted\",\"published\":\(date("2019-07-06"))"
        ),
        line("issue.registered", "issue/fisheries", "\"description\":\"fish and quotas\""),
        line("issue.registered", "issue/fisheries.cod", "\"description\":\"cod\""),
        line(
            "type.registered",
            "type/x.port.closed",
            """
            "name":"x.port.closed","description":"a port takes no ships of a state",\
            "subject_kinds":["restriction"],"required_roles":["by"],"machine":"restriction",\
            "state":"in_force","allowed_fields":["until","title"]
            """
        ),
    ]

    static let duty: KeyValuePairs = ["imposer": "gov/ISL", "target": "gov/CHL"]

    /// A duty that two texts tell of.
    private static func lamps(_ coverage: String, source: String = gazette) -> String {
        told(
            "tariff.imposed",
            "measure/is-lamps",
            duty,
            """
            "effective":\(date("2019-05-01")),"until":\(date("2019-12-31")),"rate":\(rate("9")),\
            "coverage":\(coverage)
            """,
            source: source
        )
    }

    static let tariffs = [
        told(
            "tariff.threatened",
            "measure/is-salt",
            duty,
            on: "2019-05-01",
            "\"condition\":{\"if\":\"the talks fail\"}"
        ),
        lamps(dollars("1000000000")),
        lamps(dollars("2000000000"), source: echo),
        told("tariff.imposed", "measure/is-lanterns", duty, "\"effective\":\(date("2019-05-01"))"),
        line(
            "identity.linked",
            "measure/is-lamps",
            "\"a\":\"measure/is-lamps\",\"b\":[\"measure/is-lanterns\"],\"rel\":\"same_as\",\"join\":\"stated\""
        ),
        told(
            "tariff.scheduled",
            "measure/is-fish",
            duty,
            on: "2019-05-02",
            """
            "effective":\(date("2019-06-01")),"rate":\(rate("10")),\
            "coverage":\(dollars("2000000000"))
            """
        ),
        told(
            "tariff.scheduled",
            "measure/is-fish",
            duty,
            on: "2019-05-03",
            """
            "effective":\(date("2019-09-01")),"change":"raise","step":"fish-to-25",\
            "to_rate":\(rate("25")),"from_rate":\(rate("10"))
            """
        ),
        told(
            "tariff.imposed",
            "measure/is-fish",
            duty,
            """
            "effective":\(date("2019-06-01")),"coverage":\(dollars("1500000000", "about")),\
            "rates":[\(rate("5")),\(rate("10"))],"goods":"cod and herring"
            """
        ),
        told(
            "tariff.amended",
            "measure/is-fish",
            duty,
            """
            "effective":\(date("2019-06-15")),"entry_rule":{"exported_before":\(date("2019-06-01")),\
            "rate":\(rate("0"))}
            """,
            source: echo
        ),
        told(
            "tariff.imposed",
            "measure/is-wool",
            duty,
            "\"effective\":\(date("2019-03-01")),\"rate\":\(rate("12.5", "deposit"))"
        ),
        told(
            "tariff.lowered",
            "measure/is-wool",
            duty,
            """
            "effective":\(date("2019-04-01")),"to_rate":\(rate("3", "total")),\
            "from_rate":\(rate("4", "total"))
            """
        ),
        told(
            "tariff.raised",
            "measure/is-wool",
            duty,
            "\"effective\":\(date("2019-05-01")),\"to_rate\":\(rate("6", "total"))"
        ),
        told(
            "tariff.suspended",
            "measure/is-wool",
            duty,
            "\"effective\":\(date("2019-06-01")),\"until\":\(date("2019-08-31"))"
        ),
        told(
            "tariff.scheduled",
            "measure/is-oil",
            duty,
            on: "2019-05-04",
            """
            "effective":\(date("2019-10-01")),"rate":\(rate("7"))
            """
        ),
        told("tariff.postponed", "measure/is-oil", duty, on: "2019-07-01", "\"indefinite\":true"),
        told("tariff.announced", "measure/is-tin", duty, on: "2019-05-05", "\"goods\":\"tin\""),
        told("tariff.cancelled", "measure/is-tin", duty, on: "2019-06-05"),
        told("tariff.imposed", "measure/is-rope", duty, "\"effective\":\(date("2019-01-01"))"),
        told("tariff.lifted", "measure/is-rope", duty, "\"effective\":\(date("2019-02-01"))"),
        told(
            "figure.stated",
            "figure/tariff.coverage_total/isl-chl",
            ["by": "gov/ISL", "target": "gov/CHL"],
            """
            "metric":"tariff.coverage_total","value":\(dollars("3000000000")),\
            "period":\(date("2019-07"))
            """
        ),
        line(
            "identity.linked",
            "measure/is-salt",
            """
            "a":"measure/is-salt","b":["measure/is-brine"],"rel":"same_as","join":"presumed",\
            "reason":"one list"
            """
        ),
        told("tariff.threatened", "measure/is-brine", duty, on: "2019-05-09"),
    ]

    static let restrictions = [
        told(
            "restriction.announced",
            "restriction/is-squid",
            ["by": "gov/ISL", "target": "gov/CHL"],
            on: "2019-05-01",
            """
            "instrument":"quota","effective":\(date("2019-06-01")),\
            "term":{"value":"2","unit":"year","qual":"eq"}
            """
        ),
        told(
            "restriction.imposed",
            "restriction/is-kelp",
            ["by": "gov/ISL"],
            "\"instrument\":\"licensing\",\"effective\":\(date("2019-04-01"))"
        ),
        told(
            "restriction.lifted",
            "restriction/is-kelp",
            ["by": "gov/ISL"],
            """
            "instrument":"licensing","effective":\(date("2019-06-20")),\
            "condition":{"if":"inspectors are let in"}
            """
        ),
        told("x.port.closed", "restriction/is-port", ["by": "gov/ISL"], on: "2019-06-03"),
        told("proceeding.moved", "proceeding/fish-rules", "\"stage\":\"consultations_requested\""),
        told(
            "proceeding.moved",
            "proceeding/fish-rules",
            ["complainant": "gov/CHL", "respondent": "gov/ISL"],
            on: "2019-06-30",
            "\"stage\":\"panel_composed\",\"title\":\"Fish rules\""
        ),
    ]
}
