"""Public test vectors, all in vectors.json: each must come out exactly."""

import base64
import hashlib
import json
import tempfile
import time
import unittest
from pathlib import Path

import ed25519
import folder
import making
import notes
import proofs
import tiles
import tree
from errors import Rejected

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def unhex(items):
    """Bytes of a list of hex texts."""
    return [bytes.fromhex(item) for item in items]


class HasherVectors(unittest.TestCase):
    """Leaf, node and root hashes (transparency-dev/merkle)."""

    def test_hasher(self):
        hasher = VECTORS["hasher"]
        self.assertEqual(tree.root_from_leaves([]).hex(), hasher["empty_root"])
        for text, expected in hasher["leaves"].items():
            self.assertEqual(tree.leaf_hash(text.encode()).hex(), expected)
        left, right, expected = hasher["node"]
        self.assertEqual(tree.node_hash(left.encode(), right.encode()).hex(), expected)

    def test_eight_leaves(self):
        eight = VECTORS["eight"]
        leaves = [tree.leaf_hash(data) for data in unhex(eight["inputs"])]
        self.assertEqual([leaf.hex() for leaf in leaves], eight["leaf_hashes"])
        for size in range(9):
            root = tree.root_from_leaves(leaves[:size]).hex()
            self.assertEqual(root, eight["roots"][size])
            self.assertEqual(root, VECTORS["rfc6962"]["roots"][size])
        pairs = [tree.root_from_leaves(leaves[at:at + 2]).hex() for at in range(0, 8, 2)]
        fours = [tree.root_from_leaves(leaves[at:at + 4]).hex() for at in range(0, 8, 4)]
        self.assertEqual(pairs, eight["level_1"])
        self.assertEqual(fours, eight["level_2"])
        self.assertEqual(tree.root_from_leaves(leaves[4:7]).hex(), eight["subtree_4_7"])


class ProofVectors(unittest.TestCase):
    """Every proof among trees of up to eight leaves, and the published short ones."""

    def setUp(self):
        self.leaves = unhex(VECTORS["eight"]["leaf_hashes"])
        self.roots = unhex(VECTORS["eight"]["roots"])
        self.hashes = making.Hashes(self.leaves)

    def test_inclusion(self):
        for name, proof in VECTORS["rfc6962"]["inclusion"].items():
            index, size = map(int, name.split("/"))
            self.assertTrue(tree.verify_inclusion(index, size, self.leaves[index],
                                                  unhex(proof), self.roots[size]), name)
            self.assertEqual(self.hashes.inclusion(index, 0, size), unhex(proof), name)

    def test_consistency(self):
        for name, proof in VECTORS["rfc6962"]["consistency"].items():
            first, second = map(int, name.split("-"))
            self.assertTrue(tree.verify_consistency(first, second, self.roots[first],
                                                    self.roots[second], unhex(proof)), name)
            self.assertEqual(self.hashes.consistency(first, second), unhex(proof), name)

    def test_short_proofs(self):
        for kind, count in [("inclusion", 10), ("consistency", 10)]:
            short = VECTORS["short_proofs"][kind]
            self.assertEqual(len(short), count)
            for name, starts in short.items():
                full = VECTORS["rfc6962"][kind][name]
                self.assertEqual([one[:8] for one in full], starts, name)


