import Ledger
import Platform
import Testing

@testable import ledgerctl

/// Lanes and steps in letters and in SVG, and what may stand in markup.
@Suite struct DrawTests {
    private func day(_ text: String) -> Day { Day(text) ?? .first }

    private func chart(_ words: String = "10%", name: String = "us-301-list3") -> LaneChart {
        LaneChart(
            title: "1 of 2 measures in force",
            summary: "Two lanes.",
            first: day("2018-03-01"),
            last: day("2019-02-28"),
            on: day("2018-11-15"),
            known: day("2018-11-15"),
            lanes: [
                LaneChart.Lane(
                    name: name,
                    segments: [
                        LaneChart.Segment(
                            from: day("2018-07-01"),
                            through: nil,
                            mark: .inForce,
                            words: words,
                            beganBy: day("2018-09-01")
                        ),
                        LaneChart.Segment(
                            from: day("2019-01-01"),
                            through: day("2019-02-28"),
                            mark: .bySchedule,
                            words: "25%"
                        ),
                    ],
                    status: "in force 10%",
                    records: ["r168"]
                ),
                LaneChart.Lane(
                    name: "刘鹤-visit",
                    segments: [
                        LaneChart.Segment(
                            from: day("2018-03-01"),
                            through: day("2018-05-31"),
                            mark: .threatened,
                            words: "",
                            isOpenAtStart: true
                        )
                    ],
                    status: "threatened",
                    records: []
                ),
            ]
        )
    }

    @Test func `lanes are drawn in letters that tell the state, wide names aligned`() {
        let lines = LaneText.lines(chart(), width: 100)
        #expect(lines.count == 4)
        let bars = lines[1...2].map { Array($0) }
        #expect(bars[0].contains("━") && bars[0].contains("░") && bars[0].contains("╱"))
        #expect(lines[2].contains("┄") && lines[2].contains("‹"))
        // The bar that nothing ends stops where nothing had been published.
        let on = bars[0].firstIndex(of: "│")
        #expect(bars[0][((on ?? 0) + 1)...].contains("━") == false)
        #expect(lines.allSatisfy { Terminal.width(of: $0) <= 100 })
        // A wide letter takes two columns, so the bars begin one below the other.
        #expect(lines[2].hasPrefix("刘鹤-visit    ‹"))
        #expect(lines[3].contains("░ began some time here"))
        #expect(lines[3].contains("│ 2018-11-15"))
    }

    @Test(arguments: [30, 40, 57, 80, 120, 300])
    func `no line is wider than the screen`(width: Int) {
        let chart = chart("a rate that is far too long for any bar")
        for line in LaneText.lines(chart, width: width) where !line.contains("░ began") {
            #expect(Terminal.width(of: line) <= width, "\(line)")
        }
    }

    @Test func `controls in a name never reach the terminal`() {
        let lines = LaneText.lines(chart(name: "evil\u{1b}[2J\u{202e}"), width: 100)
        #expect(!lines.joined().unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
    }

    @Test func `a drawing has its finding as title, and says its axes`() {
        let svg = LaneSVG.document(chart(), prefix: "c", standsAlone: true)
        #expect(svg.contains(#"role="img""#) && svg.contains(#"aria-labelledby="c-t c-d""#))
        #expect(svg.contains(#"<title id="c-t">1 of 2 measures in force</title>"#))
        #expect(svg.contains(#"<desc id="c-d">Two lanes.</desc>"#))
        #expect(svg.contains(">10%</text>") && svg.contains(">25%</text>"))
        #expect(svg.contains(#"fill="url(#c-hatch)""#) && svg.contains(#"fill="url(#c-dots)""#))
    }

    /// The places of the texts of a drawing: where they stand, and how far they reach.
    private func texts(_ svg: String) -> [(from: Double, to: Double)] {
        svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.map { line in
            func attribute(_ name: String) -> String? {
                line.firstRange(of: " \(name)=\"").map { found in
                    String(line[found.upperBound...].prefix { $0 != "\"" })
                }
            }
            let x = attribute("x").flatMap { Double($0) } ?? -1
            let open = line.firstIndex(of: ">").map { line.index(after: $0) } ?? line.endIndex
            let words = line[open...].prefix { $0 != "<" }.replacing("&amp;", with: "&")
            let width = TextWidth.of(String(words), size: SVG.size)
            switch attribute("text-anchor") {
            case "middle": return (x - width / 2, x + width / 2)
            case "end": return (x - width, x)
            default: return (x, x + width)
            }
        }
    }

