"""Every n-th call that changes a file fails: once or for ever, with EIO, ENOSPC or EINTR, or short.

Whatever happens, nothing acknowledged is lost. The first error of a commit ends the daemon with 74;
ENOSPC may instead refuse the append with `disk_full`, and appends go on when there is room.
"""
import errno
import itertools
import threading
import time

import clients
import oracle
import wire
from daemon import Daemon, Died, Room
from row import Row

FAILURES = {"EIO": str(errno.EIO), "ENOSPC": str(errno.ENOSPC), "EINTR": str(errno.EINTR),
            "short": "short"}
# 73 the folder or the socket, 74 input and output; nothing else may end a daemon here.
ENDS = {73, 74}


def faults(action, number, ever, **more):
    """The variables of the shim."""
    return {"FAULT_ACTION": action, "FAULT_AT": str(number), **more,
            **({"FAULT_EVER": "1"} if ever else {})}


def prepare(daemon, journal):
    """A ledger that is there, with what the statements refer to."""
    daemon.start()
    journal.register(daemon.socket)
    daemon.end()


def at_call(row, name, number, ever):
    """A start and two appends with a failure at the n-th call; True if it changed nothing."""
    where = f"{name} {'from' if ever else 'at'} call {number}"
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        prepare(daemon, journal)
        outcomes = []
        try:
            daemon.start(faults(FAILURES[name], number, ever))
            connection = wire.Wire(daemon.socket)
            for _ in range(2):
                outcomes.append(clients.send(connection, journal.make(2), journal))
            if 0 not in outcomes:
                daemon.end()
        except Died:
            pass
        code = daemon.wait(20)
        if code == 143 and "views failed" in daemon.log:
            # It was stopping by itself when it was told to.
            code = 74
        row.add(f"ended with {code}")
        row.require(code in ENDS | {0}, f"{where}: ended with {code}")
        row.require(0 not in outcomes or code == 74, f"{where}: no reply, and exit {code}")
        for batch in journal.batches:
            problem = getattr(batch, "problem", "disk_full")
            row.require(problem == "disk_full" and (name == "ENOSPC" or not batch.outcome
                                                    == clients.REFUSED),
                        f"{where}: refused with {problem}")
        daemon.start()
        row.expect(oracle.recover(daemon, journal), where)
        row.add("failed calls")
        return outcomes == [201, 201] and code == 0


def every_call(row):
    """n = 1, 2, ... until nothing is struck any more, for each failure.

    The short form takes each call with two of the seven.
    """
    # A write that is interrupted for ever is tried again for ever, and rightly.
    kinds = [kind for kind in itertools.product(FAILURES, (False, True))
             if kind != ("EINTR", True)]
    quiet = {kind: 0 for kind in kinds}
    guard = threading.Lock()

    def one(case):
        number, kind = case
        with guard:
            if quiet[kind] >= 12:
                return
        unchanged = at_call(row, kind[0], number, kind[1])
        with guard:
            quiet[kind] = quiet[kind] + 1 if unchanged else 0

    if row.is_soak:
        cases = [(number, kind) for kind in kinds for number in range(1, 120)]
    else:
        cases = [(number, kinds[number * step % len(kinds)])
                 for step in (1, 3) for number in range(1, 41)]
    row.spread(one, cases)


def on_the_log(row):
    """The first error of the log's own sync ends the daemon with 74, at once."""
    for call, action in [*itertools.product("dp", ("5", "30")), ("d", "4")]:
        with Room() as folder, Daemon(folder) as daemon:
            journal = clients.Journal()
            prepare(daemon, journal)
            gate = folder / "gate"
            daemon.start({**faults(action, 1, True, FAULT_CALLS=call, FAULT_GATE=str(gate)),
                          "FAULT_FOLDER": str(daemon.data / "ledger/log")})
            gate.touch()
            begun = time.monotonic()
            status = clients.send(wire.Wire(daemon.socket), journal.make(3), journal)
            code = daemon.wait(20)
            where = f"errno {action} at {call} of the log"
            row.require((status, code) == (0, 74), f"{where}: status {status}, exit {code}")
            row.highest("slowest end ms", round(1000 * (time.monotonic() - begun)))
            daemon.start()
            row.expect(oracle.recover(daemon, journal), where)
            row.add("failed syncs of the log")


def space_returns(row):
    """ENOSPC on the log: appends are refused, reads go on, and appends resume within a second."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        prepare(daemon, journal)
        gate = folder / "gate"
        daemon.start({**faults(str(errno.ENOSPC), 1, True, FAULT_CALLS="vpw",
                               FAULT_GATE=str(gate)),
                      "FAULT_FOLDER": str(daemon.data / "ledger/log/data")})
        connection = wire.Wire(daemon.socket)
        for _ in range(20):
            row.require(clients.send(connection, journal.make(2), journal) == 201,
                        "an append was refused with room on the disk")
            gate.touch()
            for _ in range(3):
                batch = journal.make(2)
                status = clients.send(connection, batch, journal)
                row.require((status, getattr(batch, "problem", None)) == (507, "disk_full"),
                            f"with a full disk an append got {status}")
                row.require(wire.get(daemon.socket, "/v1/subjects")[0] == 200,
                            "with a full disk a question was refused")
            gate.unlink()
            begun = time.monotonic()
            while clients.send(connection, journal.make(2), journal) != 201:
                if time.monotonic() - begun > row.one_second or daemon.process.poll() is not None:
                    row.require(False, "appends did not resume within 1 s")
                    break
            row.add("full and free again")
        row.expect(oracle.recover(daemon, journal), "after a full disk")
        daemon.kill()
        daemon.start()
        row.expect(oracle.recover(daemon, journal), "after a full disk and a kill")


def planted(row):
    """A client that takes a refusal for a receipt, and one that takes a receipt for a refusal."""
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        prepare(daemon, journal)
        daemon.start()
        batch = journal.make(1)
        clients.send(wire.Wire(daemon.socket), batch, journal)
        batch.outcome, batch.problem = clients.REFUSED, "disk_full"
        row.planted("a refused append that was recorded", oracle.examine(daemon, journal))
    with Room() as folder, Daemon(folder) as daemon:
        journal = clients.Journal()
        prepare(daemon, journal)
        daemon.start(faults("drop", 2, True, FAULT_META="1", FAULT_CALLS="p"))
        batch = journal.make(1)
        clients.send(wire.Wire(daemon.socket), batch, journal)
        daemon.kill()
        daemon.start()
        row.planted("a write that fails and says that it did not", oracle.examine(daemon, journal))


def main():
    row = Row("failing", seconds=30)
    planted(row)
    on_the_log(row)
    space_returns(row)
    every_call(row)
    row.finish()


if __name__ == "__main__":
    main()
