"""A clock that was set ahead for a while puts off nothing that is due daily or yearly."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from earlyhelp.messages.conduct import AcceptConduct
from earlyhelp.messages.looks import AccessHits
from earlyhelp.messages.register import Register
from earlyhelp.messages.session import CurrentSession
from earlyhelp.services.access_scan_daily import daily_scan
from earlyhelp.services.conduct import code, is_due
from earlyhelp.services.register_checks import CHECKS, Finding
from earlyhelp.services.register_run import due_at_start
from tests.services.register_world import run


@contextmanager
def set_ahead(clock):
    """Set the clock two years ahead: what is made meanwhile has later instants and larger ids."""
    usual = clock.instant, clock._last_id
    clock.instant += timedelta(days=730)
    yield
    clock.instant, clock._last_id = usual


@pytest.fixture
def ira(door):
    desk = door("ira")
    desk.sit()
    return desk


def test_the_code_of_conduct_is_due_all_the_same(door, ira):
    with set_ahead(door.clock):
        ira.dispatch(AcceptConduct(text_version=code().version))
    door.clock.instant += timedelta(days=400)
    with ira.unit(CurrentSession.permission) as uow:
        assert is_due(uow, ira.id, door.clock)
    ira.dispatch(AcceptConduct(text_version=code().version))
    with ira.unit(CurrentSession.permission) as uow:
        assert not is_due(uow, ira.id, door.clock)


def test_the_audit_is_gone_through_all_the_same(door, ira):
    def finish():
        work = daily_scan(ira.context)
        while not work.step():
            pass

    with set_ahead(door.clock):
        finish()
        assert daily_scan(ira.context) is None
    finish()
    assert daily_scan(ira.context) is None
    assert ira.dispatch(AccessHits()).scanned_at == door.clock.now()


def test_the_registers_checks_run_all_the_same(door, ira, monkeypatch):
    for name in CHECKS:
        monkeypatch.setitem(CHECKS, name, lambda *_: Finding("ok", ""))
    with set_ahead(door.clock):
        run(ira)
        assert not due_at_start(ira.context)
    assert due_at_start(ira.context)
    run(ira)
    assert not due_at_start(ira.context)
    assert ira.dispatch(Register()).checked_at == door.clock.now()
