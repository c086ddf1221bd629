/// What a key names; the part before the slash.
public enum Kind: String, CaseIterable, Sendable {
    case measure, restriction, offer, demand, talk, message, commitment, agreement, statement
    case comment, claim, figure, proceeding
    case src, gov, org, group, person, anon
    case type, issue, query, checkpoint, key, view

    /// Kinds of actors.
    public var isActor: Bool {
        switch self {
        case .gov, .org, .group, .person, .anon: true
        default: false
        }
    }

    /// Kinds that exist by being registered, not by being mentioned.
    public var isRegistered: Bool {
        switch self {
        case .src, .type, .issue, .query, .checkpoint, .key, .view: true
        default: isActor
        }
    }

    /// Those of which others may record.
    public static let given = allCases.filter { !$0.isOfLedger }

    /// Kinds about which only the ledger itself records.
    public var isOfLedger: Bool { self == .key || self == .view }

    /// A number that stands for the kind in the views; never reused.
    public var code: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// The kind of a code.
    public init?(code: UInt8) {
        guard code >= 1, Int(code) <= Self.allCases.count else { return nil }
        self = Self.allCases[Int(code) - 1]
    }
}

/// The name of something with a life: `kind/slug`, as in `measure/us-301-list3`.
///
/// A slug is `[a-z0-9][a-z0-9._/-]{0,95}`; that of a government is its ISO 3166-1 alpha-3 code.
public struct Key: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What it names.
    public let kind: Kind
    /// The part behind the first slash.
    public let slug: String

    /// The most bytes a slug may have.
    public static let slugBytesMax = 96

    /// Makes a key whose slug the caller knows to be well formed.
    init(unchecked kind: Kind, _ slug: String) {
        self.kind = kind
        self.slug = slug
    }

    /// Reads `kind/slug`; `kind:slug` is accepted too, and written with a slash.
    public init(_ text: String) throws(Malformed) {
        // By bytes: characters would cost more than all the rest.
        let bytes = text.utf8
        let end = bytes.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        guard let cut = end else {
            throw Malformed(text, expected: "a key", hint: "write kind/name")
        }
        let word = String(text[..<cut])
        guard let kind = Kind(rawValue: word) else {
            let near = Suggestion.nearest(to: word, in: Kind.allCases.map(\.rawValue))
            throw Malformed(
                word,
                expected: "a kind of key",
                hint: near.map { "did you mean '\($0)/...'?" }
                    ?? "kinds: \(Kind.allCases.map(\.rawValue).joined(separator: " "))"
            )
        }
        let slug = String(text[bytes.index(after: cut)...])
        guard kind == .gov ? Key.isGovernment(slug) : Key.isSlug(slug) else {
            throw Malformed(
                text,
                expected: "a key",
                reason: kind == .gov
                    ? "behind gov/ stands an ISO 3166-1 alpha-3 code"
                    : "a name has small letters, digits and . _ / -",
                hint: kind == .gov
                    ? "write gov/\(slug.utf8.count == 3 ? slug.uppercased() : "USA")"
                    : Key.repaired(slug).map { "write \(word)/\($0)" }
            )
        }
        self.kind = kind
        self.slug = slug
    }

    /// Whether text is a slug.
    public static func isSlug(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.count <= slugBytesMax, isAlphanumeric(first) else {
            return false
        }
        return bytes.allSatisfy {
            isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-")
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// A state is its alpha-3 code; any other body that governs has a name of another length.
    private static func isGovernment(_ slug: String) -> Bool {
        isCountry(slug) || isSlug(slug) && slug.utf8.count != 3
    }

    static func isCountry(_ text: String) -> Bool {
        text.utf8.count == 3
            && text.utf8.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }

    /// A slug made of what was written, to suggest.
    private static func repaired(_ text: String) -> String? {
        let mended = text.lowercased().map { $0 == " " ? "-" : $0 }
        let slug = String(mended.filter { isSlug("a\($0)") }.drop { !isSlug(String($0)) })
        return isSlug(slug) ? slug : nil
    }

    public static func < (a: Key, b: Key) -> Bool {
        a.kind == b.kind ? a.slug < b.slug : a.kind.rawValue < b.kind.rawValue
    }

    /// `kind/slug`.
    public var description: String { "\(kind.rawValue)/\(slug)" }
}
