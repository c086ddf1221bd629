"""Who may do what: every request as every account, against the table of roles; forged authors.

The table is what docs/operations.md says of the groups. The accounts exist only in a namespace of
this program (accounts.py), which needs root.
"""
import hashlib
import json
import os
import re
import select
import time
import uuid
from pathlib import Path

import accounts
import clients
import namespace
import oracle
import wire
from daemon import HERE, Daemon, Room
from row import Row

ROLES = ["none", "reader", "author", "editor", "admin"]
# What an account is; root administers and reads, and never appends.
ROLE_OF = {"ft-stranger": "none", "ft-reader": "reader", "ft-author": "author",
           "ft-editor": "editor", "ft-admin": "admin", "root": "root"}
JSON = {"Content_Type": "application/json"}
TEXT = b"words of a text"
# What an account has lost it may use for so long, through a stream or a connection that is open.
LEAVES_WITHIN = 60
SHA = hashlib.sha256(TEXT).hexdigest()


class SystemDaemon(Daemon):
    """The ledger of many accounts."""

    kind = ["--init"]


def requests():
    """Every kind of request as (least role, method, target, body, headers)."""
    api = (HERE.parent.parent / "docs/http-api.md").read_text()
    needed = {"subject": "gov/USA", "record": "r1", "name": "ledger.status/1", "type": "x",
              "to": "2021-01-01", "from": "2020-01-01", "axis": "on", "source": "src/desk-1",
              "actor": "gov/USA", "issue": "tariffs"}
    for path, parameters in re.findall(r"^\| `(/v1/[a-z/-]+)` \| ([^|]*) \|", api, re.M):
        words = [word for word in re.findall(r"`(\w+)`", parameters) if word in needed]
        query = "&".join(f"{word}={needed[word]}" for word in words)
        yield "reader", "GET", f"{path}?{query}" if query else path, None, {}
    for path in ("status", "metrics", "events?limit=1", "export", "log/verify", "replay/verify",
                 "log/checkpoint", "log/checkpoints", "log/key", "log/root",
                 "log/consistency?from=r1", "log/proof?record=r1", "log/tile/0/000.p/1",
                 f"sources/{SHA}"):
        yield "reader", "GET", f"/v1/{path}", None, {}
    yield "reader", "POST", "/v1/log/attest?dry_run=true", b"", {}
    yield "reader", "POST", "/v1/log/cosignatures", b"no checkpoint", {"Content_Type": "text/plain"}
    yield "author", "POST", "/v1/events", event_json(), JSON
    yield "author", "POST", "/v1/events?dry_run=true", event_json(), JSON
    yield "author", "PUT", f"/v1/sources/{SHA}", TEXT, {"Content_Type":
                                                         "application/octet-stream"}
    yield "author", "POST", "/v1/log/attest", b"", {}
    yield "admin", "GET", "/v1/backup", None, {}
    yield "admin", "POST", "/v1/clock/accept", b"", {}
    yield "admin", "POST", "/v1/log/key/rotate", b"", {}


def event_json(**more):
    """A statement as JSON; what is added may be a forgery."""
    event = clients.statement(uuid.uuid4().hex[:12]) | {"id": str(uuid.uuid4())} | more
    return json.dumps(event).encode()


def ask(path, method, target, body, headers):
    """The status of one request, and the first bytes of the reply."""
    connection = wire.Wire(path)
    try:
        status, said = connection.ask(method, target, body, **headers)
        return status, said[:400].decode(errors="replace")
    except PermissionError:
        return "EACCES", ""
    finally:
        connection.close()


def may(role, least):
    """Whether the table lets a role do what needs at least another."""
    if role == "root":
        return least in ("reader", "admin")
    return ROLES.index(role) >= ROLES.index(least)


def matrix(row, path):
    """Every request as every account."""
    for name, role in ROLE_OF.items():
        def work():
            return [ask(path, *rest) for _, *rest in requests()]
        for (least, method, target, *_), (status, said) in zip(requests(),
                                                               accounts.run_as(name, work)):
            row.add("cells")
            let_in = status not in (403, "EACCES")
            row.require(let_in == may(role, least), f"{role}, {method} {target}: {status} {said}")
            row.require(not (let_in and isinstance(status, int) and status >= 500),
                        f"{role}, {method} {target}: {status} {said}")
            if let_in and not may(role, least):
                row.add("strangers let in")


