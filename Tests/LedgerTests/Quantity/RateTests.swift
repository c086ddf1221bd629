import Ledger
import Testing

struct RateTests {
    @Test(arguments: [
        ("10%", "10", "additional", "eq", "10%"), ("0%", "0", "additional", "eq", "0%"),
        ("up-to:25%", "25", "additional", "up_to", "up to 25%"),
        ("up_to:25%", "25", "additional", "up_to", "up to 25%"),
        ("total:21.1%", "21.1", "total", "eq", "21.1% total"),
        ("average:3.10%", "3.1", "average", "eq", "3.1% average"),
        ("deposit:178.6%", "178.6", "deposit", "eq", "178.6% deposit"),
        ("total:about:3%", "3", "total", "about", "about 3% total"),
        ("about:total:3%", "3", "total", "about", "about 3% total"),
        ("additional:at-least:5%", "5", "additional", "at_least", "at least 5%"),
        ("1000%", "1000", "additional", "eq", "1000%"), ("0.5%", "0.5", "additional", "eq", "0.5%"),
    ])
    func `a rate is read as typed and shown for people`(
        typed: String,
        pct: String,
        kind: String,
        qualifier: String,
        display: String
    ) throws {
        let rate = try Rate.shorthand(typed)
        #expect(try rate == Rate(pct: pct, kind: kind, qualifier: qualifier))
        #expect(rate.display == display && rate.description == display)
    }

    @Test(arguments: [
        ("ten", "'ten' is not a rate; write 10%, 5%,10% or up-to:25%"),
        ("", "an empty text is not a rate; write 10%, 5%,10% or up-to:25%"),
        ("%", "'%' is not a rate; write 10%, 5%,10% or up-to:25%"),
        ("10", "'10' is not a rate: it has no percent sign; write 10%"),
        ("total:10", "'total:10' is not a rate: it has no percent sign; write total:10%"),
        ("10 %", "'10 %' is not a rate: it has separators; write 10%, 5%,10% or up-to:25%"),
        (
            "2500%",
            "'2500%' is not a rate: it is above 1000%; "
                + "rates are in percent: write 25 for 25%, not 2500 for its basis points"
        ),
        (
            "-5%",
            "'-5%' is not a rate: a rate is never negative; "
                + "a cut is the lower rate, with from_pct the rate before"
        ),
        (
            "range:5%",
            "'5%' is not a rate: a rate is never a range; "
                + "list the rates, as 5%,10%, or write up-to:10%"
        ),
        (
            "flat:5%",
            "'flat:5%' is not a rate: 'flat' cannot stand there; "
                + "write at most one kind, as total:, and one qualifier, as up-to:"
        ),
        (
            "total:average:5%",
            "'total:average:5%' is not a rate: 'average' cannot stand there; "
                + "write at most one kind, as total:, and one qualifier, as up-to:"
        ),
        (
            ":5%",
            "':5%' is not a rate: '' cannot stand there; "
                + "write at most one kind, as total:, and one qualifier, as up-to:"
        ),
        ("5%%", "'5%%' is not a rate; write 10%, 5%,10% or up-to:25%"),
        ("5%,10%", "'5%,10%' is not a rate: it is a list of rates; write one of them"),
    ])
    func `a typed rate is refused with a hint`(typed: String, sentence: String) {
        let fault = #expect(throws: Malformed.self) { try Rate.shorthand(typed) }
        #expect(fault?.description == sentence)
    }

    @Test func `several rates stand between commas`() throws {
        #expect(try Rate.shorthandList("5%,10%").map(\.display) == ["5%", "10%"])
        #expect(
            try Rate.shorthandList("total:5%,up-to:25%").map(\.display) == [
                "5% total", "up to 25%",
            ]
        )
        #expect(try Rate.shorthandList("10%").count == 1)
        for text in ["", ",", "5%,", ",5%", "5%,,10%", "5%;10%", "5,10%", "21,1%"] {
            #expect(throws: Malformed.self) { try Rate.shorthandList(text) }
        }
    }

    @Test func `bands carry their lines and the rate before`() throws {
        let rate = try Rate(pct: "25", kind: "total", qualifier: "eq", lines: 333, fromPct: "3.5")
        #expect(try rate.lines == 333 && rate.fromPct == Decimal("3.5"))
        #expect(throws: Malformed.self) { try Rate(pct: 5, lines: -1) }
        #expect(throws: Malformed.self) { try Rate(pct: 5, fromPct: -1) }
        #expect(throws: Malformed.self) { try Rate(pct: 5, fromPct: 1001) }
        #expect(throws: Malformed.self) { try Rate(pct: "5", kind: "flat", qualifier: "eq") }
        #expect(throws: Malformed.self) { try Rate(pct: "5%", kind: "total", qualifier: "eq") }
    }
}
