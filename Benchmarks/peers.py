"""What is measured beside the stores. Each measurement starts its own processes and stops them.

A peer has a `name`, `missing()` (why it cannot run, and what to do; else None) and
`measure(work, folder, seconds)`, which returns {"rate", "p50_us", "p99_us", "events", "seconds"}
or raises Failed. `folder` is new and empty, and the caller removes it.
"""
import contextlib
import csv
import http.client
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path


class Failed(Exception):
    """A measurement that must not count."""


class Disk:
    """The physical limit: fdatasync alone."""

    name = "fdatasync"

    def __init__(self, floor):
        self.floor = floor

    def missing(self):
        return None

    def measure(self, work, folder, seconds):
        return json_of([self.floor, work.mode, "-d", folder, "-t", seconds], seconds)


class Lmdb:
    """The floor: liblmdb in C, as many records per commit as there are clients."""

    name = "LMDB in C"

    def __init__(self, floor, record_bytes):
        self.floor, self.record_bytes = floor, record_bytes

    def missing(self):
        return None

    def measure(self, work, folder, seconds):
        per_commit = work.batch if work.batch > 1 else work.clients
        return json_of([self.floor, "lmdb", "-d", folder, "-t", seconds,
                         "-z", self.record_bytes, "-b", per_commit], seconds)


class Redis:
    """Redis streams, every command on disk before its reply."""

    name = "Redis"
    STREAM = "bench"

    def __init__(self, record_bytes):
        self.payload = "e" * record_bytes

    def missing(self):
        if all(map(shutil.which, ("redis-server", "redis-benchmark"))):
            return None
        return ("redis-server and redis-benchmark are not installed: "
                "apt-get install redis-server (Debian, Ubuntu), dnf install redis (Fedora)")

    def measure(self, work, folder, seconds):
        path = socket_path(folder)
        command = [
            "redis-server", "--port", "0", "--unixsocket", path, "--dir", str(folder),
            "--daemonize", "no", "--save", "", "--appendonly", "yes", "--appendfsync", "always",
            "--auto-aof-rewrite-percentage", "0"]
        with server(command, folder, lambda: self._ask(path, "PING") == "PONG"):
            for key, value in (("appendonly", "yes"), ("appendfsync", "always")):
                if self._ask(path, f"CONFIG GET {key}") != value:
                    raise Failed(f"Redis runs without {key} {value}")
            # It runs for a count, not for a time: a short run warms up and tells the count.
            step = work.clients * work.batch
            probe = 40 * step if work.batch > 1 else 4000
            sample = self._run(path, work, probe, seconds)
            total = max(probe, int(sample["rate"] * seconds) // step * step)
            sample = self._run(path, work, total, seconds)
            held = int(self._ask(path, f"XLEN {self.STREAM}"))
            if held < probe + total:
                raise Failed(f"Redis holds {held} entries of {probe + total}")
            return sample

    def _run(self, path, work, count, seconds):
        out = output_of(["redis-benchmark", "-s", path, "-c", work.clients, "-P", work.batch,
                          "-n", count, "--csv",
                          "XADD", self.STREAM, "*", "event", self.payload], seconds)
        rows = list(csv.reader(out.splitlines()))
        if len(rows) != 2 or len(rows[0]) != len(rows[1]):
            raise Failed(f"redis-benchmark printed {out[-300:]!r}")
        row = dict(zip(*rows))
        rate = float(row["rps"])
        return {"rate": rate, "events": count, "seconds": count / rate,
                "p50_us": 1000 * float(row["p50_latency_ms"]),
                "p99_us": 1000 * float(row["p99_latency_ms"])}

    @staticmethod
    def _ask(path, command):
        """The last line of the reply to an inline command; enough for those we send."""
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(path)
            link.sendall(f"{command}\r\n".encode())
            return link.recv(4096).decode().split("\r\n")[-2].lstrip("+:")


class Ledgerd:
    """ledgerd over its Unix socket, one POST /v1/events a request."""

    name = "ledgerd"
    WARM_UP = 400  # events by one client, not counted

    def __init__(self, program, arguments, load, events, registrations):
        self.program, self.arguments, self.load = Path(program), arguments, load
        self.events, self.registrations = events, registrations  # the file by its form

    def missing(self):
        if self.program.is_file():
            return None
        return f"there is no {self.program}: swift build -c release, or give --ledgerd PATH"

    def measure(self, work, folder, seconds):
        path = socket_path(folder)
        command = [str(self.program), "--data", str(folder / "data"), "--socket", path]
        with server(command + self.arguments, folder, lambda: self.size(path) is not None):
            before = self.size(path)
            self.register(path)
            warm = self._run(path, work._replace(clients=1, batch=1), seconds, self.WARM_UP)
            # More than any run can use, so that all requests can be built before the clock starts.
            most = int(seconds * (300_000 if work.batch > 1 else 120_000))
            sample = self._run(path, work, seconds, max(most, work.clients * work.batch))
            sent = len(self.registrations) + warm["events"] + sample["events"]
            if self.size(path) - before != sent:
                raise Failed(f"ledgerd holds {self.size(path) - before} records of {sent}")
            return sample

    def register(self, path):
        """Records what the events are about."""
        body = "".join(json.dumps(event) + "\n" for event in self.registrations)
        status, reply = ask(path, "POST", "/v1/events", body, "application/x-ndjson")
        if status != 201:
            raise Failed(f"ledgerd refused the registrations: {status} {reply[:500]!r}")

    def _run(self, path, work, seconds, most):
        return json_of([self.load, "-s", path, "-f", self.events[work.form], "-c", work.clients,
                        "-b", work.batch, "-t", seconds, "-n", most,
                        *(["-p"] if work.form == "protobuf" else [])], seconds)

    @staticmethod
    def size(path):
        """The records that the ledger holds; None until it answers."""
        status, reply = ask(path, "GET", "/v1/status")
        return json.loads(reply)["size"] if status == 200 else None


@contextlib.contextmanager
def server(command, folder, is_ready):
    """Runs a server until the block ends; raises Failed if it does not start, or ends too soon."""
    log = folder / "server.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink,
                                   cwd=folder)
    try:
        deadline = time.monotonic() + 20
        while not _answers(is_ready):
            if process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"{command[0]} did not start: {_tail(log)}")
            time.sleep(0.02)
        yield
        if process.poll() is not None:
            raise Failed(f"{command[0]} ended with {process.returncode}: {_tail(log)}")
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]


