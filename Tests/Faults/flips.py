"""One bit of a stopped ledger flips: in the log, the views, a checkpoint.

The start or a verification finds it, or nothing depends on it: then every record and every answer
is as before. A daemon may end by a signal on such a file, but nothing more may be lost by that:
with the bit put back, everything is there.
"""
import random
import shutil

import clients
import oracle
import wire
from daemon import Daemon, Died, Room
from row import Row

QUESTIONS = ("records?limit=1000", "timeline?limit=1000", "subjects", "actors", "sources",
             "claims/conflicts", "check", "replay?to=2021-01-01")
FILES = ("log/data.mdb", "log/data.mdb", "log/data.mdb", "views/data.mdb", "checkpoints")


def answers(daemon):
    """The rows of some questions, at fixed days."""
    return [wire.look(daemon.socket, f"/v1/{target}{'&' if '?' in target else '?'}on=2021-01-01")
            ["rows"] for target in QUESTIONS]


def make(folder):
    """A stopped ledger, its journal and its answers."""
    journal = clients.Journal()
    with Daemon(folder) as daemon:
        daemon.start()
        journal.register(daemon.socket)
        connection = wire.Wire(daemon.socket)
        for number in range(40):
            clients.send(connection, journal.make(1 + number % 4), journal)
        connection.close()
        before = answers(daemon)
        daemon.end()
    return journal, before


def flip(path, at, bit):
    """Turns one bit round; the byte that is there now."""
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0] ^ 1 << bit
        file.seek(at)
        file.write(bytes([byte]))
    return byte


def verdicts(daemon):
    """What the daemon's own verifications find."""
    found = []
    for path in ("/v1/log/verify", "/v1/replay/verify"):
        status, body = wire.get(daemon.socket, path, 20)
        if status != 200 or b'"ok":true' not in body:
            found.append(f"{path}: {status} {body[:100]!r}")
    return found


def differences(daemon, journal, before):
    """What is not as it was, by the oracle without the daemon's word, and by the answers."""
    try:
        log = oracle.read_log(daemon.socket)
        found = [*oracle.of_places(log), *oracle.of_batches(log, journal),
                 *oracle.of_roots(log, journal)]
        found += [f"/v1/{target} answers otherwise"
                  for target, old, new in zip(QUESTIONS, before, answers(daemon)) if old != new]
        return found
    except (oracle.Rejected, IndexError, KeyError) as error:
        return [repr(error)]
    except wire.BROKEN as error:
        # Refusing to answer is no wrong answer; it must be found by verification all the same.
        return [repr(error)]


def judge(different, found):
    """Whether it was found or nothing depends on it; a sentence if it went unnoticed."""
    return [] if found or not different else [f"unnoticed: {different[0]}"]


def one_flip(row, stopped, seed):
    """A copy of the ledger with one bit turned round, and what comes of it."""
    folder, journal, before = stopped
    chance = random.Random(seed)
    with Room() as room, Daemon(room) as daemon:
        shutil.copytree(folder / "data", daemon.data)
        path = daemon.data / "ledger" / chance.choice(FILES)
        if path.is_dir():
            path = chance.choice(sorted(path.iterdir()))
        at, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        left = flip(path, at, bit)
        where = f"bit {bit} of byte {at} of {path.parent.name}/{path.name}"
        row.add("flips")
        ended = None
        try:
            daemon.start()
            different = differences(daemon, journal, before)
            found = verdicts(daemon)
            row.require(not judge(different, found), f"{where}: {judge(different, found)}")
            row.add("found by verify" if found else "nothing depends on it")
        except (Died, *wire.BROKEN) as error:
            ended = error.code if isinstance(error, Died) else daemon.wait(20)
            row.add(f"found at start, exit {ended}" if isinstance(error, Died)
                    else f"ended later with {ended}")
        daemon.kill()
        if ended is not None and path.read_bytes()[at:at + 1] == bytes([left]):
            flip(path, at, bit)
            daemon.start()
            row.expect(oracle.examine(daemon, journal), f"{where}, put back")
            row.add("put back, and whole")


def planted(row, stopped):
    """A verification that looks at nothing must be noticed here."""
    folder, journal, before = stopped
    with Room() as room, Daemon(room) as daemon:
        shutil.copytree(folder / "data", daemon.data)
        path = daemon.data / "ledger/log/data.mdb"
        event = journal.batches[5].bytes[0]
        flip(path, path.read_bytes().index(event) + event.index(b"says") + 1, 0)
        daemon.start()
        different = differences(daemon, journal, before)
        row.require(verdicts(daemon), "a flip in an event was not found by verification")
        row.planted("a verification that looks at nothing", judge(different, []))


def main():
    row = Row("bit flips", seconds=20)
    with Room() as folder:
        stopped = (folder, *make(folder))
        planted(row, stopped)

        def one(seed):
            if row.until() > row.now():
                one_flip(row, stopped, seed)

        row.spread(one, range(100_000))
    row.finish()


if __name__ == "__main__":
    main()
