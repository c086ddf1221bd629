"""Accounts that only this program and its children see: in a private mount namespace
`/etc/passwd` and `/etc/group` are copies with more lines. Nothing of the host is changed.
"""
import json
import os
import subprocess
from pathlib import Path

FIRST_GID = 64100
GROUPS = ["ledgerd-read", "ledgerd-write", "ledgerd-edit", "ledgerd-admin"]
# Each account with the group that it is in; the numbers count up from 64001.
ACCOUNTS = {"ft-stranger": None, "ft-reader": "ledgerd-read", "ft-author": "ledgerd-write",
            "ft-second": "ledgerd-write", "ft-editor": "ledgerd-edit",
            "ft-admin": "ledgerd-admin", "ft-leaver": "ledgerd-write",
            "ft-goer": "ledgerd-read"}
UIDS = {name: 64001 + number for number, name in enumerate(ACCOUNTS)} | {"root": 0}


def make(folder):
    """Puts copies with our accounts over the files of the system, in this namespace."""
    passwd = Path("/etc/passwd").read_text()
    passwd += "".join(f"{name}:x:{UIDS[name]}:{UIDS[name]}::/nonexistent:/bin/false\n"
                      for name in ACCOUNTS)
    for name, text in (("passwd", passwd), ("group", groups())):
        copy = folder / name
        copy.write_text(text)
        copy.chmod(0o644)
        subprocess.run(["mount", "--bind", str(copy), f"/etc/{name}"], check=True)


def groups(without=None):
    """The lines of /etc/group, with one account left out if wanted."""
    lines = [line for line in Path("/etc/group").read_text().splitlines()
             if not line.startswith(("ledgerd-", "ft-"))]
    for number, group in enumerate(GROUPS):
        members = [name for name, own in ACCOUNTS.items() if own == group and name != without]
        lines.append(f"{group}:x:{FIRST_GID + number}:{','.join(members)}")
    lines += [f"{name}:x:{UIDS[name]}:" for name in ACCOUNTS]
    return "\n".join(lines) + "\n"


def leave(folder, name):
    """Takes an account out of its group, as `deluser` does."""
    (folder / "group").write_text(groups(without=name))


def become(name, with_groups=True):
    """This process is now that account, for good."""
    uid = UIDS[name]
    own = ACCOUNTS.get(name)
    extra = [FIRST_GID + GROUPS.index(own)] if own and with_groups else []
    os.setgroups(extra)
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def run_as(name, work, with_groups=True):
    """What `work()` returns in a child that is that account; it must be JSON."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            become(name, with_groups)
            os.write(writer, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        said = file.read()
    os.waitpid(child, 0)
    return json.loads(said)
