"""A request from its receipt to its close: who sees what, when, and nothing after the end."""

import hashlib

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Conflict, Invalid, Refused
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.rights import Choice
from earlyhelp.messages.subject_requests import (
    AnswerKnownHere,
    DecidePart,
    LooksSheet,
    RecordSubjectRequest,
    ReleasePack,
    SubjectCandidates,
    SubjectPackCopy,
    SubjectParts,
    SubjectRequestPage,
    SubjectRequests,
    TakeBackMatch,
)
from earlyhelp.messages.trail import AuditTrail
from tests.services.founded import plant
from tests.services.requested import (
    ASKED,
    RECEIVED,
    accept_all,
    ask,
    close,
    finish,
    indexed,
    known,
    page,
    parts,
    release,
    version,
)


@pytest.fixture
def asked(door, planted):
    """A request about the planted child, named by her team's manager."""
    request_id = ask(door)
    known(door, request_id, planted.child_id)
    return request_id


def test_a_request_is_open_to_governance_and_managers_only(door, planted) -> None:
    request_id = ask(door)
    for login in ("ira", "maureen", "sam"):
        assert page(door, request_id, login).asked == ASKED
    for login in ("priya", "bea"):
        with pytest.raises(Refused):
            page(door, request_id, login)


def test_what_is_missing_is_named_at_its_field(door) -> None:
    asked = type(ASKED)(forename="", surname=" ", asker="")
    message = RecordSubjectRequest(
        received_on=RECEIVED.replace(year=2030), channel="pigeon", standing="?", asked=asked
    )
    with pytest.raises(Invalid) as caught:
        door("ira").dispatch(message)
    assert set(caught.value.fields) == {
        "forename", "surname", "asker", "channel", "standing", "received_on",
    }  # fmt: skip


def test_a_manager_finds_people_of_their_own_team_only(door) -> None:
    planted = plant(door, surname="Zelinska")
    elsewhere = plant(door, "sam", "sol", surname="Zelinska")
    request_id = ask(door, asked=replace(ASKED, surname="Zelinska"))
    indexed(door, "maureen", planted, elsewhere)
    mine = door("maureen").dispatch(SubjectCandidates(request_id=request_id))
    assert planted.child_id in {one.person_id for one in mine}
    assert elsewhere.child_id not in {one.person_id for one in mine}
    with pytest.raises(Refused):
        known(door, request_id, elsewhere.child_id)
    known(door, request_id, elsewhere.child_id, by="sam")
    with pytest.raises(Refused):
        door("ira").dispatch(SubjectCandidates(request_id=request_id))


def test_no_team_sees_what_another_answered(door, asked, planted) -> None:
    theirs = page(door, asked, "sam")
    assert (theirs.teams, theirs.others, theirs.matches, theirs.row.answer) == ((), 0, (), "")
    assert page(door, asked, "maureen").row.answer == "yes"
    seen = page(door, asked)
    assert {one.team: one.known for one in seen.teams} == {"South": None, "West": True}
    assert [one.person_id for one in seen.matches] == [planted.child_id]
    assert seen.matches[0].name == "Maja Kowalska"


def test_governance_opens_a_family_only_while_the_request_is_open(door, planted) -> None:
    request_id = ask(door)
    with pytest.raises(Refused):
        parts(door, request_id)
    known(door, request_id, planted.child_id)
    assert parts(door, request_id).total > 5
    with pytest.raises(Refused):  # no ordinary page of the family, even now
        door("ira").dispatch(FamilyPageView(family_id=planted.family_id))
    close(door, request_id)
    for message in (
        SubjectParts(request_id=request_id),
        LooksSheet(request_id=request_id),
        SubjectPackCopy(request_id=request_id),
    ):
        with pytest.raises(Refused):
            door("ira").dispatch(message)
    assert page(door, request_id).matches == ()
    assert page(door, request_id).asked.outcome == "sent by post"
    with pytest.raises(Refused):
        known(door, request_id, planted.child_id)


def test_another_open_request_keeps_the_family_open(door, asked, planted) -> None:
    other = ask(door)
    known(door, other, planted.child_id)
    close(door, asked)
    assert parts(door, other).total > 5
    close(door, other)
    with pytest.raises(Refused):
        parts(door, other)


def test_a_match_named_by_mistake_is_taken_back(door, asked, planted) -> None:
    match = page(door, asked).matches[0]
    with pytest.raises(Refused):
        door("sam").dispatch(TakeBackMatch(match_id=match.id))
    door("maureen").dispatch(TakeBackMatch(match_id=match.id))
    with pytest.raises(Refused):
        parts(door, asked)


