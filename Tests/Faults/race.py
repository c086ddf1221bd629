"""Twenty daemons start at once on one ledger, twice over: together, and after a kill -9.

Exactly one serves in each round, the others end with 75 and name its process, and the socket is
the winner's. What is in the way of the socket and is no dead socket is never removed.
"""
import json
import os
import socket
import struct
import time

import clients
import oracle
import wire
from daemon import Daemon, Room
from row import Row

DAEMONS = 20


def peer(path):
    """The process that answers at a socket, by its own word and by the kernel's."""
    connection = wire.Wire(path)
    connection.connect()
    pid = struct.unpack("3i", connection.sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED,
                                                         12))[0]
    status, body = connection.ask("GET", "/v1/status")
    connection.close()
    return pid, json.loads(body)["pid"] if status == 200 else None


def wait_for_losers(racers, seconds=30):
    """Until all but one have ended, or the time is up; those that have not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        alive = [racer for racer in racers if racer.process.poll() is None]
        if len(alive) <= 1:
            return alive
        time.sleep(0.02)
    return alive


def round_of(row, folder, journal, number, faults=None):
    """One race; the winner is killed at its end, so the next finds what it left behind."""
    racers = []
    for index in range(DAEMONS):
        own = folder / f"{number}-{index}"
        own.mkdir()
        racer = Daemon(own, data=folder / "data")
        racer.socket = str(folder / "s")
        racers.append(racer)
    try:
        for racer in racers:
            racer.launch(faults)
        alive = wait_for_losers(racers, 5 if faults else 30)
        row.require(len(alive) == 1, f"round {number}: {len(alive)} are alive")
        if len(alive) != 1:
            return
        winner = alive[0]
        end = time.monotonic() + 20
        while "msg=ready" not in winner.log and time.monotonic() < end:
            time.sleep(0.01)
        pids = peer(winner.socket)
        row.require(set(pids) == {winner.process.pid},
                    f"round {number}: the socket is of {pids}, the winner is {winner.process.pid}")
        for loser in racers:
            if loser is not winner:
                code = loser.process.returncode
                row.require(code == 75 and "is in use by ledgerd" in loser.log,
                            f"round {number}: a loser ended with {code}: {loser.log[-200:]}")
        if not journal.batches:
            journal.register(winner.socket)
        clients.send(wire.Wire(winner.socket), journal.make(2), journal)
        row.expect(oracle.examine(winner, journal, thorough=False), f"round {number}")
        row.add("rounds")
    finally:
        for racer in racers:
            racer.kill()


def in_the_way(row):
    """A file, a folder or a link at the socket's place: refused with 73, and left alone."""
    for kind in ("file", "folder", "link"):
        with Room() as folder, Daemon(folder) as daemon:
            path = folder / "s"
            if kind == "file":
                path.write_text("mine")
            elif kind == "folder":
                path.mkdir()
            else:
                (folder / "target").write_text("mine")
                path.symlink_to(folder / "target")
            daemon.launch()
            code = daemon.wait(20)
            row.require(code == 73 and os.path.lexists(path), f"a {kind} in the way: exit {code}")
            row.require(kind == "folder" or path.read_text() == "mine", f"a {kind} was changed")
            row.add("things in the way")


def second_ledger(row):
    """A daemon of another ledger cannot take a socket that is in use."""
    with Room() as folder, Daemon(folder) as first, Room() as other, Daemon(other) as second:
        first.start()
        second.socket = first.socket
        second.launch()
        code = second.wait(20)
        row.require(code == 73 and peer(first.socket)[0] == first.process.pid,
                    f"a second ledger at a socket that is in use ended with {code}")


def planted(row):
    """A lock that everybody gets: more than one daemon then opens the ledger."""
    trial = Row.quiet(row)
    with Room() as folder:
        round_of(trial, folder, clients.Journal(), 0,
                 {"FAULT_ACTION": "drop", "FAULT_AT": "1", "FAULT_EVER": "1", "FAULT_CALLS": "l"})
    row.planted("a lock that everybody gets", trial.wrong)


def main():
    row = Row("race", seconds=8)
    planted(row)
    second_ledger(row)
    in_the_way(row)
    with Room() as folder:
        journal, number = clients.Journal(), 0
        while number < 2 or row.now() < row.until():
            round_of(row, folder, journal, number)
            number += 1
        with Daemon(folder) as last:
            last.start()
            row.expect(oracle.recover(last, journal), "after all rounds")
    row.finish()


if __name__ == "__main__":
    main()
