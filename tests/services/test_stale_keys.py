"""Two sessions at once: whoever did not turn a family's key keeps no former one, to read or to write with."""

import pytest
from sqlalchemy import event

from earlyhelp.errors import Refused
from earlyhelp.messages.access import EndRestriction
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.records.casework import CaseNote
from tests.services.founded import plant
from tests.services.restricted import opens, restrict
from tests.services.test_clock_set_ahead import set_ahead


def held(door, login, planted):
    """Return a family's key as it lies in the memory of somebody's session, None where none does."""
    return door(login).context.vault.keyring._secrets.get(planted.family_id)


def write(door, login, planted):
    note = AddCaseNote(family_id=planted.family_id, text=f"{login} rang about Friday.")
    return door(login).dispatch(note).id


def read(door, login, ident):
    with door(login).unit() as uow:
        return uow.open(uow.get(CaseNote, ident), "content").text


def ended(door, planted):
    door("maureen").dispatch(EndRestriction(family_id=planted.family_id))


def test_a_reader_goes_on_with_the_key_the_family_has_now(door):
    planted = plant(door)
    assert opens(door, "priya", planted)
    former = held(door, "priya", planted)
    assert former is not None
    restrict(door, planted, "priya")
    ident = write(door, "priya", planted)  # the first thing this session does after it
    assert opens(door, "priya", planted)
    for login in ("priya", "maureen"):
        assert read(door, login, ident) == "priya rang about Friday."
    ended(door, planted)
    ident = write(door, "priya", planted)
    for login in ("maureen", "priya"):
        assert read(door, login, ident) == "priya rang about Friday."
    assert held(door, "priya", planted) not in {None, former}


def test_who_is_no_reader_keeps_no_former_key_in_memory(door):
    planted, other = plant(door), plant(door)
    for one in (planted, other):
        assert opens(door, "priya", one)
    restrict(door, planted)
    assert not opens(door, "priya", planted)
    assert opens(door, "priya", other)
    assert held(door, "priya", planted) is None
    assert held(door, "priya", other) is not None  # asked for anew


def test_a_clock_set_back_hides_no_turning(door):
    first, second = plant(door), plant(door)
    with set_ahead(door.clock):  # ids follow the clock
        restrict(door, first, "priya")
    assert opens(door, "priya", second)
    former = held(door, "priya", second)
    restrict(door, second, "priya")
    assert read(door, "priya", write(door, "priya", second))
    assert former is not None
    assert held(door, "priya", second) != former


def test_what_is_not_turned_costs_no_statement_more(door):
    planted = plant(door)
    assert opens(door, "priya", planted)
    asked = []
    engine = door("priya").context.vault.engine

    def note(_conn, _cursor, statement, *_):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert opens(door, "priya", planted)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert not [one for one in asked if "FROM family_key" in one]
    assert len([one for one in asked if "former_key" in one]) == 1  # beside what is asked anyway


def test_the_one_who_turns_it_is_not_disturbed(door):
    planted = plant(door)
    restrict(door, planted)
    ended(door, planted)
    assert read(door, "maureen", write(door, "maureen", planted))
    restrict(door, planted)
    with pytest.raises(Refused):
        write(door, "priya", planted)
    assert read(door, "maureen", write(door, "maureen", planted))
