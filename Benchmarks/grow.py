#!/usr/bin/env python3
"""Measures one ledger as it grows: import, views, questions, appends, starts, memory, disk.

    python3 Benchmarks/grow.py --sizes 10000 100000 --json grow.json

README.md beside this file says what is measured and how to read the table.
"""
import argparse
import json
import shutil
import signal
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # no cache beside the sources
import events
from growth import Ledger
from machine import Others, compile_c, machine, workplace
from peers import Failed

HERE = Path(__file__).resolve().parent
SIZE_MAX = 10_000_000
# Log and views, the views once more while they are compared, and a part of the history as text.
DISK_BYTES_AN_EVENT = 2_500


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000],
                        help="events of each ledger, at most 10,000,000 "
                             "(default: 10000 100000 1000000)")
    parser.add_argument("--programs", type=Path, default=HERE.parent / ".build/release",
                        help="where ledgerd and ledgerctl are (default: %(default)s)")
    parser.add_argument("--folder", type=Path, default=Path(".bench"),
                        help="where all data lies while it runs; on the disk to be measured")
    parser.add_argument("--repeat", type=int, default=7, help="askings of each question")
    parser.add_argument("--seconds", type=float, default=3,
                        help="length of each load of appends (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    given = parser.parse_args()
    if not all(1_000 <= size <= SIZE_MAX for size in given.sizes):
        parser.error(f"--sizes are 1,000 to {SIZE_MAX:,}")
    if not (given.repeat >= 1 and 0.1 <= given.seconds <= 600):
        parser.error("--repeat is 1 or more, --seconds 0.1 to 600")
    return given


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with workplace(given.folder, "grow-", max(given.sizes) * DISK_BYTES_AN_EVENT) as folder:
        report = {"schema": "ledger.benchmark_growth/2", "repeat": given.repeat,
                  "seconds": given.seconds,
                  "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                  "machine": machine(folder), "sizes": {}}
        program = compile_c(folder, "load")
        given.templates = folder / "events.jsonl"
        given.templates.write_text("".join(line + "\n" for line in events.lines(5000)))
        others = Others()
        for size in given.sizes:
            place = folder / str(size)
            place.mkdir()
            report["sizes"][size] = Ledger(given, place, size, program).measure()
            shutil.rmtree(place)
            report["machine"]["others_used"] = others.used_processors()
            if given.json:  # a larger size may take hours, or fail
                given.json.write_text(json.dumps(report, indent=1) + "\n")
    print_table(report)


def print_table(report):
    results = report["sizes"]
    print(f"{'':60}" + "".join(f"{size:>20,}" for size in results))
    for name in next(iter(results.values())):
        if name != "questions":
            cells = (_figure(found[name]) for found in results.values())
            print(f"{name:60}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"\n{'ms to the first byte, to the last':60}")
    for name in next(iter(results.values()))["questions"]:
        cells = (_answer(found["questions"][name]) for found in results.values())
        print(f"{name:60}" + "".join(f"{cell:>20}" for cell in cells))
    here = report["machine"]
    print(f"medians of {report['repeat']} askings; loads of {report['seconds']:g} s; others used "
          f"{here['others_used']:.2f} of {here['processors']} processors")


def _figure(value):
    return f"{value:,.{0 if value >= 100 else 2}f}"


def _answer(found):
    """Both times, and the status if it is no answer."""
    times = ", ".join(_figure(found[key]) for key in ("first_ms", "whole_ms")
                      if found[key] is not None)
    return times if found["status"] == 200 else f"({found['status']}) {times}"


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"*** {failure}")
