import Ledger
import LedgerAPI

/// `--quote 'the words'`: found in the held text of `--source`, and kept as a place and a digest.
///
/// The words themselves do not enter the log: it names the bytes of a text whose digest it holds.
struct QuotedPassage {
    /// Bytes of the text.
    let range: Range<Int>
    /// SHA-256 of exactly these bytes.
    let digest: Hash
    /// The lines that they stand on.
    let loc: String

    /// Finds the passage that flags describe; nil where none is.
    ///
    /// - Parameters:
    ///   - words: the flags.
    ///   - source: the document where no flag names it, as in a correction.
    ///   - session: asks for the text.
    /// - Throws: a failure at `--quote`, with the nearest line or the lines to choose from.
    init?(_ words: FreeWords, of source: String? = nil, _ session: Session) throws(Failure) {
        guard let quote = words.value("quote") else { return nil }
        guard words.values("quote").count == 1 else {
            throw Self.fault("stands twice", hint: "an entry of evidence has one passage")
        }
        guard quote.contains(where: { !$0.isWhitespace }) else {
            throw Self.fault("is empty", hint: nil)
        }
        guard let source = words.value("source") ?? source else {
            throw Self.fault("is of no document", hint: "name it:  --source S")
        }
        let key = try Keys.of(.src, source, "--source")
        let bytes = try Self.text(of: key, session)
        let fold = QuoteFold(bytes)
        let all = fold.ranges(of: quote)
        let lines = words.value("loc").flatMap(Self.lines)
        let found = all.filter { range in
            lines.map { $0.contains(fold.line(of: range.lowerBound)) } ?? true
        }
        guard let range = found.first else {
            let near = fold.nearest(to: quote).map { "nearest, line \($0.line): \"\($0.text)\"" }
            let other = all.first.map { "it is on line \(fold.line(of: $0.lowerBound))" }
            throw Self.fault("is not in \(key)\(lines == nil ? "" : " there")", hint: other ?? near)
        }
        guard found.count == 1 else {
            let places = found.prefix(9).map { "L\(fold.line(of: $0.lowerBound))" }
            throw Self.fault(
                "is in \(key) \(found.count) times",
                hint: "say where, with more words or --loc: \(places.joined(separator: " "))"
            )
        }
        self.range = range
        digest = Hash.sha256(of: bytes[range].span)
        let (first, last) = (fold.line(of: range.lowerBound), fold.line(of: range.upperBound - 1))
        loc = first == last ? "L\(first)" : "L\(first)-L\(last)"
    }

    /// The flags that say the same.
    func apply(to words: inout FreeWords) {
        let path = "evidence[0].quote_ref"
        words.add("set", "\(path).from=\(range.lowerBound)")
        words.add("set", "\(path).to=\(range.upperBound)")
        words.add("set", "\(path).sha256=\(digest.hex)")
        if words.value("loc") == nil { words.add("loc", loc) }
    }

    private static func text(of key: String, _ session: Session) throws(Failure) -> [UInt8] {
        let shown = try session.fetch(Question("/v1/sources/show", ["source": key]))
        guard let digest = shown.rows.first?["sha256"]?.text else {
            throw fault("cannot be looked up: no text of \(key) is registered", hint: nil)
        }
        return try session.send(.get("/v1/sources/\(digest)", accept: .bytes)).body
    }

    /// The lines of `L47`, `47-49` or `L4,L7-L9`.
    private static func lines(_ loc: String) -> Set<Int>? {
        var lines: Set<Int> = []
        for part in loc.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0.drop { $0 == "L" }) }
            guard let first = ends.first, let last = ends.last, first <= last, last < 1 << 24
            else { return nil }
            lines.formUnion(first...last)
        }
        return lines
    }

    private static func fault(_ what: String, hint: String?) -> Failure {
        .refused([.init(place: "--quote", what: what, hint: hint)])
    }
}
