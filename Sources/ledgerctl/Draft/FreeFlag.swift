import Ledger

/// A flag of `append` and its kin as typed: which ones there are follows from the dictionary, so
/// ArgumentParser cannot know them.
struct FreeFlag: Equatable {
    /// Without the dashes: `legal-basis`.
    var name: String
    /// Nil for a switch.
    var value: String?

    /// The value as a switch: `--refund` and `--refund=false`.
    var isOn: Bool { value != "false" }
}

/// The words behind a verb with free flags.
struct FreeWords: Equatable {
    /// Words that belong to no flag, in order.
    private(set) var positionals: [String] = []
    /// Flags, in order.
    private(set) var flags: [FreeFlag] = []

    /// No words yet.
    init() {}

    /// Parts the words.
    ///
    /// - Parameters:
    ///   - words: as typed.
    ///   - extra: flags of the verb beside those of the draft, such as `key`.
    /// - Throws: for a flag that nobody knows or that lacks its value.
    init(_ words: [String], extra: [String] = []) throws(Failure) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                positionals += rest
                return
            }
            let word = word == "-n" ? "--dry-run" : word
            guard word.hasPrefix("-"), word != "-", !FreeWords.isNumber(word) else {
                positionals.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0].hasPrefix("--"),
                let name = FreeWords.known(String(parts[0].dropFirst(2)), extra)
            else { throw FreeWords.unknown(String(parts[0]), extra) }
            if parts.count > 1 {
                flags.append(FreeFlag(name: name, value: String(parts[1])))
            } else if DraftFlag.isSwitch(name) {
                flags.append(FreeFlag(name: name))
            } else if let value = rest.first, !value.hasPrefix("--") {
                rest.removeFirst()
                flags.append(FreeFlag(name: name, value: value))
            } else {
                throw Failure.usage("--\(name) needs a value")
            }
        }
    }

    /// The values of a flag.
    func values(_ name: String) -> [String] {
        flags.filter { $0.name == name }.compactMap(\.value)
    }

    /// The last value of a flag.
    func value(_ name: String) -> String? { values(name).last }

    /// Whether a switch is on.
    func has(_ name: String) -> Bool { flags.last { $0.name == name }?.isOn == true }

    /// Takes a flag away and returns its last value.
    mutating func take(_ name: String) -> String? {
        defer { flags.removeAll { $0.name == name } }
        return value(name)
    }

    /// Adds a flag that the verb stands for.
    mutating func add(_ name: String, _ value: String) {
        flags.append(FreeFlag(name: name, value: value))
    }

    private static func isNumber(_ word: String) -> Bool {
        word.dropFirst().first?.isNumber == true
    }

    private static func known(_ name: String, _ extra: [String]) -> String? {
        let name = String(name.map { $0 == "_" ? "-" : $0 })
        return DraftFlag.names.contains(name) || extra.contains(name) ? name : nil
    }

    private static func unknown(_ flag: String, _ extra: [String]) -> Failure {
        let name = String(flag.trimmingPrefix("--"))
        let near = Suggestion.nearest(to: name, in: DraftFlag.names.sorted() + extra)
        return .usage(
            "there is no flag \(flag)",
            hints: [
                near.map { "did you mean --\($0)?" } ?? "see:  ledgerctl type show TYPE"
            ]
        )
    }
}
