#!/usr/bin/env python3
"""Measures durable appends: ledgerd beside liblmdb in C, Redis, PostgreSQL, UmaDB, and the disk.

    python3 Benchmarks/run.py --json results.json

README.md beside this file says what is measured and how to read the table.
"""
import argparse
import collections
import json
import os
import platform
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True  # no cache beside the sources
import events
from peers import Disk, Failed, Ledgerd, Lmdb, Redis
from stores import Postgres, UmaDB

HERE = Path(__file__).resolve().parent
FREE_BYTES_MIN = 6 << 30  # bulk appends of a few seconds

Work = collections.namedtuple("Work", "name clients batch mode", defaults=(0, 0, None))
APPENDS = [Work("1 client", 1, 1), Work("16 clients", 16, 1), Work("64 clients", 64, 1),
           Work("256 clients", 256, 1), Work("batches of 10", 4, 10),
           Work("batches of 100", 4, 100), Work("bulk of 1,000", 4, 1000)]
RATIOS = (("of_lmdb", Lmdb.name), ("of_redis", Redis.name), ("of_postgres", Postgres.name),
          ("of_umadb", UmaDB.name))
SYNCS = [Work("4 KiB appended", mode="append"), Work("4 KiB rewritten", mode="rewrite")]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ledgerd", type=Path, default=HERE.parent / ".build/release/ledgerd",
                        help="the daemon (default: %(default)s)")
    parser.add_argument("--ledgerd-arguments", default="--user", metavar="WORDS",
                        help="more of its arguments, in one string")
    parser.add_argument("--folder", type=Path, default=Path(".bench"),
                        help="where all data lies while it runs; on the disk to be measured")
    parser.add_argument("--json", type=Path, help="write samples and summary to this file")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=2,
                        help="length of one measurement (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=30,
                        help="start no measurement after this time (default: %(default)s)")
    given = parser.parse_args()
    if not (1 <= given.rounds <= 100 and 0.1 <= given.seconds <= 60 and given.minutes > 0):
        parser.error("--rounds is 1 to 100, --seconds 0.1 to 60, --minutes above 0")
    return given


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    is_new = not given.folder.exists()
    given.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=given.folder.resolve()))
    try:
        (folder / ".gitignore").write_text("*\n")
        report = benchmark(given, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if is_new and not any(given.folder.iterdir()):
            given.folder.rmdir()
    print_report(report)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")
    return 1 if report["failures"] else 0


def benchmark(given, folder):
    """Compiles, measures in rounds, and returns the report."""
    report = {"schema": "ledger.benchmark/1",
              "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
              "machine": machine(folder)}
    check_disk(report["machine"], folder)
    floor, load = compile_c(folder, "floor", "-llmdb"), compile_c(folder, "load")
    lines = list(events.lines(5000))
    (folder / "events.jsonl").write_text("".join(line + "\n" for line in lines))
    record_bytes = round(statistics.mean(map(len, lines)))
    appenders = [Lmdb(floor, record_bytes), Redis(record_bytes), Postgres(lines[0]),
                 UmaDB(lines[0]),
                 Ledgerd(given.ledgerd.resolve(), shlex.split(given.ledgerd_arguments), load,
                         folder / "events.jsonl", list(events.registrations()))]
    report |= {"rounds": given.rounds, "seconds": given.seconds, "record_bytes": record_bytes,
               "skipped": {p.name: p.missing() for p in appenders if p.missing()}}
    for name, why in report["skipped"].items():
        print(f"*** {name} IS SKIPPED: {why}", file=sys.stderr)
    appenders = [p for p in appenders if p.name not in report["skipped"]]
    plan = [(work, [Disk(floor)]) for work in SYNCS] + [(work, appenders) for work in APPENDS]
    began, used = time.monotonic(), others_seconds()
    report["samples"], report["failures"] = measure(plan, given, folder)
    report["machine"]["others_used"] = (others_seconds() - used) / (time.monotonic() - began)
    report["summary"] = list(summary(report["samples"]))
    return report


def measure(plan, given, folder):
    """Peers take turns within a workload, workloads within a round; who is first moves on."""
    samples, failures = [], []
    deadline = time.monotonic() + 60 * given.minutes
    for n in range(given.rounds):
        for work, peers in plan:
            first = n % max(len(peers), 1)
            for peer in peers[first:] + peers[:first]:
                if time.monotonic() > deadline:
                    failures.append(f"stopped in round {n + 1}: --minutes {given.minutes:g}")
                    return samples, failures
                progress(f"round {n + 1}/{given.rounds}  {work.name}  {peer.name}")
                place = settled(folder)
                try:
                    sample = peer.measure(work, place, given.seconds)
                    samples.append({"round": n + 1, "work": work.name, "peer": peer.name} | sample)
                except Failed as failure:
                    why = " ".join(str(failure).split())  # a reply may have many lines
                    failures.append(f"round {n + 1}, {work.name}, {peer.name}: {why}")
                    print(f"*** {failures[-1]}", file=sys.stderr)
                finally:
                    shutil.rmtree(place)
    progress("")
    return samples, failures


def progress(text):
    if sys.stderr.isatty():
        print(f"{text:60}", end="\r", file=sys.stderr, flush=True)


def others_seconds():
    """Processor time used since boot by all but us and what we started, kernel threads included."""
    with open("/proc/stat") as stat:
        user, nice, system, _, _, irq, soft, *_ = map(int, stat.readline().split()[1:])
    ours = os.times()
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK") - sum(ours[:4])


def settled(folder):
    """A new empty folder, once the disk has done what earlier measurements left it to do."""
    os.sync()
    time.sleep(0.2)
    return Path(tempfile.mkdtemp(prefix="m", dir=folder))


def summary(samples):
    """A row for each workload and peer: medians, range, and ratios taken within each round."""
    groups = collections.defaultdict(dict)
    for sample in samples:
        groups[sample["work"], sample["peer"]][sample["round"]] = sample
    for (work, peer), rounds in groups.items():
        row = {"work": work, "peer": peer, "rounds": len(rounds)}
        rates = [sample["rate"] for sample in rounds.values()]
        row |= {"rate": statistics.median(rates), "min": min(rates), "max": max(rates)}
        row |= {key: statistics.median(sample[key] for sample in rounds.values())
                for key in ("p50_us", "p99_us")}
        for key, other in RATIOS:
            rivals = groups.get((work, other), {})
            ratios = [rounds[n]["rate"] / rivals[n]["rate"] for n in rounds if n in rivals]
            if ratios:
                row[key] = statistics.median(ratios)
        yield row


def print_report(report):
    columns = [("work", "<15"), ("peer", "<10"), ("median/s", ">11"), ("min", ">11"),
               ("max", ">11"), ("p50 µs", ">9"), ("p99 µs", ">9"), ("x LMDB", ">7"),
               ("x Redis", ">7"), ("x PgSQL", ">7"), ("x UmaDB", ">7")]
    print(" ".join(f"{title:{shape}}" for title, shape in columns))
    order = {work.name: n for n, work in enumerate(SYNCS + APPENDS)}
    names = [Disk.name, Lmdb.name, Redis.name, Postgres.name, UmaDB.name, Ledgerd.name]
    last = None
    for row in sorted(report["summary"],
                      key=lambda row: (order[row["work"]], names.index(row["peer"]))):
        cells = [row["work"] if row["work"] != last else "", row["peer"],
                 *(f"{row[key]:,.0f}" for key in ("rate", "min", "max", "p50_us", "p99_us")),
                 *(f"{row[key]:.2f}" if key in row else "-" for key, _ in RATIOS)]
        print(" ".join(f"{cell:{shape}}" for cell, (_, shape) in zip(cells, columns)))
        last = row["work"]
    here = report["machine"]
    print(f"{report['rounds']} rounds of {report['seconds']:g} s; records of "
          f"{report['record_bytes']} bytes; {here['filesystem']}, Linux {here['kernel']}, "
          f"{here['redis']}; others used {here['others_used']:.2f} of "
          f"{here['processors']} processors")
    if here["others_used"] > 0.1 * here["processors"]:
        print("*** the machine was busy with other things: measure again before you trust this")
    for name, why in report["skipped"].items():
        print(f"*** {name} IS SKIPPED: {why}")
    for failure in report["failures"]:
        print(f"*** NOT COUNTED: {failure}")


def machine(folder):
    """What the numbers depend on."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.machine())
    redis = shutil.which("redis-server")
    version = subprocess.run([redis, "--version"], capture_output=True, text=True).stdout.split() \
        if redis else []
    return {"processors": os.cpu_count(), "model": model, "kernel": platform.release(),
            "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
            "filesystem": filesystem(folder),
            "redis": next((f"Redis {w[2:]}" for w in version if w.startswith("v=")), "no Redis")}


def filesystem(folder):
    """The type of the file system that holds a folder: its longest mount point tells."""
    best = ("", "unknown")
    for line in open("/proc/self/mountinfo"):
        left, right = line.split(" - ", 1)
        point = left.split()[4]
        if folder.is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, right.split()[0])
    return best[1]


def check_disk(here, folder):
    if here["filesystem"] in ("tmpfs", "ramfs"):
        sys.exit(f"{folder} is on {here['filesystem']}, where a sync costs nothing: "
                 "give a --folder on a disk")
    if shutil.disk_usage(folder).free < FREE_BYTES_MIN:
        sys.exit(f"{folder} has less than {FREE_BYTES_MIN >> 30} GiB free")


def compile_c(folder, name, *libraries):
    program = folder / name
    done = subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-O2", "-Wall", "-o", program,
                           HERE / f"{name}.c", *libraries], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{name}.c does not compile (it needs liblmdb-dev):\n{done.stderr}")
    return program


if __name__ == "__main__":
    sys.exit(main())
