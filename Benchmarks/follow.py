#!/usr/bin/env python3
"""Measures how soon followers of a ledger have what one client appends at a steady rate.

    python3 Benchmarks/follow.py --json following.json

README.md beside this file says what is measured and how to read the table.
"""
import argparse
import json
import shlex
import signal
import statistics
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # no cache beside the sources
import events
from machine import Others, compile_c, machine, settled, workplace
from peers import Failed, Ledgerd, json_of, server, socket_path

HERE = Path(__file__).resolve().parent
FREE_BYTES_MIN = 1 << 30
FIGURES = ("p50_us", "p99_us", "max_us", "append_p50_us", "append_p99_us", "rate")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--followers", type=int, nargs="+", default=[1, 10, 100],
                        help="how many follow at once (default: 1 10 100; at most 250)")
    parser.add_argument("--rate", type=float, default=200,
                        help="appends a second (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=5,
                        help="length of one measurement (default: %(default)s)")
    parser.add_argument("--ledgerd", type=Path, default=HERE.parent / ".build/release/ledgerd",
                        help="the daemon (default: %(default)s)")
    parser.add_argument("--ledgerd-arguments", default="--user", metavar="WORDS",
                        help="more of its arguments, in one string")
    parser.add_argument("--folder", type=Path, default=Path(".bench"),
                        help="where all data lies while it runs; on the disk to be measured")
    parser.add_argument("--json", type=Path, help="write samples and medians to this file")
    given = parser.parse_args()
    if not all(1 <= count <= 250 for count in given.followers):
        parser.error("--followers is 1 to 250: the daemon serves 256 connections")
    if not (given.rounds >= 1 and 0.1 <= given.seconds <= 600 and 1 <= given.rate <= 100_000):
        parser.error("--rounds is 1 or more, --seconds 0.1 to 600, --rate 1 to 100,000")
    return given


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with workplace(given.folder, "follow-", FREE_BYTES_MIN) as folder:
        report = benchmark(given, folder)
    print_report(report)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")


def benchmark(given, folder):
    """Compiles, measures in rounds, and returns the report."""
    report = {"schema": "ledger.benchmark_following/1",
              "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
              "machine": machine(folder), "rounds": given.rounds, "seconds": given.seconds,
              "asked_rate": given.rate, "samples": []}
    program, file = compile_c(folder, "follow"), folder / "events.jsonl"
    file.write_text("".join(line + "\n" for line in events.lines(5000)))
    others = Others()
    for n in range(given.rounds):
        for count in given.followers:
            sample = measure(given, settled(folder), program, file, count)
            report["samples"].append({"round": n + 1} | sample)
    report["machine"]["others_used"] = others.used_processors()
    report["summary"] = [
        {"followers": count} | {key: statistics.median(
            sample[key] for sample in report["samples"] if sample["followers"] == count)
            for key in FIGURES} for count in given.followers]
    return report


def measure(given, place, program, file, count):
    """One new ledger, its followers, and the one who appends."""
    ledgerd = Ledgerd(given.ledgerd.resolve(), [], None, None, events.registrations())
    if ledgerd.missing():
        sys.exit(ledgerd.missing())
    path = socket_path(place)
    command = [str(ledgerd.program), "--data", str(place / "data"), "--socket", path,
               *shlex.split(given.ledgerd_arguments)]
    with server(command, place, lambda: ledgerd.size(path) is not None):
        ledgerd.register(path)
        before = ledgerd.size(path)
        sample = json_of([program, "-s", path, "-f", file, "-a", before, "-n", count,
                          "-r", given.rate, "-t", given.seconds], given.seconds)
        if ledgerd.size(path) - before != sample["appends"]:
            raise Failed(f"ledgerd holds {ledgerd.size(path) - before} of {sample['appends']}")
        if sample["receipts"] != sample["appends"] * count:
            raise Failed(f"{count} followers have {sample['receipts']} receipts")
        return sample


def print_report(report):
    titles = ("followers", "p50 µs", "p99 µs", "max µs", "append p50", "append p99", "appends/s")
    print(" ".join(f"{title:>11}" for title in titles))
    for row in report["summary"]:
        print(" ".join(f"{row[key]:>11,.0f}" for key in ("followers", *FIGURES)))
    here = report["machine"]
    print(f"{report['rounds']} rounds of {report['seconds']:g} s, {report['asked_rate']:g} appends "
          f"a second asked for; others used {here['others_used']:.2f} of "
          f"{here['processors']} processors")


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"*** {failure}")