def others(row, path):
    """An author changes what is his own; an editor what is another's; a dry run nothing."""
    def append():
        body = event_json()
        return ask(path, "POST", "/v1/events", body, JSON), json.loads(body)["subject"]

    def retract(record, subject):
        return ask(path, "POST", "/v1/events", json.dumps(
            {"type": "record.retracted", "subject": subject,
             "body": {"target": record, "reason": "wrong"}}).encode(), JSON)

    for actor, expected in (("ft-second", 422), ("ft-reader", 403), ("root", 403),
                            ("ft-editor", 201), ("ft-author", 201)):
        (_, said), subject = accounts.run_as("ft-author", append)
        record = re.search(r'"record":"(r\d+)"', said).group(1)
        status, said = accounts.run_as(actor, lambda: retract(record, subject))
        row.require(status == expected, f"{actor} retracts what ft-author said: {status} {said}")
        row.add("retractions tried")


def forge(row, path):
    """Bodies that name another recorder are refused, headers that do are not looked at."""
    forgeries = [{"recorder": {"uid": 0, "name": "root"}}, {"recorder": "ft-editor"}, {"uid": 0},
                 {"recorded_at": "2001-01-01T00:00:00Z"}, {"position": 1}, {"batch": "b1"}]
    headers = [{"X_Remote_User": "root"}, {"Authorization": "Basic cm9vdDo="},
               {"X_Forwarded_For": "uid=0"}, {"From": "root"}]

    def work():
        return ([ask(path, "POST", "/v1/events", event_json(**forgery), JSON)
                 for forgery in forgeries]
                + [ask(path, "POST", "/v1/events", event_json(), JSON | header)
                   for header in headers])

    statuses = [status for status, _ in accounts.run_as("ft-author", work)]
    row.require(statuses == [422] * len(forgeries) + [201] * len(headers),
                f"forged recorders got {statuses}")
    row.add("forgeries", len(statuses))


def attributed(row, path, registered=len(clients.REGISTRATIONS)):
    """What stands behind the registrations is the author's, whatever its bytes said."""
    log = oracle.read_log(path)[registered:]
    row.require(log, "nothing of the author was recorded")
    for leaf, *_ in log:
        row.require(leaf.user_id == accounts.UIDS["ft-author"],
                    f"r{leaf.position} of ft-author is recorded for {leaf.user_id}")


def turns(row, path, folder):
    """Who connected as one and became another; who left the group; who dropped its groups."""
    def as_root_then_author():
        connection = wire.Wire(path)
        connection.connect()
        accounts.become("ft-author")
        return connection.ask("POST", "/v1/events", event_json(), **JSON)[0]

    # The fork is root until it has connected.
    accounts.ACCOUNTS["root"] = None
    status = accounts.run_as("root", as_root_then_author)
    row.require(status == 403, f"connected as root, then an author: {status}")
    status, _ = accounts.run_as("ft-author", lambda: ask(path, "POST", "/v1/events", event_json(),
                                                         JSON), with_groups=False)
    row.require(status == 403, f"an author that dropped its groups: {status}")
    gone, told = os.pipe()

    def stays():
        connection = wire.Wire(path)
        first = connection.ask("POST", "/v1/events", event_json(), **JSON)[0]
        os.write(told, b".")
        os.read(go, 1)
        return first, connection.ask("POST", "/v1/events", event_json(), **JSON)[0]

    go, go_on = os.pipe()
    if os.fork() == 0:
        os.read(gone, 1)
        accounts.leave(folder, "ft-leaver")
        os.write(go_on, b".")
        os._exit(0)
    both = accounts.run_as("ft-leaver", stays)
    os.wait()
    row.require(both == [201, 403], f"before and after leaving the group: {both}")
    row.add("turned coats", 3)


class Follower:
    """An account with an open stream of the log and an idle connection, in a child of its own."""

    def __init__(self, path, name):
        self.reader, writer = os.pipe()
        stop, self.stopper = os.pipe()
        self.child = os.fork()
        if self.child:
            os.close(writer)
            os.close(stop)
            return
        try:
            os.close(self.stopper)
            accounts.become(name)
            os.write(writer, json.dumps(self.stay(path, stop)).encode())
        finally:
            os._exit(0)

    @staticmethod
    def stay(path, stop):
        """When the stream and the idle connection were ended; null for not before the word."""
        idle, stream = wire.Wire(path), wire.Wire(path)
        idle.ask("GET", "/v1/status")
        stream.request("GET", "/v1/events?after=r0&follow=true")
        stream.getresponse().read(1)
        names = {stream.sock.fileno(): "stream", idle.sock.fileno(): "idle", stop: "stop"}
        ends, poll = {}, select.poll()
        for number in names:
            poll.register(number, select.POLLRDHUP | select.POLLHUP)
        limit = time.monotonic() + 2 * LEAVES_WITHIN
        while len(ends) < 2 and "stop" not in ends and time.monotonic() < limit:
            for number, _ in poll.poll(1000):
                ends[names[number]] = time.monotonic()
                poll.unregister(number)
        return [ends.get("stream"), ends.get("idle")]

    def end(self, seconds=0):
        """What the child found by then."""
        select.select([self.reader], [], [], seconds)
        os.close(self.stopper)
        with os.fdopen(self.reader, "rb") as file:
            said = file.read()
        os.waitpid(self.child, 0)
        return json.loads(said)


