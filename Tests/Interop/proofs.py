"""Texts that carry proofs: C2SP tlog-proof, and a plain list of hashes."""

from dataclasses import dataclass

from encoding import decode_base64, decode_decimal, decode_hash, decode_utf8
from errors import Rejected

HEADER = "c2sp.org/tlog-proof@v1"
# A tree of 2^64 leaves has paths of 64 hashes; a consistency proof has one more.
HASHES_MAX = 65


@dataclass(frozen=True)
class LogProof:
    """A tlog-proof as written. `extra` is not authenticated, None if absent."""

    extra: bytes | None
    index: int
    hashes: list
    checkpoint: bytes


def decode_hashes(lines):
    """Hashes in base64, one a line."""
    if len(lines) > HASHES_MAX:
        raise Rejected(f"the proof has more than {HASHES_MAX} hashes")
    return [decode_hash(line, "a hash of the proof") for line in lines]


def parse_log_proof(data):
    """Reads a tlog-proof (tlog-proof, Format).

    Header, perhaps `extra`, `index`, the hashes, an empty line, then the checkpoint as it is.
    The first empty line ends the proof; the checkpoint holds the other one.
    """
    head, separator, checkpoint = data.partition(b"\n\n")
    if not separator:
        raise Rejected("the proof has no empty line before its checkpoint")
    lines = decode_utf8(head, "the proof").split("\n")
    if lines.pop(0) != HEADER:
        raise Rejected(f"the proof does not begin with {HEADER}")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = decode_base64(lines.pop(0).removeprefix("extra "), "the extra data")
    if not lines or not lines[0].startswith("index "):
        raise Rejected("the proof has no index where it should stand")
    index = decode_decimal(lines.pop(0).removeprefix("index "), "the index of the proof")
    return LogProof(extra, index, decode_hashes(lines), checkpoint)


def parse_hash_list(data):
    """Reads a file of hashes in base64, one a line; an empty file is an empty proof."""
    text = decode_utf8(data, "the proof")
    if text and not text.endswith("\n"):
        raise Rejected("the last line of the proof does not end")
    return decode_hashes(text[:-1].split("\n") if text else [])


@dataclass(frozen=True)
class Growth:
    """What a witness is sent: how long the log was, the hashes, the new checkpoint."""

    old_size: int
    hashes: list
    checkpoint: bytes


def parse_growth(data):
    """Reads the body of an add-checkpoint request (tlog-witness): `old <size>`, the hashes, an
    empty line, the checkpoint."""
    head, separator, checkpoint = data.partition(b"\n\n")
    if not separator:
        raise Rejected("the file has no empty line before its checkpoint")
    lines = decode_utf8(head, "the file").split("\n")
    if not lines[0].startswith("old "):
        raise Rejected("the file does not begin with the old size")
    size = decode_decimal(lines.pop(0).removeprefix("old "), "the old size")
    return Growth(size, decode_hashes(lines), checkpoint)
