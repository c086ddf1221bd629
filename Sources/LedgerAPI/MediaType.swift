/// The forms in which bodies travel over the socket.
public enum MediaType: String, CaseIterable, Sendable {
    /// One event, a list of them, or an answer.
    case json = "application/json"
    /// One value a line.
    case lines = "application/x-ndjson"
    /// An append batch, or stored records each behind its length.
    case protobuf = "application/x-protobuf"
    /// One CloudEvents 1.0 event.
    case cloudEvent = "application/cloudevents+json"
    /// A list of CloudEvents 1.0 events.
    case cloudEvents = "application/cloudevents-batch+json"
    /// Comma-separated values, RFC 4180.
    case csv = "text/csv"
    /// A refusal, RFC 9457.
    case problem = "application/problem+json"
    /// A checkpoint or a proof.
    case text = "text/plain"
    /// A held text, or a tile.
    case bytes = "application/octet-stream"

    /// Reads a `Content-Type`; parameters such as `charset` are left aside.
    ///
    /// Nil if it is none of ours.
    public init?(header: String) {
        let name = header.prefix { $0 != ";" }
        self.init(rawValue: Self.trimmed(name).lowercased())
    }

    /// The form of `offered` that an `Accept` header likes best, RFC 9110 section 12.5.1.
    ///
    /// Of equals the first offered wins, and without a header the first of all; nil if the header
    /// takes none of them.
    public static func preferred(accept: String?, of offered: [MediaType]) -> MediaType? {
        guard let accept, !trimmed(accept[...]).isEmpty else { return offered.first }
        let ranges = accept.split(separator: ",").map(Range.init)
        var best: (type: MediaType, quality: Int)?
        for type in offered {
            // The range that says most about a type decides on it.
            let matching = ranges.filter { $0.matches(type) }
            guard let range = matching.max(by: { $0.precision < $1.precision }) else { continue }
            if range.quality > best?.quality ?? 0 { best = (type, range.quality) }
        }
        return best?.type
    }

    /// One element of an `Accept` header.
    private struct Range {
        var name: String
        /// In thousandths, so that no floating-point number is read.
        var quality = 1_000

        init(_ text: Substring) {
            let parts = text.split(separator: ";", omittingEmptySubsequences: false)
            name = MediaType.trimmed(parts.first ?? "").lowercased()
            for part in parts.dropFirst() {
                let parameter = MediaType.trimmed(part).lowercased()
                if parameter.hasPrefix("q=") { quality = Range.thousandths(parameter.dropFirst(2)) }
            }
        }

        var precision: Int { name == "*/*" ? 0 : name.hasSuffix("/*") ? 1 : 2 }

        func matches(_ type: MediaType) -> Bool {
            switch precision {
            case 0: true
            case 1: type.rawValue.hasPrefix(name.dropLast())
            default: type.rawValue == name
            }
        }

        /// `0.85` is 850; what is no quality counts as none.
        private static func thousandths(_ text: Substring) -> Int {
            let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole) else {
                return 0
            }
            let digits = (parts.count == 2 ? parts[1] : "").prefix(3)
            let padded = digits + String(repeating: "0", count: 3 - digits.count)
            guard padded.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let rest = Int(padded)
            else { return 0 }
            return min(whole * 1_000 + rest, 1_000)
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        var rest = text.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
