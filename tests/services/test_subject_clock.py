"""The clock of a request, as people move it: identity, pauses, an extension told in time."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.rights import Asked
from earlyhelp.messages.subject_clock import (
    AskIdentity,
    ExtendSubjectRequest,
    PauseSubjectRequest,
    RecordIdentity,
    ResumeSubjectRequest,
)
from tests.services.requested import RECEIVED, ask, page, version

TODAY = date(2026, 11, 22)


@pytest.fixture
def request_id(door):
    return ask(door)


def do(door, kind, request_id: int, login: str = "ira", **said):
    at = version(door, request_id, login)
    return door(login).dispatch(kind(request_id=request_id, version=at, **said))


@contextmanager
def later(door, days: int):
    """Some days later, until the block ends."""
    door.clock.instant += timedelta(days=days)
    try:
        yield door.clock.today()
    finally:
        door.clock.instant -= timedelta(days=days)


def test_identity_that_was_asked_for_begins_the_month(door, request_id) -> None:
    assert page(door, request_id).row.standing.due_on == date(2026, 12, 21)
    do(door, AskIdentity, request_id, asked_on=RECEIVED)
    waiting = page(door, request_id).row.standing
    assert (waiting.state, waiting.due_on) == ("waiting", None)
    do(door, RecordIdentity, request_id, seen_on=TODAY, seen=("passport",), note="in the hub")
    told = page(door, request_id)
    assert told.row.standing.due_on == date(2026, 12, 22)
    assert (told.asked.seen, told.asked.seen_note) == (("passport",), "in the hub")
    with pytest.raises(Refused):
        do(door, AskIdentity, request_id, asked_on=TODAY)


def test_what_was_seen_is_of_the_list_and_not_of_tomorrow(door, request_id) -> None:
    for said, wrong in (
        ({"seen_on": TODAY, "seen": ()}, "seen"),
        ({"seen_on": TODAY, "seen": ("a copy of the passport",)}, "seen"),
        ({"seen_on": date(2026, 11, 23), "seen": ("passport",)}, "seen_on"),
        ({"seen_on": date(2026, 11, 1), "seen": ("passport",)}, "seen_on"),
    ):
        with pytest.raises(Invalid) as caught:
            do(door, RecordIdentity, request_id, **said)
        assert set(caught.value.fields) == {wrong}


def test_the_clock_stands_while_they_are_asked_and_goes_on_after(door, request_id) -> None:
    do(door, PauseSubjectRequest, request_id, what="Which years?")
    assert page(door, request_id).row.standing.state == "paused"
    with pytest.raises(Refused):
        do(door, PauseSubjectRequest, request_id, what="Again?")
    with later(door, 2):
        do(door, ResumeSubjectRequest, request_id, until_on=date(2026, 11, 24))
    told = page(door, request_id)
    assert told.row.standing.due_on == date(2026, 12, 22)  # two days after Sunday the 20th
    assert told.asked.pauses == ("Which years?",)
    with pytest.raises(Refused):
        do(door, ResumeSubjectRequest, request_id, until_on=TODAY)


def test_an_extension_is_told_in_the_first_month_with_its_reason(door, request_id) -> None:
    with pytest.raises(Invalid):
        do(door, ExtendSubjectRequest, request_id, told_on=TODAY, why=" ")
    do(door, ExtendSubjectRequest, request_id, told_on=TODAY, why="Four teams hold records.")
    told = page(door, request_id)
    assert told.row.standing.due_on == date(2027, 2, 22)  # 20 February is a Saturday
    assert told.asked.why_longer == "Four teams hold records."
    with pytest.raises(Refused):
        do(door, ExtendSubjectRequest, request_id, told_on=TODAY, why="Once more.")
    late = ask(door, received_on=date(2026, 9, 1))
    with pytest.raises(Refused):
        do(door, ExtendSubjectRequest, late, told_on=TODAY, why="Too late.")


def test_two_people_do_not_move_one_clock_unseen(door, request_id) -> None:
    at = version(door, request_id)
    do(door, AskIdentity, request_id, asked_on=TODAY)
    with pytest.raises(Conflict):
        door("maureen").dispatch(
            PauseSubjectRequest(request_id=request_id, version=at, what="Which?")
        )


def test_a_manager_may_record_one_that_came_to_them(door) -> None:
    asked = Asked(forename="Kerra", surname="Roskilly", asker="Kerra Roskilly")
    request_id = ask(door, by="sam", asked=asked)
    assert page(door, request_id).row.asker == "Kerra Roskilly"
    with pytest.raises(Refused):
        ask(door, by="priya", asked=asked)


def test_what_is_late_stays_late_whatever_is_asked_or_told_afterwards(door) -> None:
    late = ask(door, received_on=date(2026, 9, 1))
    due = page(door, late).row.standing.due_on
    for kind, said, key in (
        (AskIdentity, {"asked_on": TODAY}, "subject.identity_late"),
        (AskIdentity, {"asked_on": date(2026, 9, 2)}, "subject.identity_late"),
        (PauseSubjectRequest, {"what": "Which years?"}, "subject.pause_late"),
        (ExtendSubjectRequest, {"told_on": date(2026, 9, 2), "why": "x"}, "subject.extend_late"),
    ):
        with pytest.raises(Refused) as caught:
            do(door, kind, late, **said)
        assert caught.value.key == key
    do(door, RecordIdentity, late, seen_on=TODAY, seen=("passport",))
    told = page(door, late)
    assert (told.row.standing.state, told.row.standing.due_on) == ("late", due)
    assert not told.may_extend


def test_on_the_last_day_the_clock_can_still_be_stopped_or_extended(door) -> None:
    last = date(2026, 10, 22)  # received then, the month ends on 23 November: 22 is a Sunday
    stopped, asked, longer = (ask(door, received_on=last) for _ in range(3))
    with later(door, 1) as on:
        assert page(door, stopped).row.standing.due_on == on
        do(door, PauseSubjectRequest, stopped, what="Which years?")
        do(door, AskIdentity, asked, asked_on=last)
        do(door, ExtendSubjectRequest, longer, told_on=last, why="Four teams hold records.")
    with later(door, 9):
        assert page(door, stopped).row.standing.state == "paused"
        assert page(door, asked).row.standing.state == "waiting"
        assert page(door, longer).row.standing.due_on == date(2027, 1, 22)


def test_identity_is_asked_for_and_recorded_once(door, request_id) -> None:
    do(door, AskIdentity, request_id, asked_on=RECEIVED)
    with pytest.raises(Refused) as caught:
        do(door, AskIdentity, request_id, asked_on=TODAY)
    assert caught.value.key == "subject.identity_asked"
    do(door, RecordIdentity, request_id, seen_on=RECEIVED, seen=("passport",))
    with pytest.raises(Refused) as caught:
        do(door, RecordIdentity, request_id, seen_on=TODAY, seen=("passport",))
    assert caught.value.key == "subject.identity_known"
    assert page(door, request_id).row.standing.due_on == date(2026, 12, 21)
