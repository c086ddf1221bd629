"""Power cuts of a whole disk: ext4 as it lay at random moments, mounted and held by the oracle.

A ledger lives on an ext4 over a disk that remembers every write and flush (disk.py). An image has
all that was written before the last flush; of what came behind it each write is dropped, kept, or
torn at 512 bytes. The kernel repairs the file system, a daemon opens the ledger. Root only.
"""
import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import clients
import disk
import images
import namespace
import oracle
from daemon import Daemon, Died, Room
from life import Life
from row import Row

BYTES = 48 << 20


def run(*command):
    """A command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f"{' '.join(command[:2])}: {done.stderr.strip()}")


class Mounted:
    """An ext4 on a file, mounted through a loop device."""

    def __init__(self, image, folder):
        self.image, self.folder = str(image), str(folder)

    def __enter__(self):
        os.makedirs(self.folder, exist_ok=True)
        run("mount", "-t", "ext4", "-o", "loop", self.image, self.folder)
        return Path(self.folder)

    def __exit__(self, *_):
        for _ in range(50):
            if subprocess.run(["umount", self.folder], capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        raise OSError(f"{self.folder} cannot be unmounted")


def made(folder):
    """The bytes of an empty ext4."""
    image = folder / "empty"
    with open(image, "wb") as file:
        file.truncate(BYTES)
    run("mkfs.ext4", "-q", "-F", str(image))
    return image.read_bytes()


class Recording(Life):
    """A ledger's life as writes of a disk."""

    def __init__(self, folder, appends):
        super().__init__()
        (folder / "fuse").mkdir()
        with disk.Disk(folder / "fuse", made(folder)) as self.disk:
            with Mounted(self.disk.path, folder / "m") as mount, \
                    Daemon(folder, data=mount / "data") as daemon:
                self.live(daemon, appends)

    def place(self):
        return len(self.disk.record)

    def image(self, cut, mode, chance, honours_flush=True):
        """The bytes after so many entries; the last of them was under way."""
        out = bytearray(self.disk.begin)
        entries = self.disk.record[:cut]
        flushed = max((number for number, entry in enumerate(entries[:-1])
                       if entry == disk.SYNC), default=-1) if honours_flush else -1
        for number, entry in enumerate(entries):
            if entry == disk.SYNC:
                continue
            offset, data = entry
            write = images.Call("w", False, "", offset, data, 0)
            for at, piece in ([(offset, data)] if number < flushed
                              else images.pieces(write, mode, chance)):
                out[at:at + len(piece)] = piece
        return out


def try_image(recording, seed, honours_flush=True):
    """One image, by its seed; what the oracle finds wrong with it."""
    chance = random.Random(seed)
    mode = images.MODES[seed % len(images.MODES)]
    # The disk before the ledger was made has nothing to lose.
    first = recording.told[0][0]
    cut = chance.randrange(first, len(recording.disk.record) + 1)
    journal = recording.at(cut - 1)
    name = f"image {seed} ({mode}, write {cut})"
    with Room() as folder:
        (folder / "image").write_bytes(recording.image(cut, mode, chance, honours_flush))
        try:
            with Mounted(folder / "image", folder / "m") as mount, \
                    Daemon(folder, data=mount / "data") as daemon:
                daemon.start()
                found = oracle.recover(daemon, journal, thorough=seed % 8 == 0)
        except (OSError, Died) as error:
            found = [f"does not open: {error}"]
        return [f"{name}: {problem}" for problem in found]


def missing():
    """Why it cannot be tried here; nothing if it can."""
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "there is no /dev/fuse to make a disk with"
    if not shutil.which("mkfs.ext4"):
        return "mkfs.ext4 is not installed"
    return None


def main():
    inside = namespace.enter()
    row = Row("block device", seconds=25)
    why = missing() if inside else "mounting needs root and a mount namespace"
    if why:
        row.skip("images of a whole disk", why)
        row.finish()
    with Room() as folder:
        try:
            recording = Recording(folder, appends=60 if row.is_soak else 12)
        except OSError as error:
            row.skip("images of a whole disk", str(error))
            row.finish()
        row.figures["writes recorded"] = len(recording.disk.record)
        row.figures["flushes among them"] = recording.disk.record.count(disk.SYNC)
        row.figures["images"] = 0
        row.require(recording.journal.count(clients.ACKNOWLEDGED) > 10, "nothing was acknowledged")
        planted(row, recording)
        seed, end = 100, time.monotonic() + row.options.seconds
        while time.monotonic() < end or seed < 104:
            row.expect(try_image(recording, seed), "block device")
            row.add("images")
            seed += 1
    row.finish()


def planted(row, recording):
    """A disk that answers a flush and keeps what it likes."""
    found, bad = [], 0
    for seed in (0, 2, 3):
        problems = try_image(recording, seed, honours_flush=False)
        bad += bool(problems)
        found += problems
    row.planted(f"a disk that does not flush, in {bad} of 3 images", found)


if __name__ == "__main__":
    main()
