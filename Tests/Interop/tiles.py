"""Names and contents of hash tiles and entry bundles (C2SP tlog-tiles).

A tile holds up to 256 hashes of one level; a level is 8 levels of the tree apart from the
next. An entry bundle holds the entries under one tile of level 0. A tile with fewer than 256
is partial and has its width in its name.
"""

import re

from errors import Rejected
from tree import HASH_BYTES, root_from_leaves

TILE_WIDTH = 256
ENTRIES = "entries"
LEVEL_MAX = 63
LENGTH_BYTES = 2
PATH = re.compile(
    "(?P<level>entries|0|[1-9][0-9]?)"
    "/(?P<index>(x[0-9]{3}/){0,6}[0-9]{3})"
    "([.]p/(?P<width>[1-9][0-9]{0,2}))?"
)


def encode_path(level, index, width=TILE_WIDTH):
    """The path of a tile below `tile/`, for example 0/x001/x234/067.p/5 (Merkle Tree).

    The index is written in groups of three digits; all but the last have an x in front.
    """
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    partial = "" if width == TILE_WIDTH else f".p/{width}"
    return f"{level}/{'/'.join(groups)}{partial}"


def decode_path(path):
    """The level, index and width of a path below `tile/`; the inverse of encode_path."""
    match = PATH.fullmatch(path)
    if not match:
        raise Rejected(f"{path} is not the path of a tile")
    level = match["level"] if match["level"] == ENTRIES else int(match["level"])
    index = int(match["index"].replace("x", "").replace("/", ""))
    width = int(match["width"] or TILE_WIDTH)
    if level != ENTRIES and level > LEVEL_MAX:
        raise Rejected(f"{path} has a level above {LEVEL_MAX}")
    if encode_path(level, index, width) != path:
        raise Rejected(f"{path} is not the one spelling of its tile")
    return level, index, width


def tiles_of_level(count):
    """Index and width of each tile that a level with so many hashes has (Partial Tiles)."""
    tiles = [(index, TILE_WIDTH) for index in range(count // TILE_WIDTH)]
    if count % TILE_WIDTH:
        tiles.append((count // TILE_WIDTH, count % TILE_WIDTH))
    return tiles


def levels_from_leaves(hashes):
    """The hashes of every level of tiles; each is the root over a full tile below.

    A partial tile gives no hash to the level above.
    """
    levels = []
    while hashes:
        levels.append(hashes)
        full = len(hashes) // TILE_WIDTH * TILE_WIDTH
        starts = range(0, full, TILE_WIDTH)
        hashes = [root_from_leaves(hashes[at:at + TILE_WIDTH]) for at in starts]
    return levels


def split_hash_tile(data, width, path):
    """The hashes of a tile. The path is for the message only."""
    if len(data) != width * HASH_BYTES:
        raise Rejected(f"{path} has {len(data)} bytes, not {width * HASH_BYTES}")
    return [data[at:at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def split_bundle(data, width, path):
    """The entries of a bundle: each behind its length in two bytes (Log Entries)."""
    entries = []
    at = 0
    while at < len(data):
        start = at + LENGTH_BYTES
        end = start + int.from_bytes(data[at:start], "big")
        if end > len(data):
            raise Rejected(f"{path} is cut short")
        entries.append(data[start:end])
        at = end
    if len(entries) != width:
        raise Rejected(f"{path} has {len(entries)} entries, not {width}")
    return entries
