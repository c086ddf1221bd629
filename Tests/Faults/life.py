"""A ledger's life from its making to a third start, and what its client was told by when.

A recorder beneath it (the shim, or a disk) writes down what happens; places of that record say what
a client knew when the power went.
"""
import copy
import time

import clients
import wire


class Life:
    """Told with places of a record, which `place()` of a subclass gives."""

    def __init__(self):
        self.told = []
        self.journal = clients.Journal()

    def place(self):
        """How far the record has come."""
        raise NotImplementedError

    def live(self, daemon, appends, faults=None):
        """Made, filled, killed under load, filled again, closed in order, and opened once more."""
        daemon.start(faults)
        self.note(self.journal.register, daemon.socket)
        self.append(daemon, appends)
        self.crash(daemon)
        daemon.start(faults)
        self.append(daemon, appends)
        # An orderly end signs a checkpoint and keeps it.
        daemon.end()
        daemon.start(faults)
        self.append(daemon, 2)

    def note(self, work, *arguments):
        """Does something that is acknowledged, and remembers by when."""
        result = work(*arguments)
        self.told.append((self.place(), set(self.journal.seen),
                          {id(batch) for batch in self.journal.batches
                           if batch.outcome == clients.ACKNOWLEDGED}))
        return result

    def append(self, daemon, count):
        """Appends, and asks how long the log is: what was served must not vanish either."""
        connection = wire.Wire(daemon.socket)
        for number in range(count):
            self.note(clients.send, connection, self.journal.make(1 + number % 4), self.journal)
            self.note(self.look, daemon)
        connection.close()

    def look(self, daemon):
        status = wire.look(daemon.socket, "/v1/status")
        self.journal.seen.add((status["size"], status["root"]))

    def crash(self, daemon):
        """kill -9 under load, so that the next start finds a commit that was cut off."""
        workers = [clients.Client(daemon.socket, self.journal) for _ in range(2)]
        for worker in workers:
            worker.start()
        time.sleep(0.05)
        daemon.kill()
        for worker in workers:
            worker.join(20)

    def at(self, place):
        """The journal of a client that had been told everything up to a place of the record."""
        journal = clients.Journal()
        told = [entry for entry in self.told if entry[0] <= place]
        journal.seen = set(told[-1][1]) if told else set()
        acknowledged = told[-1][2] if told else set()
        for batch in self.journal.batches:
            mine = copy.copy(batch)
            if id(batch) not in acknowledged:
                mine.outcome, mine.places = clients.UNKNOWN, []
            journal.batches.append(mine)
        return journal
