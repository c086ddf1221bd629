"""Invented histories of a trade dispute: twelve states that do not exist, and lives of subjects.

A measure is threatened, planned, imposed, raised, suspended, lifted; an offer is answered, a talk
is set, put off and held, a pledge is judged. A few subjects come up all the time, most a few times,
statements once. Some records are corrected, retracted or denied later. It keeps what is alive and
lately recorded, never all of it, so that any number of events can be made in little memory.
"""
import collections
import datetime
import json
import random

from evidence import FIRST_DAY, LAST_DAY, RECORDS_PER_DOCUMENT, STATES, Desk, date, ranked, speaker

GOODS = ["steel", "soya beans", "cars", "solar panels", "pork", "wine", "timber", "chips"]
GISTS = ["wants the talks to go on", "calls the new duty unfair", "sees little room to give way",
         "expects a reply within weeks", "rules out a one-sided step", "hopes for an early meeting"]
TOPICS = ["tariffs", "purchases", "market-access", "tech-transfer", "process"]
LIVE_MAX = {"measure": 4000, "offer": 1500, "demand": 1500, "talk": 600, "commitment": 1500}
PAIRS = sorted(((by, to) for by in STATES for to in STATES if by != to),
               key=lambda pair: (STATES.index(pair[0]) + STATES.index(pair[1]), pair))
LASTING = 20  # measures that are never lifted, so that the oldest are about all the time
LATELY_MAX = 400  # records that may still be corrected, retracted or denied

# What may happen next to a measure, with weights; the state that follows has the act's name.
MEASURE_MOVES = {
    None: {"threatened": 35, "announced": 30, "scheduled": 15, "imposed": 20},
    "threatened": {"announced": 50, "threatened": 30, "cancelled": 20},
    "announced": {"scheduled": 60, "announced": 20, "postponed": 10, "cancelled": 10},
    "scheduled": {"imposed": 60, "postponed": 20, "scheduled": 10, "cancelled": 10},
    "postponed": {"scheduled": 60, "postponed": 20, "cancelled": 20},
    "in_force": {"raised": 25, "lowered": 10, "imposed": 38, "threatened": 14, "amended": 8,
                 "suspended": 3, "lifted": 2},
    "suspended": {"imposed": 55, "lifted": 35, "suspended": 10},
}
STAYS_IN_FORCE = {"imposed", "raised", "lowered", "amended"}
TALK_MOVES = {None: {"proposed": 50, "scheduled": 35, "held": 15},
              "proposed": {"scheduled": 80, "cancelled": 20},
              "scheduled": {"held": 65, "postponed": 20, "cancelled": 15},
              "postponed": {"scheduled": 70, "cancelled": 30},
              "held": {"held": 100}}
PROPOSAL_ANSWERS = {"acknowledged": 25, "countered": 25, "resisted": 15, "accepted": 10,
                    "rejected": 20, "withdrawn": 5}

HAPPENED = object()  # as `effective`: the day of the act, which its evidence decides
Subject = collections.namedtuple("Subject", "key by to")


