"""Ids: each once, in the order of their making, within 63 bits."""

from earlyhelp.clock import SystemClock


def test_ids_are_distinct_and_sorted_however_fast_they_are_drawn():
    clock = SystemClock()
    ids = [clock.new_id() for _ in range(100_000)]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert ids[-1] < 1 << 63
