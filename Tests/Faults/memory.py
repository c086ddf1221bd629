"""A daemon that may have only so much memory.

The largest requests that are permitted, one and then many at once, must be answered or refused with
a word within a stated room of memory. With less it may die, as the kernel has it, but what was
acknowledged stays.
"""
import json
import os
import threading
import time
import uuid
from pathlib import Path

import clients
import oracle
import wire
from daemon import Daemon, Died, Room
from row import Row

MIB = 1 << 20
# The largest body, batch and event that docs/http-api.md permits.
BODY_MAX, EVENTS_MAX, EVENT_MAX = 16 * MIB, 10_000, 64 << 10
AT_ONCE = 6
# Room above what an idle daemon has, in which the largest requests must be dealt with.
ROOM_ONE, ROOM_MANY = 512 * MIB, 1024 * MIB


def largest(journal, count):
    """A batch of so many events, in a body nearly as large as is permitted."""
    room = min(BODY_MAX // count - 40, EVENT_MAX - 100)
    with journal.lock:
        batch = clients.Batch([filled(number, room) for number in range(count)])
        journal.batches.append(batch)
    if not 0.9 * BODY_MAX < len(batch.body) <= BODY_MAX:
        raise AssertionError(f"{len(batch.body)} bytes are not what is permitted")
    return batch


def filled(number, room):
    """A statement of about so many bytes."""
    event = clients.statement(f"m{number}-{uuid.uuid4().hex[:8]}")
    event["body"]["gist"] = "w" * max(1, room - 190)
    return event


def as_json(count, size):
    """A body of JSON lines that is refused only when all of it was read: no source is known."""
    event = clients.statement("x")
    event["body"]["gist"] = "w" * size
    event["evidence"][0]["source"] = "src/nowhere"
    return b"\n".join(json.dumps(event | {"subject": f"statement/j{number}"}).encode()
                      for number in range(count))


class Peak(threading.Thread):
    """The most memory of its own that a process had while this ran."""

    def __init__(self, daemon):
        super().__init__(daemon=True)
        self.watched, self.kib, self.stopped = daemon, 0, False

    def run(self):
        while not self.stopped:
            try:
                self.kib = max(self.kib, self.watched.memory_kib())
            except (OSError, IndexError):
                return
            time.sleep(0.01)


def addresses(daemon):
    """The bytes of addresses that a process has, maps of files included."""
    status = Path(f"/proc/{daemon.process.pid}/status").read_text()
    return int(status.partition("VmSize:")[2].split()[0]) << 10


def idle_addresses():
    """What a daemon has before anybody asks for anything."""
    with Room() as folder, Daemon(folder) as daemon:
        daemon.start()
        return addresses(daemon)


def ask(daemon, body, kind, statuses):
    """One request; 0 if no reply came."""
    connection = wire.Wire(daemon.socket, 90)
    try:
        status, said = connection.ask("POST", "/v1/events", body, Content_Type=kind)
        code = json.loads(said).get("code", "") if status >= 400 else ""
        statuses.append((status, code))
    except (*wire.BROKEN, ValueError):
        statuses.append((0, "no reply"))
    finally:
        connection.close()


def within(row, idle):
    """The largest request alone, and six at once, with room for them."""
    with Room() as folder, Daemon(folder, arguments=["--map-size", "512M"]) as daemon:
        journal = clients.Journal()
        # Maps of files count as well: the log's and, four times as large, that of the views.
        more = 5 * (512 - 64) * MIB
        daemon.start(before=["prlimit", f"--as={idle + more + ROOM_ONE}"])
        journal.register(daemon.socket)
        before = daemon.memory_kib()
        peak = Peak(daemon)
        peak.start()
        # Few large events; many small ones are slow to make here, and are left to the long form.
        for count in (258, EVENTS_MAX) if row.is_soak else (258,):
            status = clients.send(wire.Wire(daemon.socket, 90), largest(journal, count), journal)
            row.require(status == 201, f"the largest request of {count} events got {status} with "
                                       f"{ROOM_ONE // MIB} MiB of room: {daemon.log[-300:]}")
        statuses = []
        lines = as_json(EVENTS_MAX, 1_200) if row.is_soak else as_json(300, 52_000)
        ask(daemon, lines, "application/x-ndjson", statuses)
        row.require(statuses[0][0] in (409, 422), f"the largest lines got {statuses}")
        peak.stopped = True
        row.figures["MiB for the largest request"] = round((peak.kib - before) / 1024)
        daemon.kill()
        daemon.start(before=["prlimit", f"--as={idle + more + ROOM_MANY}"])
        many(row, daemon, journal)
        # To verify the views they are built a second time, in a map of their own.
        daemon.end()
        daemon.start()
        row.expect(oracle.recover(daemon, journal), "the largest requests")


def many(row, daemon, journal):
    """Six of the largest at once: each is answered, or refused with a word."""
    before = daemon.memory_kib()
    peak = Peak(daemon)
    peak.start()
    statuses = []
    # Together more than the 64 MiB that bodies may have; many events are slow in a debug build.
    body = as_json(EVENTS_MAX, 1_200) if row.is_soak else as_json(300, 52_000)
    workers = [threading.Thread(target=ask, args=(daemon, body, "application/x-ndjson", statuses))
               for _ in range(AT_ONCE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    peak.stopped = True
    row.figures["MiB for six of them"] = round((peak.kib - before) / 1024)
    row.figures["refused for want of room"] = statuses.count((503, "too_busy"))
    fine = all(status in (409, 422) or (status, code) == (503, "too_busy")
               for status, code in statuses)
    row.require(fine and len(statuses) == AT_ONCE, f"six of the largest at once got {statuses}: "
                                             f"{daemon.log[-300:]}")


def without(row, idle, room, bug=False):
    """With too little it may die; nothing that was acknowledged may go with it."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        try:
            daemon.start(before=["prlimit", f"--as={idle + room}"])
        except Died:
            row.add("did not even start")
            return
        try:
            journal.register(daemon.socket)
        except OSError:
            pass
        worker = clients.Client(daemon.socket, journal)
        worker.start()
        time.sleep(0.1)
        # Many events take more than a large body does.
        ask(daemon, as_json(4_000, 300), "application/x-ndjson", [])
        worker.stopped = True
        worker.join(20)
        died = daemon.process.poll() is not None
        row.add("died and came back" if died else "lived with too little")
        daemon.kill()
        if bug:
            # A client that was told more than is there.
            journal.batches.append(clients.Batch([clients.statement("never-sent")]))
            journal.batches[-1].outcome, journal.batches[-1].places = clients.ACKNOWLEDGED, [1]
        daemon.start()
        row.expect(oracle.recover(daemon, journal), f"with {room // MIB} MiB of room")


def in_group(row, limit):
    """The same cap by the kernel's accounting, where a group of processes may be made."""
    top = Path("/sys/fs/cgroup/memory")
    group = top / f"ledgerd-faults-{os.getpid()}"
    try:
        group.mkdir()
        (group / "memory.limit_in_bytes").write_text(str(limit))
    except OSError as error:
        row.skip("a cap by a control group", f"none can be made: {error.strerror}")
        return
    try:
        with Room() as folder, Daemon(folder) as daemon:
            journal = clients.Journal()
            daemon.start(before=["sh", "-c", f"echo $$ > {group}/cgroup.procs; exec \"$@\"", "sh"])
            journal.register(daemon.socket)
            connection = wire.Wire(daemon.socket)
            for _ in range(3):
                clients.send(connection, journal.make(200), journal)
            ask(daemon, as_json(300, 52_000), "application/x-ndjson", [])
            ended = daemon.process.poll()
            where = f"in a group with {limit // MIB} MiB"
            row.add(f"{where}: {'lived' if ended is None else f'ended by signal {-ended}'}")
            row.require(ended in (None, -9), f"{where} it ended with {ended}")
            daemon.kill()
            daemon.start()
            row.expect(oracle.recover(daemon, journal), where)
    finally:
        group.rmdir()


def main():
    row = Row("memory", seconds=0)
    idle = idle_addresses()
    trial = Row.quiet(row)
    without(trial, idle, 24 * MIB, bug=True)
    row.planted("an acknowledged batch that is not there after a death", trial.wrong)
    for room in (1, 2, 4, 12, 24) if row.is_soak else (4,):
        without(row, idle, room * MIB)
    within(row, idle)
    for limit in (12, 24, 48, 96, 192) if row.is_soak else (24,):
        in_group(row, limit * MIB)
    row.finish()


if __name__ == "__main__":
    main()
