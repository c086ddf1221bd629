"""Appends to UmaDB from several threads for some seconds, and prints a sample as JSON.

    umadb_load.py URL                                 exits with 0 if the server answers
    umadb_load.py URL FILE CLIENTS BATCH SECONDS
"""
import json
import sys
import threading
import time

import umadb


def main():
    url, *rest = sys.argv[1:]
    if not rest:
        umadb.Client(url).head()
        return
    payload, clients, batch = open(rest[0], "rb").read(), int(rest[1]), int(rest[2])
    times, lock = [], threading.Lock()
    ends = time.monotonic() + float(rest[3])

    def run(number):
        client, own = umadb.Client(url), []
        tags = [f"measure-{number}", "gov-XNO"]
        while (began := time.monotonic()) < ends:
            client.append([umadb.Event("tariff.imposed", payload, tags) for _ in range(batch)])
            own.append(time.monotonic() - began)
        with lock:
            times.extend(own)

    before, began = umadb.Client(url).head() or 0, time.monotonic()
    threads = [threading.Thread(target=run, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - began
    count = len(times) * batch
    if (umadb.Client(url).head() or 0) - before != count:
        sys.exit("UmaDB does not hold what was sent")
    times.sort()
    print(json.dumps({"rate": count / seconds, "events": count, "seconds": seconds,
                      "p50_us": 1e6 * times[len(times) // 2],
                      "p99_us": 1e6 * times[len(times) * 99 // 100]}))


if __name__ == "__main__":
    main()
