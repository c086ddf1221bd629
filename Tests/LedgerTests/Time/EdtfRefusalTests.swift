import Ledger
import Testing

struct EdtfRefusalTests {
    @Test(arguments: [
        (
            "09/11/2018",
            "'09/11/2018' is not a date: it can be read two ways, 2018-11-09 (day first) or "
                + "2018-09-11 (month first); write YYYY-MM-DD"
        ),
        ("2018-13", "'2018-13' is not a date: there is no month 13; write a month from 01 to 12"),
        (
            "nonsense",
            "'nonsense' is not a date; "
                + "write one such as 2018-11-09, 2018-11, 2018-07/2018-11 or ../2018-11-14"
        ),
        (
            "2018-02-30",
            "'2018-02-30' is not a date: there is no day 30 in February 2018; "
                + "write a day from 01 to 28"
        ),
        (
            "",
            "an empty text is not a date; "
                + "write one such as 2018-11-09, 2018-11, 2018-07/2018-11 or ../2018-11-14"
        ),
        (
            "2018-11-15/2018-11-09",
            "'2018-11-15/2018-11-09' is not a date: it ends on 2018-11-09, before it starts on "
                + "2018-11-15; write the earlier date first"
        ),
    ])
    func `a refusal says what was expected and what to type`(text: String, sentence: String) {
        let fault = #expect(throws: Malformed.self) { try Edtf(text) }
        #expect(fault?.description == sentence)
        #expect(fault?.found == text)
    }

    @Test(arguments: [
        ("25/11/2018", "write 2018-11-25"), ("11/25/2018", "write 2018-11-25"),
        ("05/05/2018", "write 2018-05-05"), ("9.11.2018", "write YYYY-MM-DD"),
        ("9-11-2018", "write YYYY-MM-DD"), ("2018/11/09", "write 2018-11-09"),
        ("2018.11.09", "write 2018-11-09"), ("2018-1-5", "write 2018-01-05"),
        ("2018-1", "write 2018-01"), ("2018/11", "write 2018-11"), ("11/2018", "write 2018-11"),
        ("20181109", "write 2018-11-09"), ("2018-11-09 ", "write 2018-11-09"),
        (" 2018", "write 2018"), ("[2018-11-09, 2018-11-16]", "write [2018-11-09,2018-11-16]"),
        ("2018-11-xx", "write it as 2018-11-XX"), ("201x", "write it as 2018-11-XX"),
        ("2018-uu", "write it as 2018-11-XX"),
    ])
    func `a common spelling is answered with the right one`(text: String, hint: String) {
        let fault = #expect(throws: Malformed.self) { try Edtf(text) }
        #expect(fault?.hint == hint)
    }

    @Test(arguments: [
        ("2018-00", "no month 00"), ("2018-14-01", "no month 14"), ("2018-2X", "no month 2X"),
        ("2018-20", "no month 20"), ("2018-42", "no month 42"), ("2018-21-05", "no month 21"),
        ("2018-33", "part of the year 33"), ("2018-25", "part of the year 25"),
        ("2018-11-00", "no day 00"), ("2018-11-31", "no day 31 in November"),
        ("2018-02-3X", "no day 3X in February"), ("1900-02-29", "no day 29 in February 1900"),
        ("2018-11-4X", "no day 4X"), ("2018-11-99", "no day 99"),
        ("Y170000002", "more than four digits"), ("Y-170000002", "more than four digits"),
        ("-1985", "negative years"), ("-0044-03-15", "negative years"),
        ("../-0044", "negative years"), ("XXXX", "century"), ("2XXX", "century"),
        ("XXXX-XX", "century"), ("2X18", "known digit"), ("X018", "known digit"),
        ("201X-11", "known digit"), ("201X-XX-09", "known digit"), ("2018-XX-09", "known digit"),
        ("2018-X1", "known digit"), ("2018-11-X9", "known digit"), ("2018-1X-1X", "known digit"),
        ("2018?-11", "qualifier"), ("2018-11~-09", "qualifier"), ("?2018", "qualifier"),
        ("2018-~11", "qualifier"), ("2018??", "two qualifiers"), ("2018?~", "two qualifiers"),
        ("2018-11-09T14:00:00Z~", "no qualifier"), ("2018-11-09T24:00:00", "time of day"),
        ("2018-11-09T14:60:00", "time of day"), ("2018-11-09T14:00:60", "time of day"),
        ("2018-11-09T14:00", "time of day"), ("2018-11-09T14", "time of day"),
        ("2018-11-09T", "time of day"), ("2018-11-09T1400:00Z", "time of day"),
        ("2018-11-09T14:00:00.123Z", "fractions"), ("2018-11-09T14:00:00+24:00", "offset"),
        ("2018-11-09T14:00:00z", "offset"), ("2018-11-09T14:00:00+0530", "offset"),
        ("2018-11-09T14:00:00+5", "offset"), ("2018-11-09T14:00:00+", "offset"),
        ("2018-11T14:00:00Z", "full date"), ("2018-11-XXT14:00:00Z", "full date"),
        ("2018-02-30T14:00:00Z", "full date"), ("/", "both ends"), ("../..", "both ends"),
        ("../", "both ends"), ("/..", "both ends"), ("2018/2019/2020", "two ends"),
        ("2018//2019", "two ends"), ("2018-12/2018-11", "before it starts"),
        ("2019/2018", "before it starts"), ("2018-24/2018-11", "before it starts"),
        ("2018-11-09T14:00:00Z/2018-11-10", "time of day"),
        ("2018-13/2018-14", "no month 13"), ("[]", "closed or is empty"),
        ("[2018", "closed or is empty"), ("[2018-11-09,]", "missing"), ("[,2018]", "missing"),
        ("[2018,,2019]", "missing"), ("[..]", "only the first"),
        ("[2018,..2019]", "only the first"),
        ("[2018..,2019]", "only the first"), ("[2018,..]", "only the first"),
        ("[2019..2018]", "before it starts"), ("[2018-13]", "no month 13"),
        ("[2018-11-09T14:00:00Z]", "no time of day"), ("{2018,2019}", "all of its dates"),
    ])
    func `a date that cannot be is refused with its reason`(text: String, reason: String) {
        let fault = #expect(throws: Malformed.self) { try Edtf(text) }
        #expect(fault?.reason?.contains(reason) == true, "\(fault?.description ?? "accepted")")
        #expect(fault?.hint != nil)
    }

