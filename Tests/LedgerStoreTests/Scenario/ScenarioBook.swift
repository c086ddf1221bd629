import Ledger

/// What a story has named so far.
struct ScenarioBook {
    /// Records by the label of their line.
    private(set) var records: [String: RecordNumber] = [:]
    /// What those records are about.
    private(set) var subjects: [String: String] = [:]
    /// Who imposes a measure on whom.
    var sides: [String: (imposer: String, target: String)] = [:]
    /// Documents by name.
    var sources: [String: Source] = [:]
    /// Actors that are registered.
    var registered: Set<String> = []
    /// Keys in use by what stands behind their kind.
    private var keys: [String: String] = [:]

    /// A document.
    struct Source {
        var isOfficial = false
        /// The words that it holds, where a story needs them.
        var text: String?
    }

    mutating func label(_ name: String, _ record: RecordNumber, about subject: String) throws {
        guard records.updateValue(record, forKey: name) == nil else {
            throw ScenarioFault("#\(name) is there already")
        }
        subjects[name] = subject
    }

    mutating func use(_ key: String) {
        guard let cut = key.firstIndex(of: "/") else { return }
        keys[String(key[key.index(after: cut)...])] = key
    }

    /// The record of `#label`.
    func record(_ word: String) throws -> RecordNumber {
        guard word.hasPrefix("#"), let record = records[String(word.dropFirst())] else {
            throw ScenarioFault("no line is labelled '\(word)'")
        }
        return record
    }

    /// What the record of `#label` is about.
    func subject(of word: String) throws -> String {
        guard let subject = subjects[String(word.dropFirst())] else {
            throw ScenarioFault("no line is labelled '\(word)'")
        }
        return subject
    }

    /// A key, written in full or as its name alone where the kind is known or was used before.
    func key(_ word: String, kinds: [Kind] = []) throws -> String {
        if word.count == 3, word.allSatisfy(\.isUppercase) { return "gov/\(word)" }
        let first = word.split(separator: "/").first.map(String.init) ?? ""
        if word.contains("/"), Kind(rawValue: first) != nil { return word }
        if kinds.count == 1 { return "\(kinds[0].rawValue)/\(word)" }
        if let known = keys[word] { return known }
        throw ScenarioFault("of which kind is '\(word)'? write kind/\(word)")
    }

    /// The label of a record, or its number.
    func name(of record: RecordNumber) -> String {
        records.first { $0.value == record }.map { "#\($0.key)" } ?? record.description
    }
}
