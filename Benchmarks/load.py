"""load.c at work beside other things: how far the views fall behind, and a load to be killed in."""
import bisect
import contextlib
import statistics
import subprocess
import time

from peers import Failed

LOOK_SECONDS = 0.02  # between looks at the status: what is shorter is not seen
STALL_SECONDS = 300


def lag_under(command, status):
    """How far the views are behind during a run of load.c.

    `status` gives `size` and `views` of the ledger. Behind in seconds is how long ago the ledger
    first held more records than the views have now.
    """
    looks = []
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    try:
        while process.poll() is None:
            _look(looks, status)
        ended = time.monotonic()
        _, complaint = process.communicate()
        if process.returncode != 0:
            raise Failed(f"load: {complaint.strip()[-600:]}")
        while looks[-1][2] < looks[-1][1]:
            _look(looks, status)
            if time.monotonic() - ended > STALL_SECONDS:
                raise Failed("the views do not follow")
    finally:
        process.kill()
        process.wait()
    # All requests are built first; the load begins with the first record.
    busy = [n for n, (when, size, _) in enumerate(looks)
            if size > looks[0][1] and when <= ended] or [len(looks) - 1]
    records = [looks[n][1] - looks[n][2] for n in busy]
    seconds = [_behind(looks, n) for n in busy]
    return {
        "median records": statistics.median(records), "most records": max(records),
        "median s": statistics.median(seconds), "most s": max(seconds),
        "s after the load": max(0, looks[-1][0] - ended)}


def _look(looks, status):
    if found := status():
        looks.append((time.monotonic(), found["size"], found["views"]))
    time.sleep(LOOK_SECONDS)


def _behind(looks, n):
    when, _, views = looks[n]
    first = bisect.bisect_right(looks, views, key=lambda look: look[1])
    return max(0, when - looks[first][0]) if first < len(looks) else 0


@contextlib.contextmanager
def under_load(command, status, seconds):
    """Runs load.c; the block begins when records have come for some seconds, and still do."""
    before = status()["size"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None and status()["size"] == before:
            time.sleep(LOOK_SECONDS)
        time.sleep(seconds)
        if process.poll() is not None:
            raise Failed("the load ended too soon to be killed in")
        yield
    finally:
        process.kill()
        process.wait()
