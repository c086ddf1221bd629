import ArgumentParser

/// The flags that every command takes; ``Hoist`` lets them stand anywhere.
struct GlobalOptions: ParsableArguments {
    @Option(help: "What held in the world on this day (default: today).")
    var on: String?

    @Option(help: "Only sources published on or before this day (default: all).")
    var known: String?

    @Option(
        help: "The ledger as recorded then: a day, rN or a checkpoint's name.",
        completion: .ledger(.records)
    )
    var asOf: String?

    @Flag(help: "Ignore effects by schedule and presumed joins.")
    var strict = false

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print the answer."
    )
    var output = OutputFormat.table

    @Option(help: "Only these fields, with commas: date,subject,since.lo")
    var fields: String?

    @Flag(help: "Rows only: no coordinates, no column names.")
    var noHeader = false

    @Option(help: "Cut tables to so many columns (default: the screen's).")
    var width: Int?

    @Option(help: "When to use colour.")
    var color = Color.auto

    @Flag(help: "Print long answers to the screen at once.")
    var noPager = false

    @Option(
        help: "Write the answer with proofs of the records that it cites to this file.",
        completion: .file()
    )
    var prove: String?

    @Option(
        help: "The same with the whole log up to there: that nothing was left out, too.",
        completion: .file()
    )
    var proveFull: String?

    @Option(help: "Where the daemon listens.", completion: .file())
    var socket: String?

    @Option(help: "How long to wait for the daemon: 5s, 500ms, 2m (default: 30s).")
    var timeout: Timeout?

    @Flag(help: "Never start a daemon.")
    var noStart = false

    @Flag(name: .shortAndLong, help: "Say less on standard error.")
    var quiet = false

    /// When to use colour.
    enum Color: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

    /// The long names of those that take a value, and of those that do not; short names too.
    static let valued: Set<String> = [
        "--on", "--known", "--as-of", "--output", "--fields", "--width", "--color", "--socket",
        "--timeout", "--prove", "--prove-full",
    ]
    static let switches: Set<String> = [
        "--strict", "--no-header", "--no-pager", "--no-start", "--quiet", "-q",
    ]
}

/// A time to wait, as typed.
struct Timeout: ExpressibleByArgument, Equatable {
    /// How long.
    var duration: Duration

    /// Reads `5s`, `500ms`, `2m` or a number of seconds; nil for anything else or nothing to wait.
    init?(argument: String) {
        let units: [(String, Int)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("", 1_000)]
        guard let (suffix, scale) = units.first(where: { argument.hasSuffix($0.0) }),
            let count = Int(argument.dropLast(suffix.count)), count > 0, count <= 86_400_000
        else { return nil }
        duration = .milliseconds(count * scale)
    }
}