class History:
    """As many events as asked for, in the order in which a desk might record them."""

    def __init__(self, count, seed=1):
        self.count, self.rng = count, random.Random(seed)
        self.desk = Desk(self.rng)
        self.made = collections.Counter()  # subjects of each kind
        self.live = {kind: [] for kind in LIVE_MAX}  # [subject, state, records]
        self.lately = collections.deque(maxlen=LATELY_MAX)  # (id, event)
        self.day = FIRST_DAY

    def lines(self):
        """The events as JSON, one a line."""
        self.number = 0
        while self.number < self.count:
            days = (LAST_DAY - FIRST_DAY).days * self.number // self.count
            self.day = FIRST_DAY + datetime.timedelta(days)
            for event in self._day_book():
                if self.number == self.count:
                    return
                yield json.dumps({"id": identity(self.number)} | event, separators=(",", ":"))
                if event["type"] in ("tariff.imposed", "figure.stated", "statement.made"):
                    self.lately.append((identity(self.number), event))
                self.number += 1

    def _day_book(self):
        """A document that appears, and what the desk takes from it."""
        yield from self.desk.document(self.day)
        makers, weights = zip(
            (self._statement, 33), (self._measure, 25), (self._figure, 11), (self._proposal, 11),
            (self._talk, 7), (self._refusal, 5), (self._commitment, 4), (self._about_record, 3),
            (self._formal, 1))
        for make in self.rng.choices(makers, weights, k=self.rng.randrange(
                1, 2 * RECORDS_PER_DOCUMENT)):
            yield make()

    # Subjects

    def _new(self, kind):
        self.made[kind] += 1
        by, to = self._pair()
        return Subject(f"{kind}/{'list-' if kind == 'measure' else 'n'}{self.made[kind]}", by, to)

    def _pair(self):
        """Two states; a few pairs quarrel most."""
        return PAIRS[ranked(self.rng, len(PAIRS))]

    def _chosen(self, kind, chance_new):
        """A live subject's place and what is known of it; new ones come at a steady rate."""
        live = self.live[kind]
        if not live or self.rng.random() < chance_new:
            if len(live) >= LIVE_MAX[kind]:
                live.pop(self.rng.randrange(len(live) // 2, len(live)))  # nobody asks any more
            live.append([self._new(kind), None, 0])
            return len(live) - 1, live[-1]
        is_hot = self.rng.random() < 0.5
        at = ranked(self.rng, len(live)) if is_hot else self.rng.randrange(len(live))
        return at, live[at]

    def _end(self, kind, at):
        live = self.live[kind]
        live[at] = live[-1]
        live.pop()

    def _step(self, moves, state):
        return self.rng.choices(list(moves[state]), list(moves[state].values()))[0]

    # Events

    def _event(self, kind, subject, body, actors, by, issue=None):
        evidence, happened = self.desk.evidence(by)
        if body.get("effective") is HAPPENED:
            body = body | {"effective": date(happened)}
        return {"type": kind, "subject": subject, "occurred": date(happened),
                "actors": [{"actor": actor, "role": role} for actor, role in actors],
                **({"issues": [issue]} if issue else {}), "body": body, "evidence": evidence}

    def _later(self, days):
        return date(self.day + datetime.timedelta(days=self.rng.randrange(days)))

    def _rate(self):
        pct = self.rng.choice(("2.5", "5", "7.5", "10", "15", "25", "50"))
        return {"pct": pct, "kind": "additional", "qual": "eq"}

    def _measure(self):
        at, entry = self._chosen("measure", 0.07)
        subject, state, _ = entry
        act = self._step(MEASURE_MOVES, state)
        number = int(subject.key.rpartition("-")[2])
        if act == "lifted" and number <= LASTING:
            act = "imposed"
        if act in ("lifted", "cancelled"):
            self._end("measure", at)
        # In force, a threat is about a further step.
        elif not (state == "in_force" and act == "threatened"):
            entry[1] = "in_force" if act in STAYS_IN_FORCE else act
        goods = {"goods": GOODS[number % len(GOODS)]}
        body = {
            "threatened": lambda: goods | {"rate": self._rate()},
            "announced": lambda: goods | {"to_rate": self._rate()},
            "scheduled": lambda: {"rate": self._rate(), "effective": self._later(120)},
            "imposed": lambda: goods | {"rate": self._rate(), "effective": HAPPENED},
            "raised": lambda: {"to_rate": self._rate(), "effective": HAPPENED},
            "lowered": lambda: {"to_rate": self._rate(), "effective": HAPPENED},
            "amended": lambda: {"excluded_lines": self.rng.randrange(1, 600),
                                "effective": HAPPENED},
            "postponed": lambda: {"postponed_to": self._later(180), "step": "next"},
            "suspended": lambda: {"effective": HAPPENED},
            "lifted": lambda: {"effective": HAPPENED},
            "cancelled": lambda: {"gist": "the plan is dropped"}}[act]()
        return self._event(f"tariff.{act}", subject.key, body,
                           [(subject.by, "imposer"), (subject.to, "target")], subject.by,
                           "tariffs")

    def _proposal(self):
        kind = self.rng.choice(("offer", "demand"))
        at, entry = self._chosen(kind, 0.4)
        subject, state, _ = entry
        topic = self.rng.choice(TOPICS)
        if state is None:
            entry[1] = "open"
            item = {"issue": topic, "action": "buy_more" if kind == "offer" else "reduce",
                    "text": f"more {self.rng.choice(GOODS)}"}
            way = {"formal": "oral"} if kind == "offer" else {"strength": "request"}
            return self._event(f"{kind}.made", subject.key, way | {"items": [item]},
                               [(subject.by, "by"), (subject.to, "to")], subject.by, topic)
        answer = self.rng.choices(list(PROPOSAL_ANSWERS), list(PROPOSAL_ANSWERS.values()))[0]
        if answer in ("accepted", "rejected", "withdrawn"):
            self._end(kind, at)
        by, to = (subject.by, subject.to) if answer == "withdrawn" else (subject.to, subject.by)
        return self._event("proposal.answered", subject.key, {"response": answer},
                           [(by, "by"), (to, "to")], by, topic)

    def _talk(self):
        at, entry = self._chosen("talk", 0.25)
        subject, state, told = entry
        act = self._step(TALK_MOVES, state)
        entry[1], entry[2] = act, told + 1
        if act == "cancelled" or act == "held" and self.rng.random() < 0.3:
            self._end("talk", at)
        body = {"kind": "negotiation_round"}
        if act == "held":
            body |= {"level": self.rng.choice(("minister", "official")),
                     "outcome": self.rng.choice(("progress", "inconclusive", "ongoing"))}
        roles = ("by", "to") if act == "proposed" else ("party", "party")
        return self._event(f"talks.{act}", subject.key, body,
                           [(subject.by, roles[0]), (subject.to, roles[1])], subject.by, "process")

    def _commitment(self):
        at, entry = self._chosen("commitment", 0.4)
        subject, state, _ = entry
        if state is None:
            entry[1] = "pledged"
            item = {"issue": "purchases", "action": "buy_more", "deadline": self._later(700),
                    "text": f"more {self.rng.choice(GOODS)}"}
            return self._event("commitment.pledged", subject.key, {"items": [item]},
                               [(subject.by, "by"), (subject.to, "to")], subject.by, "purchases")
        finding = self.rng.choice(("fulfilled", "partly", "unfulfilled", "broken"))
        if finding in ("fulfilled", "broken"):
            self._end("commitment", at)
        return self._event("commitment.assessed", subject.key, {"finding": finding},
                           [(subject.to, "by")], subject.to, "purchases")

    def _statement(self):
        self.made["statement"] += 1
        by, _ = self._pair()
        body = {"kind": self.rng.choice(("position", "assessment", "accusation", "rejection")),
                "gist": self.rng.choice(GISTS)}
        return self._event("statement.made", f"statement/n{self.made['statement']}", body,
                           [(speaker(self.rng, by), "by"), (by, "for")], by,
                           self.rng.choice(TOPICS))

    def _refusal(self):
        self.made["comment"] += 1
        by, _ = self._pair()
        body = {"refusal": self.rng.choice(("declined", "deflected", "no_reply")),
                "gist": "would not go into details"}
        return self._event("comment.refused", f"comment/n{self.made['comment']}", body,
                           [(speaker(self.rng, by), "by")], by, "process")

    def _figure(self):
        by, to = self._pair()
        metric = self.rng.choice(("trade.import_value", "trade.export_value", "trade.deficit"))
        year = self.day.year - 1 - ranked(self.rng, 4)
        body = {"metric": metric, "period": {"edtf": str(year), "basis": "stated"},
                "value": {"value": str(self.rng.randrange(1, 900) * 10**8), "unit": "USD",
                          "qual": "about"}}
        name = f"{by[4:].lower()}-{to[4:].lower()}-{year}"
        return self._event("figure.stated", f"figure/{metric}/{name}", body,
                           [(by, "reporter"), (to, "partner")], by)

    def _formal(self):
        """What states sign, forbid and litigate."""
        by, to = self._pair()
        kind = self.rng.choice(("agreement", "restriction", "proceeding"))
        self.made[kind] += 1
        key = f"{kind}/n{self.made[kind]}"
        if kind == "agreement":
            return self._event("agreement.reached", key, {"form": "in_principle"},
                               [(by, "party"), (to, "party")], by, "process")
        if kind == "restriction":
            return self._event("restriction.imposed", key,
                               {"instrument": "export_ban", "effective": HAPPENED},
                               [(by, "imposer"), (to, "target")], by, "export-controls")
        return self._event("proceeding.moved", key, {"stage": "consultations_requested"},
                           [(by, "complainant"), (to, "respondent")], by, "wto")

    def _about_record(self):
        """A denial, a correction or a retraction of what was recorded lately."""
        if not self.lately:
            return self._statement()
        at = self.rng.randrange(len(self.lately))
        id, event = self.lately[at]
        act = self.rng.choices(("denied", "corrected", "retracted"), (50, 35, 15))[0]
        if act == "denied":
            self.made["claim"] += 1
            by, _ = self._pair()
            return self._event("claim.denied", f"claim/n{self.made['claim']}", {"target": id},
                               [(speaker(self.rng, by), "by"), (by, "for")], by)
        del self.lately[at]
        if act == "retracted":
            return {"type": "record.retracted", "subject": event["subject"],
                    "body": {"target": id, "reason": "the text does not say so"}}
        entry = event["evidence"][0] | {"loc": f"L{self.rng.randrange(60, 90)}"}
        return {"type": "record.corrected", "subject": event["subject"],
                "body": {"target": id, "reason": "another line of the text"},
                "replacement": event | {"evidence": [entry, *event["evidence"][1:]]}}


def identity(number):
    """A UUIDv7 for each number: a millisecond each, then its number."""
    id = f"{0x19000000000 + number:012x}70008000{number:012x}"
    return "-".join((id[:8], id[8:12], id[12:16], id[16:20], id[20:]))
