import Ledger
import Testing

/// The log of fifteen words that the Tessera project publishes, with its test key: its checkpoints,
/// a proof and a cosignature over it are known byte for byte.
enum GoldenLog {
    static let words =
        "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten"
        .split(separator: " ").map { Array($0.utf8) }
    static let tree = StoredTree(words)
    static let origin = "example.com/log/testdata"
    static let privateKey =
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
    static let publicKey =
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"

    /// A published checkpoint, without what they have in common.
    struct Signed: Decodable {
        let size: UInt64
        let root: String
        let signature: String
    }

    /// The SHA-256 of a published tile of level 0.
    struct Tile: Decodable {
        let width: Int
        let hashes: String
    }

    private struct Published: Decodable {
        let checkpoints: [Signed]
        let tiles: [Tile]
    }

    private static let published = try? Vectors.decode(Published.self, from: "golden")
    /// All sixteen, by size.
    static let checkpoints = published?.checkpoints ?? []
    /// All fifteen partial tiles, by width.
    static let tiles = published?.tiles ?? []

    static let path = [
        "yiM+eia4w1wsk/Ukx7kF56IQVkDW3MWUaUz/VtJu+yU=",
        "nk9gCR+floFqznAPtqjjcnnV64dge2jQB95D5t164Hg=",
        "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=",
        "5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=",
    ]

    static func key() throws -> VerifierKey { try VerifierKey(publicKey) }

    static func signed(_ size: UInt64) throws -> SignedCheckpoint {
        let root = tree.read(at: size) { MerkleTree.root(size: size, reading: $0) }
        return SignedCheckpoint(size: size, root: root, key: try SignerKey(privateKey))
    }
}
