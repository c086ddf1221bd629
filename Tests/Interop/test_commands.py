"""The three commands, on logs made here: what they accept, and that every flip is noticed."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import making
import notes
import tree
import verify

LOG = making.Signer("example.com/log", bytes(32))
OTHER = making.Signer("example.com/other", bytes(31) + b"\x01")
# The same name with another key: a log cannot be taken over by its name.
TWIN = making.Signer(LOG.name, OTHER.seed)
WITNESS = making.Signer("witness.example.com/w1", bytes(range(32)), notes.COSIGNATURE)
TIME = 1_700_000_000


def make_leaves(count):
    """The leaves of a log with so many records."""
    return [making.make_record(position)[0] for position in range(1, count + 1)]


def checkpoint(leaves, signer=LOG, cosigned=False, origin=None):
    """A signed checkpoint over leaves, perhaps cosigned."""
    root = tree.root_from_leaves([tree.leaf_hash(leaf) for leaf in leaves])
    text = making.checkpoint_text(origin or signer.name, len(leaves), root)
    return f"{text}\n{signer.line(text)}{WITNESS.cosign(text, TIME) if cosigned else ''}"


def proof_of(leaves, index, extra, signed):
    """The tlog-proof of the record at index."""
    hashes = making.Hashes([tree.leaf_hash(leaf) for leaf in leaves])
    return making.make_log_proof(extra, index, hashes.inclusion(index, 0, len(leaves)), signed)


class Command(unittest.TestCase):
    """Runs verify.py in this process, in a folder of its own."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def write(self, name, data):
        """Writes a file and gives its path."""
        making.put(self.folder, name, data.encode() if isinstance(data, str) else data)
        return str(self.folder / name)

    def accepts(self, *words):
        """Runs a command that must accept, and gives its facts."""
        code, answer = verify.run([*words, "--key", LOG.vkey])
        self.assertEqual((code, answer["ok"]), (0, True), answer)
        return answer

    def refuses(self, reason, *words, key=LOG.vkey):
        """Runs a command that must refuse for the reason."""
        code, answer = verify.run([*words, "--key", key])
        self.assertEqual((code, answer["ok"]), (1, False), answer)
        self.assertRegex(answer["reason"], reason)


class ProofCommand(Command):
    """verify.py proof"""

    def setUp(self):
        super().setUp()
        self.leaves = make_leaves(7)
        self.leaf, self.content = making.make_record(5)

    def proof(self, index=4, extra=None, signed=None, leaves=None):
        """Writes a proof that is right but for what is given."""
        leaves = leaves or self.leaves
        extra = self.leaf + self.content if extra is None else extra
        return self.write("p", proof_of(leaves, index, extra, signed or checkpoint(leaves)))

    def test_facts(self):
        self.assertEqual(self.accepts("proof", self.proof()), {
            "ok": True, "origin": LOG.name, "size": 7,
            "root": tree.root_from_leaves([tree.leaf_hash(x) for x in self.leaves]).hex(),
            "index": 4, "position": 5, "record_id": "00000000-0000-0000-0000-000000000005",
            "recorded_at_us": 1_700_000_000_000_005, "user_id": 1000, "user_name": "alice",
            "event_type": "tariff.announced", "redacted": False, "event_bytes": 5,
            "witnesses": [],
        })

    def test_redacted_record(self):
        answer = self.accepts("proof", self.proof(extra=self.leaf))
        self.assertEqual((answer["redacted"], answer["event_bytes"]), (True, None))

    def test_witness(self):
        path = self.proof(signed=checkpoint(self.leaves, cosigned=True))
        self.assertEqual(self.accepts("proof", path)["witnesses"], [])
        words = ["proof", path, "--witness", WITNESS.vkey, "--witness", WITNESS.vkey]
        self.assertEqual(self.accepts(*words)["witnesses"],
                         [{"name": WITNESS.name, "time": TIME}])

    def test_bad_witness(self):
        other = checkpoint(self.leaves[:6], cosigned=True).split("\n")[-2]
        path = self.proof(signed=f"{checkpoint(self.leaves)}{other}\n")
        self.accepts("proof", path)
        self.refuses("w1 does not verify", "proof", path, "--witness", WITNESS.vkey)

    def test_signatures(self):
        self.refuses("no known key", "proof", self.proof(), key=TWIN.vkey)
        self.refuses("no known key", "proof", self.proof(), key=OTHER.vkey)
        signed = checkpoint(self.leaves, signer=OTHER, origin=LOG.name)
        self.refuses("of another log", "proof", self.proof(signed=signed), key=OTHER.vkey)
        signed = checkpoint(self.leaves, cosigned=True)
        unsigned = "".join(line for line in signed.splitlines(True)
                           if not line.startswith(f"\u2014 {LOG.name}"))
        self.refuses("log did not sign", "proof", self.proof(signed=unsigned),
                     "--witness", WITNESS.vkey)

    def test_another_record(self):
        for position in [4, 6]:
            leaf, content = making.make_record(position)
            self.refuses(f"r{position} cannot stand", "proof", self.proof(extra=leaf + content))
        leaf, content = making.make_record(5, b"another event")
        self.refuses("not in the tree", "proof", self.proof(extra=leaf + content))
        self.refuses("commits to", "proof", self.proof(extra=self.leaf + content))

    def test_a_record_at_another_index(self):
        moved = [*self.leaves[1:], self.leaves[0]]
        path = self.proof(index=3, leaves=moved)
        self.refuses("r5 cannot stand at index 3", "proof", path)

    def test_no_record(self):
        path = self.write("p", proof_of(self.leaves, 4, None, checkpoint(self.leaves)))
        self.refuses("no extra data", "proof", path)
        self.refuses("cut short", "proof", self.proof(extra=b""))

    def test_every_flipped_byte_is_noticed(self):
        good = Path(self.proof()).read_bytes()
        for at in range(len(good)):
            data = bytearray(good)
            data[at] ^= 1 << at % 8
            self.refuses(".", "proof", self.write("flipped", bytes(data)))


