"""A daemon of the tests' own with the seeds in it, and `ledgerctl` asked about it."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAMS = CHECKOUT / ".build" / "debug"


class Desk:
    """The daemon, in a folder that goes with it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="page-")
        self.socket = f"{self.folder}/s.sock"
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": self.folder, "XDG_RUNTIME_DIR": self.folder,
            "LEDGERCTL_SOCKET": self.socket, "LEDGERCTL_NOW": "2026-11-25", "TZ": "UTC",
            "SWIFT_BACKTRACE": "enable=no", "LEDGERCTL_SEEDS": str(CHECKOUT / "seeds"),
        }
        with open(f"{self.folder}/log", "wb") as log:
            self.process = subprocess.Popen(
                [
                    PROGRAMS / "ledgerd", "--user", "--data", f"{self.folder}/data", "--socket",
                    self.socket, "--map-size", "1G",
                ],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + 30
        while not os.path.exists(self.socket):
            if time.monotonic() > end:
                raise TimeoutError(Path(f"{self.folder}/log").read_text())
            time.sleep(0.05)
        self.ctl("demo", "load")

    def close(self):
        """Ends the daemon and takes its folder away."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *words):
        """Starts `ledgerctl` and leaves it running."""
        return subprocess.Popen(
            [PROGRAMS / "ledgerctl", *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ctl(self, *words):
        """What `ledgerctl` prints; a failure fails the test."""
        done = subprocess.run(
            [PROGRAMS / "ledgerctl", *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"ledgerctl {' '.join(words)}: {done.stderr}")
        return done.stdout

    def answer(self, command, on, known):
        """The answer to a question at a place, as JSON."""
        words = command.split() + ["--on", on] + (["--known", known] if known else [])
        return json.loads(self.ctl(*words, "-o", "json"))
