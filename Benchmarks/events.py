"""Invented events for the benchmark: two states that do not exist, a desk's usual mix of types.

Each is complete and well-formed (parties with roles, an evidence chain, dates with their basis) and
has 460 to 540 bytes of JSON beside its id. Subjects are skewed as they are in life: a few measures,
figures and talks come up all the time; every statement, offer and refusal is a subject of its own.
"""
import json
import random

import canonical

# load.c puts a new UUIDv7 and a new serial number in their places.
ID, SERIAL = "00000000-0000-7000-8000-000000000000", "~~~~~~~~"
STATES = ["gov/XNO", "gov/XSO"]
SPEAKERS = [f"person/s{n:02}" for n in range(24)]  # even: of the first state; odd: the other
SOURCES = [f"src/d{n:02}" for n in range(28)]
GOODS = ["steel", "soya beans", "cars", "solar panels", "pork", "wine", "timber", "chips"]
GISTS = ["wants the talks to go on", "calls the new duty unfair", "sees little room to give way",
         "expects a reply within weeks", "rules out a one-sided step", "hopes for an early meeting",
         "says that buyers will pay for it", "is ready to look at the list again"]


def registrations():
    """What must be registered before the first event: states, people, an outlet, its texts."""
    yield from (_registration(key, kind="state", name=name)
                for key, name in zip(STATES, ("Northland", "Southland")))
    yield _registration("org/daily", kind="outlet", name="The Benchmark Daily")
    yield from (_registration(key, kind="person", name=f"Speaker {n}")
                for n, key in enumerate(SPEAKERS))
    for n, key in enumerate(SOURCES):
        yield _registration(key, kind="news", outlet="org/daily", held="full", language="en",
                            title=f"Talks, day {n}", published=_day(f"2021-06-{n + 1:02}"))


def lines(count, seed=1):
    """`count` events, one a line, with slots for ids and serials; equal for equal seeds."""
    for event in _events(count, random.Random(seed), measures=400):
        yield json.dumps({"id": ID} | event, separators=(",", ":"))


def batch(count, seed=1):
    """The events of `lines` as one AppendBatch in protobuf, with the same slots."""
    return canonical.append_batch((ID, event)
                                  for event in _events(count, random.Random(seed), measures=400))


def _events(count, rng, measures):
    makers, weights = zip((_statement, 40), (_tariff, 25), (_figure, 12), (_offer, 10),
                          (_talk, 8), (_refusal, 5))
    for make in rng.choices(makers, weights, k=count):
        yield make(rng, measures) if make is _tariff else make(rng)


def _registration(key, **body):
    kind = "source" if key.startswith("src/") else "actor"
    return {"type": f"{kind}.registered", "subject": key, "body": body}


def _day(edtf):
    return {"edtf": edtf, "basis": "stated"}


def _ranked(rng, count):
    """A number below `count`; the chance of n falls about as 1/(n + 1): few hot, many cold."""
    return int((count + 1) ** rng.random()) - 1


def _role(actor, role):
    return {"actor": actor, "role": role}


def _event(rng, kind, subject, body, actors, issue=None, speaker=None):
    """The parts all share; said by `speaker`, or by the outlet itself."""
    source = rng.randrange(len(SOURCES))
    last = {"who": SOURCES[source], "act": "reported" if speaker else "stated"}
    chain = [{"who": speaker, "act": "said"}, last] if speaker else [last]
    return {
        "type": kind, "subject": subject, "occurred": _day(f"2021-06-{source + 1:02}"),
        "actors": actors, **({"issues": [issue]} if issue else {}), "body": body,
        "evidence": [{
            "source": SOURCES[source], "loc": f"L{rng.randrange(1, 60)}", "chain": chain,
            "attribution": "named" if speaker else "outlet_voice",
            "basis": "official" if speaker else "unstated",
            "form": "paraphrase" if speaker else "narration",
            "stance": "asserts", "certainty": "certain"}]}


def _statement(rng):
    n = rng.randrange(len(SPEAKERS))
    body = {"kind": rng.choice(("position", "assessment", "accusation", "rejection")),
            "gist": rng.choice(GISTS)}
    return _event(rng, "statement.made", f"statement/{SERIAL}", body,
                  [_role(SPEAKERS[n], "by"), _role(STATES[n % 2], "for")], "tariffs", SPEAKERS[n])


def _tariff(rng, measures):
    n = _ranked(rng, measures)
    rate = {"pct": str(rng.choice((5, 7.5, 10, 15, 25))), "kind": "additional", "qual": "eq"}
    kind = rng.choice(("imposed", "imposed", "raised", "threatened"))
    body = {"imposed": {"rate": rate, "goods": rng.choice(GOODS)}, "raised": {"to_rate": rate},
            "threatened": {"rate": rate, "goods": rng.choice(GOODS)}}[kind]
    if kind != "threatened":
        body["effective"] = _day(f"2021-05-{rng.randrange(1, 29):02}")
    return _event(rng, f"tariff.{kind}", f"measure/list-{n}", body,
                  [_role(STATES[n % 2], "imposer"), _role(STATES[1 - n % 2], "target")])


def _figure(rng):
    n = _ranked(rng, 60)
    body = {"metric": "trade.import_value", "period": _day("2020"),
            "value": {"value": str(rng.randrange(1, 900) * 10**8), "unit": "USD", "qual": "about"}}
    return _event(rng, "figure.stated", f"figure/trade.import_value/s{n}", body,
                  [_role(STATES[n % 2], "reporter"), _role(STATES[1 - n % 2], "partner")])


def _offer(rng):
    n = rng.randrange(len(SPEAKERS))
    item = {"issue": "purchases", "action": "buy_more", "text": f"more {rng.choice(GOODS)}"}
    return _event(rng, "offer.made", f"offer/{SERIAL}", {"formal": "oral", "items": [item]},
                  [_role(STATES[n % 2], "by"), _role(STATES[1 - n % 2], "to")], "purchases",
                  SPEAKERS[n])


def _talk(rng):
    body = {"kind": "negotiation_round", "level": rng.choice(("minister", "official")),
            "outcome": rng.choice(("progress", "inconclusive", "ongoing"))}
    return _event(rng, "talks.held", f"talk/round-{_ranked(rng, 50)}", body,
                  [_role(state, "party") for state in STATES], "process")


def _refusal(rng):
    n = rng.randrange(len(SPEAKERS))
    body = {"refusal": rng.choice(("declined", "deflected")), "about": [f"measure/list-{n}"],
            "gist": "would not go into details"}
    return _event(rng, "comment.refused", f"comment/{SERIAL}", body,
                  [_role(SPEAKERS[n], "by")], "process")