class TilesCommand(Command):
    """verify.py tiles"""

    def make(self, count, leaves=None):
        """Writes a log with so many records and gives its folder."""
        leaves = leaves or make_leaves(count)
        path = self.folder / "log"
        making.write_folder(path, leaves, checkpoint(leaves, cosigned=True))
        return str(path)

    def test_sizes(self):
        for size, hash_tiles, bundles in [(0, 0, 0), (1, 1, 1), (255, 1, 1), (256, 2, 1),
                                          (257, 3, 2), (600, 4, 3)]:
            self.setUp()
            path = self.make(size)
            answer = self.accepts("tiles", path, "--witness", WITNESS.vkey)
            self.assertEqual(answer["size"], size)
            self.assertEqual((answer["hash_tiles"], answer["entry_bundles"]),
                             (hash_tiles, bundles))
            self.assertEqual((answer["files_beyond"], answer["other_files"]), (0, 0))
            self.assertEqual(answer["witnesses"], [{"name": WITNESS.name, "time": TIME}])

    def test_times_are_told(self):
        answer = self.accepts("tiles", self.make(3))
        self.assertEqual((answer["first_recorded_at_us"], answer["last_recorded_at_us"]),
                         (1_700_000_000_000_001, 1_700_000_000_000_003))

    def test_the_root_of_nothing(self):
        text = making.checkpoint_text(LOG.name, 0, bytes(32))
        self.write("log/checkpoint", f"{text}\n{LOG.line(text)}")
        self.refuses("root that is not that of nothing", "tiles", str(self.folder / "log"))

    def test_missing_files(self):
        names = ["checkpoint", "tile/0/000", "tile/0/001.p/4", "tile/1/000.p/1",
                 "tile/entries/000", "tile/entries/001.p/4"]
        for name in names:
            self.setUp()
            path = self.make(260)
            (Path(path) / name).unlink()
            self.refuses("missing|no checkpoint", "tiles", path)

    def test_a_log_that_has_grown(self):
        leaves = make_leaves(600)
        path = self.make(0, leaves)
        old = checkpoint(leaves[:400])
        self.write("log/checkpoint", old)
        # A larger partial tile is no substitute for the one of size 400.
        self.refuses("tile/1/000.p/1 is missing", "tiles", path)
        first = tree.root_from_leaves([tree.leaf_hash(leaf) for leaf in leaves[:256]])
        self.write("log/tile/1/000.p/1", first)
        # The partial tiles of the levels below are gone, the full ones serve.
        answer = self.accepts("tiles", path)
        self.assertEqual((answer["size"], answer["hash_tiles"], answer["entry_bundles"],
                          answer["files_beyond"]), (400, 4, 2, 2))

    def test_old_partial_tiles_are_checked_too(self):
        leaves = make_leaves(20)
        path = self.make(0, leaves)
        good = b"".join(tree.leaf_hash(leaf) for leaf in leaves[:9])
        self.write("log/tile/0/000.p/9", good)
        self.write("log/tile/entries/000.p/9", making.make_bundle(leaves[:9]))
        self.assertEqual(self.accepts("tiles", path)["hash_tiles"], 2)
        self.write("log/tile/0/000.p/9", good[:-1] + b"x")
        self.refuses("tile/0/000.p/9 does not agree", "tiles", path)
        self.write("log/tile/0/000.p/9", good)
        self.write("log/tile/entries/000.p/9", making.make_bundle(leaves[1:10]))
        self.refuses("tile/entries/000.p/9 does not agree", "tiles", path)

    def test_other_files_are_counted(self):
        path = self.make(2)
        self.write("log/tile/0/000.p/2.tmp", b"half")
        self.write("log/tile/0/x000/000", b"half")
        self.assertEqual(self.accepts("tiles", path)["other_files"], 2)

    def test_each_file_is_held_against_the_leaves(self):
        path = self.make(260)
        files = [file for file in Path(path).rglob("*") if file.is_file()]
        self.assertEqual(len(files), 6)
        for file in files:
            good = file.read_bytes()
            for at in [0, len(good) // 2, len(good) - 1]:
                data = bytearray(good)
                data[at] ^= 1
                file.write_bytes(data)
                self.refuses(".", "tiles", path)
            for data in [good[:-1], good + b"\x00"]:
                file.write_bytes(data)
                self.refuses(".", "tiles", path)
            file.write_bytes(good)
        self.accepts("tiles", path)

    def test_every_flipped_byte_is_noticed(self):
        leaves = make_leaves(3)
        path = self.make(0, leaves)
        self.write("log/checkpoint", checkpoint(leaves))
        for file in [file for file in Path(path).rglob("*") if file.is_file()]:
            good = file.read_bytes()
            for at in range(len(good)):
                data = bytearray(good)
                data[at] ^= 1 << at % 8
                file.write_bytes(data)
                self.refuses(".", "tiles", path)
            file.write_bytes(good)
        self.accepts("tiles", path)

    def test_positions_and_times(self):
        gap = [making.make_record(position)[0] for position in [1, 3]]
        self.refuses("r3 stands where r2 belongs", "tiles", self.make(0, gap))
        late = [making.make_record(position)[0] for position in [2, 3]]
        self.refuses("r2 stands where r1 belongs", "tiles", self.make(0, late))
        for times in [(5, 5), (5, 4), (-4, -5)]:
            leaves = [making.make_leaf(i + 1, time, bytes(32)) for i, time in enumerate(times)]
            self.refuses("r2 was not recorded after", "tiles", self.make(0, leaves))
        leaves = [making.make_leaf(i + 1, i - 2, bytes(32)) for i in range(4)]
        self.setUp()
        self.assertEqual(self.accepts("tiles", self.make(0, leaves))["first_recorded_at_us"], -2)

    def test_entries_are_leaves(self):
        self.refuses("version", "tiles", self.make(0, [b"two"]))
        leaf, content = making.make_record(1)
        self.refuses("after its leaf", "tiles", self.make(0, [leaf + content]))

    def test_the_root(self):
        leaves = make_leaves(5)
        path = self.make(0, leaves)
        self.write("log/checkpoint", checkpoint([*leaves[:4], making.make_record(5, b"x")[0]]))
        self.refuses("another root", "tiles", path)


class ConsistencyCommand(Command):
    """verify.py consistency"""

    def setUp(self):
        super().setUp()
        self.leaves = make_leaves(9)
        self.hashes = making.Hashes([tree.leaf_hash(leaf) for leaf in self.leaves])

    def files(self, first, second, proof=None, **of_new):
        """Writes two checkpoints and the proof between them."""
        if proof is None:
            proof = self.hashes.consistency(first, second) if first else []
        return ["consistency",
                self.write("old", checkpoint(self.leaves[:first])),
                self.write("new", checkpoint(self.leaves[:second], **of_new)),
                self.write("proof", "".join(making.encode_base64(x) + "\n" for x in proof))]

    def test_all_pairs(self):
        for second in range(10):
            for first in range(second + 1):
                answer = self.accepts(*self.files(first, second))
                self.assertEqual((answer["old_size"], answer["new_size"]), (first, second))

    def test_the_empty_log_needs_an_empty_proof(self):
        self.refuses("does not show", *self.files(0, 5, [bytes(32)]))

    def test_refusals(self):
        self.refuses("does not show", *self.files(5, 9, []))
        self.refuses("does not show", *self.files(5, 9, self.hashes.consistency(4, 9)))
        self.refuses("does not show", *self.files(5, 5, [bytes(32)]))
        words = self.files(5, 9)
        self.refuses("does not show", words[0], words[2], words[1], words[3])
        self.refuses("no known key", *self.files(5, 9, signer=TWIN))
        self.refuses("no known key", *self.files(5, 9, signer=OTHER))

    def test_a_log_that_changed_its_past(self):
        words = self.files(5, 9)
        forked = [*self.leaves[:4], making.make_record(5, b"another")[0]]
        self.write("old", checkpoint(forked))
        self.refuses("does not show", *words)

    def test_witness(self):
        words = [*self.files(5, 9, cosigned=True), "--witness", WITNESS.vkey]
        answer = self.accepts(*words)
        self.assertEqual(answer["witnesses"], [{"name": WITNESS.name, "time": TIME}])
        self.assertEqual(answer["old_witnesses"], [])

    def test_every_flipped_byte_is_noticed(self):
        words = self.files(5, 9)
        for path in words[1:]:
            good = Path(path).read_bytes()
            for at in range(len(good)):
                data = bytearray(good)
                data[at] ^= 1 << at % 8
                Path(path).write_bytes(data)
                self.refuses(".", *words)
            Path(path).write_bytes(good)
        self.accepts(*words)


class Usage(Command):
    """Exit codes, and one line of JSON whatever happens."""

    def misused(self, reason, *words):
        """Runs a command line that is wrong."""
        code, answer = verify.run(list(words))
        self.assertEqual((code, answer["ok"]), (2, False), answer)
        self.assertRegex(answer["reason"], reason)

    def test_wrong_usage(self):
        path = self.write("p", "x")
        key = ["--key", LOG.vkey]
        self.misused("required")
        self.misused("invalid choice", "prove")
        self.misused("required", "proof", path)
        self.misused("required", "proof", *key)
        self.misused("unrecognized", "proof", path, "--keys", LOG.vkey, *key)
        self.misused("three parts", "proof", path, "--key", "x")
        self.misused("type 04, not 01", "proof", path, "--key", WITNESS.vkey)
        self.misused("type 01, not 04", "proof", path, *key, "--witness", LOG.vkey)
        self.misused("cannot be read", "proof", path + "x", *key)
        self.misused("not a folder", "tiles", path, *key)
        signed = self.write("signed", checkpoint([]))
        self.misused("cannot be read", "consistency", signed, signed, path + "x", *key)

    def test_the_program(self):
        leaves = make_leaves(2)
        leaf, content = making.make_record(2)
        good = self.write("good", proof_of(leaves, 1, leaf + content, checkpoint(leaves)))
        bad = self.write("bad", proof_of(leaves, 1, leaf + content[:-1], checkpoint(leaves)))
        program = str(Path(verify.__file__))
        for code, words in [(0, ["proof", good]), (1, ["proof", bad]), (2, ["proof"])]:
            ended = subprocess.run([sys.executable, program, *words, "--key", LOG.vkey],
                                   capture_output=True, check=False)
            self.assertEqual(ended.returncode, code)
            self.assertEqual(ended.stderr, b"")
            self.assertEqual(ended.stdout.count(b"\n"), 1)
            self.assertEqual(json.loads(ended.stdout)["ok"], code == 0)


if __name__ == "__main__":
    unittest.main()
