"""What the measurements run on: the folder, the C compiler, and what the numbers depend on."""
import contextlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


@contextlib.contextmanager
def workplace(folder, prefix, free_bytes):
    """A new folder below `folder` until the block ends; ends the program if no disk is there."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.resolve()))
    try:
        (place / ".gitignore").write_text("*\n")
        if filesystem(place) in ("tmpfs", "ramfs"):
            sys.exit(f"{place} is in memory, where a sync costs nothing: "
                     "give a --folder on a disk")
        if shutil.disk_usage(place).free < free_bytes:
            sys.exit(f"{place} has less than {free_bytes >> 30} GiB free")
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if is_new and not any(folder.iterdir()):
            folder.rmdir()


def settled(folder):
    """A new empty folder, once the disk has done what earlier measurements left it to do."""
    os.sync()
    time.sleep(0.2)
    return Path(tempfile.mkdtemp(prefix="m", dir=folder))


def compile_c(folder, name, *libraries):
    """The program of NAME.c; ends this one if it does not compile."""
    program, complaint = compiled(folder, name, *libraries)
    if not program:
        sys.exit(f"{name}.c does not compile (it needs liblmdb-dev):\n{complaint}")
    return program


def compiled(folder, name, *libraries):
    """The program of NAME.c, or None, and what the compiler said."""
    program = folder / name
    done = subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-O2", "-Wall", "-o", program,
                           HERE / f"{name}.c", *libraries], capture_output=True, text=True)
    return program if done.returncode == 0 else None, done.stderr


def machine(folder):
    """What the numbers depend on."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.machine())
    return {"processors": os.cpu_count(), "model": model, "kernel": platform.release(),
            "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
            "filesystem": filesystem(folder)}


def versions():
    """The peers that are installed, in their own words."""
    said = {"redis": _said("redis-server", "--version"), "nats": _said("nats-server", "--version"),
            "umadb": _said("umadb", "--version")}
    postgres = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    said["postgresql"] = _said(postgres[0], "--version") if postgres else None
    return {name: words for name, words in said.items() if words}


def _said(program, *words):
    if not shutil.which(program):
        return None
    return subprocess.run([program, *words], capture_output=True, text=True).stdout.strip()[:120]


def filesystem(folder):
    """The type of the file system that holds a folder: its longest mount point tells."""
    best = ("", "unknown")
    for line in open("/proc/self/mountinfo"):
        left, right = line.split(" - ", 1)
        point = left.split()[4]
        if folder.is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, right.split()[0])
    return best[1]


class Others:
    """How much of the processors all but us and what we started use, kernel threads included."""

    def __init__(self):
        self.began, self.used = time.monotonic(), self._seconds()

    def used_processors(self):
        """Processors in use by others on average, since the beginning."""
        return (self._seconds() - self.used) / (time.monotonic() - self.began)

    @staticmethod
    def _seconds():
        with open("/proc/stat") as stat:
            user, nice, system, _, _, irq, soft, *_ = map(int, stat.readline().split()[1:])
        ours = os.times()
        ticks = os.sysconf("SC_CLK_TCK")
        return (user + nice + system + irq + soft) / ticks - sum(ours[:4])
