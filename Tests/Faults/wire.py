"""HTTP to a daemon over its Unix socket; nothing is retried, so every outcome is seen."""
import http.client
import json
import socket

PROTOBUF = "application/x-protobuf"


class Wire(http.client.HTTPConnection):
    """One connection; whatever goes wrong is an OSError or an HTTPException."""

    def __init__(self, path, timeout=15):
        super().__init__("ledgerd", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)

    def ask(self, method, target, body=None, **headers):
        """Status and bytes of one exchange."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.request(method, target, body, named)
        reply = self.getresponse()
        return reply.status, reply.read()


BROKEN = (OSError, http.client.HTTPException)


def get(path, target, timeout=30, **headers):
    """Status and bytes of one request on a connection of its own."""
    wire = Wire(path, timeout)
    try:
        return wire.ask("GET", target, **headers)
    except TimeoutError:
        raise TimeoutError(f"{target} got no reply within {timeout} s") from None
    finally:
        wire.close()


def look(path, target, timeout=30):
    """The JSON of a reply that must be 200."""
    status, body = get(path, target, timeout)
    if status != 200:
        raise OSError(f"{target}: {status} {body[:300]!r}")
    return json.loads(body)
