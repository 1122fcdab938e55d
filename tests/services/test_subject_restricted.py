"""A restricted family in a request for somebody's record: the named answer, nobody else sees a sign."""

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Refused
from earlyhelp.messages.subject_requests import SubjectCandidates
from tests.services.founded import plant
from tests.services.requested import ASKED, ask, close, indexed, known, page, parts
from tests.services.restricted import restrict


def test_a_restricted_family_is_answered_by_the_named_alone(door) -> None:
    planted = plant(door, surname="Verborgen")
    restrict(door, planted, "omar")
    request_id = ask(door, asked=replace(ASKED, surname="Verborgen"))
    indexed(door, "maureen", planted)
    indexed(door, "sam", planted)
    for login, sees in (("maureen", True), ("sam", False)):
        found = door(login).dispatch(SubjectCandidates(request_id=request_id))
        assert (planted.child_id in {one.person_id for one in found}) is sees
    known(door, request_id, planted.child_id)
    seen = page(door, request_id)
    assert {one.team: one.known for one in seen.teams} == {"South": None, "West": False}
    assert (seen.others, [one.person_id for one in seen.matches]) == (1, [planted.child_id])
    assert parts(door, request_id).total > 5
    theirs = page(door, request_id, "sam")
    assert (theirs.matches, theirs.others, theirs.teams, theirs.row.answer) == ((), 0, (), "")
    close(door, request_id)
    with pytest.raises(Refused):
        parts(door, request_id)
