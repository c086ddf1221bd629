"""A disk and a map that are full for real: appends are refused, reads go on, appends resume.

The disks are a tmpfs and an ext4 in a loop file, mounted in a private mount namespace that ends
with this program. That needs root; the map does not.
"""
import datetime
import itertools
import os
import shutil
import subprocess
import time

import clients
import namespace
import oracle
import wire
from daemon import Daemon, Died, Room
from row import Row


def fill(row, daemon, journal, words, most=4000):
    """Appends until it is refused; the batch that was, or None if the daemon ended."""
    connection = wire.Wire(daemon.socket)
    for _ in range(most):
        batch = journal.make(20)
        status = clients.send(connection, batch, journal)
        if status == 0:
            return None
        if status != 201:
            row.require((status, batch.problem) in [(507, word) for word in words],
                        f"with a full disk or map: {status} {batch.problem}")
            return batch
    row.require(False, "it never became full")
    return None


def reads_go_on(row, daemon, what):
    """Questions are answered while nothing can be appended."""
    for target in ("/v1/status", "/v1/subjects", "/v1/events?limit=10", "/v1/log/checkpoint"):
        try:
            status = wire.get(daemon.socket, target)[0]
        except wire.BROKEN:
            status = f"nothing, and it ended with {daemon.wait(20)}: {daemon.log[-200:]}"
        row.require(status == 200, f"{what}: {target} got {status}")


# Never the same twice.
days = itertools.count()


def rate(daemon, seconds=0.5):
    """Questions a second that one client gets answered, none of which was asked before."""
    connection = wire.Wire(daemon.socket)
    begun, count = time.monotonic(), 0
    while time.monotonic() < begun + seconds:
        # Of a day of its own, since an answer that was given is kept while the views are whole.
        day = datetime.date(1900, 1, 1) + datetime.timedelta(days=next(days))
        status, _ = connection.ask("GET", f"/v1/measures?on={day}")
        if status != 200:
            raise OSError(f"a question got {status}")
        count += 1
    connection.close()
    return count / (time.monotonic() - begun)


def at_full_rate(row, daemon, kind, before):
    """Questions are answered as fast while appends are refused as before, or nearly so."""
    full = max(rate(daemon), rate(daemon))
    row.figures[f"{kind}: questions a second before and while full"] = f"{before:.0f}, {full:.0f}"
    row.require(not row.judges_times or full >= 0.8 * before,
                f"{kind}: {before:.0f} questions a second before, {full:.0f} while full")


def resumed(row, daemon, journal, kind, begun):
    """Appends are tried at once and again until one is taken."""
    connection = wire.Wire(daemon.socket)
    while True:
        status = clients.send(connection, journal.make(3), journal)
        took = time.monotonic() - begun
        if status == 201 or took > row.one_second:
            break
        time.sleep(0.01)
    row.highest(f"{kind}: ms until an append is taken again", round(1000 * took))
    row.require(status == 201 and took <= row.one_second,
                f"{kind}: with room again an append got {status} after {took:.2f} s")


def map_full(row):
    """A map of 1 MiB; a restart with a larger one takes appends again."""
    with Room() as folder, Daemon(folder, arguments=["--map-size", "1M"]) as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        batch = fill(row, daemon, journal, ["map_full"])
        if batch is None:
            row.expect([f"it ended with {daemon.wait()}: {daemon.log[-300:]}"], "map full")
        else:
            reads_go_on(row, daemon, "map full")
            row.expect(oracle.examine(daemon, journal, thorough=False), "map full")
        daemon.kill()
        daemon.arguments = ["--map-size", "64M"]
        daemon.start()
        row.expect(oracle.recover(daemon, journal), "after a full map")
        status = clients.send(wire.Wire(daemon.socket), journal.make(3), journal)
        row.require(status == 201, f"with a larger map an append got {status}")
        row.add("full maps")


def ballast(mount):
    """Takes nearly all room of a small file system."""
    path = mount / "ballast"
    with open(path, "wb", buffering=0) as file:
        free = os.statvfs(mount)
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - (300 << 10))))
        os.fsync(file.fileno())
    return path


def disk_full(row, kind, mount):
    """Fill, look, free, go on; where the daemon has to stop, a start must do."""
    with Room() as folder, Daemon(folder, data=mount / "data") as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        for _ in range(3):
            before = max(rate(daemon), rate(daemon))
            weight = ballast(mount)
            batch = fill(row, daemon, journal, ["disk_full"])
            if batch is not None:
                row.add(f"full {kind}: refused")
                reads_go_on(row, daemon, kind)
                at_full_rate(row, daemon, kind, before)
            time.sleep(0.4)  # the views meet the full disk up to 200 ms later
            ended = daemon.process.poll()
            if ended is None and batch is None:
                ended = daemon.wait()
            weight.unlink()
            if ended is not None:
                row.add(f"full {kind}: ended with {ended}")
                row.require(ended == 74, f"{kind}: ended with {ended}")
                daemon.start()
            else:
                resumed(row, daemon, journal, kind, time.monotonic())
            row.expect(oracle.recover(daemon, journal), f"{kind} with room again")
        daemon.kill()
        daemon.start()
        row.expect(oracle.recover(daemon, journal), f"{kind} after a kill")
        row.expect(oracle.by_command(daemon), kind)


def no_room_at_start(row, kind, mount):
    """A full disk at the start: it says so and ends, or serves; nothing is lost either way."""
    with Room() as folder, Daemon(folder, data=mount / "data") as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        daemon.end()
        weight = mount / "ballast"
        with open(weight, "wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass
        try:
            daemon.start()
            daemon.kill()
            row.add(f"started on a full {kind}")
        except Died as died:
            row.require(died.code in (73, 74), f"a full {kind} at the start: {died}")
            row.add(f"refused to start on a full {kind}")
        weight.unlink()
        daemon.start()
        row.expect(oracle.recover(daemon, journal), f"{kind}, after a start without room")


def on_mounts(row):
    """Both file systems, each made anew for each trial."""
    with Room() as folder:
        mount = folder / "m"
        mount.mkdir()
        image = folder / "ext4"
        for kind in ("tmpfs", "ext4"):
            for trial in (disk_full, no_room_at_start):
                if kind == "tmpfs":
                    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mount)]
                elif not shutil.which("mkfs.ext4"):
                    row.skip(kind, "mkfs.ext4 is not installed")
                    continue
                else:
                    image.write_bytes(bytes(8 << 20))
                    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
                    command = ["mount", "-o", "loop", str(image), str(mount)]
                done = subprocess.run(command, capture_output=True, text=True)
                if done.returncode != 0:
                    row.skip(kind, f"cannot be mounted: {done.stderr.strip()}")
                    continue
                try:
                    trial(row, kind, mount)
                finally:
                    subprocess.run(["umount", str(mount)], check=True)


def main():
    inside = namespace.enter()
    row = Row("full disk", seconds=10)
    map_full(row)
    if inside:
        on_mounts(row)
    else:
        row.skip("tmpfs and ext4", "mounting needs root and a mount namespace")
    planted(row)
    row.finish()


def planted(row):
    """A commit that is dropped because there is no room, and acknowledged all the same."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        daemon.end()
        daemon.start({"FAULT_ACTION": "drop", "FAULT_AT": "2", "FAULT_EVER": "1",
                      "FAULT_META": "1", "FAULT_CALLS": "p"})
        clients.send(wire.Wire(daemon.socket), journal.make(3), journal)
        daemon.kill()
        daemon.start()
        row.planted("no room, and nobody says so", oracle.examine(daemon, journal))


if __name__ == "__main__":
    main()
