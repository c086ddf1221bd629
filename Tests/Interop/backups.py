"""Backups of ledgerd (docs/file-format.md, Backups): a line, then frames of kind, length, content."""

import hashlib
import json
from dataclasses import dataclass

from encoding import decode_hash, decode_utf8
from errors import Rejected
from notes import parse_checkpoint, parse_note
from records import check_stored_value
from tree import EMPTY_ROOT, HASH_BYTES, leaf_hash, node_hash, root_from_leaves

BANNER = b"ledgerd backup 1\n"
FRAME_BYTES_MAX = 33 << 20


@dataclass
class Piece:
    """One stream: what it continues, the checkpoint it ends with, and what lies between."""

    start: int
    peaks: list
    checkpoint: object
    signed: bytes
    leaves: list
    texts: set
    listed: set
    redacted: int


def frames(data):
    """The frames of a stream, checked up to the digest that ends it."""
    if not data.startswith(BANNER):
        raise Rejected("this is no backup of format 1")
    at = len(BANNER)
    while True:
        if at + 5 > len(data):
            raise Rejected("the backup ends before its end")
        kind, size = data[at:at + 1], int.from_bytes(data[at + 1:at + 5], "big")
        content = data[at + 5:at + 5 + size]
        if size > FRAME_BYTES_MAX or len(content) != size:
            raise Rejected("the backup ends within a frame")
        if kind == b"e":
            if content != hashlib.sha256(data[:at]).digest():
                raise Rejected("the bytes of the backup are not those that were written")
            if at + 5 + size != len(data):
                raise Rejected("bytes stand behind the end of the backup")
            return
        yield kind, content
        at += 5 + size


def parse_piece(data, check_order):
    """Reads one stream; check_order takes the index and the leaf of each record."""
    piece, has_texts = None, False
    for kind, content in frames(data):
        if (kind == b"h") != (piece is None):
            raise Rejected("a backup has one head, and it comes first")
        if kind == b"h":
            piece = parse_head(content)
        elif kind == b"r" and not has_texts:
            _, leaf, event = check_stored_value(content)
            check_order(piece.start + len(piece.leaves), leaf)
            piece.leaves.append(leaf_hash(leaf))
            piece.redacted += event is None
        elif kind == b"t":
            has_texts = True
            if hashlib.sha256(content[HASH_BYTES:]).digest() != content[:HASH_BYTES]:
                raise Rejected("a held text is not the one that its digest names")
            piece.texts.add(content[:HASH_BYTES].hex())
        elif kind == b"l" and len(content) % HASH_BYTES == 0:
            has_texts = True
            piece.listed |= {content[at:at + HASH_BYTES].hex()
                             for at in range(0, len(content), HASH_BYTES)}
        else:
            raise Rejected("a frame is of another kind, or stands where it does not belong")
    if piece is None or piece.start + len(piece.leaves) != piece.checkpoint.size:
        raise Rejected("the backup has not the records that its checkpoint covers")
    return piece


def parse_head(content):
    """The head: JSON. The signature of its checkpoint is for others to check."""
    try:
        head = json.loads(decode_utf8(content, "the head"))
        start, signed, peaks = int(head["from"]), head["checkpoint"].encode(), head["peaks"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Rejected("the head of the backup cannot be read") from None
    peaks = [decode_hash(text, "a peak") for text in peaks]
    return Piece(start, peaks, parse_checkpoint(parse_note(signed).text), signed, [],
                 set(), set(), 0)


def root_of_peaks(peaks):
    """The root of a tree, from the roots of its complete subtrees, largest first."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def check_chain(pieces):
    """That each piece continues the one before, and all have the roots that they name."""
    leaves, root = [], EMPTY_ROOT
    for piece in pieces:
        if piece.start != len(leaves) or root_of_peaks(piece.peaks) != root:
            raise Rejected("a piece does not continue the one before")
        leaves += piece.leaves
        root = root_from_leaves(leaves)
        if root != piece.checkpoint.root:
            raise Rejected("the records of the backup have not the root of its checkpoint")
