import Ledger
import Testing

struct HashTests {
    static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `SHA-256 of the published messages`() {
        let table: [(String, String)] = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", Self.abc),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
        for (message, digest) in table {
            #expect(sha256(Array(message.utf8)).hex == digest)
        }
    }

    @Test func `every form of a hash leads back to it`() throws {
        let hash = sha256(Array("abc".utf8))
        #expect(Hash(hex: Self.abc) == hash)
        #expect(Hash(hex: Self.abc.uppercased()) == hash)
        let stored = hash.bytes
        #expect(Hash(bytes: stored.span) == hash)
        #expect(hash.description == Self.abc)
        #expect(hash.bytes == bytes(hex: Self.abc))
        var output: [UInt8] = [9]
        hash.append(to: &output)
        #expect(output == [9] + hash.bytes)
        let lent = hash.withBytes { span in span.indices.map { span[$0] } }
        #expect(lent == hash.bytes)
        #expect(Set([hash, sha256(Array("abc".utf8)), MerkleTree.emptyRoot]).count == 2)
    }

    @Test func `what is not 32 bytes or 64 digits is no hash`() {
        for text in [
            "", "ba", String(Self.abc.dropLast()), Self.abc + "0", " " + Self.abc.dropFirst(),
            Self.abc.dropLast() + "g", Self.abc.dropLast() + "\u{661}",
            "0x" + Self.abc.dropFirst(2),
        ] {
            #expect(Hash(hex: text) == nil)
        }
        for count in [0, 1, 31, 33, 64] {
            let bytes = [UInt8](repeating: 0, count: count)
            #expect(Hash(bytes: bytes.span) == nil)
        }
    }
}
