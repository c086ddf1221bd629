"""The command line that every row has, and the line that it prints at its end."""
import argparse
import concurrent.futures
import json
import os
import sys
import threading
import time
from pathlib import Path

import daemon


class Row:
    """Collects figures, findings, planted bugs that were caught, and what was skipped."""

    def __init__(self, name, seconds):
        options = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
        options.add_argument("--programs", type=Path, default=daemon.programs,
                             help="the folder of ledgerd and ledgerctl (default .build/debug)")
        options.add_argument("--seconds", type=float, default=seconds,
                             help=f"about how long, beside its fixed part (default {seconds})")
        options.add_argument("--json", action="store_true", help="print the result as JSON")
        options.add_argument("--ledgerd", type=Path,
                             help="another daemon, such as one with a sanitizer in it")
        self.options = options.parse_args()
        daemon.programs = self.options.programs.resolve()
        daemon.ledgerd = self.options.ledgerd and self.options.ledgerd.resolve()
        self.name = name
        self.lock = threading.Lock()
        self.begun = time.monotonic()
        self.figures, self.wrong, self.caught, self.skipped = {}, [], [], []

    @property
    def is_soak(self):
        return self.options.seconds > 60

    def until(self, share=1.0):
        """When this share of the time is used up."""
        return self.begun + self.options.seconds * share

    @staticmethod
    def quiet(row):
        """A row beside it, for a trial in which something must go wrong."""
        other = object.__new__(Row)
        other.__dict__ |= {**row.__dict__, "figures": {}, "wrong": [], "lock": threading.Lock()}
        return other

    @staticmethod
    def now():
        """The clock of `until`."""
        return time.monotonic()

    def add(self, figure, amount=1):
        """Counts something."""
        with self.lock:
            self.figures[figure] = self.figures.get(figure, 0) + amount

    def highest(self, figure, amount):
        """Keeps the largest."""
        with self.lock:
            self.figures[figure] = max(self.figures.get(figure, 0), amount)

    @property
    def judges_times(self):
        """Whether it is wrong when something takes too long, which a busy machine can cause."""
        return os.environ.get("FAULTS_JUDGE_TIMES") == "1"

    @property
    def one_second(self):
        """What is to happen within a second, if times are judged."""
        return 1 if self.judges_times else 15

    def require(self, holds, sentence):
        """Notes a sentence if it does not hold."""
        if not holds:
            self.wrong.append(sentence)

    def expect(self, problems, where):
        """Notes what the oracle found."""
        self.wrong += [f"{where}: {problem}" for problem in problems]

    def planted(self, bug, problems):
        """A bug that was put in on purpose must have been found."""
        if problems:
            self.caught.append(f"{bug} ({problems[0]})")
        else:
            self.wrong.append(f"the planted bug was not noticed: {bug}")

    def skip(self, what, reason):
        """Says what could not be tried here."""
        self.skipped.append(f"{what}: {reason}")

    def spread(self, work, items, workers=2):
        """Does the work for each item, on two threads; what one raises is noted as wrong."""
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for item, done in [(item, pool.submit(work, item)) for item in items]:
                try:
                    done.result()
                except Exception as error:  # whatever it is, the row must say so and go on
                    self.wrong.append(f"{item}: {error!r}")

    def finish(self):
        """Prints what came out and ends with 1 if anything is wrong."""
        result = {"row": self.name, "seconds": round(time.monotonic() - self.begun, 1),
                  "figures": self.figures, "caught": self.caught, "skipped": self.skipped,
                  "wrong": self.wrong[:20]}
        if self.options.json:
            print(json.dumps(result), flush=True)
        else:
            show(result)
        sys.exit(1 if self.wrong else 0)


def show(result):
    """One row for people."""
    figures = ", ".join(f"{name} {amount}" for name, amount in result["figures"].items())
    print(f"{result['row']} ({result['seconds']} s): {figures or 'nothing was tried'}")
    for word in ("caught", "skipped", "wrong"):
        for line in result[word]:
            print(f"  {word}: {line}")
    sys.stdout.flush()
