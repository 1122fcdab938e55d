"""Waits after failed tries, on a clock that is told what time it is."""

from datetime import UTC, datetime, timedelta

import pytest

from earlyhelp.clock import FixedClock
from earlyhelp.errors import StorageFault
from earlyhelp.keys.throttle import Throttle

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Machine:
    """A device: its wall clock can be set, its running time cannot."""

    def __init__(self, folder):
        self.path = folder / "throttle"
        self.clock = FixedClock(NINE)
        self.uptime = 0.0
        self.started(fresh=True)

    def started(self, *, fresh=False, vault="v", share=b""):
        self.throttle = Throttle(self.path, vault, self.clock, share, lambda: self.uptime)
        if fresh:
            self.throttle.begin()
        return self.throttle

    def passes(self, seconds):
        self.uptime += seconds
        self.clock.instant += timedelta(seconds=seconds)

    def sets_clock(self, delta):
        self.clock.instant += delta

    def fails(self, times, account="r.tamar"):
        for _ in range(times):
            self.throttle.failed(account)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_four_failures_are_free(machine):
    machine.fails(4)
    assert machine.throttle.before("r.tamar") == 0


def test_waits_grow_and_end_at_five_minutes(machine):
    machine.fails(4)
    waits = []
    for _ in range(12):
        machine.fails(1)
        waits.append(machine.throttle.before("r.tamar"))
        machine.passes(400)
        assert machine.throttle.before("r.tamar") == 0
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_never_more_than_ten_in_five_minutes_nor_locked_for_good(machine):
    tries = []
    for _ in range(60):
        wait = machine.throttle.before("r.tamar")
        assert wait <= 300
        machine.passes(wait)
        tries.append(machine.clock.now())
        machine.fails(1)
    for first, eleventh in zip(tries, tries[10:], strict=False):
        assert eleventh - first >= timedelta(seconds=300)


def test_success_forgets_the_failures(machine):
    machine.fails(7)
    assert machine.throttle.before("r.tamar") == 4
    assert machine.throttle.succeeded("r.tamar") == 7
    assert machine.throttle.before("r.tamar") == 0
    assert machine.throttle.succeeded("r.tamar") == 0


def test_other_accounts_do_not_wait(machine):
    machine.fails(9)
    assert machine.throttle.before("r.tamar") > 0
    assert machine.throttle.before("j.lynher") == 0
    machine.throttle.succeeded("j.lynher")
    assert machine.throttle.before("r.tamar") > 0


def test_restart_keeps_the_wait(machine):
    machine.fails(9)
    assert machine.started().before("r.tamar") == 16
    machine.passes(16)
    assert machine.started().before("r.tamar") == 0


def test_clock_set_back_gains_and_loses_nothing(machine):
    machine.fails(9)
    machine.sets_clock(-timedelta(days=1))
    assert machine.throttle.before("r.tamar") == 16
    assert machine.started().before("r.tamar") == 16
    machine.passes(16)
    assert machine.throttle.before("r.tamar") == 0


def test_deleted_state_means_the_longest_wait_once(machine):
    machine.fails(1)
    machine.path.unlink()
    assert machine.started().before("j.lynher") == 300
    machine.passes(100)
    assert machine.started().before("j.lynher") == 200
    machine.passes(200)
    assert machine.throttle.before("j.lynher") == 0


def test_state_deleted_or_put_back_while_running_is_noticed(machine):
    before = machine.path.read_bytes()
    machine.fails(6)
    machine.path.write_bytes(before)
    assert machine.throttle.before("r.tamar") == 300
    machine.passes(300)
    assert machine.throttle.before("r.tamar") == 0
    machine.path.unlink()
    assert machine.throttle.before("r.tamar") == 300


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"",
        lambda raw: b"{}",
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b'"failures":6', b'"failures":0'),
        lambda raw: b"\xff" + raw,
    ],
)
def test_changed_state_means_the_longest_wait(machine, change):
    machine.fails(6)
    raw = machine.path.read_bytes()
    assert change(raw) != raw
    machine.path.write_bytes(change(raw))
    assert machine.started().before("r.tamar") == 300


@pytest.mark.parametrize("other", [{"vault": "w"}, {"share": b"s" * 32}])
def test_state_of_another_store_or_share_does_not_count(machine, other):
    assert machine.started().before("r.tamar") == 0
    assert machine.started(**other).before("r.tamar") == 300


def test_state_names_nobody_and_differs_between_stores(machine, tmp_path):
    machine.fails(1)
    raw = machine.path.read_bytes()
    assert b"tamar" not in raw
    (tmp_path / "other").mkdir()
    twin = Machine(tmp_path / "other")
    twin.fails(1)
    assert twin.path.read_bytes() != raw


def test_state_does_not_grow_without_end(machine):
    machine.fails(9)
    for number in range(499):
        machine.passes(1)
        machine.fails(1, f"guess {number}")
    size = machine.path.stat().st_size
    machine.passes(1)
    machine.fails(1, "one more")
    assert machine.path.stat().st_size <= size


def test_state_that_cannot_be_kept_stops_sign_in(machine):
    machine.path.with_name("throttle.partial").mkdir()
    with pytest.raises(StorageFault):
        machine.throttle.before("r.tamar")