class RollingVectors(unittest.TestCase):
    """One SHA-256 over every hash and proof of trees of up to 130 leaves.

    The subtree digests are those of draft-ietf-plants-merkle-tree-certs. They test the maker
    of proofs; the digests over plain trees also run every proof through the verifier.
    """

    def setUp(self):
        self.expected = VECTORS["rolling"]
        self.count = self.expected["leaves"]
        leaves = [tree.leaf_hash(bytes([i])) for i in range(self.count)]
        self.hashes = making.Hashes(leaves)
        self.roots = [tree.root_from_leaves(leaves[:n]) for n in range(self.count + 1)]
        self.digest = hashlib.sha256()

    def line(self, name, hashes):
        """Adds one line to the digest."""
        self.digest.update(" ".join([name, *(one.hex() for one in hashes)]).encode() + b"\n")

    def subtrees(self, largest):
        """Every valid subtree that ends at or before largest, by its end, then its start."""
        for end in range(largest + 1):
            for start in range(end + 1):
                step = 1 << max(end - start - 1, 0).bit_length()
                if start == 0 or start == end or start % step == 0:
                    yield start, end

    def test_subtree_hashes(self):
        for start, end in self.subtrees(self.count):
            self.line(f"[{start}, {end})", [self.hashes.root(start, end)])
        self.assertEqual(self.digest.hexdigest(), self.expected["subtree_hashes"])

    def test_subtree_inclusion(self):
        for start, end in self.subtrees(self.count):
            for index in range(start, end):
                proof = self.hashes.inclusion(index, start, end)
                self.line(f"{index} [{start}, {end})", proof)
        self.assertEqual(self.digest.hexdigest(), self.expected["subtree_inclusion"])

    def test_subtree_consistency(self):
        for size in range(self.count + 1):
            for start, end in self.subtrees(size):
                proof = []
                if start < end:
                    proof = self.hashes.subtree_consistency(start, end, 0, size, True)
                self.line(f"[{start}, {end}) {size}", proof)
        self.assertEqual(self.digest.hexdigest(), self.expected["subtree_consistency"])

    def test_roots(self):
        for size, root in enumerate(self.roots):
            self.line(str(size), [root])
        self.assertEqual(self.digest.hexdigest(), self.expected["roots"])

    def test_inclusion(self):
        for size in range(1, self.count + 1):
            for index in range(size):
                proof = self.hashes.inclusion(index, 0, size)
                self.line(f"{index} {size}", proof)
                leaf = self.hashes.leaf_hashes[index]
                self.assertTrue(tree.verify_inclusion(index, size, leaf, proof,
                                                      self.roots[size]))
        self.assertEqual(self.digest.hexdigest(), self.expected["inclusion"])

    def test_consistency(self):
        for second in range(1, self.count + 1):
            for first in range(1, second + 1):
                proof = self.hashes.consistency(first, second)
                self.line(f"{first} {second}", proof)
                self.assertTrue(tree.verify_consistency(first, second, self.roots[first],
                                                        self.roots[second], proof))
        self.assertEqual(self.digest.hexdigest(), self.expected["consistency"])


class Ed25519Vectors(unittest.TestCase):
    """RFC 8032 section 7.1, and what section 5.1.7 refuses."""

    def setUp(self):
        self.cases = [{name: bytes.fromhex(value) for name, value in case.items()}
                      for case in VECTORS["ed25519"]]

    def test_valid(self):
        for case in self.cases:
            self.assertEqual(making.public_key(case["seed"]), case["public_key"])
            self.assertEqual(making.sign(case["seed"], case["message"]), case["signature"])
            self.assertTrue(ed25519.verify(case["public_key"], case["message"],
                                           case["signature"]))

    def test_every_flipped_byte_is_refused(self):
        case = self.cases[2]
        names = ["public_key", "message", "signature"]
        for name in names:
            for at in range(len(case[name])):
                damaged = dict(case)
                data = bytearray(case[name])
                data[at] ^= 1 << at % 8
                damaged[name] = bytes(data)
                self.assertFalse(ed25519.verify(*(damaged[one] for one in names)))

    def test_s_above_the_order_is_refused(self):
        case = self.cases[0]
        s = int.from_bytes(case["signature"][32:], "little") + ed25519.ORDER
        signature = case["signature"][:32] + s.to_bytes(32, "little")
        self.assertFalse(ed25519.verify(case["public_key"], case["message"], signature))

    def test_wrong_lengths_are_refused(self):
        case = self.cases[0]
        key, message, signature = case["public_key"], case["message"], case["signature"]
        self.assertFalse(ed25519.verify(key[:-1], message, signature))
        self.assertFalse(ed25519.verify(key, message, signature[:-1]))
        self.assertFalse(ed25519.verify(key, message, signature + b"\x00"))

    def test_bad_points_are_refused(self):
        self.assertIsNone(ed25519.decode_point((1).to_bytes(31, "little")))
        self.assertIsNone(ed25519.decode_point((1).to_bytes(33, "little")))
        # y = 1 as P + 1, and y = 0 as P: not canonical.
        self.assertIsNone(ed25519.decode_point((ed25519.P + 1).to_bytes(32, "little")))
        self.assertIsNone(ed25519.decode_point(ed25519.P.to_bytes(32, "little")))
        # x = 0 has no negative.
        self.assertIsNone(ed25519.decode_point((1 | 1 << 255).to_bytes(32, "little")))
        self.assertEqual(ed25519.decode_point((1).to_bytes(32, "little"))[:2], (0, 1))
        # y = 2 is on no point of the curve.
        self.assertIsNone(ed25519.decode_point((2).to_bytes(32, "little")))

    def test_points_are_compared_by_both_coordinates(self):
        x, y, z, t = ed25519.BASE
        self.assertTrue(ed25519.same(ed25519.BASE, (3 * x, 3 * y, 3 * z, 3 * t)))
        self.assertFalse(ed25519.same(ed25519.BASE, (-x, y, z, -t)))
        self.assertFalse(ed25519.same(ed25519.BASE, (x, -y, z, -t)))

    def test_a_signature_over_bad_points_is_refused(self):
        # With R and S zero any message would hold under the key y = 1 if R were not decoded.
        weak_key = (1).to_bytes(32, "little")
        good = weak_key + bytes(32)
        self.assertTrue(ed25519.verify(weak_key, b"any", good))
        other_spelling = (ed25519.P + 1).to_bytes(32, "little") + bytes(32)
        self.assertFalse(ed25519.verify(weak_key, b"any", other_spelling))
        self.assertFalse(ed25519.verify(other_spelling[:32], b"any", good))

    def test_speed(self):
        case = self.cases[0]
        start = time.process_time()
        for _ in range(10):
            ed25519.verify(case["public_key"], case["message"], case["signature"])
        self.assertLess((time.process_time() - start) / 10, 0.05)


