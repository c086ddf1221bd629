#!/usr/bin/env python3
"""Measures one ledger as it grows: import, views, questions, streams, starts, memory, disk.

    python3 Benchmarks/grow.py --sizes 10000 100000 --json grow.json

README.md beside this file says what is measured and how to read the table.
"""
import argparse
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True  # no cache beside the sources
import events
from peers import Failed, ask, server, socket_path

HERE = Path(__file__).resolve().parent
BOARDS = ["measures/in-force", "measures", "measures/upcoming", "measures/exposure?by=month",
          "proposals?open=true", "talks", "claims/conflicts", "timeline?limit=100", "issues",
          "sources", "check?only=stale"]
# One hot subject and cold ones: what they say of a ledger of any size must cost the same.
SUBJECTS = ["measures/show?subject=measure/{cold}", "claims?subject=measure/{cold}",
            "records/history?subject=measure/{cold}", "records/show?record=r{any}"]
# What others need to check the log: a handful of hashes of the tree each.
PROOFS = ["log/proof?record=r{any}", "log/consistency?from=r{any}", "log/tile/0/000",
          "log/tile/entries/000", "log/checkpoint"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--programs", type=Path, default=HERE.parent / ".build/release",
                        help="where ledgerd and ledgerctl are (default: %(default)s)")
    parser.add_argument("--folder", type=Path, default=Path(".bench"),
                        help="where all data lies while it runs; on the disk to be measured")
    parser.add_argument("--repeat", type=int, default=7, help="askings of each question")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    given.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="grow-", dir=given.folder.resolve()))
    results = {}
    try:
        for size in given.sizes:
            place = folder / str(size)
            place.mkdir()
            results[size] = Ledger(given, place, size).measure()
            shutil.rmtree(place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print_table(results)
    if given.json:
        given.json.write_text(json.dumps(
            {"schema": "ledger.benchmark_growth/1", "repeat": given.repeat,
             "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
             "sizes": results}, indent=1) + "\n")


class Ledger:
    """One ledger of a size, from its import to its end."""

    def __init__(self, given, folder, size):
        self.given, self.folder, self.size = given, folder, size
        self.path = socket_path(folder)
        self.programs = given.programs.resolve()
        self.command = [str(self.programs / "ledgerd"), "--data", str(folder / "data"),
                        "--socket", self.path, "--user"]
        self.found = {}

    def measure(self):
        file = self.folder / "events.jsonl"
        with file.open("w") as out:
            out.writelines(line + "\n" for line in events.history(self.size))
        self.found["JSON bytes an event"] = file.stat().st_size / self.size
        with self.running():
            self.fill(file)
            self.memory("memory after import, MiB")
            self.questions()
            self.streams()
            self.commands()
            self.rebuild()
            self.memory("memory after all, MiB")
        used = sum(f.stat().st_blocks * 512 for f in (self.folder / "data").rglob("*.mdb"))
        self.found["disk bytes an event"] = used / self.size
        self.starts()
        return self.found

    def running(self):
        return server(self.command, self.folder, lambda: self.status() is not None)

    def fill(self, file):
        body = "".join(json.dumps(event) + "\n" for event in events.registrations())
        status, reply = ask(self.path, "POST", "/v1/events", body, "application/x-ndjson")
        if status != 201:
            raise Failed(f"the registrations were refused: {status} {reply[:500]!r}")
        before = self.status()["size"]
        began = time.monotonic()
        self.ctl("import", str(file))
        done = time.monotonic()
        if self.status()["size"] - before != self.size:
            raise Failed(f"the ledger holds {self.status()['size'] - before} of {self.size}")
        while self.status()["views"] < before + self.size:
            time.sleep(0.01)
        followed = time.monotonic()
        self.found["import, events/s"] = self.size / (done - began)
        self.found["import and views, events/s"] = self.size / (followed - began)
        self.found["views behind after import, s"] = followed - done

    def questions(self):
        rng = random.Random(self.size)
        for question in BOARDS:
            name = question.split("?")[0]
            self.found[f"{name}, ms"] = self.asked(lambda: question)
            self.found[f"{name} at random, ms"] = self.asked(
                lambda: f"{question}{'&' if '?' in question else '?'}{self.coordinates(rng)}")
        for question in SUBJECTS + PROOFS:
            name = question.split("?")[0]
            self.found[f"{name}, ms"] = self.asked(lambda: question.format(
                cold=f"list-{rng.randrange(300, 400)}", any=rng.randrange(1, self.size)))

    def coordinates(self, rng):
        on, known = (f"2021-06-{rng.randrange(1, 29):02}" for _ in range(2))
        return f"on={on}&known={known}&as_of=r{rng.randrange(self.size // 2, self.size)}"

    def asked(self, make):
        """The median of asking, in milliseconds, each time over a new connection."""
        times = []
        for _ in range(self.given.repeat):
            question = make()
            began = time.monotonic()
            status, reply = ask(self.path, "GET", f"/v1/{question}")
            times.append(1000 * (time.monotonic() - began))
            if status not in (200, 404):
                raise Failed(f"{question}: {status} {reply[:300]!r}")
        return statistics.median(times)

    def streams(self):
        for name, kind in (("protobuf", "application/x-protobuf"),
                           ("NDJSON", "application/x-ndjson")):
            began = time.monotonic()
            got = drain(self.path, f"/v1/events?after=r0&limit={self.size}", kind)
            taken = time.monotonic() - began
            self.found[f"streamed as {name}, records/s"] = self.size / taken
            self.found[f"streamed as {name}, MB/s"] = got / taken / 1e6

    def commands(self):
        times = []
        for _ in range(3 * self.given.repeat):
            began = time.monotonic()
            self.ctl("measure", "show", "measure/list-300")
            times.append(1000 * (time.monotonic() - began))
        self.found["ledgerctl measure show, whole process, ms"] = statistics.median(times)

    def rebuild(self):
        began = time.monotonic()
        status, reply = ask(self.path, "GET", "/v1/replay/verify", seconds=900)
        if status != 200:
            raise Failed(f"replay --verify: {status} {reply[:300]!r}")
        self.found["views rebuilt and compared, events/s"] = (
            self.size / (time.monotonic() - began))

    def starts(self):
        for name, stop in (("clean", signal.SIGTERM), ("killed", signal.SIGKILL)):
            first = self.start()
            first.send_signal(stop)
            first.wait()
            began = time.monotonic()
            second = self.start()
            self.found[f"start after a {name} end, ms"] = 1000 * (time.monotonic() - began)
            second.terminate()
            second.wait()

    def start(self):
        process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                if self.status() is not None:
                    return process
            except OSError:
                if process.poll() is not None:
                    raise Failed("ledgerd did not start") from None
                time.sleep(0.002)

    def memory(self, name):
        """Resident memory beside the map and other files."""
        data = str(self.folder / "data")
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                if data.encode() in words and b"ledgerd" in words[0]:
                    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                    kib = next(line.split()[1] for line in lines if line.startswith("RssAnon"))
                    self.found[name] = int(kib) / 1024
                    return
            except OSError:
                continue
        raise Failed("ledgerd has gone")

    def ctl(self, *words):
        done = subprocess.run([str(self.programs / "ledgerctl"), *words], capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=1800,
                              env=os.environ | {"LEDGERCTL_SOCKET": self.path,
                                                "XDG_STATE_HOME": str(self.folder / "state")})
        if done.returncode != 0:
            raise Failed(f"ledgerctl {words[0]}: {done.stderr[-600:]}")

    def status(self):
        code, reply = ask(self.path, "GET", "/v1/status")
        return json.loads(reply) if code == 200 else None


def drain(path, target, kind):
    """Reads a streamed reply as fast as it comes; the bytes."""
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(path)
        link.sendall(f"GET {target} HTTP/1.1\r\nHost: ledgerd\r\nAccept: {kind}\r\n"
                     "Connection: close\r\n\r\n".encode())
        buffer, total = bytearray(1 << 20), 0
        while count := link.recv_into(buffer):
            total += count
        return total


def print_table(results):
    sizes = list(results)
    print(f"{'':46}" + "".join(f"{size:>14,}" for size in sizes))
    for name in next(iter(results.values())):
        cells = (results[size].get(name) for size in sizes)
        print(f"{name:46}" + "".join(f"{cell:>14,.{0 if cell >= 100 else 2}f}" for cell in cells))


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"*** {failure}")
