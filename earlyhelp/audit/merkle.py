"""The RFC 9162 hash tree over the entries: roots that grow by appending, and its two proofs.

Refuses to remember leaves: a tree keeps only its frontier; proofs are made from leaf hashes.
Source: RFC 9162 sections 2.1.1 to 2.1.4.
"""

import hashlib
from collections.abc import Sequence

from earlyhelp.errors import Bug

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree, kept as the roots of its complete subtrees, largest first."""

    def __init__(self, size: int = 0, frontier: Sequence[bytes] = ()) -> None:
        """Start empty, or go on from a stored size and frontier.

        Raises: Bug if the frontier cannot belong to a tree of this size.
        """
        if len(frontier) != size.bit_count():
            raise Bug("audit.merkle.frontier", size=size)
        self._size = size
        self._frontier = list(frontier)

    @property
    def size(self) -> int:
        """Return the number of leaves."""
        return self._size

    @property
    def frontier(self) -> tuple[bytes, ...]:
        """Return what must be stored, with the size, to go on later."""
        return tuple(self._frontier)

    def append(self, data: bytes) -> None:
        """Add one leaf at the end."""
        node = leaf_hash(data)
        size = self._size
        while size & 1:
            node = node_hash(self._frontier.pop(), node)
            size >>= 1
        self._frontier.append(node)
        self._size += 1

    def root(self) -> bytes:
        """Return the root hash of all leaves so far."""
        if not self._frontier:
            return EMPTY_ROOT
        node = self._frontier[-1]
        for left in reversed(self._frontier[:-1]):
            node = node_hash(left, node)
        return node


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes (not leaf data)."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        paired = [node_hash(a, b) for a, b in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]  # an odd last node rises unchanged
    return level[0]


def inclusion_proof(hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the path that shows leaf `index` lies in the tree over these leaf hashes.

    Raises: Bug if there is no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise Bug("audit.merkle.range", size=len(hashes), index=index)
    if len(hashes) == 1:
        return ()
    split = _split(len(hashes))
    left, right = hashes[:split], hashes[split:]
    if index < split:
        return (*inclusion_proof(left, index), root_of(right))
    return (*inclusion_proof(right, index - split), root_of(left))


def consistency_proof(hashes: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Return the path that shows the tree of the `first` leaves was only appended to.

    Raises: Bug if `first` is not between 1 and the number of leaves.
    """
    if not 0 < first <= len(hashes):
        raise Bug("audit.merkle.range", size=len(hashes), index=first)
    return _subproof(hashes, first, whole=True)


def inclusion_holds(
    data: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Check an inclusion proof for leaf data against a known root."""
    if not 0 <= index < size:
        return False
    node, at, last = leaf_hash(data), index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def consistency_holds(
    first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Check that the tree of `second` leaves begins with the tree of `first` leaves."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _subproof(hashes: Sequence[bytes], first: int, *, whole: bool) -> tuple[bytes, ...]:
    if first == len(hashes):
        return () if whole else (root_of(hashes),)
    split = _split(len(hashes))
    left, right = hashes[:split], hashes[split:]
    if first <= split:
        return (*_subproof(left, first, whole=whole), root_of(right))
    return (*_subproof(right, first - split, whole=False), root_of(left))


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
