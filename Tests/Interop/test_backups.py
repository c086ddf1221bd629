"""A backup that ledgerd has made, read from its description; and what is nearly one."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path

import backups
import verify

KEPT = Path(__file__).parent.parent / "LedgerStoreTests/Backup/Kept/format-1.ledger"


class KeptBackup(unittest.TestCase):
    """The backup of format 1 that is kept with the tests."""

    def setUp(self):
        self.data = KEPT.read_bytes()
        head = next(content for kind, content in backups.frames(self.data) if kind == b"h")
        self.key = json.loads(head)["key"]
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def run_on(self, data):
        """What the verifier says of these bytes."""
        file = self.folder / "it.ledger"
        file.write_bytes(data)
        return verify.run(["backup", str(file), "--key", self.key])

    def test_it_is_whole(self):
        code, answer = self.run_on(self.data)
        self.assertEqual((code, answer["ok"]), (0, True), answer)
        self.assertEqual((answer["size"], answer["texts"], answer["redacted"]), (13, 1, 1))
        self.assertEqual(answer["origin"], "harbour.example/desk")

    def test_every_byte_counts(self):
        for at in range(0, len(self.data), 7):
            changed = bytearray(self.data)
            changed[at] ^= 1 << at % 8
            self.assertEqual(self.run_on(bytes(changed))[0], 1, f"byte {at}")

    def test_it_is_not_cut_and_nothing_follows(self):
        for count in range(0, len(self.data), 11):
            self.assertEqual(self.run_on(self.data[:count])[0], 1, f"{count} bytes")
        self.assertEqual(self.run_on(self.data + b"e")[0], 1)

    def test_another_key(self):
        other = "harbour.example/other+" + self.key.split("+", 1)[1]
        self.assertEqual(verify.run(["backup", str(KEPT), "--key", other])[0], 2)


if __name__ == "__main__":
    unittest.main()
