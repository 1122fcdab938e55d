"""Figures are published only under the key information governance holds."""

from datetime import date

import pytest

from earlyhelp.errors import Refused
from earlyhelp.keys.identity import Identity
from earlyhelp.messages.figures import PublishFigures
from earlyhelp.messages.session import CurrentSession
from earlyhelp.records.cases import Case, FactsEnvelope
from earlyhelp.services.publication_key import sign_if_needed
from earlyhelp.services.register_checks_keys import publication_signed
from tests.services.founded import plant

YEAR = PublishFigures(from_on=date(2026, 1, 1), to_on=date(2026, 11, 1), preset="dfe")


def test_another_key_in_its_place_is_noticed_before_anything_is_counted(door, monkeypatch):
    ira = door("ira")
    assert not ira.dispatch(YEAR).finished  # the twin: with the right one it begins
    monkeypatch.setitem(ira.context.vault.facts, "publication", Identity.new().public)
    with pytest.raises(Refused) as told:
        ira.dispatch(YEAR)
    assert told.value.key == "figures.key.altered"


@pytest.fixture
def rows(door):
    """rows(name) and rows(name, value): a fact of the store as somebody with the file's key sees and sets it."""
    connection, before = door("ira").context.vault._connection, {}

    def fact(name, value=None):
        ((kept,),) = connection.execute("SELECT value FROM store_fact WHERE name = ?", (name,))
        if value is not None:
            before.setdefault(name, kept)
            connection.execute("UPDATE store_fact SET value = ? WHERE name = ?", (value, name))
        return kept

    yield fact
    for name, kept in before.items():
        connection.execute("UPDATE store_fact SET value = ? WHERE name = ?", (kept, name))


def posted(door, planted):
    with door("maureen").unit() as uow:
        return [
            row.wrapped for row in uow.all(FactsEnvelope, FactsEnvelope.case_id == planted.case_id)
        ]


def touched(door, planted):
    """Change a case as its lead would: its facts are due to be posted anew."""
    desk = door("priya")
    with desk.unit() as uow:
        case = uow.get(Case, planted.case_id)
        uow.change(case, None, first_contact_on=date(2026, 10, 2 + case.version))
        for step in desk.context.before_commit:
            step(uow)
        uow.commit()


def check(door, login="ira"):
    desk = door(login)
    with desk.unit(CurrentSession.permission) as uow:
        return publication_signed(uow, desk.context).status


def test_facts_go_to_a_key_that_information_governance_signed(door):
    planted = plant(door)
    touched(door, planted)
    assert len(posted(door, planted)) == 1
    assert check(door) == check(door, "maureen") == "ok"


@pytest.mark.parametrize("signed_by", ["nobody", "maureen", "ira, of another key"])
def test_nothing_is_told_to_a_key_in_its_place_and_the_register_says_so(
    door, rows, monkeypatch, signed_by
):
    planted, strange = plant(door), Identity.new()
    touched(door, planted)
    before = posted(door, planted)
    if signed_by == "maureen":
        desk = door("maureen")
        data = (
            b"earlyhelp/1/publication|" + desk.context.vault.facts["vault"] + b"|" + strange.public
        )
        rows("publication_signed", b"%d " % desk.id + desk.context.vault.identity.sign(data))
    for login in ("maureen", "ira"):
        monkeypatch.setitem(door(login).context.vault.facts, "publication", strange.public)
    touched(door, planted)  # the work itself is saved
    assert posted(door, planted) == before
    assert check(door) == check(door, "maureen") == "red"
    assert not sign_if_needed(door("ira").context)  # she does not sign what she cannot open
    with pytest.raises(Refused):
        door("ira").dispatch(YEAR)


def test_a_key_nobody_signed_is_signed_in_information_governances_next_session(door, rows):
    rows("publication_signed", b"0 nothing")
    assert check(door) == "red"
    assert not sign_if_needed(door("maureen").context)
    assert sign_if_needed(door("ira").context)
    assert check(door) == "ok"
    assert not sign_if_needed(door("ira").context)  # once is enough
