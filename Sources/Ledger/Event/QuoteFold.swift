/// Finding words of a reader in the bytes of a text, under a fixed fold and never by likeness.
///
/// What a keyboard and a typesetter write differently counts as the same: any blank, or a run of
/// them, is one space; curly quotation marks are straight; any dash is a hyphen; an ellipsis is
/// three points. Everything else must be the same, letter for letter: a passage that merely looks
/// alike is another passage.
public struct QuoteFold: Sendable {
    /// The folded scalars, each with the bytes of the text that it stands for.
    private let units: [(scalar: Unicode.Scalar, bytes: Range<Int>)]
    private let text: [UInt8]

    /// Folds a text.
    ///
    /// - Parameter text: UTF-8; what is no UTF-8 matches nothing.
    public init(_ text: [UInt8]) {
        self.text = text
        var units: [(scalar: Unicode.Scalar, bytes: Range<Int>)] = []
        var at = 0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let end = min(text.count, at + UTF8.width(scalar))
            for folded in Self.fold(scalar) {
                if folded == " ", let last = units.last, last.scalar == " " {
                    units[units.count - 1].bytes = last.bytes.lowerBound..<end
                } else {
                    units.append((folded, at..<end))
                }
            }
            at = end
        }
        self.units = units
    }

    private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0x2018...0x201b, 0x2032: ["'"]
        case 0x201c...0x201f, 0x2033: ["\""]
        case 0x2010...0x2015, 0x2212: ["-"]
        case 0x2026: [".", ".", "."]
        // Marks of direction, joiners and the soft hyphen show nothing.
        case 0x00ad, 0x200b...0x200f, 0xfeff: []
        default: scalar.properties.isWhitespace ? [" "] : [scalar]
        }
    }

    /// Where a passage stands: ranges of bytes, in order, that do not overlap.
    public func ranges(of quote: String) -> [Range<Int>] {
        let wanted = Self.trimmed(QuoteFold(Array(quote.utf8)).units.map(\.scalar))
        guard !wanted.isEmpty, String(validating: text, as: UTF8.self) != nil else { return [] }
        var found: [Range<Int>] = []
        var start = 0
        while start + wanted.count <= units.count {
            let isThere = wanted.indices.allSatisfy { units[start + $0].scalar == wanted[$0] }
            guard isThere else {
                start += 1
                continue
            }
            let last = units[start + wanted.count - 1]
            found.append(units[start].bytes.lowerBound..<last.bytes.upperBound)
            start += wanted.count
        }
        return found
    }

    private static func trimmed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let front = scalars.drop { $0 == " " }
        return Array(front.reversed().drop { $0 == " " }.reversed())
    }

    /// The line, counted from 1, that a byte stands on.
    public func line(of byte: Int) -> Int { 1 + text.prefix(byte).count { $0 == 0x0a } }

    /// The line that shares the most words with a passage that is not there; nil if none shares
    /// two.
    public func nearest(to quote: String) -> (line: Int, text: String)? {
        let wanted = Self.words(quote)
        var best: (line: Int, text: String, shared: Int)?
        let lines = text.split(separator: 0x0a, omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let line = String(decoding: bytes, as: UTF8.self)
            let shared = wanted.intersection(Self.words(line)).count
            if shared > best?.shared ?? 1 { best = (index + 1, line, shared) }
        }
        return best.map { ($0.line, $0.text) }
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
}
