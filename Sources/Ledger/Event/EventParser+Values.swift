/// Values that are spelled as text.
extension EventParser {
    mutating func key(_ range: Range<Int>, _ kinds: Format.KindSet) -> Key? {
        do throws(Malformed) {
            let key = try Key(text(range))
            if kinds.contains(key.kind) { return key }
            let wanted: (what: String, example: String) =
                switch kinds {
                case .subject: ("a subject", "measure/us-301-list3")
                case .actor: ("an actor", "person/liu-he or gov/CHN")
                case .source: ("a source", "src/cnn-20181115")
                case .any: ("a key", "kind/name")
                }
            fault(.wrongKind, "'\(key)' is not \(wanted.what)", hint: "write \(wanted.example)")
        } catch {
            fault(error)
        }
        return nil
    }

    mutating func actor(_ range: Range<Int>) -> ActorKey? {
        key(range, .actor).flatMap(ActorKey.init)
    }

    mutating func source(_ range: Range<Int>) -> SourceKey? {
        key(range, .source).flatMap(SourceKey.init)
    }

    mutating func word<W: Word>(_ range: Range<Int>) -> W? {
        let given = text(range)
        if let word = W(rawValue: given) { return word }
        notAWord(given, of: W.words)
        return nil
    }

    mutating func notAWord(_ given: String, of words: [String]) {
        let near = Suggestion.nearest(to: given, in: words)
        fault(
            .malformed,
            "'\(given)' is not one of its words",
            hint: near.map { "did you mean '\($0)'?" }
                ?? "write one of: \(words.joined(separator: ", "))"
        )
    }

    mutating func decimal(_ range: Range<Int>) -> Decimal? {
        do throws(Malformed) {
            return try Decimal(text(range))
        } catch {
            fault(error)
            return nil
        }
    }

    mutating func record(_ range: Range<Int>) -> RecordID? {
        let given = text(range)
        if let id = RecordID(given) { return id }
        fault(.malformed, "'\(given)' is no record id", hint: "write r168 or @name")
        return nil
    }

    /// `L4` or `L5-L7`, joined by commas.
    mutating func lines(_ range: Range<Int>) -> String {
        let given = text(range)
        let comma = UInt8(ascii: ",")
        let isWellFormed = given.utf8.split(separator: comma, omittingEmptySubsequences: false)
            .allSatisfy { part in
                let dash = UInt8(ascii: "-")
                let ends = part.split(separator: dash, omittingEmptySubsequences: false)
                let numbers = ends.compactMap { end in
                    end.first == UInt8(ascii: "L") ? Int(digits: Substring(end.dropFirst())) : nil
                }
                return numbers.count == ends.count && (1...2).contains(ends.count)
                    && numbers.allSatisfy { $0 > 0 } && numbers == numbers.sorted()
            }
        if !isWellFormed {
            fault(.malformed, "'\(given)' names no lines", hint: "write L4, L5-L7 or L4,L9")
        }
        return given
    }

    mutating func digest(_ range: Range<Int>) -> String {
        let given = text(range)
        if Hash(hex: given) == nil || given != given.lowercased() {
            fault(.malformed, "is no SHA-256", hint: "write 64 hex digits in small letters")
        }
        return given
    }

    /// `1`, `2..`, `2..4`: a number of people.
    mutating func people(_ range: Range<Int>) -> String {
        let given = text(range)
        if PeopleCount(given) == nil {
            fault(.malformed, "'\(given)' is no number of people", hint: "write 1, 2.. or 2..4")
        }
        return given
    }
}

/// How many people a handle stands for, as an interval.
public struct PeopleCount: Sendable, Hashable {
    public let least: Int
    /// Nil: no upper bound is known.
    public let most: Int?

    /// Reads `1`, `2..` or `2..4`; nil for anything else.
    public init?(_ text: String) {
        if let one = Int(digits: text), one > 0 {
            least = one
            most = one
            return
        }
        guard let cut = text.firstRange(of: "..") else { return nil }
        guard let least = Int(digits: text[..<cut.lowerBound]), least > 0 else { return nil }
        self.least = least
        let rest = text[cut.upperBound...]
        if rest.isEmpty {
            most = nil
        } else {
            guard let most = Int(digits: rest), most > least else { return nil }
            self.most = most
        }
    }
}

extension Int {
    /// A number of digits alone: no sign, which `Int(_:)` would take.
    init?(digits: some StringProtocol) {
        guard let value = Int(digits), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        self = value
    }
}
