import Ledger
import Testing

struct DecimalTests {
    @Test(arguments: [
        ("0", "0"), ("0.0", "0"), ("7", "7"), ("10", "10"), ("10.0", "10"), ("100", "100"),
        ("24202.6", "24202.6"), ("-6", "-6"), ("0.5", "0.5"), ("-0.5", "-0.5"), ("0.05", "0.05"),
        ("1.50", "1.5"), ("0.000000001", "0.000000001"), ("-0.000000001", "-0.000000001"),
        ("200000000000", "200000000000"), ("999999999999999999", "999999999999999999"),
        ("-999999999999999999", "-999999999999999999"),
        ("100000000000000000.000", "100000000000000000"),
        ("999999999.999999999", "999999999.999999999"), ("1.000000000", "1"),
        ("0.100000000", "0.1"), ("2.8", "2.8"),
    ])
    func `a number is read exactly and printed at its shortest`(
        text: String,
        canonical: String
    ) throws {
        let value = try Decimal(text)
        #expect(value.description == canonical)
        #expect(try Decimal(canonical) == value)
    }

    @Test(arguments: [
        ("", "write digits"), ("ten", "write digits"), ("-", "write digits"), (".", "write digits"),
        ("+5", "write 5"), ("5.", "write 5"), (".5", "write 0 before it"),
        ("-.5", "write 0 before it"),
        ("-0", "write 0"), ("-0.00", "write 0"), ("007", "write it as"), ("00", "write it as"),
        ("-01", "write it as"), ("00.5", "write it as"), ("1e9", "write all digits"),
        ("1E9", "write all digits"), ("1,000", "write the digits together"),
        ("1 000", "write the digits together"), ("1_000", "write the digits together"),
        ("1'000", "write the digits together"), ("2,8", "write the digits together"),
        ("1.2.3", "write it as"), ("--1", "write it as"), ("1-", "write it as"),
        ("0x10", "write digits"), ("1.0000000001", "write at most 18"),
        ("1.0000000000", "write at most 18"), ("1000000000000000000", "write at most 18"),
        ("99999999999999999999999999999999999999999999", "write at most 18"),
        ("NaN", "write digits"),
        ("inf", "write digits"), ("１", "write digits"), ("$5", "write digits"), (" 5", "write the"),
        ("9999999999999999999bn", "write digits"),
    ])
    func `other spellings are refused with a hint`(text: String, hint: String) {
        let fault = #expect(throws: Malformed.self) { try Decimal(text) }
        #expect(fault?.hint?.hasPrefix(hint) == true, "\(fault?.description ?? "accepted")")
    }

    @Test func `more significant digits than fit are refused`() {
        #expect(throws: Malformed.self) { try Decimal("9999999999.999999999") }
        #expect(throws: Malformed.self) { try Decimal("999999999999999999.5") }
    }

    @Test(arguments: [
        ("10", "10.0", 0), ("10", "10.000000000", 0), ("0.5", "0.50", 0), ("0", "0.0", 0),
        ("1", "2", -1), ("-1", "1", -1), ("-2", "-1", -1), ("0.1", "0.11", -1), ("9.99", "10", -1),
        ("-0.1", "0", -1), ("999999999999999999", "0.000000001", 1), ("2.8", "2.7", 1),
        ("-999999999999999999", "-0.000000001", -1), ("100", "99.999999999", 1),
    ])
    func `numbers compare by value`(a: String, b: String, order: Int) throws {
        let (a, b) = (try Decimal(a), try Decimal(b))
        #expect((a == b) == (order == 0))
        #expect((a < b) == (order < 0) && (b < a) == (order > 0))
        #expect(order != 0 || a.hashValue == b.hashValue)
    }

    @Test(arguments: [
        ("1", "2", "3", "-1"), ("0.1", "0.2", "0.3", "-0.1"), ("10", "0.5", "10.5", "9.5"),
        ("-5", "5", "0", "-10"), ("1.25", "0.75", "2", "0.5"),
        ("999999999999999999", "1", nil, "999999999999999998"),
        ("-999999999999999999", "1", "-999999999999999998", nil),
        ("999999999999999999", "0.1", nil, nil),
        ("999999999.999999999", "0.000000001", "1000000000", "999999999.999999998"),
    ])
    func `sums and differences are exact or nothing`(
        a: String,
        b: String,
        sum: String?,
        difference: String?
    ) throws {
        let (a, b) = (try Decimal(a), try Decimal(b))
        #expect(a.adding(b)?.description == sum)
        #expect(b.adding(a)?.description == sum)
        #expect(a.subtracting(b)?.description == difference)
    }

    @Test(arguments: [
        ("200", 9, "200000000000"), ("1.5", 6, "1500000"), ("1.5", -1, "0.15"), ("0", 99, "0"),
        ("0", Int.min, "0"), ("1", 17, "100000000000000000"), ("1", 18, nil),
        ("1", -9, "0.000000001"),
        ("1", -10, nil), ("0.000000001", 26, "100000000000000000"), ("0.000000001", 27, nil),
        ("100000000000000000", -26, "0.000000001"), ("100000000000000000", -27, nil),
        ("1", Int.max, nil), ("1", Int.min, nil), ("-2.5", 1, "-25"), ("7", 0, "7"),
    ])
    func `a power of ten moves the point`(text: String, exponent: Int, product: String?) throws {
        #expect(try Decimal(text).timesPowerOfTen(exponent)?.description == product)
    }

    @Test func `digits outside the range are no decimal`() {
        #expect(Decimal(coefficient: .min, scale: 0) == nil)
        #expect(Decimal(coefficient: 1, scale: 10) == nil)
        #expect(Decimal(coefficient: 1, scale: -1) == nil)
        #expect(Decimal(coefficient: 10, scale: 10)?.description == "0.000000001")
        #expect(Decimal(coefficient: 0, scale: 99) == 0)
        #expect(Decimal(coefficient: -1500, scale: 2) == -15)
        #expect(Decimal.zero == 0 && Decimal(-3).magnitude == 3 && Decimal(-3).isNegative)
    }
}