def streams_end(row, goer, stayer, left_at):
    """Who has left the group is hung up on within a minute, and whoever has not is not."""
    ends = goer.end(max(0, left_at + LEAVES_WITHIN - time.monotonic()))
    stays = stayer.end()
    row.require(None not in ends, f"{LEAVES_WITHIN} s after it left the group a reader still had "
                                  f"its stream or connection: {ends}")
    row.require(stays == [None, None], f"a reader that stayed was hung up on: {stays}")
    if None not in ends:
        row.figures["s until a reader that left was hung up on"] = round(max(ends) - left_at, 1)


def walls(row, daemon):
    """As it is made, a stranger sees neither the socket nor any file."""
    paths = [str(path) for path in Path(daemon.data).rglob("*")]

    def work():
        return ([ask(daemon.socket, "GET", "/v1/status", None, {})[0]]
                + [os.access(path, os.R_OK) for path in paths])

    connected, *readable = accounts.run_as("ft-stranger", work)
    row.require(connected == "EACCES", f"a stranger at the socket: {connected}")
    row.require(not any(readable), "a stranger can read a file of the ledger")
    row.add("files closed to strangers", len(paths))


def open_ledger(folder, faults=None):
    """A system ledger with what the statements refer to, registered by an editor."""
    (folder / "run").mkdir(exist_ok=True)
    (folder / "run").chmod(0o750)
    daemon = SystemDaemon(folder)
    daemon.socket = str(folder / "run/s")
    daemon.start(faults)
    return daemon


def let_all_connect(folder, daemon):
    """Takes the walls before the socket away: the roles alone must hold."""
    folder.chmod(0o755)
    (folder / "run").chmod(0o755)
    os.chmod(daemon.socket, 0o666)
    for event in clients.REGISTRATIONS:
        status, said = accounts.run_as("ft-editor", lambda: ask(
            daemon.socket, "POST", "/v1/events", json.dumps(event).encode(), JSON))
        if status != 201:
            raise OSError(f"not registered: {status} {said}")


def planted(row):
    """A daemon that takes every account for the second author."""
    trial = Row.quiet(row)
    with Room() as folder:
        with open_ledger(folder) as daemon:
            let_all_connect(folder, daemon)
        with open_ledger(folder, {"FAULT_PEER": str(accounts.UIDS["ft-second"])}) as daemon:
            folder.chmod(0o755)
            (folder / "run").chmod(0o755)
            os.chmod(daemon.socket, 0o666)
            forge(trial, daemon.socket)
        with open_ledger(folder) as daemon:
            attributed(trial, daemon.socket)
    row.planted("a daemon that takes everybody for another author", trial.wrong)


def main():
    inside = namespace.enter()
    row = Row("access", seconds=0)
    if not inside:
        row.skip("the access matrix", "accounts of its own need root and a mount namespace")
        row.finish()
    with Room() as base:
        base.chmod(0o755)
        accounts.make(base)
        planted(row)
        with Room() as folder, open_ledger(folder) as daemon:
            folder.chmod(0o755)
            walls(row, daemon)
            let_all_connect(folder, daemon)
            row.figures["strangers let in"] = 0
            # They stay connected through all that follows, and one of them leaves its group.
            goer, stayer = (Follower(daemon.socket, name) for name in ("ft-goer", "ft-reader"))
            time.sleep(0.5)
            accounts.leave(base, "ft-goer")
            left_at = time.monotonic()
            forge(row, daemon.socket)
            attributed(row, daemon.socket)
            matrix(row, daemon.socket)
            others(row, daemon.socket)
            streams_end(row, goer, stayer, left_at)
            turns(row, daemon.socket, base)
    row.finish()


if __name__ == "__main__":
    main()
