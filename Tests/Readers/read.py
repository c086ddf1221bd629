"""Reads what `ledgerctl` writes with the programs that people read it with, and says what it saw.

Usage: read.py SORT FILE      SORT: calendar, cloudevents, jsonld, pandas, duckdb

Each sort needs a package from PyPI: icalendar, cloudevents, rdflib, pandas, duckdb.
Prints one JSON object. Nothing is fetched.
"""

import json
import sys


def calendar(path):
    from icalendar import Calendar

    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    events = [
        {
            "uid": str(event["UID"]),
            "sequence": int(event["SEQUENCE"]),
            "start": event.decoded("DTSTART").isoformat(),
            "end": event.decoded("DTEND").isoformat(),
            "summary": str(event["SUMMARY"]),
            "errors": len(event.errors),
        }
        for event in calendar.walk("VEVENT")
    ]
    return {"version": str(calendar["VERSION"]), "events": events}


def cloudevents(path):
    from cloudevents.core.formats.json import JSONFormat

    with open(path, encoding="utf-8") as file:
        batch = json.load(file)
    read = [JSONFormat().read(None, json.dumps(event)) for event in batch]
    return {
        "count": len(read),
        "names": len({(event.get_source(), event.get_id()) for event in read}),
        "types": sorted({event.get_type() for event in read}),
        "subjects": sum(bool(event.get_subject()) for event in read),
        "data": sum(isinstance(event.get_data(), dict) for event in read),
    }


def jsonld(path):
    from rdflib import Graph

    graph = Graph()
    graph.parse(path, format="json-ld")
    prov = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/>"
    ask = lambda text: [tuple(map(str, row)) for row in graph.query(f"{prov} {text}")]
    return {
        "triples": len(graph),
        "predicates": sorted({str(p) for p in graph.predicates()}),
        "records": len(ask("SELECT DISTINCT ?r { ?r prov:wasGeneratedBy ?a }")),
        # From a record back, hop by hop, to whoever told it first.
        "origins": ask(
            "SELECT ?n ?who { ?r dcterms:identifier ?n ; prov:wasDerivedFrom+ ?hop ."
            " ?hop prov:wasAttributedTo ?who FILTER NOT EXISTS { ?hop prov:wasDerivedFrom ?o } }"
        ),
        "documents": ask(
            "SELECT DISTINCT ?n ?d { ?r dcterms:identifier ?n ; prov:wasDerivedFrom ?hop ."
            " ?hop dcterms:isPartOf ?d }"
        ),
    }


def pandas(path):
    import pandas

    table = (
        pandas.read_json(path, lines=True)
        if path.endswith(".jsonl")
        else pandas.read_csv(path, keep_default_na=False)
    )
    return {
        "rows": len(table),
        "columns": list(table.columns),
        "types": {str(k): int(v) for k, v in table["type"].value_counts().items()},
    }


def duckdb(path):
    import duckdb

    reader = "read_json_auto" if path.endswith(".jsonl") else "read_csv"
    table = f"{reader}('{path}')"
    rows = duckdb.sql(f"SELECT type, count(*) FROM {table} GROUP BY type").fetchall()
    return {
        "rows": sum(count for _, count in rows),
        "columns": duckdb.sql(f"SELECT * FROM {table}").columns,
        "types": dict(rows),
    }


if __name__ == "__main__":
    sorts = [calendar, cloudevents, jsonld, pandas, duckdb]
    sort = {function.__name__: function for function in sorts}[sys.argv[1]]
    print(json.dumps(sort(sys.argv[2])))
