"""Answers with proofs (docs/file-format.md, Proved answers)."""

import json
from dataclasses import dataclass

from encoding import decode_base64, decode_hash, decode_utf8
from errors import Rejected

SCHEMA = "ledger.proved_answer/1"


@dataclass(frozen=True)
class ProvedAnswer:
    """The file as written. `records` are stored values, None at the level cited."""

    level: str
    size: int
    root: bytes
    cited: list
    checkpoint: bytes
    growth: list
    proofs: list
    records: list | None


def parse_answer(data):
    """Reads the file: a line of JSON, and at the level full a line for each record."""
    first, _, rest = data.partition(b"\n")
    try:
        document = json.loads(decode_utf8(first, "the answer"), object_pairs_hook=members)
        if document["schema"] != SCHEMA:
            raise Rejected("the file is no answer with proofs")
        level, basis = document["level"], document["answer"]["basis"]
        answer = ProvedAnswer(
            level=level,
            size=whole(basis["size"]),
            root=bytes.fromhex(basis["root"]),
            cited=sorted(cited(document["answer"]["rows"], False)),
            checkpoint=document["checkpoint"].encode(),
            growth=[decode_hash(one, "a hash of growth") for one in document["growth"]],
            proofs=[one.encode() for one in document["proofs"]],
            records=stored(rest) if level == "full" else None,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Rejected(f"the answer is not written as it should be: {error!r}") from None
    if level not in ("cited", "full") or (level == "full" and answer.proofs):
        raise Rejected("the answer is of no known level")
    return answer


def members(pairs):
    """An object of JSON, if it names each member once: readers differ in which of two counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Rejected("the answer names a member twice")
    return found


def whole(value):
    """A whole number of JSON, which true and false are not."""
    if type(value) is not int or value < 0:
        raise Rejected("the answer has no size")
    return value


def stored(data):
    """The stored values, one in base64 a line."""
    if data and not data.endswith(b"\n"):
        raise Rejected("the last record is cut short")
    lines = decode_utf8(data, "the records").splitlines()
    return [decode_base64(line, "a record") for line in lines]


def cited(value, named):
    """The positions of every record that stands in a member `record` or `records`."""
    if isinstance(value, str):
        return {int(value[1:])} if named and value[:1] == "r" and value[1:].isdigit() else set()
    if isinstance(value, list):
        return set().union(*(cited(one, named) for one in value))
    if isinstance(value, dict):
        return set().union(
            *(cited(one, name in ("record", "records")) for name, one in value.items()))
    return set()
