import Ledger
import Testing

struct AmountTests {
    @Test(arguments: [
        ("200bn", "200000000000", "USD", "eq", "$200bn"),
        ("200bn USD", "200000000000", "USD", "eq", "$200bn"),
        ("$200bn", "200000000000", "USD", "eq", "$200bn"),
        ("up-to:60bn", "60000000000", "USD", "up_to", "up to $60bn"),
        ("up_to:60bn", "60000000000", "USD", "up_to", "up to $60bn"),
        ("about:110bn", "110000000000", "USD", "about", "about $110bn"),
        ("over:1tn", "1000000000000", "USD", "over", "over $1tn"),
        ("under:$3bn", "3000000000", "USD", "under", "under $3bn"),
        ("at-least:11bn CNY", "11000000000", "CNY", "at_least", "at least CNY 11bn"),
        ("eq:5", "5", "USD", "eq", "$5"), ("1.5m EUR", "1500000", "EUR", "eq", "EUR 1.5m"),
        ("EUR 1.5m", "1500000", "EUR", "eq", "EUR 1.5m"), ("7 year", "7", "year", "eq", "7 years"),
        ("1 year", "1", "year", "eq", "1 year"), ("7 years", "7", "year", "eq", "7 years"),
        ("2.8%", "2.8", "percent", "eq", "2.8%"), ("-6%", "-6", "percent", "eq", "-6%"),
        ("2.8 percent", "2.8", "percent", "eq", "2.8%"),
        ("24202.6 index_pts", "24202.6", "index_pts", "eq", "24,202.6 pts"),
        ("669.4 pts", "669.4", "index_pts", "eq", "669.4 pts"),
        ("1300 1", "1300", "1", "eq", "1,300"), ("12k EUR", "12000", "EUR", "eq", "EUR 12,000"),
        ("-375bn", "-375000000000", "USD", "eq", "-$375bn"),
        ("-$375bn", "-375000000000", "USD", "eq", "-$375bn"),
        ("1234567890", "1234567890", "USD", "eq", "$1,234,567,890"),
        ("1234000000", "1234000000", "USD", "eq", "$1.234bn"), ("0", "0", "USD", "eq", "$0"),
        ("999999", "999999", "USD", "eq", "$999,999"), ("0.5bn", "500000000", "USD", "eq", "$500m"),
        ("1000tn", "1000000000000000", "USD", "eq", "$1,000tn"),
        ("0.01 JPY", "0.01", "JPY", "eq", "JPY 0.01"),
        ("5 HRK", "5", "HRK", "eq", "HRK 5"),
    ])
    func `an amount is read as typed and shown for people`(
        typed: String,
        value: String,
        unit: String,
        qualifier: String,
        display: String
    ) throws {
        let amount = try Amount.shorthand(typed)
        #expect(try amount == Amount(value: value, unit: unit, qualifier: qualifier))
        #expect(amount.display == display && amount.description == display)
    }

    @Test(arguments: [
        ("range:5bn-10bn", "5000000000", "10000000000", "USD", "$5bn to $10bn"),
        ("range:$5bn-$10bn", "5000000000", "10000000000", "USD", "$5bn to $10bn"),
        ("range:5bn-10bn EUR", "5000000000", "10000000000", "EUR", "EUR 5bn to EUR 10bn"),
        ("range:5%-10%", "5", "10", "percent", "5% to 10%"),
        ("range:-6--2.5 percent", "-6", "-2.5", "percent", "-6% to -2.5%"),
        ("range:2-3 year", "2", "3", "year", "2 to 3 years"),
        ("range:500m-1bn", "500000000", "1000000000", "USD", "$500m to $1bn"),
    ])
    func `a range has two numbers`(
        typed: String,
        value: String,
        upper: String,
        unit: String,
        display: String
    ) throws {
        let amount = try Amount.shorthand(typed)
        let stored = try Amount(value: value, unit: unit, qualifier: "range", upper: upper)
        #expect(amount == stored)
        #expect(amount.display == display)
    }

    @Test func `another default unit is used where none is typed`() throws {
        #expect(try Amount.shorthand("7", defaultUnit: .year).display == "7 years")
        #expect(try Amount.shorthand("$7", defaultUnit: .year).unit == .usd)
        #expect(try Amount.shorthand("7 EUR", defaultUnit: .year).unit.code == "EUR")
    }

    @Test(arguments: [
        ("200b", "write 200bn"), ("200B", "write 200bn"), ("200billion", "write 200bn"),
        ("1.5M", "write 1.5m"), ("1.5mn", "write 1.5m"), ("2trillion", "write 2tn"),
        ("5K", "write 5k"), ("200bnUSD", "write 200bn USD"),
        ("5EUR", "write 5 EUR"), ("5eur", "write 5 EUR"),
        ("5bushel", "write k, m, bn or tn after the number"),
        ("5 eur", "write EUR"), ("5 dollars", "write USD"), ("5 €", "write EUR"),
        ("5 RMB", "write CNY"),
        ("5 XXX", "write an ISO 4217 code such as USD, or percent, index_pts, year or 1"),
        ("1,5bn", "write the digits together, with a point before the decimals"),
        ("200,000", "write the digits together, with a point before the decimals"),
        ("ten", "write one such as 200bn, up-to:60bn, 1.5m EUR, 2.8% or 7 year"),
        ("", "write one such as 200bn, up-to:60bn, 1.5m EUR, 2.8% or 7 year"),
        ("bn", "write one such as 200bn, up-to:60bn, 1.5m EUR, 2.8% or 7 year"),
        ("up-to:", "write one such as 200bn, up-to:60bn, 1.5m EUR, 2.8% or 7 year"),
        ("upto:5", "write about:, up-to:, at-least:, over:, under: or range: in front"),
        ("range:5bn", "write range:5bn-10bn"),
        ("range:5-10bn", "write the suffix on both, as range:5bn-10bn"),
        ("range:10bn-5bn", "write the lower one first"),
        ("range:5bn-5bn", "write the lower one first"),
        ("$5 EUR", "write it with one"), ("range:5%-$10", "write it with one"),
        ("5  EUR", "write a number, a space and a unit, as 1.5m EUR"),
        ("5bn USD please", "write a number, a space and a unit, as 1.5m EUR"),
        (" 5", "write a number, a space and a unit, as 1.5m EUR"),
        ("+5", "write 5"), ("1e9", "write all digits"),
    ])
    func `a typed amount is refused with a hint`(typed: String, hint: String) {
        let fault = #expect(throws: Malformed.self) { try Amount.shorthand(typed) }
        #expect(fault?.hint == hint, "\(fault?.description ?? "accepted")")
    }

