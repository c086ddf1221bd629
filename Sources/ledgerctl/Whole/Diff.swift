import ArgumentParser
import Ledger

/// `diff`: the same question at two places on one of the three axes.
struct Diff: Verb {
    static let configuration = CommandConfiguration.verb(
        "diff",
        "What is different between two days or two records.",
        [
            "ledgerctl diff --known 2018-10-25..2018-11-15",
            "ledgerctl diff --as-of r100..r197 --records",
        ],
        more: """
            One of --on, --known and --as-of is a pair A..B; the others are as everywhere. The \
            ledger may be cut by records or by days: --as-of 2018-11-01..2018-11-15.
            """
    )

    @Flag(help: "Then the records that were learned between the two.")
    var records = false

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let pairs = [("on", globals.on), ("known", globals.known), ("as_of", globals.asOf)]
            .compactMap { axis, text in text.map { (axis, $0) } }
            .filter { $0.1.contains("..") }
        guard pairs.count == 1, let (axis, text) = pairs.first else {
            throw Failure.usage(
                pairs.isEmpty ? "diff needs a pair" : "diff takes one pair",
                hints: ["write --known 2018-10-25..2018-11-15, or --on or --as-of with a pair"]
            )
        }
        let dates = try session.dates()
        let (from, to) =
            try axis == "as_of" ? Diff.records(text, dates) : Diff.days(text, "--\(axis)", dates)
        var plain = globals
        if axis == "on" { plain.on = nil }
        if axis == "known" { plain.known = nil }
        if axis == "as_of" { plain.asOf = nil }
        var question = Question(
            "/v1/diff",
            ["axis": axis, "from": from, "to": to, "records": records ? "true" : nil]
        )
        let coordinates = try Coordinates(plain, dates)
        let walksDays = axis == "known" && plain.on == nil
        question.parameters += coordinates.parameters.filter {
            $0.0 != axis && !(walksDays && $0.0 == "on")
        }
        try Renderer(session).render(try session.answer(question))
    }

    private static func days(
        _ text: String,
        _ flag: String,
        _ dates: FlagDates
    ) throws(Failure) -> (String, String) {
        let (from, to) = try dates.pair(text, of: flag)
        return (from.description, to.description)
    }

    /// `r100..r197`, or two days.
    private static func records(
        _ text: String,
        _ dates: FlagDates
    ) throws(Failure) -> (String, String) {
        guard text.hasPrefix("r"), let dots = text.firstRange(of: "..") else {
            return try days(text, "--as-of", dates)
        }
        guard let from = RecordNumber(String(text[..<dots.lowerBound])),
            let to = RecordNumber(String(text[dots.upperBound...])), from <= to
        else {
            throw Failure.usage(
                "--as-of: '\(text)' is no pair of records",
                hints: ["write it as r100..r197, the earlier one first"]
            )
        }
        return (from.description, to.description)
    }
}
