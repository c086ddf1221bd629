#!/usr/bin/env python3
"""Checks actors.jsonl and events.jsonl against fields.txt and the rules of README.md.

    python3 check.py             the records alone
    python3 check.py FOLDER      also against the held articles, for those who have them in FOLDER

Prints every problem, then `N records checked, M problems`; exits 0 if there is none, else 1.
"""
import hashlib
import re
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.dont_write_bytecode = True  # no cache beside the data
from dictionary import KEEPING, NEEDS, SUBJECT, at, attested, inside, leaves, load, span

DONE = ("imposed", "raised", "lowered", "suspended", "lifted")


def needs(rec):
    """What a type requires, and the conditions that hold between fields of one record."""
    kind, subject, body = rec["type"], rec["subject"], rec["body"]
    kinds, roles, needed = NEEDS[kind]
    actors, issues = rec.get("actors", []), set(rec.get("issues", []))
    for role in Counter(roles.split(",")) - Counter([a["role"] for a in actors] + ["-"]):
        yield f"lacks role {role}"
    for group in needed.split(","):
        if group != "-" and not body.keys() & set(group.split("/")):
            yield f"lacks {group}"
    if kinds != "any" and subject.split("/")[0] not in kinds.split(","):
        yield "subject of the wrong kind"
    if "change" in body and not ("step" in body and (
            body["change"] not in ("raise", "lower") or body.keys() & {"to_rate", "rates"})):
        yield "a change without its step or new rate"
    if "rates" in body and body.keys() & {"rate", "to_rate"}:
        yield "rates beside a single rate"
    if body.get("strength") == "precondition" and "precondition_for" not in body:
        yield "a precondition for nothing"
    if kind == "record.linked" and ("to" in body) == (body.get("rel") == "queried"):
        yield "queried with an end, or another link without"
    if kind in ("talks.held", "call.held") and all(a["actor"].startswith("anon/") for a in actors):
        yield "held by nobody with a name"
    if body.get("a", subject) != subject:
        yield "a is not the subject"
    if len(body.get("condition", "-")) != 1:
        yield "a condition is one of if, unless"
    if not kind.startswith("actor."):
        expected = {"ref"} | (set() if kind.startswith("source.") else {"evidence"})
        expected |= set() if kind.startswith(KEEPING) else {"modality"}
        yield from (f"lacks {name}" for name in sorted(expected - rec.keys()))
    if not kind.startswith(KEEPING) and "occurred" not in rec and "effective" not in body:
        yield "no date"
    if not {item["issue"] for item in body.get("items", [])} <= issues:
        yield "an item's issue is not among the record's"


def references(rec, found, world):
    """Keys, records and paths that lead nowhere."""
    for path, shape, value in found:
        if shape == "Record":
            before = path.startswith(("body.target", "body.records"))
            if value[1:] not in (world["earlier"] if before else world["refs"]):
                yield f"{path}: {value} is not there, or not before"
        elif shape in ("ActorKey", "SourceKey", "Who", "Key", "Later", "SubjectKey"):
            ahead = shape == "Later" or value == rec["subject"] or re.fullmatch(SUBJECT, value)
            if value not in world["subjects" if ahead else "earlier"] and not inside(
                    path, rec.get("inferred", [])):
                yield f"{path}: {value} is not registered"
        elif shape == "Path":
            target = rec["body"].get("target", "@")[1:] if path == "body.part" else None
            try:
                at(world["refs"][target] if target else rec, value)
            except (KeyError, IndexError, TypeError):
                yield f"{path}: there is no {value}"
    if rec["type"].endswith(".registered") and rec["subject"] in world["earlier"]:
        yield "registered twice"


def misdated(day, anchor):
    """Whether a derived date breaks the arithmetic of its words, counted from the anchor's day."""
    (lo, hi), said, one = span(day["edtf"]), day["text"].lower(), timedelta(1)
    monday = anchor - anchor.weekday() * one
    if said == "last week":
        return (lo, hi) != (monday - 7 * one, monday - one)
    if said.startswith("earlier "):
        return (lo, hi) != (monday, anchor - one)
    names = re.findall("(?:mon|tues|wednes|thurs|fri|satur|sun)day", said)
    return names and lo == hi and (names != [f"{lo:%A}".lower()] or not 0 <= (anchor - lo).days < 7)


def dates(rec, found, sources):
    """Derivation, the list of what is inferred, and tense."""
    kind, evidence = rec["type"], rec.get("evidence")
    published = {k: span(body["published"]["edtf"]) for k, body in sources.items()}
    for path in (path[:-5] for path, shape, _ in found if shape == "Edtf"):
        day = at(rec, path)
        if day["basis"] == "derived":
            if not {"text", "anchor"} <= day.keys():
                yield f"{path} is derived without text and anchor"
            elif misdated(day, published[day["anchor"]][0]):
                yield f"{path}: {day['edtf']} is not {day['text']!r}"
        if evidence and inside(path, rec.get("inferred", [])) == (day["basis"] == "stated"):
            yield f"{path}: `inferred` lists the dates that are not stated, and no other"
    for day, past in ((rec.get("occurred"), not kind.startswith("talks.") or kind == "talks.held"),
                      (rec["body"].get("effective"), kind.endswith(DONE))):
        if day and past and evidence and span(day["edtf"])[1] > max(
                published[e["source"]][1] for e in evidence):
            yield "a past act lies after its source"


