#!/usr/bin/env python3
"""Measures durable appends: ledgerd beside liblmdb and SQLite in C, Redis, NATS, PostgreSQL, UmaDB.

    python3 Benchmarks/run.py --json results.json --svg results.svg

README.md beside this file says what is measured and how to read the table.
"""
import argparse
import collections
import json
import shlex
import shutil
import signal
import statistics
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # no cache beside the sources
import chart
import events
from jetstream import JetStream
from machine import Others, compile_c, compiled, machine, settled, versions, workplace
from peers import Disk, Failed, Ledgerd, Lmdb, Redis
from stores import Postgres, Sqlite, UmaDB

HERE = Path(__file__).resolve().parent
FREE_BYTES_MIN = 6 << 30  # bulk appends of a few seconds

# `beside` is the workload by whose figures of other peers this one is divided, having none itself.
Work = collections.namedtuple("Work", "name clients batch mode form beside",
                              defaults=(0, 0, None, "json", None))
APPENDS = [Work("1 client", 1, 1), Work("16 clients", 16, 1), Work("64 clients", 64, 1),
           Work("256 clients", 256, 1), Work("batches of 10", 4, 10),
           Work("batches of 100", 4, 100), Work("bulk of 1,000", 4, 1000)]
# The other peers store opaque bytes, or JSON alone: for them there is one way to send in bulk.
OURS = [Work("bulk, protobuf", 4, 1000, form="protobuf", beside="bulk of 1,000")]
RATIOS = (("of_lmdb", Lmdb.name), ("of_sqlite", Sqlite.name), ("of_redis", Redis.name),
          ("of_nats", JetStream.name), ("of_postgres", Postgres.name), ("of_umadb", UmaDB.name))
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
    parser.add_argument("--svg", type=Path, help="draw the medians into this file")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=2,
                        help="length of one measurement (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=30,
                        help="start no measurement after this time (default: %(default)s)")
    given = parser.parse_args()
    for file in filter(None, (given.json, given.svg)):
        if not file.parent.is_dir():
            parser.error(f"there is no folder {file.parent}")
    if not (1 <= given.rounds <= 100 and 0.1 <= given.seconds <= 60 and given.minutes > 0):
        parser.error("--rounds is 1 to 100, --seconds 0.1 to 60, --minutes above 0")
    return given


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with workplace(given.folder, "run-", FREE_BYTES_MIN) as folder:
        report = benchmark(given, folder)
    print_report(report)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")
    if given.svg:
        given.svg.write_text(chart.drawing(report))
    return 1 if report["failures"] else 0


def benchmark(given, folder):
    """Compiles, measures in rounds, and returns the report."""
    report = {"schema": "ledger.benchmark/1",
              "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
              "machine": machine(folder) | versions()}
    floor, load = compile_c(folder, "floor", "-llmdb"), compile_c(folder, "load")
    nats_load = compile_c(folder, "nats_load")
    sqlite_load, _ = compiled(folder, "sqlite_load", "-lsqlite3")
    lines = list(events.lines(5000))
    files = {"json": folder / "events.jsonl", "protobuf": folder / "events.pb"}
    files["json"].write_text("".join(line + "\n" for line in lines))
    files["protobuf"].write_bytes(events.batch(5000))
    record_bytes = round(statistics.mean(map(len, lines)))
    ledgerd = Ledgerd(given.ledgerd.resolve(), shlex.split(given.ledgerd_arguments), load, files,
                      list(events.registrations()))
    appenders = [Lmdb(floor, record_bytes), Sqlite(sqlite_load, lines[0]), Redis(record_bytes),
                 JetStream(nats_load, lines[0]), Postgres(lines[0]), UmaDB(lines[0]), ledgerd]
    report |= {"rounds": given.rounds, "seconds": given.seconds, "record_bytes": record_bytes,
               "skipped": {p.name: p.missing() for p in appenders if p.missing()}}
    for name, why in report["skipped"].items():
        print(f"*** {name} IS SKIPPED: {why}", file=sys.stderr)
    appenders = [p for p in appenders if p.name not in report["skipped"]]
    plan = [(work, [Disk(floor)]) for work in SYNCS] + [(work, appenders) for work in APPENDS]
    plan += [(work, [ledgerd]) for work in OURS if ledgerd in appenders]
    others = Others()
    report["samples"], report["failures"] = measure(plan, given, folder)
    report["machine"]["others_used"] = others.used_processors()
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


def summary(samples):
    """A row for each workload and peer: medians, range, and ratios taken within each round."""
    groups = collections.defaultdict(dict)
    beside = {work.name: work.beside for work in OURS}
    for sample in samples:
        groups[sample["work"], sample["peer"]][sample["round"]] = sample
    for (work, peer), rounds in groups.items():
        row = {"work": work, "peer": peer, "rounds": len(rounds)}
        if beside.get(work):
            row["beside"] = beside[work]
        rates = [sample["rate"] for sample in rounds.values()]
        row |= {"rate": statistics.median(rates), "min": min(rates), "max": max(rates)}
        row |= {key: statistics.median(sample[key] for sample in rounds.values())
                for key in ("p50_us", "p99_us")}
        for key, other in RATIOS:
            rivals = groups.get((work, other)) or groups.get((beside.get(work), other), {})
            ratios = [rounds[n]["rate"] / rivals[n]["rate"] for n in rounds if n in rivals]
            if ratios:
                row[key] = statistics.median(ratios)
        yield row


def print_report(report):
    columns = [("work", "<15"), ("peer", "<10"), ("median/s", ">11"), ("min", ">11"),
               ("max", ">11"), ("p50 µs", ">9"), ("p99 µs", ">9"), ("x LMDB", ">8"),
               ("x SQLite", ">8"), ("x Redis", ">8"), ("x NATS", ">8"), ("x PgSQL", ">8"),
               ("x UmaDB", ">8")]
    print(" ".join(f"{title:{shape}}" for title, shape in columns))
    order = {work.name: n for n, work in enumerate(SYNCS + APPENDS + OURS)}
    names = [Disk.name, Lmdb.name, Sqlite.name, Redis.name, JetStream.name, Postgres.name,
             UmaDB.name, Ledgerd.name]
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
          f"others used {here['others_used']:.2f} of "
          f"{here['processors']} processors")
    if here["others_used"] > 0.1 * here["processors"]:
        print("*** the machine was busy with other things: measure again before you trust this")
    for name, why in report["skipped"].items():
        print(f"*** {name} IS SKIPPED: {why}")
    for failure in report["failures"]:
        print(f"*** NOT COUNTED: {failure}")


if __name__ == "__main__":
    sys.exit(main())
