/// Guessing what a mistyped word was meant to be.
public enum Suggestion {
    /// The candidate nearest to a word, if one is near enough to be worth naming.
    ///
    /// - Parameters:
    ///   - word: what was written.
    ///   - candidates: what could have been written.
    /// - Returns: the nearest by edit distance (Damerau, adjacent swaps count one), at most a
    ///   third of the word's length away.
    public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            // Each byte of difference in length costs one: this also bounds the work on long words.
            guard abs(candidate.utf8.count - word.utf8.count) <= limit else { continue }
            let found = distance(Array(word.utf8), Array(candidate.utf8))
            if found <= limit, found < best?.distance ?? .max { best = (candidate, found) }
        }
        return best?.word
    }

    /// `legalBasis` as `legal_basis`.
    static func snakeCase(_ name: String) -> String {
        var out = ""
        for character in name {
            if character.isUppercase, !out.isEmpty { out.append("_") }
            out.append(contentsOf: character.lowercased())
        }
        return out
    }

    /// Optimal string alignment distance.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
