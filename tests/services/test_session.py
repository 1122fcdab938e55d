"""Who is signed in, what the buttons offer, and the checkpoint left at the door."""

import msgspec
import pytest

from earlyhelp.access.policy import Policy
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.session import Checkpoint, CurrentSession
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.store import AuditEntry
from tests.services.founded import STAFF


@pytest.mark.parametrize(("login", "name", "role", "teams"), STAFF)
def test_a_session_says_who_where_and_what(door, login, name, role, teams):
    desk = door(login)
    told = desk.dispatch(CurrentSession())
    assert (told.account_id, told.login, told.display_name, told.role) == (
        desk.id, login, name, role,
    )  # fmt: skip
    assert told.team_names == teams
    assert len(told.team_ids) == len(teams)
    assert told.kind == ("analysis" if role == "analyst" else "case")
    assert told.store_name == "made-up"
    assert not told.demo


def test_the_buttons_offer_what_the_rules_permit_and_no_more(door):
    for login in ("priya", "maureen", "bea", "ira", "ana"):
        told = door(login).dispatch(CurrentSession())
        lines = {line[1] for line in Policy.shipped().table() if line[0] == told.role}
        assert told.permissions == lines


def test_hiding_a_button_is_courtesy_the_door_is_what_protects(door):
    """A session that lost its rules is refused, whatever its window still shows."""
    desk = door("priya")
    shipped = desk.context.policy
    desk.context.policy = Policy({})
    try:
        with pytest.raises(Refused) as told:
            desk.dispatch(CurrentSession())
        assert told.value.key == "refused.role"
    finally:
        desk.context.policy = shipped
    assert desk.dispatch(CurrentSession()).login == "priya"


def test_the_size_of_the_audit_grows_with_every_look(door):
    desk = door("priya")
    first = desk.dispatch(CurrentSession()).audit_size
    assert desk.dispatch(CurrentSession()).audit_size == first + 1


def test_nobodys_own_words_stand_in_the_audit_as_the_reason_of_a_checkpoint(door):
    desk = door("priya")
    with pytest.raises(Invalid):
        desk.dispatch(Checkpoint(why="Anna Kowalska rang"))
    assert desk.dispatch(Checkpoint(why="lock"))


@pytest.mark.parametrize("login", ["priya", "bea", "ana"])
def test_a_checkpoint_is_signed_by_the_store_and_the_person(door, login):
    desk = door(login)
    size = desk.context.vault.trail.size
    text = desk.dispatch(Checkpoint(why="sign-out"))
    assert text.splitlines()[1] == str(size)
    assert f"— {desk.context.vault.origin} " in text
    assert f"— {login} " in text
    assert desk.context.vault.trail.size == size + 1


def test_why_a_checkpoint_was_made_is_noted(door):
    reader = door("ira")
    door("priya").dispatch(Checkpoint(why="sign-out"))
    with reader.unit(AuditTrail.permission) as uow:
        newest = uow.first(AuditEntry, order=AuditEntry.id.desc())
    facts = msgspec.json.decode(newest.facts, type=EntryFacts)
    assert (facts.purpose, facts.actor_name, facts.act) == (
        "sign-out", "priya", "audit:checkpoint",
    )  # fmt: skip
