"""What must hold of a ledger, given what its clients remember. Every row of faults ends here.

The log is read as stored records and everything is computed again in this process, with the
verifier of Tests/Interop: what the daemon says about itself is asked only in addition.
"""
import http.client
import os
import sys
from pathlib import Path

import clients
import wire

sys.path.append(str(Path(__file__).resolve().parent.parent / "Interop"))
import records  # noqa: E402
import tree  # noqa: E402
from errors import Rejected  # noqa: E402


def fields(message):
    """The delimited fields of a protobuf message, by number."""
    at, found = 0, {}
    while at < len(message):
        tag, at = varint(message, at)
        length, at = varint(message, at)
        found[tag >> 3] = message[at:at + length]
        at += length
    return found


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def read_log(socket):
    """Every record of the log, as (leaf, hash of the leaf, event)."""
    status, body = wire.get(socket, "/v1/events?after=r0&limit=1000000", 60,
                            Accept=wire.PROTOBUF)
    if status != 200:
        raise OSError(f"the log cannot be read: {status}")
    at, found = 0, []
    while at < len(body):
        length, at = varint(body, at)
        parts = fields(body[at:at + length])
        at += length
        value = parts[1] + parts.get(2, b"") + parts.get(3, b"")
        leaf, leaf_bytes, event = records.check_stored_value(value)
        found.append((leaf, tree.leaf_hash(leaf_bytes), event))
    return found


def examine(daemon, journal, thorough=True):
    """Everything that is wrong, as sentences; none if all holds."""
    try:
        log = read_log(daemon.socket)
        problems = [*of_places(log), *of_batches(log, journal), *of_roots(log, journal)]
        asked = ["/v1/log/verify", "/v1/replay/verify"] if thorough else ["/v1/log/verify"]
        for path in asked:
            found = wire.look(daemon.socket, path, 60)
            if not found["ok"] or found["problems"]:
                problems.append(f"{path}: {found['problems']}")
        return problems
    except (OSError, http.client.HTTPException, Rejected, IndexError, KeyError) as error:
        return [f"the ledger cannot be examined: {error!r}"]


def of_places(log):
    """Places are dense, times rise, ids are there once, the recorder is this account."""
    last = -1
    ids = set()
    for number, (leaf, _, _) in enumerate(log, 1):
        if leaf.position != number:
            yield f"r{number} says that it is r{leaf.position}"
        if leaf.recorded_at <= last:
            yield f"r{number} is not later than the one before"
        if leaf.record_id in ids:
            yield f"{leaf.record_id} is recorded twice"
        if leaf.user_id != os.getuid():
            yield f"r{number} is of account {leaf.user_id}"
        last = leaf.recorded_at
        ids.add(leaf.record_id)


def of_batches(log, journal):
    """Acknowledged: there, in its place, with its bytes. Refused: not there. Unknown: whole or
    not at all. And nothing is there that nobody sent."""
    place = {str(leaf.record_id): (leaf.position, event) for leaf, _, event in log}
    sent = {}
    for batch in journal.batches:
        sent.update(zip(batch.ids, batch.bytes))
        there = [place[id][0] for id in batch.ids if id in place]
        if batch.outcome == clients.ACKNOWLEDGED and there != batch.places:
            yield f"acknowledged at {batch.places}, found at {there}"
        if batch.outcome == clients.REFUSED and there:
            yield f"refused ({batch.problem}), and found at {there}"
        if there and there != list(range(there[0], there[0] + len(batch.ids))):
            yield f"a batch is torn: {there} of {len(batch.ids)}"
    for id, (position, event) in place.items():
        if sent.get(id) != event:
            what = "other bytes than were sent" if id in sent else "was sent by nobody"
            yield f"r{position}: {what}"


def of_roots(log, journal):
    """The log continues every size and root that was ever seen."""
    wanted = {}
    for size, root in journal.seen:
        wanted.setdefault(size, set()).add(root)
    peaks = []
    for size in range(0, len(log) + 1):
        if size:
            peaks.append((1, log[size - 1][1]))
            while len(peaks) > 1 and peaks[-1][0] == peaks[-2][0]:
                (count, right), (_, left) = peaks.pop(), peaks.pop()
                peaks.append((2 * count, tree.node_hash(left, right)))
        if size in wanted and wanted[size] != {root_of(peaks)}:
            yield f"at {size} another root was seen"
    for size in wanted:
        if size > len(log):
            yield f"a log of {size} was seen, and there are {len(log)}"


def root_of(peaks):
    """The root over complete subtrees, the largest first."""
    if not peaks:
        return tree.EMPTY_ROOT.hex()
    root = peaks[-1][1]
    for _, left in reversed(peaks[:-1]):
        root = tree.node_hash(left, root)
    return root.hex()


def settle(daemon, journal):
    """Repeats what has no outcome, with the same ids; each must now be acknowledged."""
    wrong = []
    connection = wire.Wire(daemon.socket)
    for batch in journal.batches:
        if batch.outcome == clients.UNKNOWN and not clients.send(connection, batch,
                                                                 journal) in (200, 201):
            wrong.append(f"a repeat was not acknowledged: {batch.outcome}")
    connection.close()
    return wrong


def recover(daemon, journal, thorough=True):
    """The whole oracle on a daemon that has started again: before and after the repeats."""
    cut = journal.count(clients.UNKNOWN)
    problems = examine(daemon, journal, thorough and not cut)
    return problems or (cut and settle(daemon, journal) + examine(daemon, journal, thorough)) or []


def by_command(daemon):
    """What `ledgerctl log verify` and `ledgerctl replay --verify` find."""
    wrong = []
    for words in (["log", "verify"], ["replay", "--verify"]):
        code, said = daemon.ctl(*words)
        if code != 0:
            wrong.append(f"ledgerctl {' '.join(words)} ended with {code}: {said[-300:]}")
    return wrong
