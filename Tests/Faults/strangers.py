"""Strangers at the live socket: mutated requests while others append.

The corpus is every kind of request that `access.py` knows, ours of appending in every form, and the
parsers' corpus of Tests/Fuzz as bodies. A mutant may be taken only for what it says: the daemon
lives, replies are HTTP and never `internal`, honest clients notice nothing, and what is recorded
stands literally in a request that was sent.
"""
import random
import re
import socket
import threading
import time
from pathlib import Path

import access
import clients
import oracle
import wire
from daemon import HERE, Daemon, Room
from row import Row

REPLY = re.compile(rb"HTTP/1\.1 (\d{3}) ")
INSERTS = [b"\r\n", b"\0", b"\xff", b"%00", b"%ff", b"../", b"&", b"=", b" ", b"\r\n\r\n",
           b"Transfer-Encoding: chunked\r\n", b"Content-Length: 0\r\n", b"Expect: 100-continue\r\n",
           b"Content-Length: 99999999999999999999\r\n", b"Content-Encoding: gzip\r\n", b"{",
           b"[" * 40, b"9" * 400, b"r18446744073709551615", b"x" * 9000]


def request(method, target, body, headers):
    """The bytes of a request."""
    lines = [f"{method} {target} HTTP/1.1", "Host: ledgerd"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")


def corpus():
    """Whole requests, each kind once."""
    # What walks through all of history or changes who may sign is not what is tried here.
    slow = ("/v1/replay/verify", "/v1/log/key/rotate", "/v1/log/attest", "/v1/clock/accept")
    found = [request(*rest) for _, *rest in access.requests() if not rest[1].startswith(slow)]
    kinds = {"event": "application/json", "batch": "application/x-protobuf",
             "cloudevent": "application/cloudevents+json"}
    for folder, kind in kinds.items():
        for path in sorted((HERE.parent / "Fuzz/corpus" / folder).iterdir())[:20]:
            found.append(request("POST", "/v1/events", path.read_bytes(), {"Content_Type": kind}))
    for name in ("follow", "lines"):
        kind = {"follow": "/v1/events?after=r0&limit=3&follow=true", "lines": "/v1/export"}[name]
        found.append(request("GET", kind, None, {}))
    return found


def mutant(chance, seeds):
    """A request with a few things wrong; now and then two behind one another, or a part of one."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at:at] = chance.choice(INSERTS)
        elif kind == 2:
            del data[at:at + chance.choice((1, 2, 16, 400))]
        elif kind == 3:
            data[at:at] = data[at:at + chance.choice((1, 8, 200))]
        elif kind == 4:
            other = chance.choice(seeds)
            cut = chance.randrange(len(other))
            data[at:] = other[cut:]
        else:
            data[at:at] = chance.randbytes(chance.choice((1, 4, 64)))
    if chance.random() < 0.1:
        data += chance.choice(seeds)
    return bytes(data)


def send(path, data, chance):
    """What comes back until there is silence, an end, or enough."""
    one = socket.socket(socket.AF_UNIX)
    one.settimeout(2)
    said = b""
    try:
        one.connect(path)
        cut = chance.randrange(len(data) + 1) if chance.random() < 0.2 else len(data)
        one.sendall(data[:cut])
        if cut < len(data) and chance.random() < 0.7:
            one.sendall(data[cut:])
        if chance.random() < 0.8:
            one.shutdown(socket.SHUT_WR)
        else:
            one.settimeout(0.05)
        while len(said) < 1 << 18:
            part = one.recv(1 << 16)
            if not part:
                break
            said += part
    except OSError:
        pass
    finally:
        one.close()
    return said


class Strangers:
    """All that they have sent, which may be looked for in the log."""

    def __init__(self, row, daemon):
        self.row, self.daemon = row, daemon
        self.seeds = corpus()
        self.lock = threading.Lock()
        self.sent = []
        self.statuses = {}

    def run(self, seed, until, most):
        chance = random.Random(seed)
        count = 0
        while time.monotonic() < until and count < most:
            data = mutant(chance, self.seeds)
            with self.lock:
                self.sent.append(data)
            said = send(self.daemon.socket, data, chance)
            self.judge(seed, count, data, said)
            count += 1
        self.row.add("mutated requests", count)

    def judge(self, seed, count, data, said):
        """A reply is HTTP, and is no bug of the daemon."""
        where = f"mutant {count} of seed {seed} ({data[:60]!r})"
        self.row.require(not said or said.startswith(b"HTTP/1.1 "), f"{where}: got {said[:60]!r}")
        for status in REPLY.findall(said[:13]):
            with self.lock:
                self.statuses[status] = self.statuses.get(status, 0) + 1
            self.row.require(status != b"500", f"{where}: got 500: {said[-300:]!r}")

    def sent_by_them(self, event):
        """Whether the event stands in something that was sent, as bytes or as its words."""
        words = [word for word in re.findall(rb"[ -~]{4,}", event)]
        longest = max(words, key=len, default=b"")
        return any(event in data or longest and longest[:60] in data for data in self.sent)


def foreign(log, journal, strangers):
    """Records that neither an honest client nor a stranger has sent."""
    known = {id for batch in journal.batches for id in batch.ids}
    extra = [(leaf, event) for leaf, _, event in log if str(leaf.record_id) not in known]
    strangers.row.figures["recorded for strangers"] = len(extra)
    return [f"r{leaf.position} was sent by nobody" for leaf, event in extra
            if not strangers.sent_by_them(event)]


def crowd(row, seconds, most, bug=None):
    """Strangers and honest clients at one daemon; then everything is looked at."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        strangers = Strangers(row, daemon)
        honest = [clients.Client(daemon.socket, journal) for _ in range(2)]
        begun = time.monotonic()
        crowd = [threading.Thread(target=strangers.run, args=(seed, begun + seconds, most))
                 for seed in (1, 2, 3)]
        for one in honest + crowd:
            one.start()
        if bug:
            bug(daemon)
        for one in crowd:
            one.join()
        for one in honest:
            one.stopped = True
            one.join(20)
        lived = daemon.process.poll() is None
        row.require(lived, f"it ended with {daemon.process.poll()}: {daemon.log[-400:]}")
        if not lived:
            return
        row.require(all(batch.outcome == clients.ACKNOWLEDGED for batch in journal.batches),
                    "an honest client was refused or cut off beside strangers")
        row.figures["honest appends beside"] = journal.count(clients.ACKNOWLEDGED)
        row.figures["replies"] = {status.decode(): strangers.statuses[status]
                                  for status in sorted(strangers.statuses)}
        row.expect(foreign(oracle.read_log(daemon.socket), journal, strangers), "strangers")
        found = [problem for problem in oracle.examine(daemon, journal)
                 if "was sent by nobody" not in problem]
        row.expect(found, "strangers")
        daemon.kill()
        daemon.start()
        found = [problem for problem in oracle.recover(daemon, journal)
                 if "was sent by nobody" not in problem]
        row.expect(found, "strangers, after a kill")


def planted(row):
    """A daemon that dies of a request, and one that records what nobody sent."""
    trial = Row.quiet(row)
    crowd(trial, 1, 50, bug=lambda daemon: daemon.process.kill())
    row.planted("a daemon that dies of a request", trial.wrong)
    trial = Row.quiet(row)

    def forge(daemon):
        batch = clients.Batch([clients.statement("forged-by-the-daemon-itself")])
        clients.send(wire.Wire(daemon.socket), batch, clients.Journal())

    crowd(trial, 1, 50, bug=forge)
    row.planted("a record that nobody has sent", trial.wrong)


def main():
    row = Row("strangers", seconds=6)
    planted(row)
    crowd(row, row.options.seconds, 1_000_000)
    row.require(row.figures.get("mutated requests", 0) >= 50, "hardly a request was tried")
    row.finish()


if __name__ == "__main__":
    main()
