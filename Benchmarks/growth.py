"""One ledger of a size: filled, asked, loaded, killed; what grow.py measures."""
import json
import os
import random
import signal
import statistics
import subprocess
import time
from pathlib import Path

import events
import evidence
from histories import History
from load import lag_under, under_load
from peers import Failed, ask, json_of, server, socket_path
from questions import Asker, asked_once

PART_EVENTS = 200_000  # of a file, so that neither disk nor memory holds a whole history
VERIFY_SECONDS = 3600
# By so many clients, so many events a request.
LOADS = {"1 client": (1, 1), "64 clients": (64, 1), "bulk of 1,000": (4, 1000)}
LAGS = ("64 clients", "bulk of 1,000")


class Ledger:
    """One ledger of a size, from its import to its end."""

    def __init__(self, given, folder, size, load_program):
        self.given, self.folder, self.size = given, folder, size
        self.load_program = load_program
        self.path = socket_path(folder)
        self.programs = given.programs.resolve()
        self.command = [str(self.programs / "ledgerd"), "--data", str(folder / "data"),
                        "--socket", self.path, "--user"]
        self.history = History(size)
        self.found = {}

    def measure(self):
        """The figures by name; those of the questions under `questions`."""
        with self.running():
            self.fill()
            self.disk()
            self.memory("memory after import, MiB")
            self.streams()
            asker = Asker(self.path, self.given.repeat, self.subjects, random.Random(self.size))
            self.found["questions"] = asker.everything()
            self.commands()
            self.memory("memory after questions, MiB")
            self.verify()
            self.loads()
            self.memory("memory after all, MiB")
        self.starts()
        return self.found

    def running(self):
        return server(self.command, self.folder, lambda: self.status() is not None)

    # Filling

    def fill(self):
        """Imports the history in parts; making them does not count."""
        for known in (evidence.registrations(), events.registrations()):
            body = "".join(json.dumps(event) + "\n" for event in known)
            status, reply = ask(self.path, "POST", "/v1/events", body, "application/x-ndjson")
            if status != 201:
                raise Failed(f"the registrations were refused: {status} {reply[:500]!r}")
        self.base = self.status()["size"]
        taken, behind, text_bytes, last_rate = 0, 0, 0, 0
        for file, count in self.parts():
            text_bytes += file.stat().st_size
            began = time.monotonic()
            self.ctl("import", str(file), "--timeout", "10m")
            done = time.monotonic()
            behind = self.caught_up() - done
            taken += done - began
            last_rate = count / (done - began)
            file.unlink()
        if self.status()["size"] - self.base != self.size:
            raise Failed(f"the ledger holds {self.status()['size'] - self.base} of {self.size}")
        self.found["JSON bytes an event"] = text_bytes / self.size
        self.found["import, events/s"] = self.size / taken
        self.found["import of the last part, events/s"] = last_rate
        self.found["views behind after the last part, s"] = behind

    def parts(self):
        lines, number = self.history.lines(), 0
        while number < self.size:
            count = min(PART_EVENTS, self.size - number)
            file = self.folder / f"part-{number // PART_EVENTS}.jsonl"
            with file.open("w") as out:
                out.writelines(next(lines) + "\n" for _ in range(count))
            yield file, count
            number += count

    def caught_up(self):
        """When the views have all records."""
        while (status := self.status())["views"] < status["size"]:
            time.sleep(0.005)
        return time.monotonic()

    def disk(self):
        for part in ("log", "views"):
            used = sum(file.stat().st_blocks * 512
                       for file in (self.folder / "data").rglob(f"{part}/*.mdb"))
            self.found[f"disk bytes an event, {part}"] = used / self.status()["size"]

    # Asking

    def subjects(self, rng):
        """Names to ask about: old and hot, or somewhere in the middle and cold."""
        made = self.history.made
        some = {kind: max(1, rng.randrange(made[kind] // 2, made[kind]) if made[kind] > 1 else 1)
                for kind in ("measure", "proceeding")}
        number = self.base + rng.randrange(1, self.size)
        late = self.base + rng.randrange(self.size // 2, self.size)
        return {"hot": "measure/list-1", "cold": f"measure/list-{some['measure']}",
                "proceeding": f"proceeding/n{some['proceeding']}", "any": f"r{number}",
                "late": f"r{late}", "person": rng.choice(evidence.SPEAKERS),
                "source": f"src/t{rng.randrange(1, self.history.desk.documents)}"}

    def streams(self):
        for name, kind in (("protobuf", "application/x-protobuf"),
                           ("NDJSON", "application/x-ndjson")):
            status, _, taken, got = asked_once(
                self.path, f"events?after=r0&limit={self.size}", accept=kind,
                seconds=VERIFY_SECONDS)
            if status != 200:
                raise Failed(f"the stream as {name}: {status}")
            self.found[f"streamed as {name}, records/s"] = self.size / taken
            self.found[f"streamed as {name}, MB/s"] = got / taken / 1e6

    def commands(self):
        times = []
        for _ in range(3 * self.given.repeat):
            began = time.monotonic()
            self.ctl("measure", "show", "measure/list-2")
            times.append(1000 * (time.monotonic() - began))
        self.found["ledgerctl measure show, whole process, ms"] = statistics.median(times)

    def verify(self):
        for name, question in (("views rebuilt and compared", "replay/verify"),
                               ("log verified", "log/verify")):
            began = time.monotonic()
            status, reply = ask(self.path, "GET", f"/v1/{question}", seconds=VERIFY_SECONDS)
            if status != 200 or not json.loads(reply)["ok"]:
                raise Failed(f"{question}: {status} {reply[:300]!r}")
            self.found[f"{name}, events/s"] = self.size / (time.monotonic() - began)

    # Appending to it

    def load_command(self, clients, batch, most):
        return [str(self.load_program), "-s", self.path, "-f", str(self.given.templates),
                "-c", str(clients), "-b", str(batch), "-t", str(self.given.seconds),
                "-n", str(most)]

    def loads(self):
        """Rates first, undisturbed; then the same loads again, to see how the views follow."""
        # At most a tenth of what there is each time, so that the size is still the size.
        most = max(5_000, min(self.size // 10, int(60_000 * self.given.seconds)))
        for name, (clients, batch) in LOADS.items():
            sample = json_of(self.load_command(clients, batch, most), self.given.seconds)
            self.caught_up()
            self.found[f"appends, {name}, events/s"] = sample["rate"]
            self.found[f"appends, {name}, p50 ms"] = sample["p50_us"] / 1000
            self.found[f"appends, {name}, p99 ms"] = sample["p99_us"] / 1000
        for name in LAGS:
            lag = lag_under(self.load_command(*LOADS[name], most), self.status)
            for what, value in lag.items():
                self.found[f"views behind, {name}, {what}"] = value

    # Ending it

    def starts(self):
        for name, stop in (("a clean end", signal.SIGTERM), ("kill -9", signal.SIGKILL)):
            times = []
            for _ in range(3):
                self.ended(self.start(), stop)
                times.append(self.start_seconds())
            self.found[f"start after {name}, ms"] = 1000 * statistics.median(times)
        process = self.start()
        try:
            most = int(60_000 * self.given.seconds)
            with under_load(self.load_command(64, 1, most), self.status, self.given.seconds / 2):
                process.kill()
        finally:
            self.ended(process, signal.SIGKILL)
        began = time.monotonic()
        process = self.start()
        try:
            self.found["start after kill -9 under load, ms"] = 1000 * (time.monotonic() - began)
            self.found["views caught up after it, s"] = self.caught_up() - began
        finally:
            self.ended(process, signal.SIGTERM)

    def start_seconds(self):
        began = time.monotonic()
        process = self.start()
        taken = time.monotonic() - began
        self.ended(process, signal.SIGTERM)
        return taken

    def start(self):
        """A daemon that answers."""
        process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while True:
                try:
                    if self.status() is not None:
                        return process
                except OSError:
                    if process.poll() is not None:
                        raise Failed("ledgerd did not start") from None
                    time.sleep(0.002)
        except BaseException:
            self.ended(process, signal.SIGKILL)
            raise

    @staticmethod
    def ended(process, stop):
        process.send_signal(stop)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    # Looking at it

    def memory(self, name):
        """Resident memory beside the map and other files."""
        lines = Path(f"/proc/{self.status()['pid']}/status").read_text().splitlines()
        kib = next(line.split()[1] for line in lines if line.startswith("RssAnon"))
        self.found[name] = int(kib) / 1024

    def ctl(self, *words):
        done = subprocess.run([str(self.programs / "ledgerctl"), *words], capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=1800,
                              env=os.environ | {"LEDGERCTL_SOCKET": self.path,
                                                "XDG_STATE_HOME": str(self.folder / "state")})
        if done.returncode != 0:
            raise Failed(f"ledgerctl {words[0]}: {(done.stdout + done.stderr)[-900:]}")

    def status(self):
        code, reply = ask(self.path, "GET", "/v1/status")
        return json.loads(reply) if code == 200 else None
