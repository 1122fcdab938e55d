"""A review nobody closed in time becomes information governance's own: told once, and openable by it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.messages.access import BreakGlassReviews, CloseBreakGlassReview
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.staff import KeyWrap
from earlyhelp.records.store import AuditEntry
from earlyhelp.services.emergency_passing import pass_on
from earlyhelp.wording import say
from tests.services.founded import plant
from tests.services.partnered import let_in
from tests.services.restricted import WHY, break_glass, unlike_the_audit
from tests.services.test_expiring import kept_up

#: another moment for each test: references follow from it
_MONDAYS = (datetime(2026, 11, 30, 9, minute, 7, tzinfo=UTC) for minute in range(60))


@pytest.fixture
def monday(door):
    """A Monday morning with nothing left to tell: the day after the review is Thursday."""
    door.clock.instant = next(_MONDAYS)
    for row in reviews(door, "ira").values():
        close(door, "ira", row)
    return door.clock


def reviews(door, login):
    return {row.id: row for row in door(login).dispatch(BreakGlassReviews())}


def close(door, login, row):
    asked = CloseBreakGlassReview(
        review_id=row.id, version=row.version, finding="justified", text="Talked."
    )
    return door(login).dispatch(asked)


def told(door):
    """Return the entries by which the program passed something on."""
    with door("ira").unit(Permission.AUDIT_READ) as uow:
        rows = uow.all(AuditEntry, AuditEntry.actor_id == 0, order=AuditEntry.id)
        facts = [msgspec.json.decode(row.facts, type=EntryFacts) for row in rows]
    return [one for one in facts if one.purpose == "emergency-passed"]


@pytest.mark.parametrize("who", ["bea", "sol", "maureen", "ira"])
def test_information_governance_is_told_once_in_whichever_session_comes_first(door, monday, who):
    ident = break_glass(door, "omar", plant(door)).id
    before = len(told(door))
    monday.instant += timedelta(days=2)
    kept_up(door, who)
    assert len(told(door)) == before  # its last day
    assert reviews(door, "ira")[ident].passed_on is None
    monday.instant += timedelta(days=1)
    kept_up(door, who)
    (entry,) = told(door)[before:]
    assert (entry.actor_name, entry.role, entry.family_id) == ("earlyhelp", "program", 0)
    assert {one.rpartition(":")[0] for one in entry.objects} >= {
        f"break_glass:{ident}", f"staff_account:{door('ira').id}",
    }  # fmt: skip
    row = reviews(door, "ira")[ident]
    assert (row.passed_on, row.escalated, row.may_close) == (monday.today(), True, True)
    assert not reviews(door, "maureen")[ident].may_close
    for again in ("ira", who, "maureen"):
        kept_up(door, again)
        reviews(door, "ira")
    assert len(told(door)) == before + 1
    shown = door("ira").dispatch(AuditTrail(act="emergency:review", outcome="done")).rows[0]
    assert shown.purpose == say("purpose.emergency-passed")
    assert unlike_the_audit(door) == []
    close(door, "ira", row)
    kept_up(door, who)
    assert len(told(door)) == before + 1  # what is closed is nothing to tell


def test_a_second_one_is_told_by_itself(door, monday):
    first = break_glass(door, "omar", plant(door)).id
    monday.instant += timedelta(days=1)
    second = break_glass(door, "omar", plant(door)).id
    monday.instant += timedelta(days=2)
    before = len(told(door))
    kept_up(door, "priya")
    monday.instant += timedelta(days=1)
    kept_up(door, "priya")
    entries = [{one.rpartition(":")[0] for one in each.objects} for each in told(door)[before:]]
    assert [f"break_glass:{first}" in one for one in entries] == [True, False]
    assert [f"break_glass:{second}" in one for one in entries] == [False, True]
    found = reviews(door, "ira")
    assert found[second].passed_on - found[first].passed_on == timedelta(days=1)


def test_a_clock_set_ahead_tells_nothing_for_good(door, monday):
    ident = break_glass(door, "omar", plant(door)).id
    monday.instant += timedelta(days=30)
    kept_up(door, "priya")
    monday.instant -= timedelta(days=30)
    assert reviews(door, "ira")[ident].passed_on is None
    monday.instant += timedelta(days=3)
    kept_up(door, "priya")
    assert reviews(door, "ira")[ident].passed_on == monday.today()


def test_without_somebody_to_tell_it_waits(door, monday, monkeypatch):
    ident = break_glass(door, "omar", plant(door)).id
    monday.instant += timedelta(days=3)
    with monkeypatch.context() as patch:
        patch.setattr("earlyhelp.services.emergency_passing.staff_with", lambda *_: [])
        assert not pass_on(door("priya").context)
    assert reviews(door, "ira")[ident].passed_on is None
    assert pass_on(door("priya").context)
    assert reviews(door, "ira")[ident].passed_on == monday.today()


def test_the_analysis_file_has_none(door, monday):
    break_glass(door, "omar", plant(door))
    monday.instant += timedelta(days=3)
    before = len(told(door))
    kept_up(door, "ana")
    assert len(told(door)) == before


def test_who_joins_information_governance_later_can_close_what_is_theirs_alone(door, monday):
    ident = break_glass(door, "omar", plant(door)).id
    let_in(door, "ivo", "Ivo Nance", role="information_governance", agency="", by="ira")
    found = reviews(door, "ivo")[ident]
    assert (found.sentence, found.may_close) == ("", False)
    reviews(door, "maureen")  # any other reviewer hands the key on
    monday.instant += timedelta(days=3)
    found = reviews(door, "ivo")[ident]
    assert (found.sentence, found.may_close) == (WHY, True)
    reviews(door, "maureen")
    with door("ira").unit(Permission.EMERGENCY_REVIEW) as uow:
        wraps = uow.all(KeyWrap, KeyWrap.key_name == f"break_glass:{ident}")
        assert len(wraps) == len({wrap.account_id for wrap in wraps}) == 3  # handed on once
    close(door, "ivo", found)
    assert ident not in reviews(door, "ira")