def test_a_pack_waits_for_every_decision_and_a_second_person(door, asked) -> None:
    with pytest.raises(Refused) as caught:
        finish(door, asked)
    assert caught.value.key == "subject.undecided"
    assert accept_all(door, asked) == parts(door, asked).total
    finish(door, asked)
    door("ira").context.confirmed_at = door.clock.now()
    with pytest.raises(Refused) as caught:
        door("ira").dispatch(ReleasePack(request_id=asked, version=version(door, asked)))
    assert caught.value.key == "subject.second_person"
    assert not page(door, asked).pack.may_release
    assert page(door, asked, "maureen").pack.may_release
    listed = {who: door(who).dispatch(SubjectRequests()) for who in ("ira", "maureen")}
    waits = {who: {row.id for row in rows if row.may_release} for who, rows in listed.items()}
    assert (waits["ira"], asked in waits["maureen"]) == (set(), True)
    door("maureen").context.confirmed_at = door.clock.now()
    with pytest.raises(Refused) as caught:
        door("maureen").dispatch(ReleasePack(request_id=asked, version=version(door, asked)))
    assert caught.value.key == "subject.identity_first"
    release(door, asked)
    assert page(door, asked).row.status == "released"
    with pytest.raises(Refused):
        finish(door, asked)


def test_a_release_asks_for_the_passphrase(door, asked) -> None:
    accept_all(door, asked)
    finish(door, asked)
    desk, at = door("maureen"), version(door, asked, "maureen")
    desk.context.confirmed_at = None
    with pytest.raises(Refused) as caught:
        desk.dispatcher.dispatch(ReleasePack(request_id=asked, version=at))
    assert caught.value.key == "confirm.needed"
    release(door, asked)


def test_another_teams_manager_neither_reads_nor_releases_the_pack(door, asked) -> None:
    accept_all(door, asked)
    finish(door, asked)
    with pytest.raises(Refused):
        release(door, asked, by="sam")
    with pytest.raises(Refused):
        parts(door, asked, "sam")
    assert door("maureen").dispatch(SubjectPackCopy(request_id=asked)).startswith(b"%PDF")


def test_the_copy_is_the_pack_and_the_audit_has_its_fingerprint(door, asked) -> None:
    accept_all(door, asked)
    finish(door, asked)
    copy = door("ira").dispatch(SubjectPackCopy(request_id=asked))
    digest = hashlib.sha256(copy).hexdigest()
    assert page(door, asked).pack.sha256 == digest
    trail = door("ira").dispatch(AuditTrail(act="subject_request:decide")).rows
    assert digest in trail[0].purpose


def test_a_decision_is_about_the_texts_that_were_seen(door, asked) -> None:
    row = parts(door, asked).rows[0]
    stale = Choice(decision="release", digest="0" * 32)
    with pytest.raises(Conflict):
        door("ira").dispatch(DecidePart(request_id=asked, part=row.part.key, choice=stale))
    bare = Choice(decision="withhold", digest=row.proposed.digest)
    with pytest.raises(Invalid):
        door("ira").dispatch(DecidePart(request_id=asked, part=row.part.key, choice=bare))
    good = Choice(decision="withhold", digest=row.proposed.digest, reason="legal_privilege")
    door("ira").dispatch(DecidePart(request_id=asked, part=row.part.key, choice=good))
    again = parts(door, asked)
    assert again.rows[0].decided == good
    assert again.undecided == again.total - 1


def test_managers_decide_nothing(door, asked) -> None:
    row = parts(door, asked, "maureen").rows[0]
    with pytest.raises(Refused):
        door("maureen").dispatch(
            DecidePart(request_id=asked, part=row.part.key, choice=row.proposed)
        )


def test_the_list_puts_the_most_urgent_first_and_the_closed_last(door, planted) -> None:
    late = ask(door, received_on=RECEIVED.replace(month=9))
    done = ask(door)
    close(door, done)
    rows = door("ira").dispatch(SubjectRequests())
    assert rows[0].id == late
    assert rows[0].standing.state == "late"
    assert next(one for one in rows if one.id == done).status == "closed"
    assert rows[-1].status == "closed"


def test_nobody_here_is_an_answer_too(door, planted) -> None:
    request_id = ask(door)
    door("sam").dispatch(AnswerKnownHere(request_id=request_id))
    assert page(door, request_id, "sam").row.answer == "no"
    assert {one.team: one.known for one in page(door, request_id).teams}["South"] is False


def test_a_page_of_parts_goes_on_where_the_last_ended(door, asked) -> None:
    first = door("ira").dispatch(SubjectParts(request_id=asked, limit=3))
    rest = door("ira").dispatch(SubjectParts(request_id=asked, limit=200, after=first.next_after))
    keys = [row.part.key for row in (*first.rows, *rest.rows)]
    assert len(set(keys)) == len(keys) == first.total
    assert door("ira").dispatch(SubjectRequestPage(request_id=asked)).row.id == asked
