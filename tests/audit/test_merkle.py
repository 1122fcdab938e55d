"""The tree against the RFC's own recursive definition."""

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.audit import merkle
from earlyhelp.errors import Bug

leaves_of_any_size = st.lists(st.binary(max_size=8), max_size=40)
some_leaves = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def oracle(data: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, word for word."""
    if not data:
        return hashlib.sha256().digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    split = 1
    while split * 2 < len(data):
        split *= 2
    return hashlib.sha256(b"\x01" + oracle(data[:split]) + oracle(data[split:])).digest()


def grown(data: list[bytes]) -> merkle.Tree:
    tree = merkle.Tree()
    for item in data:
        tree.append(item)
    return tree


@given(leaves_of_any_size)
def test_root_is_the_rfc_root(data: list[bytes]) -> None:
    assert grown(data).root() == oracle(data)
    assert merkle.root_of([merkle.leaf_hash(item) for item in data]) == oracle(data)


@given(leaves_of_any_size, leaves_of_any_size)
def test_tree_goes_on_from_its_frontier(before: list[bytes], after: list[bytes]) -> None:
    stored = grown(before)
    tree = merkle.Tree(stored.size, stored.frontier)
    for item in after:
        tree.append(item)
    assert tree.size == len(before) + len(after)
    assert tree.root() == oracle(before + after)


def test_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(Bug):
        merkle.Tree(3, (b"x" * 32,))


@given(some_leaves, st.data())
def test_inclusion(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    hashes = [merkle.leaf_hash(item) for item in data]
    proof, root = merkle.inclusion_proof(hashes, index), oracle(data)
    assert merkle.inclusion_holds(data[index], index, len(data), proof, root)
    assert not merkle.inclusion_holds(data[index] + b"!", index, len(data), proof, root)
    assert not merkle.inclusion_holds(data[index], index, len(data), (*proof, root), root)
    assert not merkle.inclusion_holds(data[index], len(data), len(data), proof, root)
    if proof:
        assert not merkle.inclusion_holds(data[index], index, len(data), proof[1:], root)


@given(some_leaves, st.data())
def test_consistency(data: list[bytes], draw: st.DataObject) -> None:
    first = draw.draw(st.integers(1, len(data)))
    hashes = [merkle.leaf_hash(item) for item in data]
    proof = merkle.consistency_proof(hashes, first)
    old, new = oracle(data[:first]), oracle(data)
    assert merkle.consistency_holds(first, old, len(data), new, proof)
    forked = oracle([*data[: first - 1], data[first - 1] + b"!"])
    assert not merkle.consistency_holds(first, forked, len(data), new, proof)
    assert not merkle.consistency_holds(first, old, len(data), forked, proof)
    assert not merkle.consistency_holds(first, old, len(data), new, (*proof, new))
    assert not merkle.consistency_holds(len(data) + 1, old, len(data), new, proof)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    hashes = [merkle.leaf_hash(b"a")] * 3
    with pytest.raises(Bug):
        merkle.inclusion_proof(hashes, index)
    with pytest.raises(Bug):
        merkle.consistency_proof(hashes, 0)
    assert len(merkle.inclusion_proof(hashes, 2)) == 1


def test_hundred_thousand_leaves_take_under_two_seconds() -> None:
    started = time.process_time()
    tree = grown([b"x" * 32] * 100_000)
    assert tree.size == 100_000
    assert time.process_time() - started < 2
