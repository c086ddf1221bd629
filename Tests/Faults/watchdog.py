"""A writer that hangs: the service manager is told nothing and starts the daemon anew.

This program is the manager: it listens where `$NOTIFY_SOCKET` says, as sd_notify(3) describes, and
ends a daemon that is silent for too long with SIGABRT, as systemd does.
"""
import signal
import socket
import threading
import time

import clients
import oracle
import wire
from daemon import Daemon, Room
from row import Row

# WatchdogSec of this manager. A third of it is the time in which the writer has to answer.
SECONDS = 3.0
BEAT = "WATCHDOG=1"


class Manager:
    """What it heard, with the time."""

    def __init__(self, folder):
        self.path = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.variables = {"NOTIFY_SOCKET": self.path, "WATCHDOG_USEC": str(int(SECONDS * 1e6))}

    def hear(self, seconds):
        """The lines of the next message; none if nothing comes within the time."""
        self.socket.settimeout(max(0.01, seconds))
        try:
            return self.socket.recv(4096).decode().split("\n")
        except TimeoutError:
            return []

    def until(self, word, seconds=30):
        """Whether a line that begins so is heard within the time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if any(line.startswith(word) for line in self.hear(end - time.monotonic())):
                return True
        return False

    def silence(self, most):
        """How long nothing is said of a working writer; `most` if it stays so."""
        begun = last = time.monotonic()
        while time.monotonic() < begun + most:
            if BEAT in self.hear(begun + most - time.monotonic()):
                last = time.monotonic()
        return time.monotonic() - last


def hung(row, lies=False):
    """A commit that never returns, in a daemon whose connections still answer."""
    with Room() as folder, Daemon(folder) as daemon:
        manager, gate = Manager(folder), folder / "gate"
        daemon.variables = manager.variables
        journal = clients.Journal()
        daemon.start({"FAULT_ACTION": "hang", "FAULT_CALLS": "df", "FAULT_AT": "1",
                      "FAULT_EVER": "1", "FAULT_GATE": str(gate)})
        row.require(manager.until("READY=1"), "nobody was told that it is ready")
        journal.register(daemon.socket)
        row.require(manager.until(BEAT), "a writer that works was not told of")
        gate.touch()
        batch = journal.make(3)
        waits = threading.Thread(target=clients.send, daemon=True, args=(
            wire.Wire(daemon.socket, 30), batch, journal))
        waits.start()
        if lies:
            threading.Thread(target=lie, args=(manager.path,), daemon=True).start()
        # A probe that was under way when the writer hung may still have been answered.
        silent = manager.silence(2 * SECONDS)
        row.figures["s of silence before it is ended"] = round(silent, 1)
        row.require(silent >= SECONDS, f"the manager heard of a writer that hangs after "
                                       f"{2 * SECONDS - silent:.1f} s")
        status = wire.get(daemon.socket, "/v1/status", 5)[0]
        row.require(status == 200, f"beside a writer that hangs /v1/status got {status}")
        daemon.process.send_signal(signal.SIGABRT)
        code = daemon.wait(10)
        row.require(code == -signal.SIGABRT, f"after SIGABRT it ended with {code}")
        waits.join(20)
        row.require(batch.outcome == clients.UNKNOWN, f"the append was {batch.outcome}")
        begun = time.monotonic()
        daemon.start()
        row.require(manager.until("READY=1"), "started anew, it did not say so")
        row.figures["s until it is ready again"] = round(time.monotonic() - begun, 2)
        row.require(manager.until(BEAT), "started anew, its writer was not told of")
        row.expect(oracle.recover(daemon, journal), "started anew")
        daemon.end()
        row.require(manager.until("STOPPING=1"), "nobody was told that it stops")
        row.add("writers hung")


def lie(path):
    """A timer that knows nothing of the writer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as timer:
        try:
            for _ in range(20):
                timer.sendto(BEAT.encode(), path)
                time.sleep(0.5)
        except OSError:
            pass


def main():
    row = Row("watchdog", seconds=0)
    trial = Row.quiet(row)
    caught = threading.Thread(target=hung, args=(trial, True))
    caught.start()
    hung(row)
    caught.join()
    row.planted("a daemon that says by a timer that it works", trial.wrong)
    row.finish()


if __name__ == "__main__":
    main()
