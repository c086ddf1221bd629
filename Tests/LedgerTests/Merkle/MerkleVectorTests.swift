import Ledger
import Testing

/// Published vectors: the hasher and 8-leaf set of Certificate Transparency, the proofs over it,
/// and the rolling hashes of draft-ietf-plants-merkle-tree-certs over every subtree of 130 leaves.
struct MerkleVectorTests {
    private struct Published: Decodable {
        let roots: [String]
        let inclusion: [String: [String]]
        let consistency: [String: [String]]
    }

    private static let eight = StoredTree(
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"].map(bytes(hex:))
            + [bytes(hex: "606162636465666768696a6b6c6d6e6f")]
    )

    @Test func `the hasher`() {
        func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
        // Node inputs have 4 bytes in the published test, so they go through SHA-256 itself.
        let table: [(Hash, String)] = [
            (
                MerkleTree.emptyRoot,
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            ),
            (
                hashOfLeaf(utf8("")),
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
            ),
            (
                hashOfLeaf(utf8("L123456")),
                "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
            ),
            (
                sha256(utf8("\u{01}N123N456")),
                "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
            ),
        ]
        for (hash, hex) in table { #expect(hash.hex == hex) }
        let (left, right) = (Self.eight.leafHash(0), Self.eight.leafHash(1))
        #expect(
            MerkleTree.nodeHash(left, right) == sha256([1] + left.bytes + right.bytes)
        )
    }

    @Test func `the stored hashes of the eight leaves`() {
        // Leaves and nodes as published, level by level.
        let levels = [
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
                "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
                "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
            ],
            [
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            ],
            [
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
            ["5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
        ]
        #expect(Self.eight.stored.count == 15)
        for (level, hashes) in levels.enumerated() {
            for (n, hex) in hashes.enumerated() {
                let index = MerkleTree.storedHashIndex(level: level, n: UInt64(n))
                #expect(Self.eight.stored[Int(index)].hex == hex)
            }
        }
        let ragged = Self.eight.read(at: 7) { MerkleTree.subtreeHash(of: 4..<7, reading: $0) }
        #expect(ragged.hex == "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e")
    }

    @Test func `the roots and proofs of the eight leaves`() throws {
        let vectors = try Vectors.decode(Published.self, from: "rfc6962")
        for size in 0...8 {
            #expect(Self.eight.root(UInt64(size)).hex == vectors.roots[size])
        }
        #expect(vectors.inclusion.count == 36)
        for (key, expected) in vectors.inclusion {
            let numbers = key.split(separator: "/").compactMap { UInt64($0) }
            try #require(numbers.count == 2)
            #expect(Self.eight.inclusion(numbers[0], numbers[1]).map(\.hex) == expected)
            try MerkleTree.verifyInclusion(
                of: Self.eight.leafHash(numbers[0]),
                index: numbers[0],
                size: numbers[1],
                proof: expected.compactMap { Hash(hex: $0) },
                root: #require(Hash(hex: vectors.roots[Int(numbers[1])]))
            )
        }
        #expect(vectors.consistency.count == 36)
        for (key, expected) in vectors.consistency {
            let numbers = key.split(separator: "-").compactMap { UInt64($0) }
            try #require(numbers.count == 2)
            #expect(Self.eight.consistency(numbers[0], numbers[1]).map(\.hex) == expected)
            try MerkleTree.verifyConsistency(
                from: numbers[0],
                root: #require(Hash(hex: vectors.roots[Int(numbers[0])])),
                to: numbers[1],
                root: #require(Hash(hex: vectors.roots[Int(numbers[1])])),
                proof: expected.compactMap { Hash(hex: $0) }
            )
        }
    }

    /// Beginnings of the hashes, as published for inclusion 1-4 and consistency 1-4 and worked out
    /// for the rest: independent of the JSON file.
    @Test(arguments: [
        "0/8 96a296d2 5f083f0a 6b47aaf2", "3/8 0298d122 fac54203 6b47aaf2",
        "5/8 bc1a0643 ca854ea1 d37ee418", "7/8 b08693ec 0ebc5d34 d37ee418", "2/3 fac54203",
        "1/5 6e340b9c 5f083f0a bc1a0643", "4/5 d37ee418", "6/7 0ebc5d34 d37ee418",
        "0/7 96a296d2 5f083f0a 837dbb15", "5/7 bc1a0643 b08693ec d37ee418",
        "1-8 96a296d2 5f083f0a 6b47aaf2", "6-8 0ebc5d34 ca854ea1 d37ee418",
        "2-5 5f083f0a bc1a0643", "6-7 0ebc5d34 b08693ec d37ee418",
        "3-7 0298d122 07506a85 fac54203 837dbb15", "4-7 837dbb15",
        "3-8 0298d122 07506a85 fac54203 6b47aaf2", "4-8 6b47aaf2",
        "5-8 bc1a0643 4271a26b ca854ea1 d37ee418", "7-8 b08693ec 46f6ffad 0ebc5d34 d37ee418",
    ])
    func `a published proof`(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let numbers = words[0].split { $0 == "/" || $0 == "-" }.compactMap { UInt64($0) }
        let proof =
            words[0].contains("/")
            ? Self.eight.inclusion(numbers[0], numbers[1])
            : Self.eight.consistency(numbers[0], numbers[1])
        #expect(proof.map { String($0.hex.prefix(8)) } == Array(words.dropFirst()))
    }
}

/// One number for each algorithm over all inputs: SHA-256 of a text with one line an input.
struct MerkleRollingTests {
    private static let countMax: UInt64 = 130
    private static let tree = StoredTree(count: 130)

