"""The command for answers, on logs made here."""

import base64
import json
import unittest

import making
import tree
import verify
from test_commands import LOG, Command, checkpoint, make_leaves, proof_of


class Answers(Command):
    """Answers at both levels."""

    def setUp(self):
        super().setUp()
        records = [making.make_record(position) for position in range(1, 8)]
        self.leaves = [leaf for leaf, _ in records]
        self.values = [leaf + content for leaf, content in records]

    def document(self, level="cited", size=5, records=("r2", "r5"), **others):
        """An answer over the first `size` records of seven, which cites some."""
        hashes = [tree.leaf_hash(leaf) for leaf in self.leaves]
        growth = making.Hashes(hashes).consistency(size, len(hashes))
        signed = checkpoint(self.leaves)
        proofs = [self.proof(int(record[1:]) - 1, signed) for record in records]
        return {
            "schema": "ledger.proved_answer/1", "level": level,
            "question": {"path": "/v1/records", "parameters": {}},
            "answer": {
                "rows": [{"records": list(records), "note": "r7"}],
                "basis": {"size": size, "root": tree.root_from_leaves(hashes[:size]).hex()},
            },
            "key": LOG.vkey, "checkpoint": signed,
            "growth": [base64.b64encode(one).decode() for one in growth],
            "proofs": proofs if level == "cited" else [], **others,
        }

    def proof(self, index, signed):
        """The proof of a record under the checkpoint of all seven."""
        return proof_of(self.leaves, index, self.values[index], signed).decode()

    def file(self, document, records=()):
        """Writes an answer and gives its path."""
        lines = [json.dumps(document)] + [base64.b64encode(one).decode() for one in records]
        return self.write("answer", "".join(line + "\n" for line in lines))

    def test_what_is_cited_is_proved(self):
        facts = self.accepts("answer", self.file(self.document()))
        self.assertEqual((facts["level"], facts["cited"], facts["records"]), ("cited", 2, 2))

    def test_the_whole_log_is_the_one_of_the_root(self):
        values = self.values[:5]
        facts = self.accepts("answer", self.file(self.document("full"), values))
        self.assertEqual((facts["level"], facts["records"], facts["size"]), ("full", 5, 5))
        redacted = [self.leaves[0]] + values[1:]
        self.assertEqual(
            self.accepts("answer", self.file(self.document("full"), redacted))["redacted"], 1)

    def test_other_records_are_refused(self):
        values = self.values[:6]
        for wrong in (values[:4], values, values[1:5] + values[:1], []):
            self.refuses("record|stands where", "answer",
                         self.file(self.document("full"), wrong))

    def test_a_citation_without_its_proof_is_refused(self):
        document = self.document()
        for proofs in ([], document["proofs"][:1], document["proofs"][::-1]):
            self.refuses("cites", "answer", self.file({**document, "proofs": proofs}))
        self.refuses("beyond", "answer", self.file(self.document(records=("r6",))))

    def test_another_root_or_size_is_refused(self):
        for basis in ({"size": 4}, {"root": "00" * 32}, {"size": 8}):
            document = self.document()
            document["answer"]["basis"].update(basis)
            self.refuses("begin", "answer", self.file(document))

    def test_a_member_that_stands_twice_is_refused(self):
        text = json.dumps(self.document()).replace('"rows": [', '"rows": [], "rows": [', 1)
        self.refuses("twice", "answer", self.write("answer", text + "\n"))

    def test_what_is_no_answer_is_refused(self):
        for change in ({"schema": "other"}, {"level": "some"}, {"growth": ["x"]},
                       {"answer": {"rows": []}}, {"checkpoint": 1}):
            code, answer = self.run_on(self.file({**self.document(), **change}))
            self.assertEqual((code, answer["ok"]), (1, False), change)

    def run_on(self, file):
        """Runs the command and gives its code and facts."""
        return verify.run(["answer", file, "--key", LOG.vkey])


if __name__ == "__main__":
    unittest.main()
