import ArgumentParser

/// What an answer is printed as; every command knows all of them.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people; may change.
    case table
    /// The reply as it came.
    case json
    /// A self-contained row a line.
    case jsonl
    /// RFC 4180, with a header.
    case csv
}
