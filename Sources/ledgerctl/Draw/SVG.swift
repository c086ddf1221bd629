import Ledger

/// A drawing in SVG that grows downwards.
///
/// With an own style it stands alone, on white; without one it takes the colours of the page
/// around it, by the same class names.
struct SVG {
    /// How wide a drawing is; the page scales it.
    static let width = 960.0
    /// The size of all text.
    static let size = 12.0

    /// Parts every drawing's ids from those of its neighbours.
    let prefix: String
    private(set) var body = ""

    /// Begins a drawing.
    init(prefix: String) { self.prefix = prefix }

    /// A number as SVG takes it: at most two digits behind the point.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if part == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole)." + (part < 10 ? "0\(part)" : "\(part)")
    }

    /// Adds markup as it is.
    mutating func add(_ markup: String) { body += markup + "\n" }

    /// Adds a text; `anchor` is start, middle or end.
    mutating func text(
        _ text: String,
        _ x: Double,
        _ y: Double,
        _ style: String = "",
        anchor: String = "start"
    ) {
        guard !text.isEmpty else { return }
        add(
            "<text x=\"\(SVG.number(x))\" y=\"\(SVG.number(y))\""
                + (anchor == "start" ? "" : " text-anchor=\"\(anchor)\"")
                + (style.isEmpty ? "" : " class=\"\(style)\"") + ">\(Markup.text(text))</text>"
        )
    }

    /// Adds a rectangle; `fill` names a pattern of this drawing.
    mutating func rect(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        _ style: String,
        pattern: String? = nil
    ) {
        let fill = pattern.map { " fill=\"url(#\(prefix)-\($0))\"" } ?? ""
        add(
            "<rect x=\"\(SVG.number(x))\" y=\"\(SVG.number(y))\" width=\"\(SVG.number(width))\""
                + " height=\"\(SVG.number(height))\" class=\"\(style)\"\(fill)/>"
        )
    }

    /// Adds a line.
    mutating func line(_ x: Double, _ y: Double, _ toX: Double, _ toY: Double, _ style: String) {
        add(
            "<line x1=\"\(SVG.number(x))\" y1=\"\(SVG.number(y))\" x2=\"\(SVG.number(toX))\""
                + " y2=\"\(SVG.number(toY))\" class=\"\(style)\"/>"
        )
    }

    /// Adds a closed shape through points.
    mutating func shape(_ points: [(Double, Double)], _ style: String) {
        let list = points.map { "\(SVG.number($0.0)),\(SVG.number($0.1))" }
        add("<polygon points=\"\(list.joined(separator: " "))\" class=\"\(style)\"/>")
    }

    /// The names of the months over an axis, and a line down from each.
    mutating func months(_ axis: DayAxis, top: Double, bottom: Double) {
        let room = TextWidth.of("Sep 2018", size: SVG.size) + 8
        for tick in axis.ticks(room: room) {
            let x = axis.place(tick.day)
            line(x, top, x, bottom, "grid")
            let half = TextWidth.of(tick.name, size: SVG.size) / 2
            let middle = min(max(x, axis.left + half), axis.left + axis.width - half)
            text(tick.name, middle, top - 5, "muted", anchor: "middle")
        }
    }

    /// A day that stands out: a line down with its name above, which never leaves the drawing.
    mutating func marker(
        _ name: String,
        _ day: Day,
        _ axis: DayAxis,
        _ span: (label: Double, top: Double, bottom: Double),
        _ style: String
    ) {
        let x = axis.place(day)
        line(x, span.top, x, span.bottom, "marker \(style)")
        let half = TextWidth.of(name, size: SVG.size) / 2 + 2
        let middle = min(max(x, half), SVG.width - half)
        text(name, middle, span.label, "marker-name \(style)", anchor: "middle")
    }

    /// The whole drawing.
    ///
    /// - Parameters:
    ///   - title: what it shows, as a sentence.
    ///   - summary: its axes, how much there is, and of when.
    ///   - height: how far down it goes.
    ///   - axis: the days that a page may mark later; nil for none.
    ///   - standsAlone: whether it brings its own colours and a white ground.
    /// - Returns: the markup.
    func document(
        title: String,
        summary: String,
        height: Double,
        axis: DayAxis?,
        standsAlone: Bool
    ) -> String {
        let (wide, high) = (SVG.number(SVG.width), SVG.number(height))
        var out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"drawing\""
        out += " aria-labelledby=\"\(prefix)-t \(prefix)-d\" viewBox=\"0 0 \(wide) \(high)\""
        if standsAlone { out += " width=\"\(wide)\" height=\"\(high)\"" }
        if let axis {
            out += " data-first=\"\(axis.first.number)\" data-days=\"\(axis.count)\""
            out += " data-left=\"\(SVG.number(axis.left))\""
            out += " data-width=\"\(SVG.number(axis.width))\""
        }
        out += ">\n<title id=\"\(prefix)-t\">\(Markup.text(title))</title>\n"
        out += "<desc id=\"\(prefix)-d\">\(Markup.text(summary))</desc>\n"
        if standsAlone {
            out += "<style>\(Palette.drawing(Palette.light))</style>\n"
            out += "<rect width=\"\(wide)\" height=\"\(high)\" class=\"paper\"/>\n"
        }
        return out + patterns + body + "</svg>\n"
    }

    /// The patterns by which states differ where there is no colour.
    private var patterns: String {
        func pattern(_ name: String, _ size: Int, _ inner: String) -> String {
            "<pattern id=\"\(prefix)-\(name)\" width=\"\(size)\" height=\"\(size)\""
                + " patternUnits=\"userSpaceOnUse\">\(inner)</pattern>"
        }
        return "<defs>"
            + pattern("hatch", 8, "<path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\" class=\"thread\"/>")
            + pattern(
                "cross",
                8,
                "<path d=\"M0 8L8 0M0 0L8 8\" class=\"thread\"/>"
            )
            + pattern("bars", 6, "<path d=\"M1.5 0V6\" class=\"thread\"/>")
            + pattern("dots", 6, "<circle cx=\"3\" cy=\"3\" r=\"1.4\" class=\"dot\"/>")
            + pattern("rules", 5, "<path d=\"M0 2.5H5\" class=\"thread\"/>")
            + "<linearGradient id=\"\(prefix)-fade\"><stop offset=\"0\" class=\"faint\"/>"
            + "<stop offset=\"1\" class=\"full\"/></linearGradient></defs>\n"
    }
}
