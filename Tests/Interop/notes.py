"""Signed notes, their keys, and checkpoints (C2SP signed-note, tlog-cosignature, tlog-checkpoint).

A note is a text, an empty line, and signature lines:

    — <key name> <base64 of key id (4 bytes) and signature>

Read in this order: parse_key, parse_note, verify_note, parse_checkpoint.
"""

import hashlib
from dataclasses import dataclass

import ed25519
from encoding import decode_base64, decode_decimal, decode_hash, decode_utf8
from errors import Rejected

ED25519 = 0x01
COSIGNATURE = 0x04
KEY_ID_BYTES = 4
TIME_BYTES = 8
TIME_MAX = 2**63 - 1
# The specification asks for a limit and for at least 16.
SIGNATURES_MAX = 100


@dataclass(frozen=True)
class Key:
    """A key that the caller trusts: who signs, and how."""

    name: str
    key_id: bytes
    kind: int
    public_key: bytes


@dataclass(frozen=True)
class Signature:
    """One signature line of a note, not verified."""

    name: str
    key_id: bytes
    data: bytes


@dataclass(frozen=True)
class Note:
    """A note as it was written. Nothing in it is verified."""

    text: str
    signatures: tuple


@dataclass(frozen=True)
class Verified:
    """A key whose signature on a note holds; time (POSIX seconds) for cosignatures only."""

    key: Key
    time: int | None


@dataclass(frozen=True)
class Checkpoint:
    """What a log says about itself: its name, its size, and the root of its tree."""

    origin: str
    size: int
    root: bytes
    extensions: tuple


def check_name(name):
    """Key names are not empty and hold no Unicode space and no plus (signed-note, Format)."""
    if not name:
        raise Rejected("a key name is empty")
    if "+" in name or any(letter.isspace() for letter in name):
        raise Rejected("a key name holds a space or a plus sign")


def parse_key(text):
    """Reads a verifier key: name + '+' + key id in hex + '+' + base64(type, public key).

    The base64 may itself contain plus signs, so only the first two separate. The key id must
    be the one that signed-note recommends, which both supported types require.
    """
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise Rejected("a verifier key has three parts, joined by plus signs")
    name, key_id_hex, encoded = parts
    check_name(name)
    data = decode_base64(encoded, "the public key of a verifier key")
    kind, public_key = data[:1], data[1:]
    if kind not in (bytes([ED25519]), bytes([COSIGNATURE])):
        raise Rejected("a verifier key has a type other than 01 and 04")
    if ed25519.decode_point(public_key) is None:
        raise Rejected("a verifier key holds no Ed25519 public key")
    key_id = hashlib.sha256(name.encode() + b"\n" + data).digest()[:KEY_ID_BYTES]
    if key_id_hex != key_id.hex():
        raise Rejected("a verifier key has another key id than its name and key give")
    return Key(name, key_id, kind[0], public_key)


def parse_note(data):
    """Splits a note at its last empty line (signed-note, Format).

    The text keeps its final newline and loses the empty line.
    """
    whole = decode_utf8(data, "the note")
    if any(letter < " " and letter != "\n" for letter in whole):
        raise Rejected("the note holds a control character")
    cut = whole.rfind("\n\n")
    if cut < 0:
        raise Rejected("the note has no empty line before its signatures")
    text, block = whole[:cut + 1], whole[cut + 2:]
    if not block:
        raise Rejected("the note has no signature")
    if not block.endswith("\n"):
        raise Rejected("the last line of the note does not end")
    lines = block[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise Rejected(f"the note has more than {SIGNATURES_MAX} signatures")
    return Note(text, tuple(parse_signature(line) for line in lines))


def parse_signature(line):
    """Reads a signature line: em dash, space, key name, space, base64."""
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014":
        raise Rejected("a signature line is not an em dash, a name and a signature")
    check_name(parts[1])
    data = decode_base64(parts[2], "a signature")
    if len(data) <= KEY_ID_BYTES:
        raise Rejected("a signature is too short")
    return Signature(parts[1], data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])


def verify_note(note, keys):
    """Which of the keys signed the note (signed-note, Signatures).

    Lines of unknown keys are passed over, even if they share the name or the id of a known
    key. A line of a known key that does not verify rejects the note, and so does a note
    that no known key signed.
    """
    known = {(key.name, key.key_id): key for key in keys}
    if len(known) != len(set(keys)):
        raise Rejected("two known keys share their name and key id")
    verified = []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            found = Verified(key, verify_signature(note.text.encode(), key, signature.data))
            if found not in verified:
                verified.append(found)
    if not verified:
        raise Rejected("no known key signed the note")
    return verified


def verify_signature(text, key, data):
    """Verifies one signature; returns the time of a cosignature, else None.

    A cosignature is a time (8 bytes) and a signature over two lines before the text
    (tlog-cosignature, Ed25519 signed message).
    """
    time = None
    message = text
    if key.kind == COSIGNATURE:
        time = int.from_bytes(data[:TIME_BYTES], "big")
        data = data[TIME_BYTES:]
        message = f"cosignature/v1\ntime {time}\n".encode() + text
        if time > TIME_MAX:
            raise Rejected(f"the cosignature of {key.name} has an impossible time")
    if not ed25519.verify(key.public_key, message, data):
        raise Rejected(f"the signature of {key.name} does not verify")
    return time


def parse_checkpoint(text):
    """Reads the text of a checkpoint note (tlog-checkpoint, Note text).

    Three lines (origin, size, root in base64) and perhaps extension lines, none empty.
    """
    if not text.endswith("\n"):
        raise Rejected("the last line of the checkpoint does not end")
    lines = text[:-1].split("\n")
    if len(lines) < 3:
        raise Rejected("the checkpoint has fewer than three lines")
    if "" in lines:
        raise Rejected("the checkpoint has an empty line")
    size = decode_decimal(lines[1], "the size of the checkpoint")
    root = decode_hash(lines[2], "the root of the checkpoint")
    return Checkpoint(lines[0], size, root, tuple(lines[3:]))
