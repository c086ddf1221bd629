"""Texts and bytes that are nearly right: each must be refused with its own reason."""

import hashlib
import unittest

import encoding
import making
import notes
import proofs
import records
import tiles
from errors import Rejected

LOG = making.Signer("example.com/log", bytes(32))
TWIN = making.Signer("example.com/log", bytes(31) + b"\x01")
WITNESS = making.Signer("witness.example.com/w1", bytes(range(32)), notes.COSIGNATURE)
HASH = making.encode_base64(bytes(32))
LINE = LOG.line("text\n")


class Refusing(unittest.TestCase):
    """Asserts that something is refused, and why."""

    def refuses(self, reason, function, *arguments):
        """Runs the function, which must raise Rejected with the reason."""
        with self.assertRaisesRegex(Rejected, reason):
            function(*arguments)


class Encodings(Refusing):
    """Base64, hashes and decimal numbers have one spelling."""

    def test_base64(self):
        self.assertEqual(encoding.decode_base64("Zg==", "it"), b"f")
        for text in ["Zg", "Zg=", "Zg==\n", " Zg==", "Z g==", "Zh==", "Zg===", "_w==", "Zg==Zg==",
                     "\u00e9A=="]:
            self.refuses("base64", encoding.decode_base64, text, "it")

    def test_hashes(self):
        self.assertEqual(encoding.decode_hash(HASH, "it"), bytes(32))
        for size in [0, 31, 33]:
            text = making.encode_base64(bytes(size))
            self.refuses(f"{size} bytes, not 32", encoding.decode_hash, text, "it")

    def test_decimals(self):
        self.assertEqual(encoding.decode_decimal("0", "it"), 0)
        self.assertEqual(encoding.decode_decimal(str(2**64 - 1), "it"), 2**64 - 1)
        for text in ["", "00", "01", "+1", "-1", "1 ", " 1", "1\n", "0x1", "1_0", "1.0", "\u0661"]:
            self.refuses("plain decimal", encoding.decode_decimal, text, "it")
        for text in [str(2**64), "9" * 5000]:
            self.refuses("64 bits", encoding.decode_decimal, text, "it")


class Keys(Refusing):
    """Verifier keys."""

    def test_good(self):
        key = notes.parse_key(WITNESS.vkey)
        self.assertEqual((key.name, key.key_id, key.kind),
                         (WITNESS.name, WITNESS.key_id, notes.COSIGNATURE))

    def test_bad(self):
        name, key_id, encoded = LOG.vkey.split("+", 2)
        other = ("0" if key_id[0] != "0" else "1") + key_id[1:]
        not_a_point = making.encode_base64(b"\x01\x02" + bytes(31))
        for reason, text in [
            ("three parts", f"{name}+{key_id}"),
            ("is empty", f"+{key_id}+{encoded}"),
            ("space or a plus", f"a b+{key_id}+{encoded}"),
            ("space or a plus", f"a\u00a0b+{key_id}+{encoded}"),
            ("another key id", f"{name}x+{key_id}+{encoded}"),
            ("another key id", f"{name}+{other}+{encoded}"),
            ("another key id", f"{name}+{key_id.upper()}+{encoded}"),
            ("another key id", f"{name}+{TWIN.vkey.split('+', 1)[1][:8]}+{encoded}"),
            ("base64", f"{name}+{key_id}+{encoded[:-1]}"),
            ("type other", f"{name}+{key_id}+{making.encode_base64(b'')}"),
            ("type other", f"{name}+{key_id}+{making.encode_base64(bytes([6]) + bytes(32))}"),
            ("no Ed25519", f"{name}+{key_id}+{making.encode_base64(bytes([1]) + bytes(31))}"),
            ("no Ed25519", f"{name}+{key_id}+{not_a_point}"),
        ]:
            self.refuses(reason, notes.parse_key, text)


