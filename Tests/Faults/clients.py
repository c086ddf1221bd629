"""What clients remember, and clients that append until the daemon is gone."""
import json
import sys
import threading
import time
import uuid
from pathlib import Path

import wire

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "Benchmarks"))
import canonical  # noqa: E402

ACKNOWLEDGED, REFUSED, UNKNOWN = "acknowledged", "refused", "unknown"


class Batch:
    """Events under their ids, as the bytes that were sent, and what became of them."""

    def __init__(self, events):
        self.ids = [str(uuid.uuid4()) for _ in events]
        self.bytes = [canonical.message("Event", event) for event in events]
        self.body = canonical.append_batch(zip(self.ids, events))
        self.outcome = UNKNOWN
        self.places = []


class Journal:
    """Everything that was sent, with its outcome, and every size and root that was seen."""

    def __init__(self):
        self.batches = []
        self.seen = set()
        self.lock = threading.Lock()

    def make(self, count):
        """A batch of so many statements that is remembered before it is sent."""
        with self.lock:
            batch = Batch([statement(uuid.uuid4().hex[:12]) for _ in range(count)])
            self.batches.append(batch)
        return batch

    def register(self, socket):
        """Whatever the statements refer to; must be acknowledged."""
        batch = Batch(REGISTRATIONS)
        self.batches.append(batch)
        wanted = send(wire.Wire(socket), batch, self)
        if wanted != 201:
            raise OSError(f"the registrations were refused: {wanted}")

    def count(self, outcome):
        """How many batches had this outcome."""
        return sum(batch.outcome == outcome for batch in self.batches)

    def events(self, outcome=ACKNOWLEDGED):
        """How many events had this outcome."""
        return sum(len(batch.ids) for batch in self.batches if batch.outcome == outcome)


def send(connection, batch, journal):
    """Sends a batch once and notes its outcome; the status, or 0 if the outcome is unknown."""
    try:
        status, body = connection.ask("POST", "/v1/events", batch.body,
                                      Content_Type=wire.PROTOBUF)
        receipt = json.loads(body)
    except (*wire.BROKEN, ValueError):
        connection.close()
        return 0
    if status in (200, 201):
        batch.outcome = ACKNOWLEDGED
        batch.places = [int(record["record"][1:]) for record in receipt["records"]]
        journal.seen.add((receipt["size"], receipt["root"]))
    else:
        batch.outcome = REFUSED
        batch.problem = receipt.get("code")
    return status


class Client(threading.Thread):
    """Appends small batches, one after the other, until a reply stays out or it is stopped."""

    def __init__(self, socket, journal, sizes=(1, 2, 5)):
        super().__init__(daemon=True)
        self.socket, self.journal, self.sizes = socket, journal, sizes
        self.stopped = False
        self.took = []

    def run(self):
        connection = wire.Wire(self.socket)
        turn = 0
        while not self.stopped:
            batch = self.journal.make(self.sizes[turn % len(self.sizes)])
            begun = time.monotonic()
            if send(connection, batch, self.journal) == 0:
                break
            self.took.append(time.monotonic() - begun)
            turn += 1
        connection.close()


def statement(name):
    """A complete event about a subject of its own."""
    return {"type": "statement.made", "subject": f"statement/s-{name}",
            "actors": [{"actor": "gov/USA", "role": "by"}],
            "body": {"gist": f"says {name}", "kind": "position"},
            "evidence": [{"source": "src/desk-1", "attribution": "outlet_voice",
                          "chain": [{"who": "src/desk-1", "act": "stated"}],
                          "form": "narration", "stance": "asserts"}]}


REGISTRATIONS = [
    {"type": "actor.registered", "subject": "org/desk-wire",
     "body": {"kind": "outlet", "name": "Desk Wire"}},
    {"type": "actor.registered", "subject": "gov/USA",
     "body": {"kind": "state", "name": "United States"}},
    {"type": "source.registered", "subject": "src/desk-1",
     "body": {"outlet": "org/desk-wire", "held": "full", "kind": "news",
              "published": {"edtf": "2020-01-01", "basis": "stated"}}}]
