import Ledger
import Platform

/// A calendar as RFC 5545 writes it: lines of at most 75 octets with CR LF.
struct CalendarText {
    /// One event that takes whole days.
    struct Entry {
        /// The same for ever for the same thing.
        var uid: String
        /// How often it has changed.
        var sequence: Int
        /// When it was last changed: `20181115T120000Z`.
        var stamp: String
        /// Its first and its last day.
        var days: (first: Day, last: Day)
        var summary: String
        var description: String
        var status: Status
        var category: String
    }

    /// How sure an event is.
    enum Status: String {
        case confirmed = "CONFIRMED", tentative = "TENTATIVE", cancelled = "CANCELLED"
    }

    /// The lines so far, unfolded.
    private var lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ledgerd//ledgerctl \(Version.current)//EN",
        "CALSCALE:GREGORIAN",
    ]

    /// Adds an event.
    mutating func add(_ entry: Entry) {
        lines += [
            "BEGIN:VEVENT", "UID:\(CalendarText.escaped(entry.uid))", "DTSTAMP:\(entry.stamp)",
            "SEQUENCE:\(entry.sequence)",
            "DTSTART;VALUE=DATE:\(CalendarText.date(entry.days.first))",
            // The end is the first day on which it is over.
            "DTEND;VALUE=DATE:\(CalendarText.date(entry.days.last.adding(days: 1)))",
            "SUMMARY:\(CalendarText.escaped(entry.summary))",
            "DESCRIPTION:\(CalendarText.escaped(entry.description))",
            "CATEGORIES:\(CalendarText.escaped(entry.category))",
            "STATUS:\(entry.status.rawValue)", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]
    }

    /// The whole calendar.
    var text: String {
        (lines + ["END:VCALENDAR"]).map { CalendarText.folded($0) + "\r\n" }.joined()
    }

    /// A value of type TEXT: controls made visible, marks escaped, line ends as `\n`.
    static func escaped(_ text: String) -> String {
        let clean = Terminal.sanitized(text, keepsLines: true)
        return String(
            clean.flatMap { character -> [Character] in
                switch character {
                case "\\", ";", ",": ["\\", character]
                case "\n": ["\\", "n"]
                default: [character]
                }
            }
        )
    }

    /// The line in pieces of at most 75 octets, each but the first behind a blank; no character
    /// is parted.
    static func folded(_ line: String) -> String {
        var out = ""
        var used = 0
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if used + size > 75 {
                out += "\r\n "
                used = 1
            }
            out.unicodeScalars.append(scalar)
            used += size
        }
        return out
    }

    /// `20190101`.
    static func date(_ day: Day) -> String { String(day.description.filter { $0 != "-" }) }

    /// An instant as the ledger prints it, as `20261125T011555Z`.
    static func instant(_ text: String) -> String {
        let seconds = text.prefix { $0 != "." && $0 != "Z" }
        return String(seconds.filter { $0 != "-" && $0 != ":" }) + "Z"
    }
}
