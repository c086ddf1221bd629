"""A daemon in a private folder: started, waited for, killed, ended; never another's process."""
import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import wire

HERE = Path(__file__).resolve().parent
# Where the programs are, and perhaps another daemon; set once by the command line.
programs = HERE.parent.parent / ".build/debug"
ledgerd = None


class Died(Exception):
    """The daemon ended before it answered; `code` tells how."""

    def __init__(self, code, log):
        super().__init__(f"the daemon ended with {code}: {log}")
        self.code = code


class Room:
    """A private folder, gone when its `with` block ends."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ledgerd-faults-"))
        return self.folder

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


class Daemon:
    """A ledger below `folder`; every start may have other faults."""

    # A per-user ledger, made on first use.
    kind = ["--user"]

    def __init__(self, folder, data=None, arguments=()):
        self.folder = Path(folder)
        self.data = Path(data) if data else self.folder / "data"
        self.socket = str(self.folder / "s")
        self.arguments = list(arguments)
        self.variables = {}
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    @property
    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    def environment(self, **more):
        """Nothing of the caller's home or sockets reaches the daemon or its client."""
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8",
                "XDG_STATE_HOME": str(self.folder / "state"), "SWIFT_BACKTRACE": "enable=no",
                "LEDGERCTL_SOCKET": self.socket, **more}

    def launch(self, faults=None, before=()):
        """Starts it and waits for nothing. `faults` are variables of shim.c."""
        more = {}
        if faults is not None:
            more = {"LD_PRELOAD": str(shim()), "FAULT_FOLDER": str(self.data), **faults}
        program = str(ledgerd or programs / "ledgerd")
        command = [*before, program, *self.kind, "--data", str(self.data),
                   "--socket", self.socket, "--map-size", "64M", *self.arguments]
        variables = self.environment(**self.variables, **more)
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, env=variables)

    def start(self, faults=None, before=(), seconds=30):
        """Starts it and waits until it answers; `Died` if it ends instead."""
        self.launch(faults, before)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if wire.get(self.socket, "/v1/status", 5)[0] in (200, 403):
                    return self
            except wire.BROKEN:
                pass
            if self.process.poll() is not None:
                raise Died(self.process.returncode, self.log[-400:])
            time.sleep(0.004)
        self.kill()
        raise TimeoutError(f"no answer within {seconds} s: {self.log[-400:]}")

    def kill(self):
        """kill -9; nothing if it has ended."""
        return self.end(signal.SIGKILL)

    def end(self, number=signal.SIGTERM, seconds=30):
        """Its exit code, after a signal; None if none was started."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.wait(seconds)

    def wait(self, seconds=30):
        """Its exit code; whoever hangs is killed and reported."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise TimeoutError("the daemon did not end") from None

    def ctl(self, *words):
        """Exit code and output of a command of ledgerctl."""
        done = subprocess.run([str(programs / "ledgerctl"), *words], env=self.environment(),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")

    def cpu_seconds(self):
        """Time on a processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_kib(self):
        """Resident memory that is its own, without the pages of the map."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("RssAnon:")[2].split()[0])


built = {}


def shim():
    """shim.c, compiled once a run into a folder that is removed at the end."""
    if "shim" not in built:
        folder = Path(tempfile.mkdtemp(prefix="ledgerd-shim-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        path = folder / "shim.so"
        compiler = next(filter(shutil.which, ("cc", "gcc", "clang")), "cc")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(path), str(HERE / "shim.c"),
                        "-ldl", "-pthread"], check=True)
        built["shim"] = path
    return built["shim"]
