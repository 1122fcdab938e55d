"""The copy kept of a closed request opens for information governance, with a reason, and for nobody else."""

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.subject_requests import KeptPack, SubjectPackCopy
from earlyhelp.messages.trail import AuditTrail
from tests.services.requested import accept_all, ask, close, finish, known, release


@pytest.fixture
def closed(door, planted):
    asked = ask(door)
    known(door, asked, planted.child_id)
    accept_all(door, asked)
    finish(door, asked)
    kept = door("ira").dispatch(SubjectPackCopy(request_id=asked))
    release(door, asked)
    close(door, asked)
    return asked, kept


def test_it_is_the_same_copy_and_the_audit_has_why(door, closed) -> None:
    asked, kept = closed
    ira = door("ira")
    with pytest.raises(Refused, match=r"subject\.closed"):
        ira.dispatch(SubjectPackCopy(request_id=asked))
    assert ira.dispatch(KeptPack(request_id=asked, reason="complaint")) == kept
    entry = ira.dispatch(AuditTrail(act="subject_pack:reopen")).rows[0]
    assert "kept copy: complaint; pack sha256" in entry.purpose


def test_it_asks_for_a_reason_of_the_list(door, closed) -> None:
    asked, _ = closed
    for reason in ("", "because"):
        with pytest.raises(Invalid) as told:
            door("ira").dispatch(KeptPack(request_id=asked, reason=reason))
        assert "reason" in told.value.fields


def test_it_asks_who_is_there_once_more(door, closed) -> None:
    asked, _ = closed
    ira = door("ira")
    ira.sit()
    ira.context.confirmed_at = None
    with pytest.raises(Refused, match=r"confirm"):
        ira.dispatcher.dispatch(KeptPack(request_id=asked, reason="court"))


@pytest.mark.parametrize("login", ["maureen", "priya", "bea"])
def test_nobody_else_opens_it_not_even_who_checked_it(door, closed, login) -> None:
    asked, _ = closed
    with pytest.raises(Refused, match=r"refused\.role"):
        door(login).dispatch(KeptPack(request_id=asked, reason="review"))


def test_while_the_request_is_open_it_is_looked_at_there(door, planted) -> None:
    asked = ask(door)
    known(door, asked, planted.child_id)
    accept_all(door, asked)
    finish(door, asked)
    with pytest.raises(Refused, match=r"subject\.not_closed"):
        door("ira").dispatch(KeptPack(request_id=asked, reason="review"))