def voice(who, sources):
    """The attribution that follows from the hops of a chain."""
    if who[0].startswith("person/"):
        return "named"
    if sources.get(who[0], {}).get("kind") == "official":
        return "document"
    if len(who) == 1 or any(w in sources for w in who[:-1]):
        return "outlet_voice" if len(who) == 1 else "other_outlet"
    return "unnamed" if who[0].startswith("anon/") else "institution"


def testimony(rec, sources):
    """Chains, attribution, and whether the entries together cover what the record says."""
    evidence, inferred = rec.get("evidence", []), rec.get("inferred", [])
    reading = rec["type"].startswith(KEEPING) and rec["body"].get("join") != "stated"
    for i, e in enumerate(evidence):
        who = [hop["who"] for hop in e["chain"]]
        if who[-1] != e["source"] or sources.get(who[-1], {}).get("held") == "cited_only":
            yield f"evidence[{i}]: the chain does not end at its held source"
        if voice(who, sources) != e["attribution"]:
            yield f"evidence[{i}]: attribution should be {voice(who, sources)}"
        if reading and (e["stance"], e["certainty"]) != ("comments", "unstated"):
            yield f"evidence[{i}]: the outlet does not assert a coder's reading"
    if evidence and all("covers" in e for e in evidence):
        given = inferred + [path for e in evidence for path in e["covers"]]
        parts = [(p, rec[p]) for p in ("occurred", "actors", "body") if p in rec]
        parts += [(f"links[{i}]", 0) for i, link in enumerate(rec.get("links", []))
                  if link["by"] == "source"]
        yield from (f"no evidence covers {p}" for p, v in parts if not attested(v, p, given))


def sequences(text):
    """Every run of six words."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[i:i + 6]) for i in range(len(words) - 5)}


def against(rec, found, texts, sixes):
    """What does not fit the held articles: place, quotation marks, borrowed wording."""
    for e in rec.get("evidence", []):
        lines = texts.get(e["source"], "").split("\n")
        spans = [[int(n[1:]) for n in part.split("-")] for part in e["loc"].split(",")]
        if any(not 1 <= s[0] <= s[-1] <= len(lines) for s in spans):
            yield f"{e['loc']} is outside the article"
        elif e["form"] == "quote" and not any(
                re.search('["\u201c]', "\n".join(lines[s[0] - 1:s[-1]])) for s in spans):
            yield f"nothing is quoted in {e['loc']}"
    yield from (f"{path} has six words running from an article" for path, _, value in found
                if isinstance(value, str) and sixes & sequences(value))


def main(folder):
    """Checks form, then needs, then contents, as long as all is well; `folder` may be None."""
    records = load("actors.jsonl") + load("events.jsonl")
    found = [list(leaves(rec, "Event", "", "", str(rec.get("type")))) for rec in records]
    names = [rec.get("ref", rec.get("subject")) for rec in records]
    problems = [f"{name}: {path} {why}" for name, parts in zip(names, found)
                for path, shape, why in parts if shape == "!"]
    problems = problems or [f"{n}: {why}" for n, rec in zip(names, records) for why in needs(rec)]
    problems = problems or list(contents(records, found, folder))
    print(*problems, f"{len(records)} records checked, {len(problems)} problems", sep="\n")
    return bool(problems)


def contents(records, found, folder):
    """The problems of well-formed records, in order; what comes earlier is what may be named."""
    world = {"refs": {r["ref"]: r for r in records if "ref" in r}, "earlier": {},
             "subjects": {r["subject"] for r in records}}
    bodies = {r["subject"]: r["body"] for r in records if r["type"] == "source.registered"}
    held = {k: (folder / body["file"]).read_bytes() for k, body in bodies.items()
            if folder and "file" in body}
    texts = {k: data.decode("utf-8") for k, data in held.items()}
    sixes = {six for text in texts.values() for six in sequences(text)}
    for rec, parts in zip(records, found):
        wrong = [*references(rec, parts, world)]
        wrong = wrong or [*dates(rec, parts, bodies), *testimony(rec, bodies)]
        wrong += against(rec, parts, texts, sixes) if folder else []
        yield from (f"{rec.get('ref', rec['subject'])}: {why}" for why in wrong)
        keys = ("ref", "subject") if rec["type"].endswith(".registered") else ("ref",)
        world["earlier"] |= {rec[key]: rec for key in keys if key in rec}
    yield from (f"{k}: the article has another sha256" for k, data in held.items()
                if hashlib.sha256(data).hexdigest() != bodies[k].get("sha256"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
