import Ledger

/// Text inside HTML and SVG: nothing in it is markup, and nothing turns what stands around it.
enum Markup {
    /// The text, escaped for an element or a quoted attribute.
    ///
    /// Controls that neither HTML nor XML may hold, and those that turn the reading order, become
    /// visible; a name in the ledger may hold them.
    static func text(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\t": out += " "
            default:
                switch scalar.value {
                case 0x00...0x1F, 0x7F...0x9F, 0xFFFE...0xFFFF: out += "\\u" + hex(scalar.value)
                case let value where isTurning(value): out += "\\u" + hex(value)
                default: out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }

    /// The same for text of several lines, which stay.
    static func lines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { Markup.text(String($0)) }.joined(separator: "\n")
    }

    /// JSON that may stand in a script element: nothing in it ends the element or opens a comment.
    ///
    /// What turns the reading order is escaped too, for those who read the source of the page.
    static func script(_ json: JSON) -> String {
        var out = String.UnicodeScalarView()
        for scalar in json.line.unicodeScalars {
            if scalar == "<" || isTurning(scalar.value) {
                out += "\\u\(hex(scalar.value))".unicodeScalars
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }

    /// The marks, embeddings, overrides and isolates of UAX #9, and the separators of lines.
    private static func isTurning(_ value: UInt32) -> Bool {
        switch value {
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The text as a part of a `data:` URL.
    static func percent(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + String(hex(UInt32(byte)).suffix(2)).uppercased()
            }
        }
        return out
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
