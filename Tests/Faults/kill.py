"""kill -9: at random moments under load of four clients, and at each single call that writes.

The second form takes the n-th write, sync, truncation or rename of a start and an append, for
every n until the append is acknowledged; each once before the call and once in the middle of it.
"""
import random
import time

import clients
import oracle
import wire
from daemon import Daemon, Died, Room
from row import Row


def under_load(row, daemon, journal, seed):
    """One cycle: load, kill, start, oracle."""
    workers = [clients.Client(daemon.socket, journal) for _ in range(4)]
    for worker in workers:
        worker.start()
    time.sleep(random.Random(seed).uniform(0.002, 0.08))
    daemon.kill()
    for worker in workers:
        worker.stopped = True
        worker.join(20)
    row.add("cut off", journal.count(clients.UNKNOWN))
    begun = time.monotonic()
    daemon.start()
    row.highest("slowest start ms", round(1000 * (time.monotonic() - begun)))
    row.expect(oracle.recover(daemon, journal, thorough=seed % 10 == 9), f"cycle {seed}")
    row.add("cycles")


def random_moments(row, share):
    """Cycles on one ledger; a new one when it has become long to read."""
    seed = 0
    while time.monotonic() < row.until(share):
        with Room() as folder, Daemon(folder) as daemon:
            journal = clients.Journal()
            daemon.start()
            journal.register(daemon.socket)
            while time.monotonic() < row.until(share) and journal.events() < 3000:
                under_load(row, daemon, journal, seed)
                seed += 1
            row.expect(oracle.by_command(daemon), "at the end")
            row.add("acknowledged events", journal.events())
    row.require(row.figures.get("cut off", 0) * 5 >= seed, "too few appends were cut off")


def at_call(row, number, action, has_ledger):
    """A start and an append with a kill at the n-th call; whether both survived."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        if has_ledger:
            daemon.start()
            journal.register(daemon.socket)
            daemon.kill()
        survived = False
        try:
            daemon.start({"FAULT_ACTION": action, "FAULT_AT": str(number)})
            if not has_ledger:
                journal.register(daemon.socket)
            connection = wire.Wire(daemon.socket)
            survived = clients.send(connection, journal.make(3), journal) == 201
        except (Died, *wire.BROKEN):
            pass
        daemon.kill()
        daemon.start()
        row.expect(oracle.recover(daemon, journal), f"{action} at call {number}")
        row.add("kill points")
        return survived


def every_call(row):
    """n = 1, 2, ... for a ledger that is there and for one that is to be made."""
    for has_ledger in (True, False):
        for action in ("kill", "tear"):
            survivors = set()

            def one(number):
                if not any(earlier < number for earlier in survivors):
                    if at_call(row, number, action, has_ledger):
                        survivors.add(number)

            row.spread(one, range(1, 400))
            row.require(survivors, f"{action}: no append ever survived")


def planted(row):
    """A disk that never writes LMDB's meta page: what was acknowledged is gone after a kill."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        daemon.kill()
        daemon.start({"FAULT_ACTION": "drop", "FAULT_META": "1", "FAULT_AT": "2",
                      "FAULT_EVER": "1", "FAULT_CALLS": "p"})
        clients.send(wire.Wire(daemon.socket), journal.make(3), journal)
        daemon.kill()
        daemon.start()
        row.planted("commits whose meta page is never written", oracle.examine(daemon, journal))
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        daemon.start()
        journal.register(daemon.socket)
        forgetful = journal.make(2)
        connection = wire.Wire(daemon.socket)
        clients.send(connection, forgetful, journal)
        twin = clients.Batch([clients.statement("twin")])
        clients.send(connection, twin, clients.Journal())
        row.planted("a batch that nobody remembers sending", oracle.examine(daemon, journal))


def main():
    row = Row("kill", seconds=15)
    planted(row)
    random_moments(row, 1.0)
    every_call(row)
    row.finish()


if __name__ == "__main__":
    main()
