"""Who says so, in invented histories: outlets, people, documents, and chains of testimony.

Documents appear as time goes on; an event rests on what was published a short while ago. Most have
one chain, some two or three; officials speak by name, others without one, and outlets relay each
other.
"""
import collections
import datetime

FIRST_DAY, LAST_DAY = datetime.date(2018, 1, 1), datetime.date(2024, 12, 31)
STATES = [f"gov/X{letter}{letter}" for letter in "ABCDEFGHJKLM"]
OUTLETS = [f"org/outlet-{n}" for n in range(12)]
SPEAKERS = [f"person/official-{n}" for n in range(240)]  # n speaks for state n % 12
RECENT_MAX = 40
RECORDS_PER_DOCUMENT = 25

Document = collections.namedtuple("Document", "key outlet day handle")


def ranked(rng, count):
    """A number below `count`; the chance of n falls about as 1/(n + 1): few hot, many cold."""
    return int((count + 1) ** rng.random()) - 1


def date(day):
    return {"edtf": day.isoformat(), "basis": "stated"}


def registered(key, **body):
    kind = "source" if key.startswith("src/") else "actor"
    return {"type": f"{kind}.registered", "subject": key, "body": body}


def registrations():
    """Whom the histories know from their beginning."""
    for n, key in enumerate(STATES):
        yield registered(key, kind="state", name=f"State {n}")
    for n, key in enumerate(OUTLETS):
        yield registered(key, kind="outlet", name=f"Outlet {n}")
    for n, key in enumerate(SPEAKERS):
        yield registered(key, kind="person", name=f"Official {n}")


class Desk:
    """What the desk has read lately, and what it cites from it."""

    def __init__(self, rng):
        self.rng, self.documents = rng, 0
        self.recent = collections.deque(maxlen=RECENT_MAX)

    def document(self, day):
        """The registrations of a document that appears on a day: itself, and whom it quotes."""
        self.documents += 1
        key = f"src/t{self.documents}"
        outlet = OUTLETS[ranked(self.rng, len(OUTLETS))]
        yield registered(key, kind="news", outlet=outlet, held="full", language="en",
                         title=f"Trade talks, report {self.documents}", published=date(day))
        handle = f"anon/t{self.documents}/briefed1" if self.rng.random() < 0.4 else None
        if handle:
            yield registered(handle, kind="anonymous", count="1", document=key,
                             description="one of those briefed on the talks")
        self.recent.append(Document(key, outlet, day, handle))

    def evidence(self, state):
        """One to three chains about an act of a state, and the day on which it happened."""
        rng = self.rng
        count = rng.choices((1, 2, 3), (75, 20, 5))[0]
        chosen = rng.sample(self.recent, min(count, len(self.recent)))
        first = min(document.day for document in chosen)
        happened = max(FIRST_DAY, first - datetime.timedelta(days=rng.choice((0, 0, 1, 1, 2, 5))))
        return [self._entry(document, state) for document in chosen], happened

    def _entry(self, document, state):
        rng = self.rng
        form = rng.choices(("paraphrase", "quote"), (80, 20))[0]
        way = rng.choices(("named", "unnamed", "relayed", "outlet"), (45, 20, 15, 20))[0]
        if way == "unnamed" and document.handle:
            return self._cited(document, [(document.handle, "said"), (document.key, "reported")],
                               "unnamed", rng.choice(("briefed", "familiar")), form,
                               rng.choice(("certain", "probable", "possible")))
        other = rng.choice(self.recent)
        if way == "relayed" and other.key != document.key and other.day <= document.day:
            return self._cited(document, [(other.key, "reported"), (document.key, "relayed")],
                               "other_outlet", "unstated", "paraphrase", "certain"
                               ) | {"first_reporter": other.outlet}
        if way == "outlet":
            return self._cited(document, [(document.key, "stated")], "outlet_voice", "unstated",
                               "narration", "certain")
        return self._cited(document, [(speaker(rng, state), "said"), (document.key, "reported")],
                           "named", "official", form, "certain")

    def _cited(self, document, chain, attribution, basis, form, certainty):
        return {"source": document.key, "loc": f"L{self.rng.randrange(1, 60)}",
                "chain": [{"who": who, "act": act} for who, act in chain],
                "attribution": attribution, "basis": basis, "form": form, "stance": "asserts",
                "certainty": certainty}


def speaker(rng, state):
    """One of the officials of a state, a few of whom say most."""
    own = len(SPEAKERS) // len(STATES)
    return SPEAKERS[STATES.index(state) + len(STATES) * ranked(rng, own)]
