#!/usr/bin/env python3
"""Verifies what a ledgerd log publishes, with nothing but Python and the public formats.

    verify.py proof FILE --key VKEY
    verify.py tiles DIR --key VKEY
    verify.py consistency OLD NEW PROOF --key VKEY
    verify.py growth OLD FILE --key VKEY
    verify.py answer FILE --key VKEY
    verify.py backup PATH --key VKEY

proof        FILE is a tlog-proof whose extra data is the stored value of a record
tiles        DIR holds checkpoint, tile/<L>/<N>[.p/<W>] and tile/entries/<N>[.p/<W>]
consistency  OLD and NEW are checkpoints, PROOF has one base64 hash a line and may be empty
growth       the same, with proof and new checkpoint in one FILE, as a witness is sent it
answer       FILE is an answer with proofs. At the level cited, that each record it cites is in
             the log; at the level full, that FILE holds the whole log that the answer names.
             That the rows follow from the records takes the rules of the answers, and is not
             checked here
backup       PATH is a backup: one stream, or a folder with pieces and texts. The key must have
             signed the last piece

VKEY is the verifier key of the log; its name must be the origin of the log. --witness VKEY
may be given several times: a cosignature of such a witness is reported with its time, and a
bad one fails the whole.

Prints one JSON object on one line. Exits 0 if all holds, 1 if not, 2 for wrong usage.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from answers import parse_answer
from backups import check_chain, parse_piece
from errors import Rejected
from folder import check_folder
from notes import COSIGNATURE, ED25519, parse_checkpoint, parse_key, parse_note, verify_note
from proofs import parse_growth, parse_hash_list, parse_log_proof
from records import check_stored_value, read_whole_leaf
from tree import EMPTY_ROOT, leaf_hash, root_from_leaves, verify_consistency, verify_inclusion


class WrongUsage(Exception):
    """The command line cannot be understood, or a file that it names cannot be read."""


def open_checkpoint(data, log_key, witnesses):
    """Verifies a signed checkpoint; returns it and the cosignatures that hold.

    The key of the log must have signed, and its name must be the origin: a key may sign for
    one log only (tlog-checkpoint).
    """
    note = parse_note(data)
    verified = verify_note(note, [log_key, *witnesses])
    if all(one.key != log_key for one in verified):
        raise Rejected("the log did not sign the checkpoint")
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != log_key.name:
        raise Rejected("the checkpoint is of another log than the key")
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Rejected("the checkpoint of an empty log has a root that is not that of nothing")
    cosigned = [one for one in verified if one.key != log_key]
    return checkpoint, [{"name": one.key.name, "time": one.time} for one in cosigned]


def check_proof(arguments):
    """That a record is in the log: signature, place in the tree, position, commitment."""
    proof = parse_log_proof(read_file(arguments.file))
    checkpoint, witnesses = open_checkpoint(proof.checkpoint, arguments.key, arguments.witness)
    if proof.extra is None:
        raise Rejected("the proof has no extra data, so there is no record to check")
    leaf, leaf_bytes, event = check_stored_value(proof.extra)
    if leaf.position != proof.index + 1:
        raise Rejected(f"r{leaf.position} cannot stand at index {proof.index}")
    if not verify_inclusion(proof.index, checkpoint.size, leaf_hash(leaf_bytes),
                            proof.hashes, checkpoint.root):
        raise Rejected(f"r{leaf.position} is not in the tree of the checkpoint")
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "index": proof.index,
        "position": leaf.position,
        "record_id": str(leaf.record_id),
        "recorded_at_us": leaf.recorded_at,
        "user_id": leaf.user_id,
        "user_name": leaf.user_name,
        "event_type": leaf.event_type,
        "redacted": event is None,
        "event_bytes": None if event is None else len(event),
        "witnesses": witnesses,
    }


class Order:
    """Checks the leaves of a log in order: positions are dense, times rise strictly."""

    def __init__(self):
        self.first_time = None
        self.last_time = None

    def check(self, index, entry):
        """Takes the next entry of the log."""
        leaf = read_whole_leaf(entry)
        if leaf.position != index + 1:
            raise Rejected(f"r{leaf.position} stands where r{index + 1} belongs")
        if self.last_time is not None and leaf.recorded_at <= self.last_time:
            raise Rejected(f"r{leaf.position} was not recorded after the record before it")
        if self.first_time is None:
            self.first_time = leaf.recorded_at
        self.last_time = leaf.recorded_at


def check_tiles(arguments):
    """That the published files of a log agree with its checkpoint and with each other."""
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise WrongUsage(f"{folder} is not a folder")
    if not (folder / "checkpoint").is_file():
        raise Rejected("the folder has no checkpoint")
    signed = (folder / "checkpoint").read_bytes()
    checkpoint, witnesses = open_checkpoint(signed, arguments.key, arguments.witness)
    order = Order()
    counts = check_folder(folder, checkpoint.size, checkpoint.root, order.check)
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        **asdict(counts),
        "first_recorded_at_us": order.first_time,
        "last_recorded_at_us": order.last_time,
        "witnesses": witnesses,
    }


def check_consistency(arguments):
    """That the log of the old checkpoint is the beginning of that of the new one."""
    old, old_witnesses = open_checkpoint(read_file(arguments.old), arguments.key,
                                         arguments.witness)
    new, new_witnesses = open_checkpoint(read_file(arguments.new), arguments.key,
                                         arguments.witness)
    proof = parse_hash_list(read_file(arguments.proof))
    return compared((old, old_witnesses), (new, new_witnesses), proof)


def check_growth(arguments):
    """The same for a file that holds both the proof and the new checkpoint."""
    old, old_witnesses = open_checkpoint(read_file(arguments.old), arguments.key,
                                         arguments.witness)
    growth = parse_growth(read_file(arguments.file))
    if growth.old_size != old.size:
        raise Rejected("the proof begins at another size than the old checkpoint")
    new, new_witnesses = open_checkpoint(growth.checkpoint, arguments.key, arguments.witness)
    return compared((old, old_witnesses), (new, new_witnesses), growth.hashes)


def compared(earlier, later, proof):
    """The facts about two checkpoints, if the proof shows that one log begins with the other."""
    (old, old_witnesses), (new, new_witnesses) = earlier, later
    if not begins(old, new, proof):
        raise Rejected("the proof does not show that the new log begins with the old one")
    return {
        "origin": new.origin,
        "old_size": old.size,
        "old_root": old.root.hex(),
        "new_size": new.size,
        "new_root": new.root.hex(),
        "old_witnesses": old_witnesses,
        "witnesses": new_witnesses,
    }


@dataclass(frozen=True)
class Named:
    """The log that an answer names."""

    size: int
    root: bytes


def check_answer(arguments):
    """That an answer names a log that the checkpoint continues, and cites what is in it."""
    answer = parse_answer(read_file(arguments.file))
    checkpoint, witnesses = open_checkpoint(answer.checkpoint, arguments.key, arguments.witness)
    if not begins(Named(answer.size, answer.root), checkpoint, answer.growth):
        raise Rejected("the log of the checkpoint does not begin with the one of the answer")
    if any(not 0 < position <= answer.size for position in answer.cited):
        raise Rejected("the answer cites a record beyond the log that it names")
    if answer.records is None:
        leaves = [proved_leaf(one, arguments) for one in answer.proofs]
        if [leaf.position for leaf, _ in leaves] != answer.cited:
            raise Rejected("the records that are proved are not those that the answer cites")
    else:
        leaves = whole_log(answer)
    return {
        "origin": checkpoint.origin,
        "level": answer.level,
        "size": answer.size,
        "root": answer.root.hex(),
        "cited": len(answer.cited),
        "records": len(leaves),
        "redacted": sum(event is None for _, event in leaves),
        "witnesses": witnesses,
    }


def proved_leaf(data, arguments):
    """The leaf of a tlog-proof that holds, and its event."""
    proof = parse_log_proof(data)
    checkpoint, _ = open_checkpoint(proof.checkpoint, arguments.key, arguments.witness)
    if proof.extra is None:
        raise Rejected("a proof has no extra data, so there is no record to check")
    leaf, leaf_bytes, event = check_stored_value(proof.extra)
    if leaf.position != proof.index + 1 or not verify_inclusion(
            proof.index, checkpoint.size, leaf_hash(leaf_bytes), proof.hashes, checkpoint.root):
        raise Rejected(f"r{leaf.position} is not in the tree of its checkpoint")
    return leaf, event


def whole_log(answer):
    """The leaves and events of the log that an answer names, all of them."""
    leaves, hashes, order = [], [], Order()
    for index, value in enumerate(answer.records):
        leaf, leaf_bytes, event = check_stored_value(value)
        order.check(index, leaf_bytes)
        leaves.append((leaf, event))
        hashes.append(leaf_hash(leaf_bytes))
    if len(leaves) != answer.size or root_from_leaves(hashes) != answer.root:
        raise Rejected("the records are not those of the log that the answer names")
    return leaves


def check_backup(arguments):
    """That a backup holds every record of a log up to a checkpoint, and every held text."""
    path = Path(arguments.path)
    files = sorted(path.glob("*.ledger")) if path.is_dir() else [path]
    order = Order()
    pieces = [parse_piece(read_file(file), order.check) for file in files]
    if not pieces:
        raise Rejected("the folder holds no backup")
    check_chain(pieces)
    checkpoint, witnesses = open_checkpoint(pieces[-1].signed, arguments.key, arguments.witness)
    texts = set().union(*(piece.texts for piece in pieces))
    for digest in set().union(*(piece.listed for piece in pieces)) - texts:
        file = path / "texts" / digest
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise Rejected(f"the held text {digest} is missing or another")
        texts.add(digest)
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "pieces": len(pieces),
        "texts": len(texts),
        "redacted": sum(piece.redacted for piece in pieces),
        "witnesses": witnesses,
    }


def begins(old, new, proof):
    """Whether the proof shows that new begins with old.

    Every log begins with the empty one, whose root open_checkpoint has checked; its proof is
    empty (tlog-witness, add-checkpoint).
    """
    if old.size == 0:
        return not proof
    return verify_consistency(old.size, new.size, old.root, new.root, proof)


def read_file(path):
    """The bytes of a file that the command line names."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read: {error.strerror}") from None


