"""Runs every row of faults, one after the other, and sums up what came out.

    python3 Tests/Faults/run.py             the short form, less than four minutes
    python3 Tests/Faults/run.py --minutes 60
    python3 Tests/Faults/run.py --only kill --only race
"""
import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import daemon
from row import show

HERE = Path(__file__).resolve().parent
# Each row with its seconds in the short form, and its share of a longer one.
ROWS = {"kill": (8, 0.2), "failing": (0, 0.1), "powercut": (20, 0.25), "blocks": (5, 0.1),
        "fulldisk": (0, 0), "flips": (12, 0.15), "slow": (0, 0), "race": (4, 0.05),
        "clock": (0, 0.05), "memory": (0, 0), "watchdog": (0, 0), "strangers": (4, 0.1),
        "access": (0, 0)}
# What every row is told besides.
LEDGERD = []


def run(name, programs, seconds):
    """The result of one row; a row that hangs is ended with everything that it started."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / f"{name}.py"), "--json", "--programs", str(programs),
         "--seconds", str(seconds), *LEDGERD],
        stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        said, _ = process.communicate(timeout=4 * seconds + 600)
        return json.loads(said)
    except (subprocess.TimeoutExpired, ValueError) as error:
        what = "did not end" if isinstance(error, subprocess.TimeoutExpired) else "has failed"
        return {"row": name, "seconds": 0, "figures": {}, "caught": [], "skipped": [],
                "wrong": [f"the row {what}"]}
    finally:
        # The row is a session of its own, so this reaches what it started and nothing else.
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def main():
    options = argparse.ArgumentParser(description=__doc__,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--programs", type=Path, default=daemon.programs)
    options.add_argument("--ledgerd", type=Path,
                         help="another daemon, such as one with a sanitizer in it")
    options.add_argument("--minutes", type=float, default=0, help="of a longer run")
    options.add_argument("--judge-times", action="store_true",
                         help="what takes too long is wrong too; leave the machine alone meanwhile")
    options.add_argument("--only", action="append", choices=ROWS, help="a row; repeatable")
    given = options.parse_args()
    os.environ["FAULTS_JUDGE_TIMES"] = "1" if given.judge_times else "0"
    if given.ledgerd:
        LEDGERD.extend(["--ledgerd", str(given.ledgerd.resolve())])
    results = []
    for name in given.only or ROWS:
        short, share = ROWS[name]
        seconds = max(short, given.minutes * 60 * share)
        results.append(run(name, given.programs.resolve(), seconds))
        show(results[-1])
    wrong = sum(len(result["wrong"]) for result in results)
    caught = sum(len(result["caught"]) for result in results)
    skipped = sum(len(result["skipped"]) for result in results)
    took = round(sum(result["seconds"] for result in results))
    print(f"faults: {len(results)} rows in {took} s, {wrong} wrong, "
          f"{caught} planted bugs caught, {skipped} skipped")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
