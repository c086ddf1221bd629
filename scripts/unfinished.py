"""Names the tests that a run had begun and not ended when its time was over.

usage: unfinished.py MINUTES EVENTS, where EVENTS is the event stream of Swift Testing (JSON lines,
https://github.com/swiftlang/swift-testing/blob/main/Documentation/ABI/JSON.md).
"""

import json
import sys


def unfinished(lines):
    """The ids of tests that were started and not ended, in the order of their start."""
    running = {}
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue  # The last line may be cut.
        event = record.get("payload", {})
        if event.get("kind") == "testStarted":
            running[event["testID"]] = True
        elif event.get("kind") in ("testEnded", "testSkipped"):
            running.pop(event["testID"], None)
    return list(running)


def main():
    minutes, path = sys.argv[1:]
    with open(path, encoding="utf-8", errors="replace") as file:
        names = unfinished(file)
    print(f"tests: not done after {minutes} minutes; begun and not ended:", file=sys.stderr)
    for name in names:
        print(f"  {name}", file=sys.stderr)


main()
