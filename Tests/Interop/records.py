"""Records of ledgerd: leaf version 1 and the stored value (docs/file-format.md, The log).

A stored value is leaf, salt (16 bytes) and event bytes. The leaf is what the tree hashes; its
last 32 bytes commit to salt and event, so the event can be removed without changing the tree.
"""

import hashlib
import uuid
from dataclasses import dataclass

from encoding import decode_utf8
from errors import Rejected

VERSION = 1
FLAG_TIME_HELD = 1
SALT_BYTES = 16
COMMITMENT_BYTES = 32
EVENT_BYTES_MAX = 65_536


@dataclass(frozen=True)
class Leaf:
    """What is hashed of a record. recorded_at is in microseconds since 1970-01-01 UTC."""

    time_held: bool
    position: int
    batch_first: int
    batch_count: int
    record_id: uuid.UUID
    recorded_at: int
    user_id: int
    user_name: str
    event_type: str
    commitment: bytes


class Reader:
    """Takes bytes from the front of a value and refuses to read past its end."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, count):
        """The next bytes, exactly so many."""
        if self.at + count > len(self.data):
            raise Rejected("a leaf is cut short")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, count, signed=False):
        """The next big-endian integer of so many bytes."""
        return int.from_bytes(self.take(count), "big", signed=signed)

    def text(self, what):
        """The next text: one byte for its length, then UTF-8."""
        return decode_utf8(self.take(self.number(1)), what)


def read_leaf(data):
    """Reads the leaf at the front; returns it and how many bytes it has (Leaf, version 1)."""
    reader = Reader(data)
    if reader.number(1) != VERSION:
        raise Rejected("a leaf has another version than 1")
    flags = reader.number(1)
    if flags & ~FLAG_TIME_HELD:
        raise Rejected("a leaf has an unknown flag")
    leaf = Leaf(
        time_held=flags == FLAG_TIME_HELD,
        position=reader.number(8),
        batch_first=reader.number(8),
        batch_count=reader.number(4),
        record_id=uuid.UUID(bytes=reader.take(16)),
        recorded_at=reader.number(8, signed=True),
        user_id=reader.number(4),
        user_name=reader.text("the account name of a leaf"),
        event_type=reader.text("the event type of a leaf"),
        commitment=reader.take(COMMITMENT_BYTES),
    )
    if leaf.position == 0:
        raise Rejected("a leaf has position 0")
    if not leaf.batch_first <= leaf.position < leaf.batch_first + leaf.batch_count:
        raise Rejected(f"r{leaf.position} lies outside its own batch")
    return leaf, reader.at


def read_whole_leaf(data):
    """Reads bytes that must be one leaf and nothing more, as in an entry bundle."""
    leaf, size = read_leaf(data)
    if size != len(data):
        raise Rejected(f"r{leaf.position} has bytes after its leaf")
    return leaf


def check_stored_value(value):
    """Checks a stored value (Stored value); returns leaf, leaf bytes and event bytes.

    The event is None for a redacted record: then there is nothing to hold against the
    commitment.
    """
    leaf, size = read_leaf(value)
    content = value[size:]
    if not content:
        return leaf, value[:size], None
    if len(content) < SALT_BYTES:
        raise Rejected(f"r{leaf.position} has a salt that is cut short")
    event = content[SALT_BYTES:]
    if len(event) > EVENT_BYTES_MAX:
        raise Rejected(f"r{leaf.position} has an event of more than {EVENT_BYTES_MAX} bytes")
    if hashlib.sha256(content).digest() != leaf.commitment:
        raise Rejected(f"the event of r{leaf.position} is not the one that its leaf commits to")
    return leaf, value[:size], event
