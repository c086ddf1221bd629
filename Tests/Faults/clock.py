"""A wall clock that steps: appends are refused until somebody has looked, and times still rise.

The shim moves the clock that says what time it is; the one that counts from the boot stays. Small
steps are borne, large ones refused with `clock_suspect`, reads go on meanwhile, and after
`ledgerctl daemon accept-clock` appends go on, also from a time before the last record.
"""
import random
import struct

import clients
import oracle
import wire
from daemon import Daemon, Room
from row import Row

SECOND = 1_000_000
YEAR = 365 * 86_400 * SECOND


class Clock:
    """What the daemon takes for the time, as microseconds off the real one."""

    def __init__(self, folder, for_all=False):
        self.path = folder / "clock"
        self.off = 0
        self.move(0)
        self.faults = {"FAULT_CLOCK": str(self.path)}
        if for_all:
            self.faults["FAULT_CLOCK_ALL"] = "1"

    def move(self, microseconds):
        """A step from where it stands."""
        self.off += microseconds
        with open(self.path, "r+b" if self.path.exists() else "wb") as file:
            file.write(struct.pack("<q", self.off))


def append(daemon, journal):
    """Status and code of an append of two."""
    batch = journal.make(2)
    return clients.send(wire.Wire(daemon.socket), batch, journal), getattr(batch, "problem", None)


def refused(row, daemon, journal, what):
    """An append gets `clock_suspect`, and reads go on."""
    got = append(daemon, journal)
    row.require(got == (503, "clock_suspect"), f"{what}: an append got {got}")
    for target in ("/v1/status", "/v1/subjects", "/v1/events?limit=5", "/v1/log/verify"):
        status = wire.get(daemon.socket, target)[0]
        row.require(status == 200, f"{what}: {target} got {status}")


def accepted(row, daemon, journal, what):
    """An administrator looks at it, and appends go on."""
    code, said = daemon.ctl("daemon", "accept-clock")
    row.require(code == 0, f"{what}: accept-clock ended with {code}: {said[-200:]}")
    got = append(daemon, journal)[0]
    row.require(got == 201, f"{what}: after it was accepted an append got {got}")
    row.add("steps")


def large(row, daemon, clock, journal):
    """Hours and years, forward and back, and back before everything that was recorded."""
    for step in (3_600 * SECOND, -3_600 * SECOND, 10 * YEAR, -10 * YEAR, -2 * YEAR, 2 * YEAR):
        clock.move(step)
        what = f"a step of {step // SECOND} s"
        refused(row, daemon, journal, what)
        accepted(row, daemon, journal, what)


def small(row, daemon, clock, journal, seed):
    """Back and forth by less than a few seconds: borne, and the times still rise."""
    chance = random.Random(seed)
    for _ in range(100):
        there = chance.randrange(-2 * SECOND, 2 * SECOND)
        clock.move(there - clock.off)
        got = append(daemon, journal)
        row.require(got[0] == 201, f"a step of {there} µs: an append got {got}")
    row.add("small steps", 100)


def steps(row):
    """One daemon after the other; the oracle's times must rise through all of it."""
    with Room() as folder, Daemon(folder) as daemon:
        clock = Clock(folder)
        journal = clients.Journal()
        daemon.start(clock.faults)
        journal.register(daemon.socket)
        small(row, daemon, clock, journal, seed=1)
        held = [leaf for leaf, _, _ in oracle.read_log(daemon.socket) if leaf.time_held]
        row.figures["records marked as held"] = len(held)
        row.require(held, "the clock went back a hundred times, and no record says so")
        clock.move(-clock.off)
        large(row, daemon, clock, journal)
        row.expect(oracle.recover(daemon, journal), "steps of the clock")
        # What was recorded ten years ahead is still ahead after a start.
        daemon.end()
        daemon.start(clock.faults)
        refused(row, daemon, journal, "a start with a clock behind the log")
        accepted(row, daemon, journal, "a start with a clock behind the log")
        daemon.kill()
        daemon.start(clock.faults)
        accepted(row, daemon, journal, "a kill with a clock behind the log")
        row.expect(oracle.recover(daemon, journal), "a clock behind the log")
        row.expect(oracle.by_command(daemon), "a clock behind the log")


def planted(row):
    """A daemon that cannot see the step, because both of its clocks make it."""
    trial = Row.quiet(row)
    with Room() as folder, Daemon(folder) as daemon:
        clock = Clock(folder, for_all=True)
        journal = clients.Journal()
        daemon.start(clock.faults)
        journal.register(daemon.socket)
        clock.move(3_600 * SECOND)
        refused(trial, daemon, journal, "a step that is not seen")
    row.planted("a daemon that does not see the clock step", trial.wrong)


def main():
    row = Row("clock", seconds=10)
    planted(row)
    steps(row)
    if row.is_soak:
        seed = 2
        while row.now() < row.until():
            with Room() as folder, Daemon(folder) as daemon:
                clock, journal = Clock(folder), clients.Journal()
                daemon.start(clock.faults)
                journal.register(daemon.socket)
                small(row, daemon, clock, journal, seed)
                large(row, daemon, clock, journal)
                row.expect(oracle.recover(daemon, journal), f"steps of seed {seed}")
                seed += 1
    row.finish()


if __name__ == "__main__":
    main()
