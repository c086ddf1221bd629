"""Stores that keep their word and that a desk might take instead: PostgreSQL, SQLite and UmaDB.

They answer to the same calls as the peers of peers.py.
"""
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from peers import Failed, free_port, json_of, output_of, server

# A line of load.c's input stands for all: the size and the shape are what costs.
TABLE = """
create sequence revisions;
create table events (
  position bigserial primary key, id uuid not null unique, stream text not null,
  revision bigint not null, type text not null, occurred date not null, data jsonb not null,
  unique (stream, revision));
create index on events (type);
create index on events (occurred);
"""
INSERT = """insert into events (id, stream, revision, type, occurred, data)
select gen_random_uuid(), 'stream/' || :client_id, nextval('revisions'), 'tariff.imposed',
       date '2021-06-01' + (random() * 27)::int, $json${json}$json$::jsonb
from generate_series(1, {batch});
"""


class Postgres:
    """PostgreSQL: a table of jsonb with the indexes that an event store needs; durable commits."""

    name = "PostgreSQL"

    def __init__(self, line):
        self.line = line
        # A second run of the machine's own cluster is not wanted: only the programs are.
        self.programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)

    def missing(self):
        if self.programs and shutil.which("pgbench", path=self.programs):
            return None
        return "PostgreSQL is not installed: apt-get install postgresql-15"

    def measure(self, work, folder, seconds):
        # It refuses to run as root.
        as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if as_owner:
            allow_passage(folder)
            shutil.chown(folder, "postgres")
        data = folder / "data"
        output_of([*as_owner, self.programs / "initdb", "-D", data, "-A", "trust",
                   "--no-instructions"], 60)
        command = [*as_owner, str(self.programs / "postgres"), "-D", str(data), "-k", str(folder),
                   "-c", "listen_addresses=", "-c", "fsync=on", "-c", "synchronous_commit=on",
                   "-c", "max_connections=300", "-c", "shared_buffers=1GB",
                   "-c", "max_wal_size=8GB"]
        address = ["-h", str(folder), *(["-U", "postgres"] if as_owner else [])]
        psql = [*as_owner, str(self.programs / "psql"), *address, "-d", "postgres", "-qtA", "-c"]
        with server(command, folder, lambda: self._answers(psql)):
            output_of([*psql, TABLE], seconds)
            script = folder / "insert.sql"
            script.write_text(INSERT.format(json=self.line, batch=work.batch))
            out = output_of([*as_owner, self.programs / "pgbench", *address, "-n", "-M", "prepared",
                             "-c", work.clients, "-j", 2, "-T", max(1, round(seconds)),
                             "-f", script, "-l", "--log-prefix", folder / "times", "postgres"],
                            seconds)
            done = int(_after(out, "number of transactions actually processed: "))
            held = int(output_of([*psql, "select count(*) from events"], seconds))
            if held != done * work.batch:
                raise Failed(f"PostgreSQL holds {held} of {done * work.batch}")
            rate = float(_after(out, "tps = ")) * work.batch
        taken = sorted(int(line.split()[2]) for file in folder.glob("times*")
                       for line in file.read_text().splitlines())
        return {"rate": rate, "events": held, "seconds": held / rate,
                "p50_us": statistics.median(taken), "p99_us": taken[len(taken) * 99 // 100]}

    @staticmethod
    def _answers(psql):
        return subprocess.run([*psql, "select 1"], capture_output=True).returncode == 0


class Sqlite:
    """SQLite in C: one writer, as many events a transaction as there are clients."""

    name = "SQLite"

    def __init__(self, program, line):
        self.program, self.line = program, line

    def missing(self):
        return None if self.program else "sqlite_load.c needs apt-get install libsqlite3-dev"

    def measure(self, work, folder, seconds):
        (folder / "line").write_text(self.line)
        return json_of([self.program, "-d", folder, "-f", folder / "line", "-t", seconds,
                        "-b", work.batch if work.batch > 1 else work.clients,
                        "-s", work.clients], seconds)


class UmaDB:
    """UmaDB by its own Python client, which is most of what its measurement costs the machine."""

    name = "UmaDB"

    def __init__(self, line):
        self.line = line
        self.program = shutil.which("umadb")

    def missing(self):
        if self.program and subprocess.run([sys.executable, "-c", "import umadb"],
                                           capture_output=True).returncode == 0:
            return None
        return "UmaDB is not installed for this Python: pip install umadb"

    def measure(self, work, folder, seconds):
        port = free_port()
        command = [self.program, "--listen", f"127.0.0.1:{port}", "--db-path", str(folder / "uma")]
        load = [sys.executable, str(Path(__file__).with_name("umadb_load.py")),
                f"http://127.0.0.1:{port}"]
        (folder / "line").write_text(self.line)
        with server(command, folder, lambda: self._answers(load)):
            return json_of([*load, folder / "line", work.clients, work.batch, seconds], seconds)

    @staticmethod
    def _answers(load):
        return subprocess.run(load, capture_output=True).returncode == 0


def allow_passage(folder):
    """Lets another account reach a folder, below the temporary folder of this run."""
    for parent in [folder, folder.parent]:
        parent.chmod(0o755)


def _after(text, words):
    if words not in text:
        raise Failed(f"no {words!r} in {text[-600:]!r}")
    return text.split(words, 1)[1].split()[0]
