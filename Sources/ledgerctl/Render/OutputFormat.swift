import ArgumentParser

/// What an answer is printed as; every command knows all but the calendar.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people; may change.
    case table
    /// The reply as it came.
    case json
    /// A self-contained row a line.
    case jsonl
    /// RFC 4180, with a header.
    case csv
    /// A table in Markdown, for a memo; may change.
    case md
    /// A calendar (RFC 5545), of what has days to put into one: ``Verb/makesCalendar``.
    case ics
}