class Notes(Refusing):
    """Signed notes."""

    def test_the_last_empty_line_splits(self):
        text = "one\n\ntwo\n"
        note = notes.parse_note(f"{text}\n{LOG.line(text)}".encode())
        self.assertEqual(note.text, text)
        notes.verify_note(note, [notes.parse_key(LOG.vkey)])

    def test_bad_notes(self):
        for reason, data in [
            ("not UTF-8", b"\xff\n\n" + LINE.encode()),
            ("control character", f"te\txt\n\n{LINE}".encode()),
            ("control character", f"text\r\n\n{LINE}".encode()),
            ("no empty line", f"text\n{LINE}".encode()),
            ("no empty line", b""),
            ("no signature", b"text\n\n"),
            ("does not end", f"text\n\n{LINE[:-1]}".encode()),
            ("em dash", f"text\n\n{LINE}{LINE[1:]}".encode()),
            ("em dash", f"text\n\n-{LINE[1:]}".encode()),
            ("em dash", f"text\n\n{LINE[:-1]} \n".encode()),
            ("em dash", f"text\n\n\u2014  {LINE[2:]}".encode()),
            ("is empty", f"text\n\n\u2014  {LINE.split()[2]}\n".encode()),
            ("space or a plus", f"text\n\n\u2014 a+b {LINE.split()[2]}\n".encode()),
            ("space or a plus", f"text\n\n\u2014 a\u2003b {LINE.split()[2]}\n".encode()),
            ("base64", f"text\n\n{LINE[:-2]}\n".encode()),
            ("too short", "text\n\n\u2014 a AAAAAA==\n".encode()),
            ("more than 100", f"text\n\n{LINE * 101}".encode()),
        ]:
            self.refuses(reason, notes.parse_note, data)

    def test_which_keys_count(self):
        key, twin = notes.parse_key(LOG.vkey), notes.parse_key(TWIN.vkey)
        note = notes.parse_note(f"text\n\n{TWIN.line('text' + chr(10))}{LINE}".encode())
        self.assertEqual(notes.verify_note(note, [key]), [notes.Verified(key, None)])
        self.assertEqual(len(notes.verify_note(note, [key, twin])), 2)
        self.refuses("no known key", notes.verify_note, note, [notes.parse_key(WITNESS.vkey)])
        self.refuses("no known key", notes.verify_note, note, [])

    def test_sixteen_signatures_and_more(self):
        strangers = "".join(making.Signer(f"x{i}", bytes(32)).line("other\n") for i in range(99))
        note = notes.parse_note(f"text\n\n{strangers}{LINE}".encode())
        self.assertEqual(len(notes.verify_note(note, [notes.parse_key(LOG.vkey)])), 1)

    def test_a_known_key_that_fails_rejects_the_note(self):
        key = notes.parse_key(LOG.vkey)
        for bad in [LOG.line("other\n"), f"\u2014 {LOG.name} "
                    + making.encode_base64(LOG.key_id + bytes(63)) + "\n"]:
            note = notes.parse_note(f"text\n\n{LINE}{bad}".encode())
            self.refuses("does not verify", notes.verify_note, note, [key])

    def test_keys_that_cannot_be_told_apart(self):
        key = notes.parse_key(LOG.vkey)
        double = notes.Key(key.name, key.key_id, key.kind, bytes(32))
        note = notes.parse_note(f"text\n\n{LINE}".encode())
        self.refuses("share their name", notes.verify_note, note, [key, double])

    def test_cosignature_times(self):
        key = notes.parse_key(WITNESS.vkey)
        for time in [0, 1_700_000_000, 2**63 - 1]:
            note = notes.parse_note(f"text\n\n{WITNESS.cosign('text' + chr(10), time)}".encode())
            self.assertEqual(notes.verify_note(note, [key]), [notes.Verified(key, time)])
        note = notes.parse_note(f"text\n\n{WITNESS.cosign('text' + chr(10), 2**63)}".encode())
        self.refuses("impossible time", notes.verify_note, note, [key])
        # A plain signature of the same key is no cosignature, not even a short one.
        for line in [WITNESS.line("text\n"), f"\u2014 {WITNESS.name} "
                     + making.encode_base64(WITNESS.key_id + b"\x00") + "\n"]:
            note = notes.parse_note(f"text\n\n{line}".encode())
            self.refuses("does not verify|impossible time", notes.verify_note, note, [key])