    private struct Text {
        var utf8: [UInt8] = []
        private var digits: [Hash: [UInt8]] = [:]

        mutating func add(_ prefix: String, _ hashes: [Hash]) {
            utf8 += prefix.utf8
            for hash in hashes {
                utf8.append(UInt8(ascii: " "))
                utf8 += digits[hash] ?? spell(hash)
            }
            utf8.append(UInt8(ascii: "\n"))
        }

        private mutating func spell(_ hash: Hash) -> [UInt8] {
            let spelled = Array(hash.hex.utf8)
            digits[hash] = spelled
            return spelled
        }

        var digest: String { sha256(utf8).hex }
    }

    private static func subtrees(endingAt end: UInt64) -> [Range<UInt64>] {
        (0...end).map { $0..<end }.filter(MerkleTree.isSubtree)
    }

    @Test func `every subtree hash`() {
        var text = Text()
        for range in (0...Self.countMax).flatMap(Self.subtrees(endingAt:)) {
            let hash = Self.tree.read(at: range.upperBound) {
                MerkleTree.subtreeHash(of: range, reading: $0)
            }
            text.add("[\(range.lowerBound), \(range.upperBound))", [hash])
        }
        #expect(text.digest == "b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81")
    }

    @Test func `every inclusion in a subtree`() {
        var text = Text()
        for range in (0...Self.countMax).flatMap(Self.subtrees(endingAt:)) {
            for index in range {
                let proof = Self.tree.read(at: range.upperBound) {
                    MerkleTree.inclusionProof(index: index, inSubtree: range, reading: $0)
                }
                text.add("\(index) [\(range.lowerBound), \(range.upperBound))", proof)
            }
        }
        #expect(text.digest == "ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f")
    }

    @Test func `every consistency of a subtree`() {
        var text = Text()
        for size in 0...Self.countMax {
            for range in (0...size).flatMap(Self.subtrees(endingAt:)) {
                let proof = Self.tree.read(at: size) {
                    MerkleTree.consistencyProof(ofSubtree: range, size: size, reading: $0)
                }
                text.add("[\(range.lowerBound), \(range.upperBound)) \(size)", proof)
            }
        }
        #expect(text.digest == "10fa99b37bf9bf9ffa26b412fbd98bd75363256d0b75d61bc4538b9c9c5a0a74")
    }

    @Test func `every root`() {
        var text = Text()
        for size in 0...Self.countMax { text.add("\(size)", [Self.tree.root(size)]) }
        #expect(text.digest == "9c67f07f906103b6bf201842a50ff0b8c91fca9b3e211334a6b7aa3133165dec")
    }

    @Test func `every inclusion`() {
        var text = Text()
        for size in 1...Self.countMax {
            for index in 0..<size {
                text.add("\(index) \(size)", Self.tree.inclusion(index, size))
            }
        }
        #expect(text.digest == "893ce6eea61adc33c22c0e3a952498b76dfa3c282e78ac659f6fcc0ea44f9983")
    }

    @Test func `every consistency`() {
        var text = Text()
        for second in 1...Self.countMax {
            for first in 1...second {
                text.add("\(first) \(second)", Self.tree.consistency(first, second))
            }
        }
        #expect(text.digest == "2498232e1aebe8d1aa8d339d897fc471f4495fe0b8a55ac08f7dae3d88bc4c2a")
    }
}
