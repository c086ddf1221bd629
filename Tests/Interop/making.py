"""Makes what the verifier reads: signatures, proofs, leaves, folders. For the tests only.

Everything here follows the recursive definitions of the RFCs, so that it shares no shortcut
with the code that it tests. The signer runs in no constant time: use it with test keys only.
"""

import base64
import hashlib
import uuid
from pathlib import Path

import ed25519
import notes
import tiles
import tree


def encode_base64(data):
    """Standard base64 with padding."""
    return base64.b64encode(data).decode()


def encode_point(point):
    """The 32 bytes of a point (RFC 8032 section 5.1.2)."""
    x, y, z, _ = point
    inverse = pow(z, -1, ed25519.P)
    x, y = x * inverse % ed25519.P, y * inverse % ed25519.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def expand_seed(seed):
    """The secret scalar and the prefix of a seed (RFC 8032 section 5.1.5)."""
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254
    return scalar, digest[32:]


def public_key(seed):
    """The public key of a seed (RFC 8032 section 5.1.5)."""
    return encode_point(ed25519.multiply(expand_seed(seed)[0], ed25519.BASE))


def sign(seed, message):
    """The signature of a message (RFC 8032 section 5.1.6)."""
    scalar, prefix = expand_seed(seed)
    nonce = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little")
    nonce_point = encode_point(ed25519.multiply(nonce % ed25519.ORDER, ed25519.BASE))
    hashed = hashlib.sha512(nonce_point + public_key(seed) + message).digest()
    s = (nonce + int.from_bytes(hashed, "little") * scalar) % ed25519.ORDER
    return nonce_point + s.to_bytes(32, "little")


class Signer:
    """A key pair with a name, made from a seed."""

    def __init__(self, name, seed, kind=notes.ED25519):
        self.name = name
        self.seed = seed
        typed = bytes([kind]) + public_key(seed)
        self.key_id = hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]
        self.vkey = f"{name}+{self.key_id.hex()}+{encode_base64(typed)}"

    def line(self, text):
        """The signature line for a text."""
        return self._line(sign(self.seed, text.encode()))

    def cosign(self, text, time):
        """The cosignature line for a checkpoint at a time."""
        message = f"cosignature/v1\ntime {time}\n{text}".encode()
        return self._line(time.to_bytes(8, "big") + sign(self.seed, message))

    def _line(self, data):
        return f"\u2014 {self.name} {encode_base64(self.key_id + data)}\n"


def signer_from_text(text):
    """Reads a signer key as Go's note package writes it."""
    _, _, name, _, encoded = text.split("+", 4)
    return Signer(name, base64.b64decode(encoded)[1:])


def checkpoint_text(origin, size, root):
    """The text of a checkpoint."""
    return f"{origin}\n{size}\n{encode_base64(root)}\n"


def split_point(count):
    """The largest power of two below count."""
    return 1 << (count - 1).bit_length() - 1


class Hashes:
    """Roots and proofs over a list of leaf hashes, by the recursions of RFC 9162 section 2.1."""

    def __init__(self, leaf_hashes):
        self.leaf_hashes = leaf_hashes
        self.known = {}

    def root(self, start, end):
        """MTH(D[start:end])."""
        if start == end:
            return tree.EMPTY_ROOT
        if end - start == 1:
            return self.leaf_hashes[start]
        if (start, end) not in self.known:
            middle = start + split_point(end - start)
            joined = tree.node_hash(self.root(start, middle), self.root(middle, end))
            self.known[start, end] = joined
        return self.known[start, end]

    def inclusion(self, index, start, end):
        """PATH(index, D[start:end]); the index counts from the first leaf of all."""
        if end - start == 1:
            return []
        middle = start + split_point(end - start)
        if index < middle:
            return self.inclusion(index, start, middle) + [self.root(middle, end)]
        return self.inclusion(index, middle, end) + [self.root(start, middle)]

    def consistency(self, first, second):
        """PROOF(first, D[0:second])."""
        return self.subtree_consistency(0, first, 0, second, True)

    def subtree_consistency(self, start, end, low, high, whole):
        """The proof that [start, end) belongs to [low, high).

        With start = low = 0 this is SUBPROOF. The general case is that of
        draft-ietf-plants-merkle-tree-certs.
        """
        if (start, end) == (low, high):
            return [] if whole else [self.root(low, high)]
        middle = low + split_point(high - low)
        left, right = self.root(low, middle), self.root(middle, high)
        if end <= middle:
            return self.subtree_consistency(start, end, low, middle, whole) + [right]
        if start >= middle:
            return self.subtree_consistency(start, end, middle, high, whole) + [left]
        return self.subtree_consistency(middle, end, middle, high, False) + [left]


def make_leaf(position, recorded_at, commitment, *, version=1, flags=0, batch_first=None,
              batch_count=1, user_name=b"alice", event_type=b"tariff.announced"):
    """A leaf, version 1, field by field."""
    record_id = uuid.UUID(int=position).bytes
    return b"".join([
        bytes([version, flags]),
        position.to_bytes(8, "big"),
        (position if batch_first is None else batch_first).to_bytes(8, "big"),
        batch_count.to_bytes(4, "big"),
        record_id,
        recorded_at.to_bytes(8, "big", signed=True),
        (1000).to_bytes(4, "big"),
        bytes([len(user_name)]) + user_name,
        bytes([len(event_type)]) + event_type,
        commitment,
    ])


def make_record(position, event=b"event", **fields):
    """A leaf and what follows it in the stored value: salt and event."""
    content = hashlib.sha256(b"salt%d" % position).digest()[:16] + event
    commitment = hashlib.sha256(content).digest()
    return make_leaf(position, 1_700_000_000_000_000 + position, commitment, **fields), content


def make_log_proof(extra, index, hashes, checkpoint):
    """The bytes of a tlog-proof."""
    lines = ["c2sp.org/tlog-proof@v1"]
    if extra is not None:
        lines.append(f"extra {encode_base64(extra)}")
    lines.append(f"index {index}")
    lines += [encode_base64(one) for one in hashes]
    return ("\n".join(lines) + "\n\n" + checkpoint).encode()


def make_bundle(entries):
    """The bytes of an entry bundle."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def write_folder(folder, entries, checkpoint):
    """Writes a log as tiles, as tlog-tiles lays them out."""
    put(folder, "checkpoint", checkpoint.encode())
    hashes = Hashes([tree.leaf_hash(entry) for entry in entries])
    for index, width in tiles.tiles_of_level(len(entries)):
        path = tiles.encode_path("entries", index, width)
        put(folder, f"tile/{path}", make_bundle(entries[index * 256:index * 256 + width]))
    level, span = 0, 1
    while len(entries) >= span:
        for index, width in tiles.tiles_of_level(len(entries) // span):
            starts = range(index * 256 * span, (index * 256 + width) * span, span)
            data = b"".join(hashes.root(start, start + span) for start in starts)
            put(folder, f"tile/{tiles.encode_path(level, index, width)}", data)
        level, span = level + 1, span * 256


def put(folder, path, data):
    """Writes a file and the folders that it needs."""
    file = Path(folder) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
