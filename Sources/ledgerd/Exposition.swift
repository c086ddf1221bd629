/// Figures in the text format that Prometheus reads (version 0.0.4).
struct Exposition {
    /// What kind of figure it is.
    enum Kind: String {
        /// Goes up and down.
        case gauge
        /// Only ever goes up, from 0 at the start of the process.
        case counter
        case histogram
    }

    /// One figure of a family.
    struct Sample {
        var labels: [(name: String, value: String)] = []
        var value: String

        init(_ value: some BinaryInteger, _ labels: (name: String, value: String)...) {
            self.value = String(value)
            self.labels = labels
        }

        /// A number of seconds, exact to the microsecond.
        init(microseconds: Int64, _ labels: (name: String, value: String)...) {
            value = Exposition.seconds(microseconds)
            self.labels = labels
        }
    }

    /// The text so far.
    private(set) var text = ""

    /// Adds a family; it may have no sample.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        head(name, kind, help)
        for sample in samples { line(name, sample.labels, sample.value) }
    }

    /// Adds a histogram: buckets by upper bound in microseconds, the last without one.
    mutating func add(
        histogram name: String,
        _ help: String,
        bounds: [Int64],
        buckets: [UInt64],
        microseconds: Int64
    ) {
        precondition(buckets.count == bounds.count + 1, "one bucket has no bound")
        head(name, .histogram, help)
        var count: UInt64 = 0
        for (bound, bucket) in zip(bounds.map(Self.seconds) + ["+Inf"], buckets) {
            count += bucket
            line(name + "_bucket", [("le", bound)], String(count))
        }
        line(name + "_sum", [], Self.seconds(microseconds))
        line(name + "_count", [], String(count))
    }

    private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func line(
        _ name: String,
        _ labels: [(name: String, value: String)],
        _ value: String
    ) {
        let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
        text += pairs.isEmpty ? name : "\(name){\(pairs.joined(separator: ","))}"
        text += " \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    /// Decimal text, since a floating-point number would round.
    private static func seconds(_ microseconds: Int64) -> String {
        let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        var digits = String(rest)
        digits = String(repeating: "0", count: 6 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return digits.isEmpty ? String(whole) : "\(whole).\(digits)"
    }
}