    @Test func `no label reaches over the edge, however long the words`() {
        for words in ["10%", "10 → 25% on 1 Jan 2019, if no deal is made", "刘鹤刘鹤刘鹤"] {
            for name in [
                "a", "a-measure-with-a-very-long-name-that-nobody-would-ever-type-in-full",
            ] {
                let svg = LaneSVG.document(chart(words, name: name), prefix: "c", standsAlone: true)
                let places = texts(svg)
                #expect(places.count > 6)
                for place in places {
                    #expect(place.from >= 0 && place.to <= SVG.width, "\(words) \(name) \(place)")
                }
            }
        }
    }

    @Test func `names of months are far enough apart, and a year is named`() {
        for months in 1...60 {
            var last = day("2018-02-01")
            for _ in 1..<months { last = last.lastOfMonth.adding(days: 1) }
            let axis = DayAxis(first: day("2018-02-01"), last: last, left: 100, width: 600)
            let ticks = axis.ticks(room: 60)
            let places = ticks.map { axis.place($0.day) }
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 55 }, "\(months)")
            #expect(
                ticks.isEmpty
                    || ticks.contains { $0.name.contains("201") || $0.name.contains("202") }
            )
        }
    }

    @Test func `steps stand on zero and stated totals are marks of their own`() {
        let step = StepChart.Step(
            day: day("2018-07-01"),
            text: "$250bn",
            sum: 250e9,
            most: nil,
            isBySchedule: false,
            stated: [
                StepChart.Stated(text: "$250bn", value: 250e9),
                StepChart.Stated(text: "$200bn", value: 200e9),
            ],
            records: ["r167"]
        )
        let chart = StepChart(
            title: "Trade covered",
            summary: "From zero.",
            first: day("2018-03-01"),
            last: day("2019-02-28"),
            on: day("2018-11-15"),
            known: nil,
            panels: [StepChart.Panel(name: "USA → CHN", steps: [step])]
        )
        let svg = StepSVG.document(chart, prefix: "s", standsAlone: true)
        #expect(svg.split(separator: "\n").filter { $0.contains("class=\"stated\"") }.count == 2)
        #expect(svg.contains(">0</text>") && svg.contains(">stated $200bn</text>"))
        for place in texts(svg) { #expect(place.from >= 0 && place.to <= SVG.width) }
        let lines = StepText.lines(chart, width: 90)
        #expect(lines[1].hasPrefix("2018-07-01  $250bn  │━━"))
        #expect(lines[1].contains("◇ stated $250bn ≠ $200bn"))
        #expect(lines.allSatisfy { Terminal.width(of: $0) <= 90 })
    }

    /// Relative luminance as WCAG 2 has it, with 2.2 in the place of its two branches.
    private func luminance(_ colour: String) throws -> Double {
        let digits = try #require(Int(colour.dropFirst(), radix: 16))
        let parts = [digits >> 16, digits >> 8 & 255, digits & 255].map { part -> Double in
            let share = Double(part) / 255
            // ((x + 0.055) / 1.055) ^ 2.4 without a library: by squaring a root taken twice.
            let base = (share + 0.055) / 1.055
            let fifth = fifthRoot(base)
            return share <= 0.03928 ? share / 12.92 : base * base * fifth * fifth
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private func fifthRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 {
            root -= (root * root * root * root * root - value) / (5 * root * root * root * root)
        }
        return root
    }

    private func contrast(_ a: String, _ b: String) throws -> Double {
        let (first, second) = (try luminance(a) + 0.05, try luminance(b) + 0.05)
        return max(first, second) / min(first, second)
    }

    @Test func `text stands at 4,5 to 1 and marks at 3 to 1, on light and dark`() throws {
        #expect(abs(try contrast("#000000", "#ffffff") - 21) < 0.1)
        for colours in [Palette.light, Palette.dark] {
            for ground in [colours.paper, colours.panel] {
                for text in [colours.ink, colours.muted, colours.mark, colours.warn] {
                    #expect(try contrast(text, ground) >= 4.5, "\(text) on \(ground)")
                }
            }
        }
    }

    @Test func `nothing in a text is markup, and nothing turns the reading order`() {
        let hostile = "</script><img src=x onerror='alert(1)'>\"&\u{202e}abc\u{0}\u{2028}"
        let text = Markup.text(hostile)
        #expect(!text.contains("<") && !text.contains(">") && !text.contains("\""))
        #expect(!text.contains("'") && text.contains("\\u202e") && text.contains("\\u0000"))
        let script = Markup.script(.string(hostile))
        #expect(!script.contains("</script") && script.contains("\\u003c/script>"))
        #expect(!script.contains("\u{2028}"))
        #expect(Markup.percent("a b,\"é#") == "a%20b%2C%22%C3%A9%23")
    }
}