class NoteVectors(unittest.TestCase):
    """Signed notes of C2SP and of Go."""

    def test_notes_verify(self):
        for case in VECTORS["notes"]:
            key = notes.parse_key(case["vkey"])
            note = notes.parse_note(f"{case['text']}\n{case['signature']}\n".encode())
            self.assertEqual(note.text, case["text"])
            self.assertEqual(notes.verify_note(note, [key]), [notes.Verified(key, None)])

    def test_the_go_note_is_signed_alike(self):
        case = VECTORS["notes"][1]
        signer = making.signer_from_text(case["signer"])
        self.assertEqual(signer.vkey, case["vkey"])
        self.assertEqual(signer.line(case["text"]), case["signature"] + "\n")


class LogVectors(unittest.TestCase):
    """The golden log of Tessera, rebuilt from its entries."""

    def setUp(self):
        self.log = VECTORS["log"]
        self.key = notes.parse_key(self.log["vkey"])
        self.entries = [entry.encode() for entry in self.log["entries"]]
        self.leaves = [tree.leaf_hash(entry) for entry in self.entries]

    def signed(self, size):
        """The published checkpoint of a size: its text and its signature line."""
        found = next(one for one in self.log["checkpoints"] if one["size"] == size)
        text = f"{self.log['origin']}\n{size}\n{found['root']}\n"
        return text, f"\u2014 {self.log['origin']} {found['signature']}\n"

    def test_checkpoints(self):
        signer = making.signer_from_text(self.log["signer"])
        self.assertEqual(signer.vkey, self.log["vkey"])
        self.assertEqual([one["size"] for one in self.log["checkpoints"]], list(range(16)))
        for size in range(16):
            text, line = self.signed(size)
            root = tree.root_from_leaves(self.leaves[:size])
            self.assertEqual(making.checkpoint_text(self.log["origin"], size, root), text)
            self.assertEqual(signer.line(text), line)
            note = notes.parse_note(f"{text}\n{line}".encode())
            self.assertEqual(notes.verify_note(note, [self.key])[0].key, self.key)
            checkpoint = notes.parse_checkpoint(note.text)
            self.assertEqual(checkpoint,
                             notes.Checkpoint(self.log["origin"], size, root, ()))

    def test_tiles(self):
        with tempfile.TemporaryDirectory() as path:
            making.write_folder(path, self.entries[:15], "")
            bundle = (Path(path) / "tile/entries/000.p/15").read_bytes()
            self.assertEqual(tiles.split_bundle(bundle, 15, ""), self.entries[:15])
            tile = (Path(path) / "tile/0/000.p/15").read_bytes()
            self.assertEqual(tiles.split_hash_tile(tile, 15, ""), self.leaves[:15])
            root = base64.b64decode(self.signed(15)[0].split("\n")[2])
            seen = []
            counts = folder.check_folder(path, 15, root, lambda *entry: seen.append(entry))
            self.assertEqual(seen, list(enumerate(self.entries[:15])))
            self.assertEqual((counts.hash_tiles, counts.entry_bundles), (1, 1))

    def test_tiles_byte_for_byte(self):
        self.assertEqual([one["width"] for one in self.log["tiles"]], list(range(1, 16)))
        for golden in self.log["tiles"]:
            width = golden["width"]
            with tempfile.TemporaryDirectory() as path:
                making.write_folder(path, self.entries[:width], "")
                for kind, name in [("hashes", "0"), ("entries", "entries")]:
                    made = (Path(path) / f"tile/{name}/000.p/{width}").read_bytes()
                    self.assertEqual(hashlib.sha256(made).hexdigest(), golden[kind])

    def test_proof_of_index_4(self):
        text, line = self.signed(15)
        hashes = self.log["inclusion_4_15"]
        written = "\n".join(["c2sp.org/tlog-proof@v1", "index 4", *hashes, "", text, line])
        proof = proofs.parse_log_proof(written.encode())
        self.assertEqual((proof.extra, proof.index), (None, 4))
        self.assertEqual(proof.hashes, making.Hashes(self.leaves).inclusion(4, 0, 15))
        note = notes.parse_note(proof.checkpoint)
        notes.verify_note(note, [self.key])
        root = notes.parse_checkpoint(note.text).root
        self.assertTrue(tree.verify_inclusion(4, 15, self.leaves[4], proof.hashes, root))
        self.assertFalse(tree.verify_inclusion(5, 15, self.leaves[4], proof.hashes, root))
        self.assertFalse(tree.verify_inclusion(4, 15, self.leaves[5], proof.hashes, root))

    def test_consistency_from_5_to_15(self):
        lines = "".join(f"{one}\n" for one in self.log["consistency_5_15"])
        proof = proofs.parse_hash_list(lines.encode())
        roots = [tree.root_from_leaves(self.leaves[:size]) for size in (5, 15)]
        self.assertEqual(proof, making.Hashes(self.leaves).consistency(5, 15))
        self.assertTrue(tree.verify_consistency(5, 15, *roots, proof))

    def test_cosignature(self):
        case = VECTORS["witness"]
        seed = bytes.fromhex(case["seed"])
        self.assertEqual(making.public_key(seed).hex(), case["public_key"])
        witness = making.Signer(case["name"], seed, notes.COSIGNATURE)
        self.assertEqual(witness.vkey, case["vkey"])
        text, line = self.signed(15)
        self.assertEqual(witness.cosign(text, case["time"]), case["signature"] + "\n")
        note = notes.parse_note(f"{text}\n{line}{case['signature']}\n".encode())
        key = notes.parse_key(case["vkey"])
        verified = notes.verify_note(note, [self.key, key])
        self.assertEqual(verified, [notes.Verified(self.key, None),
                                    notes.Verified(key, case["time"])])

    def test_a_cosignature_over_another_size_is_refused(self):
        text, line = self.signed(8)
        cosignature = VECTORS["witness"]["signature"]
        note = notes.parse_note(f"{text}\n{line}{cosignature}\n".encode())
        keys = [self.key, notes.parse_key(VECTORS["witness"]["vkey"])]
        with self.assertRaisesRegex(Rejected, "does not verify"):
            notes.verify_note(note, keys)


class TileVectors(unittest.TestCase):
    """Paths and widths that tlog-tiles gives as examples."""

    def test_paths(self):
        for index, path in VECTORS["tile_paths"].items():
            for level in [0, 63, tiles.ENTRIES]:
                for width, end in [(256, ""), (1, ".p/1"), (255, ".p/255")]:
                    written = tiles.encode_path(level, int(index), width)
                    self.assertEqual(written, f"{level}/{path}{end}")
                    self.assertEqual(tiles.decode_path(written), (level, int(index), width))

    def test_widths(self):
        def widths(size):
            """Full tiles and width of the partial one, for each level."""
            levels = tiles.levels_from_leaves([tree.EMPTY_ROOT] * size)
            return [divmod(len(level), 256) for level in levels]
        self.assertEqual(widths(70_000), [(273, 112), (1, 17), (0, 1)])
        self.assertEqual(widths(256), [(1, 0), (0, 1)])
        self.assertEqual(widths(0), [])
        self.assertEqual(tiles.tiles_of_level(513), [(0, 256), (1, 256), (2, 1)])


if __name__ == "__main__":
    unittest.main()