def key_of_kind(text, kind):
    """A verifier key of one type, for the command line."""
    try:
        key = parse_key(text)
    except Rejected as rejected:
        raise WrongUsage(str(rejected)) from None
    if key.kind != kind:
        raise WrongUsage(f"the key of {key.name} has type {key.kind:02x}, not {kind:02x}")
    return key


class Parser(argparse.ArgumentParser):
    """Reports wrong usage as an exception, so that it too becomes one line of JSON."""

    def error(self, message):
        raise WrongUsage(message)


def parse_arguments(words):
    """Reads the command line."""
    parser = Parser(prog="verify.py", description=__doc__, allow_abbrev=False,
                    formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, check, files in [
        ("proof", check_proof, ["file"]),
        ("tiles", check_tiles, ["folder"]),
        ("consistency", check_consistency, ["old", "new", "proof"]),
        ("growth", check_growth, ["old", "file"]),
        ("answer", check_answer, ["file"]),
        ("backup", check_backup, ["path"]),
    ]:
        command = commands.add_parser(name, description=check.__doc__, allow_abbrev=False)
        for file in files:
            command.add_argument(file)
        command.add_argument("--key", required=True, metavar="VKEY")
        command.add_argument("--witness", action="append", default=[], metavar="VKEY")
        command.set_defaults(check=check)
    arguments = parser.parse_args(words)
    arguments.key = key_of_kind(arguments.key, ED25519)
    witnesses = [key_of_kind(text, COSIGNATURE) for text in arguments.witness]
    arguments.witness = list(dict.fromkeys(witnesses))
    return arguments


def run(words):
    """Runs one command; returns its exit code and what to print."""
    try:
        arguments = parse_arguments(words)
        return 0, {"ok": True, **arguments.check(arguments)}
    except Rejected as rejected:
        return 1, {"ok": False, "reason": str(rejected)}
    except (WrongUsage, OSError) as error:
        return 2, {"ok": False, "reason": str(error)}


def main():
    """The program."""
    code, answer = run(sys.argv[1:])
    print(json.dumps(answer))
    return code


if __name__ == "__main__":
    sys.exit(main())
