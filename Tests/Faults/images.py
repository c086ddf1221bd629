"""What a disk may hold after a power cut, from the calls that the shim wrote down.

A write is safe once its file was synced, or at once if its descriptor syncs by itself; a rename
once its folder was synced. What is not safe may be there, be gone, or be there in part: whole
sectors of 512 bytes, never half a sector. The call in flight when the power goes is not safe.
"""
import os
import struct
from dataclasses import dataclass

HEAD = struct.Struct("<ccHqq")
SECTOR = 512
MODES = ("nothing", "everything", "some", "torn")


@dataclass
class Call:
    """One entry of the record; `end` is where it ends there."""

    kind: str
    synced: bool
    path: str
    offset: int
    bytes: bytes
    end: int


def read_calls(record):
    """All calls that were written down, in order."""
    calls, at = [], 0
    data = record.read_bytes()
    while at + HEAD.size <= len(data):
        kind, flag, length, offset, size = HEAD.unpack_from(data, at)
        at += HEAD.size
        path = os.fsdecode(data[at:at + length])
        content = data[at + length:at + length + size]
        at += length + size
        calls.append(Call(kind.decode(), flag != b"\0", path, offset, content, at))
    return calls


class File:
    """The changes of a file, each with whether it is safe."""

    def __init__(self):
        self.changes = []

    def add(self, call, safe):
        self.changes.append([call, safe])

    def sync(self):
        for change in self.changes:
            change[1] = True

    def content(self, keep):
        """Its bytes; `keep(call)` gives the pieces that an unsafe change leaves behind."""
        out = bytearray()
        for call, safe in self.changes:
            if call.kind == "t":
                if safe or keep(call):
                    del out[call.offset:]
                    out.extend(bytes(call.offset - len(out)))
                continue
            for offset, piece in [(call.offset, call.bytes)] if safe else keep(call):
                if len(out) < offset:
                    out.extend(bytes(offset - len(out)))
                out[offset:offset + len(piece)] = piece
        return bytes(out)


class Disk:
    """Files by name after some calls; what is unsafe is decided when an image is made."""

    def __init__(self, honours_synced=True):
        self.names = {}
        self.renames = []
        # False is a disk on which descriptors that sync by themselves do not.
        self.honours_synced = honours_synced

    def apply(self, call, done=True):
        """One call more; `done` is false for the one that the power cut interrupts."""
        if call.kind in "wt":
            self.names.setdefault(call.path, File()).add(
                call, done and call.synced and self.honours_synced)
        elif call.kind == "s" and done:
            if call.path in self.names:
                self.names[call.path].sync()
            self.renames = [name for name in self.renames
                            if os.path.dirname(name[1]) != call.path]
        elif call.kind == "r" and done:
            source = os.fsdecode(call.bytes)
            self.rename(source, call.path)
            self.renames.append((source, call.path))

    def rename(self, source, target):
        """Moves a file, or all files below a folder."""
        for name in list(self.names):
            if name == source or name.startswith(source + "/"):
                self.names[target + name[len(source):]] = self.names.pop(name)

    def image(self, mode, random):
        """Bytes by name, with the unsafe changes treated in one of MODES."""
        def keep(call):
            return pieces(call, mode, random)
        files = {name: file.content(keep) for name, file in self.names.items()}
        for source, target in reversed(self.renames):
            if mode == "nothing" or mode != "everything" and random.random() < 0.5:
                for name in list(files):
                    if name == target or name.startswith(target + "/"):
                        files[source + name[len(target):]] = files.pop(name)
        return files


def pieces(call, mode, random):
    """What an unsafe write leaves on the disk, as (offset, bytes)."""
    whole = [(call.offset, call.bytes)]
    if mode == "nothing":
        return []
    if mode == "everything":
        return whole
    if mode == "some":
        return whole if random.random() < 0.5 else []
    edges = [call.offset, *range((call.offset // SECTOR + 1) * SECTOR,
                                 call.offset + len(call.bytes), SECTOR),
             call.offset + len(call.bytes)]
    return [(start, call.bytes[start - call.offset:end - call.offset])
            for start, end in zip(edges, edges[1:]) if random.random() < 0.5]
