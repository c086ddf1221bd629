"""Every question that ledgerd answers, and how long its first byte and its last take."""
import socket
import statistics
import time

# Answered from the whole ledger; asked at today's coordinates and at random ones.
BOARDS = ["measures/in-force", "measures", "measures/upcoming", "measures/exposure?by=month",
          "proposals", "proposals?open=true", "talks", "commitments", "commitments?overdue=true",
          "agreements", "restrictions", "proceedings", "issues", "issues/show?issue=tariffs",
          "claims/conflicts", "claims/matrix?issue=tariffs", "timeline?limit=100",
          "records?limit=100", "sources", "actors", "actors/show?actor=gov/XAA", "types",
          "subjects?prefix=measure/", "check?only=anomalies", "check?only=stale",
          "check?only=incomplete"]
# One subject among all: what they say of a ledger of any size ought to cost the same.
SUBJECTS = ["measures/show?subject={cold}", "measures/show?subject={hot}",
            "claims?subject={cold}", "claims?subject={hot}", "claims/matrix?subject={cold}",
            "records/history?subject={cold}", "records/show?record={any}",
            "records/trace?record={any}", "proceedings/show?subject={proceeding}",
            "sources/show?source={source}", "actors/show?actor={person}",
            "timeline?subject={cold}"]
# Along time; a month, so that the answer does not grow with the years.
SPANS = ["replay?from=2021-05-01&to=2021-05-31", "diff?axis=on&from=2021-05-01&to=2021-05-31",
         "diff?axis=known&from=2021-05-01&to=2021-05-31",
         "timeline?since=2021-05-01&through=2021-05-31&limit=100"]
# What the daemon knows without its records, and what others need to check the log.
FIXED = ["status", "types/show?type=tariff.imposed", "schemas", "schemas/show?name=measures",
         "log/proof?record={any}", "log/consistency?from={any}", "log/tile/0/000",
         "log/tile/entries/000", "log/checkpoint", "log/checkpoints", "log/key", "log/root"]
# Of the export only the first byte is waited for; growth.py reads a whole stream.
STREAMS = ["events?after={any}&limit=1000", "export"]

NO_ANSWER = 0  # the status of a question that was given up
GIVE_UP_SECONDS = 120
PATIENCE_SECONDS = 10  # no further asking of a question that has taken this long in all


class Asker:
    """Asks one question after the other, each over a connection of its own."""

    def __init__(self, path, repeat, subjects, rng):
        self.path, self.repeat, self.subjects, self.rng = path, repeat, subjects, rng

    def everything(self):
        """The figures of every question, by its name."""
        found = {}
        for question in BOARDS:
            found[question] = self.asked(lambda: question)
            found[f"{question} at random"] = self.asked(
                lambda: f"{question}{'&' if '?' in question else '?'}{self._coordinates()}")
        for question in SUBJECTS + SPANS + FIXED:
            found[question] = self.asked(lambda: question.format(**self.subjects(self.rng)))
        for question in STREAMS:
            found[question] = self.asked(lambda: question.format(**self.subjects(self.rng)),
                                         is_cut_short=question == "export")
        return found

    def asked(self, make, is_cut_short=False):
        """Medians of some askings, and `anew` the first alone; by the worst status."""
        first, whole, sizes, statuses = [], [], [], []
        began = time.monotonic()
        for _ in range(self.repeat):
            asked = time.monotonic()
            try:
                status, to_first, to_last, size = asked_once(self.path, make(), is_cut_short)
            except TimeoutError:
                status, size, to_first = NO_ANSWER, 0, time.monotonic() - asked
                to_last = to_first
            first.append(to_first), whole.append(to_last), sizes.append(size)
            statuses.append(status)
            if time.monotonic() - began > PATIENCE_SECONDS:
                break
        return {"first_ms": 1000 * statistics.median(first),
                "whole_ms": None if is_cut_short else 1000 * statistics.median(whole),
                "anew_ms": 1000 * whole[0],
                "bytes": statistics.median(sizes),
                "status": NO_ANSWER if NO_ANSWER in statuses else max(statuses),
                "asked": len(first)}

    def _coordinates(self):
        on, known = (f"{self.rng.randrange(2018, 2025)}-{self.rng.randrange(1, 13):02}-15"
                     for _ in range(2))
        return f"on={on}&known={known}&as_of={self.subjects(self.rng)['late']}"


def asked_once(path, question, is_cut_short=False, accept="*/*", seconds=GIVE_UP_SECONDS):
    """Status, seconds to the first byte and to the last, and bytes of one answer."""
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(seconds)
        link.connect(path)
        request = (f"GET /v1/{question} HTTP/1.1\r\nHost: ledgerd\r\nAccept: {accept}\r\n"
                   "Connection: close\r\n\r\n").encode()
        buffer = bytearray(1 << 20)
        began = time.monotonic()
        link.sendall(request)
        total = link.recv_into(buffer)
        first = time.monotonic() - began
        status = int(bytes(buffer[:total]).split(b" ", 2)[1]) if total else 0
        while not is_cut_short and (count := link.recv_into(buffer)):
            total += count
        return status, first, time.monotonic() - began, total
