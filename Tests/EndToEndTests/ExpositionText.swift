import Testing

/// The text format of Prometheus (0.0.4), read strictly: what a lenient reader would pass over is
/// an error here.
struct ExpositionText {
    struct Sample: Hashable {
        var name: String
        var labels: [String: String]
    }

    private(set) var types: [String: String] = [:]
    private(set) var values: [Sample: Double] = [:]

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Failed("the last line has no end") }
        var family = ""
        var helped: Set<String> = []
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                guard words.count == 4, helped.insert(words[2]).inserted, Self.isName(words[2])
                else { throw Failed("bad help: \(line)") }
                family = words[2]
            } else if line.hasPrefix("# TYPE ") {
                guard words.count == 4, words[2] == family, types[family] == nil,
                    ["counter", "gauge", "histogram"].contains(words[3])
                else { throw Failed("bad type: \(line)") }
                types[family] = words[3]
            } else {
                let (sample, value) = try Self.sample(line)
                guard types[family] != nil, belongs(sample.name, family) else {
                    throw Failed("outside its family: \(line)")
                }
                guard values.updateValue(value, forKey: sample) == nil else {
                    throw Failed("told twice: \(line)")
                }
            }
        }
        try check()
    }

    private func belongs(_ name: String, _ family: String) -> Bool {
        types[family] == "histogram"
            ? ["_bucket", "_sum", "_count"].contains { name == family + $0 } : name == family
    }

    /// Counters end in `_total` and are whole; buckets rise to the count.
    private func check() throws {
        for (sample, value) in values where types[sample.name] == "counter" {
            guard sample.name.hasSuffix("_total"), value >= 0, value == value.rounded() else {
                throw Failed("no counter: \(sample)")
            }
        }
        for (family, type) in types where type == "histogram" {
            let buckets = try values.filter { $0.key.name == family + "_bucket" }
                .map { sample, value in
                    guard let text = sample.labels["le"],
                        let bound = text == "+Inf" ? .infinity : Double(text)
                    else { throw Failed("a bucket without a bound") }
                    return (bound: bound, value: value)
                }.sorted { $0.bound < $1.bound }
            let count = values[Sample(name: family + "_count", labels: [:])]
            guard buckets.last?.bound == .infinity, buckets.last?.value == count,
                values[Sample(name: family + "_sum", labels: [:])] != nil,
                zip(buckets, buckets.dropFirst()).allSatisfy({ $0.value <= $1.value })
            else { throw Failed("\(family) is no histogram") }
        }
    }

    private static func isName(_ text: some StringProtocol) -> Bool {
        let isFirst = text.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
        return isFirst
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func sample(_ line: Substring) throws -> (Sample, Double) {
        let name = line.prefix { $0 != "{" && $0 != " " }
        guard isName(name) else { throw Failed("bad name: \(line)") }
        var rest = line.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest.removeFirst()
            while rest.first != "}" {
                let label = rest.prefix { $0 != "=" }
                rest = rest.dropFirst(label.count)
                guard isName(label), rest.hasPrefix("=\"") else {
                    throw Failed("bad label: \(line)")
                }
                rest.removeFirst(2)
                let value = try unquoted(&rest)
                guard labels.updateValue(value, forKey: String(label)) == nil else {
                    throw Failed("a label twice: \(line)")
                }
                guard rest.first == "," else { break }
                rest.removeFirst()
            }
            guard rest.popFirst() == "}" else { throw Failed("labels do not end: \(line)") }
        }
        guard rest.popFirst() == " ", let value = Double(rest), value.isFinite else {
            throw Failed("bad value: \(line)")
        }
        return (Sample(name: String(name), labels: labels), value)
    }

    /// A value up to its closing quotation mark, with its escapes undone.
    private static func unquoted(_ rest: inout Substring) throws -> String {
        var value = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return value
            case "\\":
                switch rest.popFirst() {
                case "n": value.append("\n")
                case "\\": value.append("\\")
                case "\"": value.append("\"")
                default: throw Failed("a bad escape")
                }
            default: value.append(character)
            }
        }
        throw Failed("a value without an end")
    }

    /// The value of a figure.
    func callAsFunction(_ name: String, _ labels: [String: String] = [:]) throws -> Double {
        guard let value = values[Sample(name: name, labels: labels)] else {
            throw Failed("there is no \(name) \(labels)")
        }
        return value
    }
}