def _answers(is_ready):
    try:
        return is_ready()
    except (OSError, http.client.HTTPException, IndexError):
        return False


def _tail(log):
    return log.read_bytes()[-600:].decode(errors="replace").strip() or "it said nothing"


def socket_path(folder):
    """Where a server of this measurement listens; the kernel allows 107 bytes."""
    path = str(folder / "s")
    if len(path.encode()) > 107:
        raise Failed(f"{path} is too long for a Unix socket: give a shorter --folder")
    return path


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, seconds):
        super().__init__("ledgerd", timeout=seconds)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def ask(path, method, target, body=None, kind="application/json", seconds=60):
    """Status and body of a request to ledgerd, over a connection of its own."""
    link = _UnixConnection(path, seconds)
    try:
        link.request(method, target, body, {"Content-Type": kind} if body else {})
        reply = link.getresponse()
        return reply.status, reply.read()
    finally:
        link.close()


def output_of(command, seconds):
    """What a short-lived program prints; it may take some times longer than planned, not more."""
    command = [str(word) for word in command]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=30 + 10 * seconds)
    except subprocess.TimeoutExpired:
        raise Failed(f"{command[0]} took over {30 + 10 * seconds:.0f} s") from None
    if done.returncode != 0:
        raise Failed(f"{Path(command[0]).name}: {done.stderr.strip()[-600:]}")
    return done.stdout


def json_of(command, seconds):
    """The sample that a short-lived program prints."""
    return json.loads(output_of(command, seconds))
