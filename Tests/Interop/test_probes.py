"""Proofs that are wrong in one way: each must be refused, and the right one accepted.

First the 98 + 98 probes of transparency-dev/merkle (testdata/inclusion, testdata/consistency) as
they are published; then their rules, applied to every proof among trees of up to eight leaves.
"""

import base64
import json
import unittest
from pathlib import Path

import making
import tree


def read(name):
    """A file of vectors beside this one."""
    return json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


VECTORS = read("vectors.json")
LEAVES = [bytes.fromhex(leaf) for leaf in VECTORS["eight"]["leaf_hashes"]]
ROOTS = [bytes.fromhex(root) for root in VECTORS["eight"]["roots"]]
SOME_HASH = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")
PROBES_OF_THE_SOURCE = 98


def flip(proof, at, bit):
    """The proof with one bit of one hash turned over."""
    changed = bytes([proof[at][0] ^ bit]) + proof[at][1:]
    return [*proof[:at], changed, *proof[at + 1:]]


def wrong_inclusion(index, size, leaf, proof, root):
    """The arguments of verify_inclusion, wrong in one way each."""
    yield "index - 1", (index - 1, size, leaf, proof, root)
    yield "index + 1", (index + 1, size, leaf, proof, root)
    yield "index ^ 2", (index ^ 2, size, leaf, proof, root)
    yield "size * 2", (index, size * 2, leaf, proof, root)
    yield "size / 2", (index, size // 2, leaf, proof, root)
    yield "no size", (index, 0, leaf, proof, root)
    yield "wrong leaf", (index, size, SOME_HASH, proof, root)
    yield "short leaf", (index, size, b"WrongLeaf", proof, root)
    yield "no leaf", (index, size, b"", proof, root)
    yield "empty root", (index, size, leaf, proof, tree.EMPTY_ROOT)
    yield "random root", (index, size, leaf, proof, SOME_HASH)
    yield "no root", (index, size, leaf, proof, b"")
    for name, extra in [("garbage", b""), ("root", root)]:
        yield f"trailing {name}", (index, size, leaf, [*proof, extra], root)
        yield f"preceding {name}", (index, size, leaf, [extra, *proof], root)
    for at in range(len(proof)):
        yield f"bit of hash {at}", (index, size, leaf, flip(proof, at, 8), root)
    if proof:
        yield "first hash gone", (index, size, leaf, proof[1:], root)
        yield "last hash gone", (index, size, leaf, proof[:-1], root)
    if len(proof) > 1:
        inserted = [proof[0], SOME_HASH, *proof[1:]]
        yield "hash inserted", (index, size, leaf, inserted, root)
        yield "order reversed", (index, size, leaf, proof[::-1], root)
        joined = [proof[0] + proof[1][:1], proof[1][1:], *proof[2:]]
        yield "byte moved", (index, size, leaf, joined, root)


def wrong_consistency(first, second, root1, root2, proof):
    """The arguments of verify_consistency, wrong in one way each."""
    yield "first - 1", (first - 1, second, root1, root2, proof)
    yield "first + 1", (first + 1, second, root1, root2, proof)
    yield "first ^ 2", (first ^ 2, second, root1, root2, proof)
    yield "second * 2", (first, second * 2, root1, root2, proof)
    yield "second / 2", (first, second // 2, root1, root2, proof)
    yield "swapped sizes", (second, first, root1, root2, proof)
    yield "wrong root 1", (first, second, SOME_HASH, root2, proof)
    yield "wrong root 2", (first, second, root1, SOME_HASH, proof)
    yield "short root 1", (first, second, b"WrongRoot", root2, proof)
    yield "short root 2", (first, second, root1, b"WrongRoot", proof)
    yield "swapped roots", (first, second, root2, root1, proof)
    yield "empty proof", (first, second, root1, root2, [])
    extras = [("garbage", b""), ("root 1", root1), ("root 2", root2), ("hash", proof[0])]
    for name, extra in extras:
        yield f"trailing {name}", (first, second, root1, root2, [*proof, extra])
        yield f"preceding {name}", (first, second, root1, root2, [extra, *proof])
    yield "truncated", (first, second, root1, root2, proof[:-1])
    yield "beheaded", (first, second, root1, root2, proof[1:])
    for at in range(len(proof)):
        yield f"bit of hash {at}", (first, second, root1, root2, flip(proof, at, 16))
    if len(proof) > 1:
        yield "order reversed", (first, second, root1, root2, proof[::-1])


class PublishedProbes(unittest.TestCase):
    """Each published probe gets the published verdict."""

    def setUp(self):
        published = read("probes.json")
        self.hashes = [base64.b64decode(text) for text in published["hashes"]]
        self.inclusion = published["inclusion"]
        self.consistency = published["consistency"]

    def hash(self, place):
        return self.hashes[place]

    def test_inclusion(self):
        self.assertEqual(len(self.inclusion), PROBES_OF_THE_SOURCE)
        for probe in self.inclusion:
            holds = tree.verify_inclusion(
                probe["index"], probe["size"], self.hash(probe["leaf"]),
                [self.hash(place) for place in probe["proof"]], self.hash(probe["root"]))
            self.assertEqual(holds, probe["holds"], probe["name"])

    def test_consistency(self):
        self.assertEqual(len(self.consistency), PROBES_OF_THE_SOURCE)
        for probe in self.consistency:
            holds = tree.verify_consistency(
                probe["first"], probe["second"], self.hash(probe["first_root"]),
                self.hash(probe["second_root"]), [self.hash(place) for place in probe["proof"]])
            # One probe proves growth from a root of nine bytes to itself: here that is no root.
            strange = probe["name"] == "additional: sizes are equal (one) and proof is empty"
            self.assertEqual(holds, probe["holds"] and not strange, probe["name"])


class InclusionProbes(unittest.TestCase):
    """verify_inclusion refuses."""

    def test_each_wrong_proof(self):
        hashes = making.Hashes(LEAVES)
        count = 0
        for size in range(1, 9):
            for index in range(size):
                right = (index, size, LEAVES[index], hashes.inclusion(index, 0, size),
                         ROOTS[size])
                self.assertTrue(tree.verify_inclusion(*right))
                for name, wrong in wrong_inclusion(*right):
                    self.assertFalse(tree.verify_inclusion(*wrong), f"{index}/{size} {name}")
                    count += 1
        self.assertGreaterEqual(count, PROBES_OF_THE_SOURCE)

    def test_indexes_outside_of_small_trees(self):
        for index, size in [(0, 0), (0, 1), (1, 0), (2, 1), (1, 1), (-1, 1)]:
            for leaf, root in [(SOME_HASH, b""), (b"", tree.EMPTY_ROOT),
                               (SOME_HASH, tree.EMPTY_ROOT)]:
                self.assertFalse(tree.verify_inclusion(index, size, leaf, [], root))

    def test_a_path_above_the_root(self):
        root = tree.node_hash(SOME_HASH, LEAVES[0])
        self.assertFalse(tree.verify_inclusion(0, 1, LEAVES[0], [SOME_HASH], root))

    def test_a_leaf_that_is_its_own_root(self):
        leaf = tree.leaf_hash(b"data")
        self.assertTrue(tree.verify_inclusion(0, 1, leaf, [], leaf))
        self.assertFalse(tree.verify_inclusion(1, 1, leaf, [], leaf))
        self.assertFalse(tree.verify_inclusion(0, 1, b"", [], b""))


class ConsistencyProbes(unittest.TestCase):
    """verify_consistency refuses."""

    def test_each_wrong_proof(self):
        hashes = making.Hashes(LEAVES)
        count = 0
        for second in range(2, 9):
            for first in range(1, second):
                right = (first, second, ROOTS[first], ROOTS[second],
                         hashes.consistency(first, second))
                self.assertTrue(tree.verify_consistency(*right))
                for name, wrong in wrong_consistency(*right):
                    self.assertFalse(tree.verify_consistency(*wrong),
                                     f"{first}-{second} {name}")
                    count += 1
        self.assertGreaterEqual(count, PROBES_OF_THE_SOURCE)

    def test_equal_sizes(self):
        for size in range(1, 9):
            root = ROOTS[size]
            self.assertTrue(tree.verify_consistency(size, size, root, root, []))
            self.assertFalse(tree.verify_consistency(size, size, root, SOME_HASH, []))
            self.assertFalse(tree.verify_consistency(size, size, root, root, [root]))

    def test_the_empty_tree_proves_nothing(self):
        empty = tree.EMPTY_ROOT
        for second in [0, 1, 8]:
            for proof in [[], [empty]]:
                self.assertFalse(tree.verify_consistency(0, second, empty, ROOTS[second],
                                                         proof))

    def test_a_path_above_the_roots(self):
        proof = [*making.Hashes(LEAVES).consistency(3, 4), SOME_HASH]
        roots = [tree.node_hash(SOME_HASH, ROOTS[size]) for size in (3, 4)]
        self.assertFalse(tree.verify_consistency(3, 4, *roots, proof))

    def test_a_byte_that_moved_to_the_next_hash(self):
        leaf, sibling, left = making.Hashes(LEAVES).consistency(3, 4)
        proof = [leaf + sibling[:1], sibling[1:], left]
        root = tree.node_hash(left, proof[0])
        self.assertFalse(tree.verify_consistency(3, 4, root, ROOTS[4], proof))

    def test_no_way_back(self):
        self.assertFalse(tree.verify_consistency(1, 0, ROOTS[1], ROOTS[0], []))
        self.assertFalse(tree.verify_consistency(2, 1, ROOTS[2], ROOTS[1], []))
        self.assertFalse(tree.verify_consistency(1, 2, ROOTS[1], ROOTS[2], []))


if __name__ == "__main__":
    unittest.main()
