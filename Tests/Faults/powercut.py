"""Power cuts: every image that the disk may hold is opened by a daemon and held by the oracle.

One ledger is made, filled, killed, filled again and closed while the shim writes down every call.
Images are built at random places of that record (images.py), with the unsafe writes dropped, kept,
mixed or torn, and must hold everything that was acknowledged, served or signed up to there.
"""
import random
import time
from pathlib import Path

import images
import oracle
from daemon import Daemon, Died, Room
from life import Life
from row import Row

FOLDERS = ("log", "views", "sources", "checkpoints")


class Recording(Life):
    """A ledger's life as calls."""

    def __init__(self, folder, appends, lie=False):
        super().__init__()
        self.record = Path(folder) / "record"
        with Daemon(folder) as daemon:
            self.data = daemon.data
            self.live(daemon, appends,
                      {"FAULT_RECORD": str(self.record), **({"FAULT_LIE": "1"} if lie else {})})
        self.calls = images.read_calls(self.record)

    def place(self):
        return self.record.stat().st_size


def write_image(recording, files, folder):
    """Puts an image where a daemon will look for its data."""
    target = folder / "data"
    target.mkdir(mode=0o700)
    base = str(recording.data)
    for ledger in {name[len(base) + 1:].split("/")[0] for name in files}:
        if ledger in ("ledger", ".ledger.new"):
            for part in FOLDERS:
                (target / ledger / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in files.items():
        if name.endswith("lock.mdb") or name.endswith("ledgerd.lock"):
            continue
        path = target / name[len(base) + 1:]
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o400 if path.name == "key" else 0o600)


def try_image(recording, seed, honours_synced=True):
    """One image, by its seed; what the oracle finds wrong with it."""
    chance = random.Random(seed)
    mode = images.MODES[seed % len(images.MODES)]
    cut = chance.randrange(len(recording.calls))
    disk = images.Disk(honours_synced)
    for call in recording.calls[:cut]:
        disk.apply(call)
    disk.apply(recording.calls[cut], done=False)
    journal = recording.at(recording.calls[cut - 1].end if cut else 0)
    with Room() as folder, Daemon(folder) as daemon:
        write_image(recording, disk.image(mode, chance), folder)
        try:
            daemon.start()
        except Died as died:
            return [f"image {seed} ({mode}, call {cut}) does not open: {died}"]
        found = oracle.recover(daemon, journal) if seed % 8 == 0 else oracle.examine(daemon,
                                                                                     journal)
        return [f"image {seed} ({mode}, call {cut}): {problem}" for problem in found]


def planted(row, recording, bug, honours_synced=True):
    """A disk that lies must be noticed in some of its images."""
    found, bad = [], 0
    for seed in range(24):
        problems = try_image(recording, seed, honours_synced)
        bad += bool(problems)
        found += problems
    row.planted(f"{bug}, in {bad} of 24 images", found)


def main():
    row = Row("power cut", seconds=25)
    with Room() as folder:
        recording = Recording(folder, appends=60 if row.is_soak else 20)
        row.figures["calls recorded"] = len(recording.calls)
        planted(row, recording, "writes that are to be synced at once are not", False)
        with Room() as other:
            planted(row, Recording(other, appends=10, lie=True), "syncs that do nothing")
        end = time.monotonic() + row.options.seconds
        row.figures["images"] = 0

        def one(seed):
            if time.monotonic() < end:
                row.expect(try_image(recording, seed), "power cut")
                row.add("images")

        row.spread(one, range(100, 100_000))
    row.finish()


if __name__ == "__main__":
    main()
