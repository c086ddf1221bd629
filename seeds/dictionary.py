"""The field dictionary of fields.txt, and the form of a record: which fields, of which types."""
import json
import re
from datetime import date, timedelta
from pathlib import Path

SLUG, STEP = r"[a-z0-9][a-z0-9._/-]{0,95}", r"[a-z0-9_]+(\[\d+\])*"
ACTOR, SOURCE = rf"gov/[A-Z]{{3}}|(org|group|person|anon)/{SLUG}", f"src/{SLUG}"
SUBJECT = ("(measure|restriction|offer|demand|talk|message|commitment|agreement|statement|claim"
           f"|comment|figure|proceeding)/{SLUG}")
SCALARS = {
    "Text": r"\S(.*\S)?", "Words": r"\W*(\w+\b\W*){1,5}", "Slug": SLUG, "Ref": r"[a-z]\d\d",
    "Decimal": r"-?\d+(\.\d+)?", "Unit": "[A-Z]{3}|percent|index_pts|year|1",
    "Sha": "[0-9a-f]{64}", "Country": "[A-Z]{3}", "Zone": r"\w+(/\w+)+",
    "Language": "[a-z]{2,3}(-[A-Za-z0-9]+)*", "Range": r"\d+(\.\.\d*)?", "Record": r"@[a-z]\d\d",
    "ActorKey": ACTOR, "SourceKey": SOURCE, "Later": SOURCE, "Who": f"{ACTOR}|{SOURCE}",
    "SubjectKey": SUBJECT, "Key": f"{ACTOR}|{SOURCE}|{SUBJECT}",
    "Path": rf"{STEP}(\.{STEP})*", "Loc": r"L\d+(-L\d+)?(,L\d+(-L\d+)?)*"}
KEEPING = ("source.", "actor.", "identity.", "record.", "conflict.")


def expand(where, known):
    """The type names that a list such as `tariff.{raised,lowered},talks.*` stands for."""
    for family, rest in re.findall(r"([a-z]+)(?:\.(\{[^}]*\}|\w+|\*))?", where):
        if rest in ("", "*"):
            yield from (t for t in known if family == "all" or t.startswith(family + ".")
                        or family == "events" and not t.startswith(KEEPING))
        else:
            yield from (f"{family}.{name}" for name in rest.strip("{}").split(","))


def dictionary(text):
    """Reads fields.txt into what types need, the fields of each object or type, and the words."""
    text = re.sub(r"\n +", " ", re.sub(r"(?m)^#.*\n", "", text))
    parts = re.split(r"\[(fields|types|objects|words)\]\n", text)[1:]
    rows = {name: [line.split() for line in body.splitlines() if line]
            for name, body in zip(parts[::2], parts[1::2])}
    needs = {t: row for where, *row in rows["types"] for t in expand(where, ())}
    shapes = {name: dict(re.fullmatch(r"(\w+)([!?].+)", f).groups() for f in fields)
              for name, *fields in rows["objects"]} | {t: {} for t in needs}
    for names, shape, where in rows["fields"]:
        for t in expand(where, needs):
            shapes[t].update((name, "?" + shape) for name in names.split(","))
    return needs, shapes, {n: words for names, *words in rows["words"] for n in names.split(",")}


NEEDS, SHAPES, ENUMS = dictionary(Path(__file__).with_name("fields.txt").read_text("utf-8"))


def span(edtf):
    """First and last day that an EDTF string can mean; ValueError if it is not well-formed."""
    if "/" in edtf:
        lo, hi = ((date.min, date.max) if e == ".." else span(e) for e in edtf.split("/"))
        if lo[0] > hi[1] or edtf == "../..":
            raise ValueError(edtf)
        return lo[0], hi[1]
    if edtf.startswith("["):
        spans = [span(part) for part in edtf[1:-1].split(",")]
        return min(spans)[0], max(hi for _, hi in spans)
    if not (m := re.fullmatch(r"(\d\d[\dX]{2})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?", edtf)):
        raise ValueError(edtf)
    year, month, day = (None if part == "XX" else part for part in m.groups())
    lo = date(int(year.replace("X", "0")), int(month or 1), int(day or 1))
    hi = date(int(year.replace("X", "9")), int(month or 12), int(day or 28))
    return lo, hi if day else (hi + timedelta(4)).replace(day=1) - timedelta(1)


def fits(value, shape, owner):
    """Whether a value is of a scalar type; `owner` is the object or family, and the field."""
    if shape in ("Flag", "Count"):
        return value is True if shape == "Flag" else type(value) is int and value >= 0
    if shape in ("Enum", "Type"):
        words = ENUMS.get(owner) or ENUMS.get(owner.split(".")[-1])
        return value in (list(NEEDS) if shape == "Type" else words)
    try:
        return bool(span(value) if shape == "Edtf" else re.fullmatch(SCALARS[shape], value))
    except (TypeError, ValueError):
        return False


def leaves(value, shape, path, owner, kind):
    """Yields (path, shape, value) of every scalar; (path, "!", why) of what is not as declared."""
    shape, many = kind if shape == "Body" else shape, shape.startswith("[")
    if shape == kind and kind not in NEEDS:
        return
    if not many and shape not in SHAPES:
        good = fits(value, shape, owner)
        yield path, shape if good else "!", value if good else f"is no {shape}: {value!r}"
    elif not value or not isinstance(value, list if many else dict):
        yield path, "!", "is empty or of the wrong type"
    elif many:
        for i, part in enumerate(value):
            yield from leaves(part, shape[1:-1], f"{path}[{i}]", owner, kind)
    else:
        for n in {**SHAPES[shape], **value}:
            inner, declared = f"{path}.{n}".lstrip("."), SHAPES[shape].get(n)
            if n in value and declared:
                field = f"{shape.split('.')[0]}.{n}"
                yield from leaves(value[n], declared[1:], inner, field, kind)
            elif n in value or declared[0] == "!":
                yield inner, "!", "is missing" if declared else "is not in the dictionary"


def at(value, path):
    """What stands at a path; an exception if nothing does."""
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        value = value[name] if name else value[int(index)]
    return value


def inside(path, given):
    """Whether a path is one of those given, or lies within one."""
    return any(path == g or path.startswith((g + ".", g + "[")) for g in given)


def attested(value, path, given):
    """Whether the given paths hold this one, or every part of what stands there."""
    parts = ([(f"{path}.{k}", v) for k, v in value.items()] if isinstance(value, dict) else
             [(f"{path}[{k}]", v) for k, v in enumerate(value)] if isinstance(value, list) else [])
    return inside(path, given) or bool(parts) and all(attested(v, p, given) for p, v in parts)


def unique(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a field stands twice")
    return dict(pairs)


def load(name):
    """The records of a file beside this one, a line each."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [json.loads(line, object_pairs_hook=unique) for line in lines]
