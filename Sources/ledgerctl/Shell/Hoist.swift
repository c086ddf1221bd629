/// The words typed, with the global flags taken out from wherever they stood.
///
/// ArgumentParser knows an option only behind the command that declares it; people write
/// `ledgerctl -o json measure list` as well as `ledgerctl measure list -o json`.
struct Hoist: Equatable {
    /// Everything else, in order.
    private(set) var words: [String] = []
    /// The global flags, each as one word: `--output=json`.
    private(set) var globals: [String] = []
    /// Flags that variables and files give, which stand before those that were typed.
    var defaults: [String] = []

    /// Takes the words behind the program's name; throws for a flag without its value.
    init(_ arguments: [String]) throws(Failure) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += [word] + rest
                return
            }
            guard let (name, joined) = Hoist.global(word) else {
                words.append(word)
                continue
            }
            if GlobalOptions.switches.contains(name) {
                globals.append(name)
            } else if let joined {
                globals.append("\(name)=\(joined)")
            } else if let value = rest.popFirst(), value != "--" {
                globals.append("\(name)=\(value)")
            } else {
                throw Failure.usage("\(word) needs a value")
            }
        }
    }

    /// Adds global flags behind those that were typed; the last of a name counts.
    mutating func add(_ more: [String]) { globals += more }

    /// Whether errors are wanted as JSON, known before anything else is parsed.
    var wantsJSON: Bool {
        (defaults + globals).last { $0.hasPrefix("--output=") }?.hasPrefix("--output=json") == true
    }

    /// The long name of a global flag and the value joined to it.
    private static func global(_ word: String) -> (name: String, value: String?)? {
        if GlobalOptions.switches.contains(word) { return (word, nil) }
        if word.hasPrefix("-o"), !word.hasPrefix("--") {
            let value = word.dropFirst(2)
            return ("--output", value.isEmpty ? nil : String(value.drop { $0 == "=" }))
        }
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first.map(String.init), GlobalOptions.valued.contains(name) else {
            return nil
        }
        return (name, parts.count > 1 ? String(parts[1]) : nil)
    }
}
