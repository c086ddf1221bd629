/// Held texts as they are needed, the last one kept: records of one source stand together.
struct HeldLines {
    private let reader: any LedgerReader
    private var kept: (digest: String, bytes: [UInt8]?)?

    init(_ reader: any LedgerReader) { self.reader = reader }

    private mutating func bytes(of digest: String?) throws -> [UInt8]? {
        guard let digest else { return nil }
        if let kept, kept.digest == digest { return kept.bytes }
        let bytes = try Hash(hex: digest).flatMap(reader.text)
        kept = (digest, bytes)
        return bytes
    }

    /// The lines of a text; none where it is not held here.
    mutating func lines(of digest: String?) throws -> [String] {
        try (bytes(of: digest) ?? []).split(
            separator: 0x0a,
            omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The words that an entry quotes; nil where it quotes none or the text is not held here.
    mutating func passage(
        _ entry: Evidence,
        _ registry: Registry,
        _ asOf: RecordNumber
    ) throws -> String? {
        guard let quote = entry.quote,
            let text = try bytes(of: registry.source(entry.source.key, at: asOf)?.sha256),
            quote.stands(in: text)
        else { return nil }
        return String(decoding: text[Int(quote.from)..<Int(quote.to)], as: UTF8.self)
    }
}
