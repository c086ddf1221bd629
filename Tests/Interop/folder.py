"""Checks a folder of tiles against a checkpoint (C2SP tlog-tiles).

First the entries are read; they alone give every hash of the tree. Then every file below
`tile/` is held against those hashes, as far as the checkpoint reaches. A log may have grown
since its checkpoint: what lies beyond is counted and not checked.
"""

from dataclasses import dataclass
from pathlib import Path

from errors import Rejected
from tiles import (ENTRIES, TILE_WIDTH, decode_path, encode_path, levels_from_leaves,
                   split_bundle, split_hash_tile, tiles_of_level)
from tree import leaf_hash, root_from_leaves


@dataclass
class Counts:
    """How many files were checked, and how many were not and why."""

    hash_tiles: int = 0
    entry_bundles: int = 0
    files_beyond: int = 0
    other_files: int = 0


def check_folder(folder, size, root, check_entry):
    """Checks all tiles of the tree of that size and root; returns Counts.

    check_entry(index, entry) is called for each entry in order and raises Rejected.
    """
    tiles = Path(folder) / "tile"
    levels = levels_from_leaves(read_leaf_hashes(tiles, size, check_entry))
    if root_from_leaves(levels[0] if levels else []) != root:
        raise Rejected("the entries give another root than the checkpoint has")
    for level, hashes in enumerate(levels):
        for index, width in tiles_of_level(len(hashes)):
            find_tile(tiles, level, index, width)
    counts = Counts()
    for file in sorted(file for file in tiles.rglob("*") if file.is_file()):
        check_file(file, file.relative_to(tiles).as_posix(), levels, counts)
    return counts


def find_tile(tiles, level, index, width):
    """The path of a tile that must exist, and the width of what is there.

    A partial tile may be gone once the full one exists, which begins with the same bytes.
    """
    for found in [width, TILE_WIDTH]:
        path = encode_path(level, index, found)
        if (tiles / path).is_file():
            return path, found
    raise Rejected(f"tile/{encode_path(level, index, width)} is missing")


def read_leaf_hashes(tiles, size, check_entry):
    """The leaf hashes of all entries below size."""
    hashes = []
    for index, width in tiles_of_level(size):
        path, found = find_tile(tiles, ENTRIES, index, width)
        entries = split_bundle((tiles / path).read_bytes(), found, f"tile/{path}")
        for entry in entries[:width]:
            check_entry(len(hashes), entry)
            hashes.append(leaf_hash(entry))
    return hashes


def check_file(file, path, levels, counts):
    """Holds one file against the hashes of its level and counts it."""
    try:
        level, index, width = decode_path(path)
    except Rejected:
        counts.other_files += 1
        return
    height = 0 if level == ENTRIES else level
    hashes = levels[height] if height < len(levels) else []
    start = index * TILE_WIDTH
    expected = hashes[start:start + width]
    if not expected:
        counts.files_beyond += 1
        return
    data = file.read_bytes()
    if level == ENTRIES:
        found = [leaf_hash(entry) for entry in split_bundle(data, width, f"tile/{path}")]
        counts.entry_bundles += 1
    else:
        found = split_hash_tile(data, width, f"tile/{path}")
        counts.hash_tiles += 1
    if found[:len(expected)] != expected:
        raise Rejected(f"tile/{path} does not agree with the entries of the log")