class Checkpoints(Refusing):
    """The text of a checkpoint."""

    def test_good(self):
        found = notes.parse_checkpoint(f"log\n12\n{HASH}\nmore\n")
        self.assertEqual(found, notes.Checkpoint("log", 12, bytes(32), ("more",)))

    def test_bad(self):
        for reason, text in [
            ("does not end", f"log\n12\n{HASH}"),
            ("fewer than three", "log\n12\n"),
            ("empty line", f"\n12\n{HASH}\n"),
            ("empty line", f"log\n12\n{HASH}\n\nmore\n"),
            ("plain decimal", f"log\n012\n{HASH}\n"),
            ("bytes, not 32", "log\n12\nAAAA\n"),
            ("base64", f"log\n12\n{HASH[:-1]}\n"),
        ]:
            self.refuses(reason, notes.parse_checkpoint, text)


class Proofs(Refusing):
    """tlog-proof and lists of hashes."""

    def test_good(self):
        found = proofs.parse_log_proof(making.make_log_proof(b"x", 7, [bytes(32)], "note"))
        self.assertEqual(found, proofs.LogProof(b"x", 7, [bytes(32)], b"note"))
        found = proofs.parse_log_proof(making.make_log_proof(None, 0, [], "a\n\nb"))
        self.assertEqual(found, proofs.LogProof(None, 0, [], b"a\n\nb"))

    def test_bad(self):
        header = "c2sp.org/tlog-proof@v1\n"
        for reason, text in [
            ("no empty line", f"{header}index 1\n{HASH}\n"),
            ("does not begin", "c2sp.org/tlog-proof@v2\nindex 1\n\nnote"),
            ("does not begin", f"\ufeff{header}index 1\n\nnote"),
            ("no index", f"{header}\nnote"),
            ("no index", f"{header}{HASH}\nindex 1\n\nnote"),
            ("no index", f"{header}index\n\nnote"),
            ("no index", f"{header}extra Zg==\nextra Zg==\nindex 1\n\nnote"),
            ("extra data is not", f"{header}extra Zg\nindex 1\n\nnote"),
            ("plain decimal", f"{header}index -1\n\nnote"),
            ("plain decimal", f"{header}index  1\n\nnote"),
            ("bytes, not 32", f"{header}index 1\nAAAA\n\nnote"),
            ("base64", f"{header}index 1\n{HASH}\r\n\nnote"),
            ("base64", f"{header}index 1\nextra Zg==\n\nnote"),
            ("more than 65", f"{header}index 1\n" + f"{HASH}\n" * 66 + "\nnote"),
        ]:
            self.refuses(reason, proofs.parse_log_proof, text.encode())
        self.refuses("not UTF-8", proofs.parse_log_proof, header.encode() + b"\xff\n\nnote")

    def test_hash_lists(self):
        self.assertEqual(proofs.parse_hash_list(b""), [])
        self.assertEqual(proofs.parse_hash_list(f"{HASH}\n{HASH}\n".encode()), [bytes(32)] * 2)
        for reason, data in [
            ("does not end", HASH.encode()),
            ("bytes, not 32", b"\n"),
            ("bytes, not 32", f"{HASH}\n\n".encode()),
            ("not UTF-8", b"\xff\n"),
        ]:
            self.refuses(reason, proofs.parse_hash_list, data)