    @Test func `an amount too large for a decimal is refused`() {
        let fault = #expect(throws: Malformed.self) { try Amount.shorthand("9999999tn") }
        #expect(fault?.reason == "it has more than 18 digits")
    }

    @Test func `upper belongs to a range, and a range has one`() {
        #expect(throws: Malformed.self) { try Amount(value: 5, unit: .usd, qualifier: .range) }
        #expect(throws: Malformed.self) { try Amount(value: 5, unit: .usd, upper: 6) }
        #expect(throws: Malformed.self) {
            try Amount(value: 5, unit: .usd, qualifier: .range, upper: 5)
        }
        #expect(throws: Malformed.self) { try Amount(value: 5, unit: .usd, basis: "") }
        #expect(throws: Malformed.self) { try Amount(value: "5", unit: "USD", qualifier: "approx") }
        let fault = #expect(throws: Malformed.self) {
            try Amount(value: 10, unit: .usd, qualifier: .range, upper: 5)
        }
        #expect(
            fault?.description == "'10 to 5 USD' is not an amount: its upper number is not above "
                + "its lower one; write the lower one first"
        )
    }

    @Test(arguments: [
        // a, b, compatible, the narrower one
        ("200bn", "200bn", true, "200bn"), ("200bn", "250bn", false, nil),
        ("200bn", "200bn EUR", false, nil), ("110bn", "about:110bn", true, "110bn"),
        ("about:110bn", "121bn", true, "121bn"), ("about:110bn", "99bn", true, "99bn"),
        ("about:110bn", "121.000000001bn", false, nil),
        ("about:110bn", "98.999999999bn", false, nil),
        ("about:100bn", "about:120bn", true, nil), ("about:100bn", "about:130bn", false, nil),
        ("about:-10%", "-11%", true, "-11%"), ("about:-10%", "-11.1%", false, nil),
        ("up-to:60bn", "60bn", true, "60bn"), ("up-to:60bn", "61bn", false, nil),
        ("up-to:60bn", "up-to:150bn", true, "up-to:60bn"), ("up-to:60bn", "over:60bn", false, nil),
        ("up-to:60bn", "at-least:60bn", true, nil), ("under:60bn", "60bn", false, nil),
        ("under:60bn", "59.999999999bn", true, "59.999999999bn"),
        ("under:60bn", "up-to:60bn", true, "under:60bn"),
        ("over:60bn", "at-least:60bn", true, "over:60bn"),
        ("over:5", "under:5", false, nil), ("over:5", "under:5.000000001", true, nil),
        ("over:5", "under:6", true, nil), ("range:5bn-10bn", "5bn", true, "5bn"),
        ("range:5bn-10bn", "10bn", true, "10bn"), ("range:5bn-10bn", "11bn", false, nil),
        ("range:5bn-10bn", "over:10bn", false, nil),
        ("range:5bn-10bn", "up-to:20bn", true, "range:5bn-10bn"),
        ("range:5bn-10bn", "range:8bn-12bn", true, nil),
        ("range:5bn-10bn", "range:6bn-7bn", true, "range:6bn-7bn"),
        ("range:5bn-10bn", "about:7bn", true, "about:7bn"), ("about:0%", "0%", true, "about:0%"),
        ("at-least:5", "over:-5", true, "at-least:5"),
    ])
    func `amounts are compatible when their bounds meet`(
        a: String,
        b: String,
        isCompatible: Bool,
        narrower: String?
    ) throws {
        let (a, b) = (try Amount.shorthand(a), try Amount.shorthand(b))
        #expect(a.compatible(with: b) == isCompatible)
        #expect(b.compatible(with: a) == isCompatible)
        let expected = try narrower.map { try Amount.shorthand($0) }
        #expect(a.narrower(of: b) == expected)
        // Equal bounds keep the receiver, so only those may differ the other way round.
        let reversed = b.narrower(of: a)
        #expect(reversed == expected || (reversed == b && a.narrower(of: b) == a))
    }

    @Test func `the basis is kept and not compared`() throws {
        let stated = try Amount(value: 370, unit: .usd, basis: "annual trade as stated")
        let counted = try Amount(value: 370, unit: .usd, basis: "2017 imports")
        #expect(stated != counted && stated.compatible(with: counted))
    }

    @Test func `units are currencies or one of four others`() throws {
        for code in [
            "USD", "EUR", "CNY", "JPY", "ZAR", "XCG", "VEF", "percent", "index_pts", "year", "1",
        ] {
            #expect(try Unit(code).description == code)
        }
        for code in ["", "usd", "Usd", "US", "USDX", "XXX", "XTS", "ABC", "2", "Percent", "%", "€"]
        {
            #expect(throws: Malformed.self) { try Unit(code) }
        }
        #expect(try Unit("CNY").isCurrency)
        #expect(!Unit.percent.isCurrency && !Unit.one.isCurrency)
    }
}
