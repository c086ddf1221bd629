"""Events as canonical protobuf, by the schema in proto/ledger/v1/event.proto.

Canonical as docs/file-format.md has it: fields ascending by number, shortest varints, nothing that
is empty. The daemon checks every event that it is sent, so a mistake here is a refusal, never a
wrong figure.
"""
import functools
import re
import uuid
from pathlib import Path

SCHEMA = Path(__file__).resolve().parent.parent / "proto/ledger/v1/event.proto"
VARINT, DELIMITED = 0, 2


@functools.cache
def messages():
    """Each message of the schema: its fields by name, as (number, type)."""
    text = re.sub(r"//.*", "", SCHEMA.read_text())
    field = re.compile(r"(?:optional|repeated)\s+(\w+)\s+(\w+)\s*=\s*(\d+)\s*;")
    return {name: {word: (int(number), kind) for kind, word, number in field.findall(body)}
            for name, body in re.findall(r"message\s+(\w+)\s*\{([^}]*)\}", text)}


def append_batch(identified):
    """An AppendBatch of pairs (id, event), the event as JSON has it."""
    return b"".join(_delimited(1, _delimited(1, uuid.UUID(id).bytes)
                               + _delimited(2, message("Event", event)))
                    for id, event in identified)


def message(name, value):
    """A dictionary as a message of the schema."""
    fields, out = messages()[name], bytearray()
    for word in sorted(value, key=lambda word: fields[word][0]):
        number, kind = fields[word]
        parts = value[word] if isinstance(value[word], list) else [value[word]]
        out += b"".join(_field(number, kind, part) for part in parts)
    return bytes(out)


def _field(number, kind, value):
    if kind == "string":
        return _delimited(number, value.encode())
    if kind in ("uint64", "bool"):
        return _varint(number << 3 | VARINT) + _varint(int(value))
    return _delimited(number, message(kind, value))


def _delimited(number, content):
    return _varint(number << 3 | DELIMITED) + _varint(len(content)) + content


def _varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