    @Test(arguments: [
        "2018-", "-", "--", "..", "...", "2018-11-", "2018-11-09-", "2018-11-09-10", "2018-1X1",
        "20181", "201", "1", "2018-Q3", "2018-W45", "H1 2018", "9 Nov 2018", "November 2018",
        "2018年11月9日", "2wks", "today", "@1541772000", "+10d", "2018-11-9X9", "2018-111",
        "2018-11-091", "20181109T140000Z", "1950S2", "1E3", "2018,2019", "2018..2019", "2018;",
        "2018-11–09", "２018", "2018\u{0}", "2018\n", "2018-11-09\u{202E}", "~", "?", "%", "[", "]",
        "X", "T", "T14:00:00Z", "2018/x", "../nonsense", "2018-11-09/tomorrow", "[a,b]",
        "99999999999999999999999999", "2018-99999999999999999999", "[2018]?", "2018.11", "18-11-09",
        "32/13/2018", "11/18", "..2018", "2018..", "../2018/", "2018--11", "2018-11--09",
    ])
    func `other texts are refused with a hint`(text: String) {
        let fault = #expect(throws: Malformed.self) { try Edtf(text) }
        #expect(fault?.hint != nil)
        #expect(fault?.expected == "a date")
    }

    @Test func `what was found is shortened and cannot move the cursor`() {
        let long = #expect(throws: Malformed.self) {
            try Edtf(String(repeating: "9", count: 10_000))
        }
        #expect(long?.found.count == 81)
        let odd = #expect(throws: Malformed.self) { try Edtf("20\u{1B}[2J18\u{202E}\n") }
        #expect(odd?.found == "20\u{FFFD}[2J18\u{FFFD}\u{FFFD}")
    }

    @Test func `no mutation of a good date traps`() {
        let bytes: [UInt8] = Array("0123X-/.?~%[],TZ:+Y\u{e9}".utf8)
        var state: UInt64 = 88_172_645_463_325_252
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let seeds = EdtfTests.seeds + EdtfTests.lists.map(\.text) + EdtfTests.times.map(\.text)
        for _ in 0..<20_000 {
            var text = Array(seeds[next(seeds.count)].utf8)
            for _ in 0...next(3) {
                let place = next(text.count + 1)
                switch next(3) {
                case 0: text.insert(bytes[next(bytes.count)], at: place)
                case 1 where place < text.count: text.remove(at: place)
                default: if place < text.count { text[place] = bytes[next(bytes.count)] }
                }
                if text.isEmpty { text = [48] }
            }
            let mutated = String(decoding: text, as: UTF8.self)
            guard let date = try? Edtf(mutated) else { continue }
            if date.interval.lo > date.interval.hi { Issue.record("\(mutated) is reversed") }
        }
    }
}