class Records(Refusing):
    """Leaf version 1 and the stored value."""

    def test_every_field(self):
        data = making.make_leaf(7, -5, b"c" * 32, flags=1, batch_first=6, batch_count=2,
                                user_name="zo\u00eb".encode(), event_type=b"t")
        leaf, size = records.read_leaf(data + b"rest")
        self.assertEqual(size, len(data))
        self.assertEqual(leaf, records.Leaf(True, 7, 6, 2, leaf.record_id, -5, 1000,
                                            "zo\u00eb", "t", b"c" * 32))
        self.assertEqual(leaf.record_id.int, 7)
        longest = making.make_leaf(1, 0, bytes(32), user_name=b"u" * 255, event_type=b"t" * 255)
        self.assertEqual(len(longest), 594)

    def test_bad_leaves(self):
        for reason, data in [
            ("another version", making.make_leaf(1, 0, bytes(32), version=2)),
            ("another version", making.make_leaf(1, 0, bytes(32), version=0)),
            ("unknown flag", making.make_leaf(1, 0, bytes(32), flags=2)),
            ("unknown flag", making.make_leaf(1, 0, bytes(32), flags=0x81)),
            ("position 0", making.make_leaf(0, 0, bytes(32))),
            ("outside its own batch", making.make_leaf(2, 0, bytes(32), batch_first=1)),
            ("outside its own batch", making.make_leaf(1, 0, bytes(32), batch_first=2)),
            ("outside its own batch", making.make_leaf(1, 0, bytes(32), batch_count=0)),
            ("account name", making.make_leaf(1, 0, bytes(32), user_name=b"\xff")),
            ("event type", making.make_leaf(1, 0, bytes(32), event_type=b"\xff")),
        ]:
            self.refuses(reason, records.read_leaf, data)

    def test_every_cut_is_noticed(self):
        leaf, content = making.make_record(1)
        for size in range(len(leaf)):
            self.refuses("cut short", records.read_leaf, leaf[:size])
        for size in range(1, len(content)):
            self.refuses("cut short|commits to", records.check_stored_value,
                         leaf + content[:size])

    def test_stored_values(self):
        leaf, content = making.make_record(1)
        self.assertEqual(records.check_stored_value(leaf + content)[1:], (leaf, b"event"))
        self.assertEqual(records.check_stored_value(leaf)[1:], (leaf, None))
        self.refuses("after its leaf", records.read_whole_leaf, leaf + content)
        self.refuses("commits to", records.check_stored_value, leaf + content + b"x")
        for at in range(len(content)):
            changed = bytearray(content)
            changed[at] ^= 1
            self.refuses("commits to", records.check_stored_value, leaf + changed)

    def test_a_salt_is_never_short(self):
        for size in [1, 15]:
            commitment = hashlib.sha256(bytes(size)).digest()
            leaf = making.make_leaf(1, 0, commitment)
            self.refuses("salt that is cut short", records.check_stored_value,
                         leaf + bytes(size))

    def test_the_largest_event(self):
        leaf, content = making.make_record(1, bytes(65_536))
        self.assertEqual(len(records.check_stored_value(leaf + content)[2]), 65_536)
        leaf, content = making.make_record(1, bytes(65_537))
        self.refuses("more than 65536", records.check_stored_value, leaf + content)


class Tiles(Refusing):
    """Paths and contents of tiles."""

    def test_paths_go_there_and_back(self):
        for index in [0, 1, 255, 999, 1000, 999_999, 1_000_000, 2**56 - 1]:
            path = tiles.encode_path(3, index, 7)
            self.assertEqual(tiles.decode_path(path), (3, index, 7))

    def test_bad_paths(self):
        for path in ["", "0", "0/0", "0/00", "0/0000", "0/x000", "00/000", "64/000", "-1/000",
                     "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p", "0/000.p/", "0/000/",
                     "0/x000/000", "0/x001/x000", "0/001/000", "0/x01/000", "data/000",
                     "0/000.p/1.tmp", "0/000\n", "entries/x000/001", "0/\u0661\u0661\u0661"]:
            self.refuses("tile|level", tiles.decode_path, path)

    def test_contents(self):
        self.refuses("bytes, not 64", tiles.split_hash_tile, bytes(63), 2, "it")
        self.refuses("bytes, not 64", tiles.split_hash_tile, bytes(96), 2, "it")
        bundle = making.make_bundle([b"one", b"", b"three"])
        self.assertEqual(tiles.split_bundle(bundle, 3, "it"), [b"one", b"", b"three"])
        self.assertEqual(tiles.split_bundle(making.make_bundle([bytes(65_535)]), 1, "it"),
                         [bytes(65_535)])
        for size in range(len(bundle)):
            self.refuses("cut short|entries, not 3", tiles.split_bundle, bundle[:size], 3, "it")
        self.refuses("cut short", tiles.split_bundle, bundle + b"\x00", 3, "it")
        self.refuses("4 entries, not 3", tiles.split_bundle, bundle + b"\x00\x00", 3, "it")


if __name__ == "__main__":
    unittest.main()
