/// A piece of the tree or of the leaves under a name that never changes (C2SP tlog-tiles).
///
/// Tile `n` of level `l` holds up to 256 hashes, each the root of 256^l leaves; an entry bundle
/// holds up to 256 leaves, each behind its length in two bytes. A tile with fewer is partial and
/// says how many it has.
public struct Tile: Hashable, Sendable {
    /// What it holds.
    public enum Content: Hashable, Sendable {
        /// Hashes of a level, 0 for the leaves'.
        case hashes(level: Int)
        /// The leaves.
        case entries
    }

    /// What it holds.
    public let content: Content
    /// Which of its level, from 0.
    public let n: UInt64
    /// How many hashes or leaves it has, 1 to 256.
    public let width: Int

    /// How many hashes or leaves a full tile has.
    public static let widthMax = 256
    /// Above it no tree has a hash.
    public static let levelMax = 7

    /// Makes a tile.
    public init(_ content: Content, n: UInt64, width: Int = widthMax) {
        precondition((1...Self.widthMax).contains(width), "a tile has 1 to 256 hashes")
        self.content = content
        self.n = n
        self.width = width
    }

    /// Reads a path below `tile/`; nil for anything else.
    public init?(path: some StringProtocol) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard let first = parts.popFirst(), let last = parts.last else { return nil }
        if first == "entries" {
            content = .entries
        } else {
            guard let level = Checkpoint.decimal(first), level <= UInt64(Self.levelMax) else {
                return nil
            }
            content = .hashes(level: Int(level))
        }
        var count = Self.widthMax
        if parts.count > 1, let before = parts.dropLast().last, before.hasSuffix(".p") {
            guard let width = Checkpoint.decimal(last), (1..<256).contains(width) else {
                return nil
            }
            count = Int(width)
            parts = parts.dropLast(2) + [before.dropLast(2)]
        }
        guard let n = Self.number(parts), n < MerkleTree.sizeMax >> 8 else { return nil }
        self.n = n
        width = count
    }

    /// `x001/x234/067` is 1234067.
    private static func number(_ parts: ArraySlice<some StringProtocol>) -> UInt64? {
        var n: UInt64 = 0
        // 18 digits, below 2^63.
        guard (1...6).contains(parts.count) else { return nil }
        for (at, part) in parts.enumerated() {
            let isLast = at == parts.count - 1
            guard isLast || part.hasPrefix("x") else { return nil }
            let digits = Array((isLast ? part[...] : part.dropFirst()).utf8)
            guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            for digit in digits { n = n * 10 + UInt64(digit - 0x30) }
            guard at > 0 || parts.count == 1 || n > 0 else { return nil }
        }
        return n
    }

    /// The path below `tile/`.
    public var path: String {
        var parts: [String] = []
        var rest = n
        repeat {
            let digits = String(rest % 1_000)
            let padded = String(repeating: "0", count: 3 - digits.count) + digits
            parts.insert(parts.isEmpty ? padded : "x" + padded, at: 0)
            rest /= 1_000
        } while rest > 0
        let kind =
            switch content {
            case .entries: "entries"
            case .hashes(let level): String(level)
            }
        let name = "\(kind)/\(parts.joined(separator: "/"))"
        return width == Self.widthMax ? name : "\(name).p/\(width)"
    }

    /// How many leaves a log must have for the tile to be whole; more than any has for a tile that
    /// no log can have.
    public var sizeNeeded: UInt64 {
        let count = n * 256 + UInt64(width)
        guard case .hashes(let level) = content else { return count }
        let (size, overflows) = count.multipliedReportingOverflow(by: 1 << UInt64(8 * level))
        return overflows ? .max : size
    }

    /// Every tile that a checkpoint of `size` leaves needs and one of `had` leaves did not, entry
    /// bundles first, then level by level.
    ///
    /// - Parameters:
    ///   - size: how many leaves.
    ///   - had: how many of them the reader has already.
    /// - Returns: the tiles, each once.
    public static func all(of size: UInt64, after had: UInt64 = 0) -> [Tile] {
        var tiles = row(.entries, size, had)
        for level in 0...levelMax where size >> UInt64(8 * level) > 0 {
            tiles += row(
                .hashes(level: level),
                size >> UInt64(8 * level),
                had >> UInt64(8 * level)
            )
        }
        return tiles
    }

    private static func row(_ content: Content, _ count: UInt64, _ had: UInt64) -> [Tile] {
        guard count > had else { return [] }
        var tiles = (had / 256..<count / 256).map { Tile(content, n: $0) }
        let rest = Int(count % 256)
        if rest > 0 { tiles.append(Tile(content, n: count / 256, width: rest)) }
        return tiles
    }

    /// The bytes of a hash tile, from stored hashes; the tree must have ``sizeNeeded`` leaves.
    public func hashes<Failure: Error>(
        reading read: MerkleTree.HashReader<Failure>
    ) throws(Failure) -> [UInt8] {
        guard case .hashes(let level) = content else { preconditionFailure("a tile of hashes") }
        var out: [UInt8] = []
        out.reserveCapacity(32 * width)
        for at in 0..<UInt64(width) {
            try read(MerkleTree.storedHashIndex(level: 8 * level, n: n * 256 + at)).append(to: &out)
        }
        return out
    }

    /// The bytes of an entry bundle.
    public static func bundle(_ leaves: [Leaf]) -> [UInt8] {
        var out: [UInt8] = []
        for leaf in leaves {
            let bytes = leaf.bytes
            precondition(bytes.count <= UInt16.max, "a leaf has at most 65,535 bytes")
            out += [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
        }
        return out
    }
}
