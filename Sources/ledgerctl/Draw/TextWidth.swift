import Platform

/// How wide a text is when it is drawn, so that nothing is clipped.
///
/// The widths are those of a wide sans-serif face; the faces that are asked for are as wide or
/// narrower, so a text never takes more room than this says.
enum TextWidth {
    /// Widths of U+0020 to U+007E in thousandths of the size.
    private static let ascii: [Int] = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ]
    private static let narrowOther = 850
    private static let wide = 1_050

    /// The width of a text in points at a size.
    static func of(_ text: String, size: Double) -> Double {
        var sum = 0
        for character in text {
            if let code = character.asciiValue, 0x20...0x7e ~= code {
                sum += ascii[Int(code) - 0x20]
            } else {
                sum += Terminal.width(of: String(character)) > 1 ? wide : narrowOther
            }
        }
        return Double(sum) * size / 1_000
    }

    /// The text, ended with `…` where it would be wider than there is room.
    static func fit(_ text: String, size: Double, into room: Double) -> String {
        guard of(text, size: size) > room else { return text }
        var kept = ""
        for character in text {
            guard of("\(kept)\(character)…", size: size) <= room else { break }
            kept.append(character)
        }
        return kept.isEmpty ? "" : kept + "…"
    }

    /// The text in lines of a width, parted at blanks; at most so many, the last ended with `…`.
    static func wrap(_ text: String, size: Double, into room: Double, linesMax: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if line.isEmpty || of(longer, size: size) <= room {
                line = longer
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        lines.append(line)
        if lines.count > linesMax {
            let rest = lines[(linesMax - 1)...].joined(separator: " ")
            lines = Array(lines.prefix(linesMax - 1)) + [rest]
        }
        return lines.map { fit($0, size: size, into: room) }
    }
}
