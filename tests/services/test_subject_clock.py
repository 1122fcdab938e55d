"""The clock of a request, as people move it: identity, pauses, an extension told in time."""

from datetime import date

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
    do(door, PauseSubjectRequest, request_id, from_on=RECEIVED, what="Which years?")
    assert page(door, request_id).row.standing.state == "paused"
    with pytest.raises(Refused):
        do(door, PauseSubjectRequest, request_id, from_on=TODAY, what="Again?")
    do(door, ResumeSubjectRequest, request_id, until_on=TODAY)
    told = page(door, request_id)
    assert told.row.standing.due_on == date(2026, 12, 22)  # two days later
    assert told.asked.pauses == ("Which years?",)
    with pytest.raises(Refused):
        do(door, ResumeSubjectRequest, request_id, until_on=TODAY)
    with pytest.raises(Invalid):
        do(door, PauseSubjectRequest, request_id, from_on=RECEIVED, what="Before that?")


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
            PauseSubjectRequest(request_id=request_id, version=at, from_on=TODAY, what="Which?")
        )


def test_a_manager_may_record_one_that_came_to_them(door) -> None:
    asked = Asked(forename="Kerra", surname="Roskilly", asker="Kerra Roskilly")
    request_id = ask(door, by="sam", asked=asked)
    assert page(door, request_id).row.asker == "Kerra Roskilly"
    with pytest.raises(Refused):
        ask(door, by="priya", asked=asked)
