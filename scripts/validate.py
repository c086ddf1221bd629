#!/usr/bin/env python3
"""Holds JSON values against JSON Schemas, with the jsonschema library.

    scripts/validate.py FOLDER

FOLDER holds files with one JSON value a line:

    strict.ndjson   schemas that know every member
    open.ndjson     the same as readers take them: other members may stand (may be absent)
    values.ndjson   answers, refusals and events that must be valid
    refused.ndjson  values that must not be valid (may be absent)

Every schema must itself be one. A value's schema is found by the value: an answer names it, a
refusal is a problem, an event has its type. Every kind of row that an answer may have must occur.
One value of each schema is then damaged in every place, and each damage must be noticed. Nothing
is fetched. Exits 1 if anything is wrong.
"""

import copy
import json
import os
import subprocess
import sys

UNKNOWN = "no_such_member"
PROBLEMS = "https://ledgerd.org/problems/"
# Members that hold what no schema describes.
FREE = {"schema": "document"}
SHOWN = 25


def library():
    """jsonschema's validator, from whichever interpreter here has the library."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        for other in ("/usr/bin/python3", "python3"):
            asked = [other, "-c", "from jsonschema import Draft202012Validator"]
            try:
                found = subprocess.run(asked, stderr=subprocess.DEVNULL).returncode == 0
            except OSError:
                continue
            if found:
                os.execvp(other, [other] + sys.argv)
        sys.exit("validate.py: no Python here has jsonschema; scripts/setup.sh installs it")
    return Draft202012Validator


def lines(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def name_of(value):
    """The schema that a value belongs to."""
    if "schema" in value:
        return value["schema"].removeprefix("ledger.").removesuffix("/1")
    return "problem" if value["type"].startswith(PROBLEMS) else value["type"]


def places(value, path=()):
    """Every place in a value, from its root; of a list within a row the first elements."""
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, path + (name,))
    elif isinstance(value, list):
        for index, inner in enumerate(value if path == ("rows",) else value[:2]):
            yield from places(inner, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def optional_names(schema):
    """Members that some object of a schema may lack."""
    found = set()
    if isinstance(schema, dict):
        needed = schema.get("required", [])
        if isinstance(schema.get("properties"), dict) and "type" in schema:
            found |= set(schema["properties"]) - set(needed)
        for inner in schema.values():
            found |= optional_names(inner)
    elif isinstance(schema, list):
        for inner in schema:
            found |= optional_names(inner)
    return found


def damages(value, name, optional):
    """The value with one thing wrong, for every thing that can be; with what is wrong."""
    for path in places(value):
        if FREE.get(name) in path:
            continue
        found = at(value, path)
        if isinstance(found, dict):
            more = copy.deepcopy(value)
            at(more, path)[UNKNOWN] = 1
            yield more, path, "a member too many"
            for member in found:
                if member not in optional:
                    less = copy.deepcopy(value)
                    del at(less, path)[member]
                    yield less, path + (member,), "missing"
        if path:
            other = copy.deepcopy(value)
            at(other, path[:-1])[path[-1]] = {UNKNOWN: 1}
            yield other, path, "an object instead"


def richest(values):
    """One value with one row of each kind, the longest that there are."""
    if not isinstance(values[0].get("rows"), list):
        return max(values, key=lambda value: len(json.dumps(value)))
    rows = {}
    for row in (row for value in values for row in value["rows"]):
        kind = row.get("row")
        if kind not in rows or len(json.dumps(row)) > len(json.dumps(rows[kind])):
            rows[kind] = row
    return dict(values[0], rows=list(rows.values()))


def row_kinds(schema):
    """The words by which the rows of an answer are told apart; none where all are alike."""
    rows = schema["properties"].get("rows", {}).get("items", {})
    return {row["properties"]["row"]["const"] for row in rows.get("oneOf", [])}


def text(path):
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path) or "."


class Report:
    def __init__(self):
        self.count = 0

    def add(self, line):
        self.count += 1
        if self.count <= SHOWN:
            print(line)


def schemas(folder, file, validator, report):
    """Validators by name; every document must be a schema."""
    found = {}
    for document in lines(folder, file):
        name = document["title"]
        try:
            validator.check_schema(document)
        except Exception as error:  # the library has several, by version
            report.add(f"{file}: {name} is no schema: {error}")
            continue
        found[name] = validator(document)
    return found


def explain(errors):
    from jsonschema.exceptions import best_match

    error = best_match(errors)
    return f"{text(error.absolute_path)}: {error.message[:300]}"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: validate.py FOLDER")
    validator = library()
    folder, report = sys.argv[1], Report()
    strict = schemas(folder, "strict.ndjson", validator, report)
    lenient = schemas(folder, "open.ndjson", validator, report)
    values = {}
    for value in lines(folder, "values.ndjson"):
        name = name_of(value)
        if name not in strict:
            report.add(f"{name}: has no schema")
            continue
        errors = list(strict[name].iter_errors(value))
        if errors:
            report.add(f"{name}: {explain(errors)}")
        elif name in lenient and not lenient[name].is_valid(value):
            report.add(f"{name}: readers would not take it")
        values.setdefault(name, []).append(value)
    for value in lines(folder, "refused.ndjson"):
        if strict[name_of(value)].is_valid(value):
            report.add(f"{name_of(value)}: takes {json.dumps(value)[:300]}")
    count = 0
    for name, known in values.items():
        optional = optional_names(strict[name].schema)
        best = richest(known)
        kinds = row_kinds(strict[name].schema)
        for kind in kinds and kinds - {row["row"] for row in best["rows"]}:
            report.add(f"{name}: has no example of a row '{kind}'")
        for damaged, path, what in damages(best, name, optional):
            count += 1
            if strict[name].is_valid(damaged):
                report.add(f"{name}: does not notice {what} at {text(path)}")
    if not values:
        report.add("values.ndjson: holds nothing")
    if report.count > SHOWN:
        print(f"... and {report.count - SHOWN} more")
    if report.count:
        sys.exit(1)
    total = sum(map(len, values.values()))
    print(f"{len(strict)} schemas, {total} values of {len(values)}, {count} damages noticed")


if __name__ == "__main__":
    main()
