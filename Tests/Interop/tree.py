"""The Merkle tree of RFC 6962 section 2.1 and RFC 9162 section 2.1, with SHA-256.

Leaves are counted from 0. A proof is a list of hashes, in the order of the RFCs.
"""

import hashlib

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry):
    """The hash of a leaf. The byte 0 keeps a leaf from passing as a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_leaves(hashes):
    """The root over leaf hashes (RFC 9162 section 2.1.1).

    The RFC cuts the list at the largest power of two below its length. Joining neighbours
    level by level, and lifting a hash that is left over, gives the same tree.
    """
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        joined = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        if len(level) % 2 == 1:
            joined.append(level[-1])
        level = joined
    return level[0]


def all_are_hashes(hashes):
    """Whether each has the length of a hash. Else bytes could move from one to the next."""
    return all(len(one) == HASH_BYTES for one in hashes)


def verify_inclusion(index, size, leaf, proof, root):
    """Whether the proof shows that the leaf hash stands at index in the tree of that size.

    The steps of RFC 9162 section 2.1.3.2, with its names: fn is the path of the leaf, sn that
    of the last leaf; both lose a bit with each level.
    """
    if not all_are_hashes([leaf, root, *proof]):
        return False
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn % 2 == 1 or fn == sn:
            r = node_hash(p, r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def verify_consistency(first, second, first_root, second_root, proof):
    """Whether the proof shows that the tree of size first is the beginning of the second.

    The steps of RFC 9162 section 2.1.4.2, with its names. It is not defined for first = 0: the
    empty tree begins every tree, and no proof says anything about it.
    """
    if not all_are_hashes([first_root, second_root, *proof]):
        return False
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if not proof:
        return False
    is_power_of_two = first & (first - 1) == 0
    path = [first_root, *proof] if is_power_of_two else list(proof)
    fn, sn = first - 1, second - 1
    while fn % 2 == 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn % 2 == 1 or fn == sn:
            fr = node_hash(c, fr)
            sr = node_hash(c, sr)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root
