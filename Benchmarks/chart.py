#!/usr/bin/env python3
"""Draws the medians of a report of run.py as an SVG, without any library.

    python3 Benchmarks/chart.py results.json results.svg

A panel for each workload, a bar for each peer, from zero, each panel to its own scale. Every bar
says its name and its figure, and ours is filled where the others are hatched, so nothing rests on
colour; the colours follow the reader's light or dark scheme.
"""
import json
import sys
from html import escape
from pathlib import Path

COLUMNS, PANEL_WIDTH, GAP, MARGIN = 2, 456, 24, 20
TITLE_HEIGHT, ROW_HEIGHT, BAR_HEIGHT, HEAD_HEIGHT = 26, 19, 12, 78
NAME_WIDTH, FIGURE_WIDTH = 122, 76
OURS = "ledgerd"
# Each is at least 4.5 to 1 against its background where it is text, 3 to 1 where it is a bar.
LIGHT = {"ground": "#ffffff", "ink": "#1f2328", "quiet": "#59636e", "ours": "#0b5cad",
         "theirs": "#7a8490"}
DARK = {"ground": "#0d1117", "ink": "#e6edf3", "quiet": "#9aa4af", "ours": "#6cb0ff",
        "theirs": "#848d97"}


def style():
    """Colours for both schemes; without custom properties, which not every viewer knows."""
    rules = ("  .ground {{ fill: {ground}; }} text {{ fill: {ink}; }} "
             "text.quiet {{ fill: {quiet}; }} .ours {{ fill: {ours}; }}\n"
             "  .theirs {{ fill: url(#hatch); stroke: {theirs}; }} .hatch {{ stroke: {theirs}; }} "
             ".range {{ stroke: {ink}; }}")
    return ('\n  text { font: 12px system-ui, "DejaVu Sans", Verdana, sans-serif; }\n'
            "  text.quiet { font-size: 11px; } text.title { font-size: 16px; }\n"
            "  text.strong { font-weight: 700; } .hatch { stroke-width: 2; }\n"
            "  .range { stroke-width: 1.5; fill: none; }\n"
            f"{rules.format(**LIGHT)}\n"
            f"  @media (prefers-color-scheme: dark) {{\n{rules.format(**DARK)}\n  }}\n")


def drawing(report):
    """The report as the text of an SVG file."""
    panels = {}
    for row in report["summary"]:
        # What only we can do stands in the panel of what the others do instead.
        if row.get("beside"):
            row = row | {"name": f"{row['peer']}, {row['work'].split(', ')[-1]}"}
        panels.setdefault(row.get("beside") or row["work"], []).append(row)
    panels = [(work, rows) for work, rows in panels.items() if rows[0]["peer"] != "fdatasync"]
    out, y = [], HEAD_HEIGHT
    for start in range(0, len(panels), COLUMNS):
        line = panels[start:start + COLUMNS]
        for n, (work, rows) in enumerate(line):
            out += _panel(MARGIN + n * (PANEL_WIDTH + GAP), y, work, _ordered(rows))
        y += TITLE_HEIGHT + ROW_HEIGHT * max(len(rows) for _, rows in line) + GAP
    width = 2 * MARGIN + COLUMNS * PANEL_WIDTH + (COLUMNS - 1) * GAP
    return "\n".join([*_head(report, width, y), *out, "</svg>", ""])


def _head(report, width, height):
    here = report["machine"]
    said = (f"{report['started'][:10]}, {report['rounds']} rounds of {report['seconds']:g} s; "
            f"{report['record_bytes']} bytes an event; {here['processors']} processors, "
            f"{here['filesystem']}; others used {here.get('others_used', 0):.2f} processors")
    title = "Durable appends, events a second"
    summary = "; ".join(f"{row['work']}, {row['peer']}: {row['rate']:,.0f}"
                        for row in report["summary"])
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="title summary">',
        f'<title id="title">{title}</title>',
        f'<desc id="summary">{escape(summary)}</desc>',
        f"<style>{style()}</style>",
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="hatch" y2="5"/></pattern></defs>',
        f'<rect class="ground" width="{width}" height="{height}"/>',
        f'<text class="strong title" x="{MARGIN}" y="24">{title}</text>',
        f'<text class="quiet" x="{MARGIN}" y="42">Medians; the line is the range over the rounds. '
        "Each panel has a scale of its own, from zero.</text>",
        f'<text class="quiet" x="{MARGIN}" y="58">{escape(said)}.</text>']


def _panel(x, y, work, rows):
    yield f'<text class="strong" x="{x}" y="{y + 13}">{escape(work)}</text>'
    room = PANEL_WIDTH - NAME_WIDTH - FIGURE_WIDTH
    scale = room / max(row["max"] for row in rows)
    left = x + NAME_WIDTH
    for n, row in enumerate(rows):
        top = y + TITLE_HEIGHT + n * ROW_HEIGHT
        is_ours = row["peer"] == OURS
        strong, kind = (' class="strong"', "ours") if is_ours else ("", "theirs")
        base, middle = top + BAR_HEIGHT - 2, top + BAR_HEIGHT / 2
        low, high = left + row["min"] * scale, left + row["max"] * scale
        yield (f'<text{strong} x="{left - 6}" y="{base}" text-anchor="end">'
               f'{escape(row.get("name", row["peer"]))}</text>')
        yield (f'<rect class="{kind}" x="{left}" y="{top}" height="{BAR_HEIGHT}" '
               f'width="{max(1, row["rate"] * scale):.1f}"/>')
        yield (f'<path class="range" d="M{low:.1f} {middle}H{high:.1f}'
               f'M{low:.1f} {middle - 3}v6M{high:.1f} {middle - 3}v6"/>')
        yield (f'<text{strong} x="{x + PANEL_WIDTH}" y="{base}" text-anchor="end">'
               f'{row["rate"]:,.0f}</text>')


def _ordered(rows):
    """Ours first, the others from the fastest."""
    return sorted(rows, key=lambda row: (row["peer"] != OURS, -row["rate"]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(drawing(json.loads(Path(sys.argv[1]).read_text())))
