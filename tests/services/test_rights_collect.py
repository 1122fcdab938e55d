"""What a pack is made of: every kind of record, every text in it, and nothing of another family."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Bug
from earlyhelp.records.access import BreakGlass, SealedNote
from earlyhelp.records.base import OfFamily
from earlyhelp.records.cases import Allocation
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, FamilyKey, Person
from earlyhelp.services import rights_parts
from earlyhelp.services.rights_collect import LEFT_OUT, MAKERS, open_family
from earlyhelp.services.rights_parts import parts_of, unknown_kinds
from earlyhelp.wording import day, knows
from tests.services.founded import plant
from tests.services.held import AT, Canaries, row_of
from tests.services.retiring import LONG_AGO, plant_ended

#: Texts inside sealed values that name a form or an area and are shown in words or not at all.
CODES = ("form_id", "role")


def test_every_kind_of_record_is_collected_or_left_out_with_a_reason() -> None:
    assert unknown_kinds() == set()
    assert len(MAKERS) >= 24
    assert all(knows(reason) for reason in LEFT_OUT.values())
    assert all(knows(f"rights.kind.{kind.__tablename__}") for kind in MAKERS)


def test_a_kind_the_collector_does_not_know_is_noticed(monkeypatch) -> None:
    class Unheard(OfFamily):
        __abstract__ = True

    monkeypatch.setattr(rights_parts, "family_kinds", lambda: {Family, Person, Unheard})
    assert unknown_kinds() == {Unheard}
    with pytest.raises(Bug):
        parts_of(None)


def test_nothing_that_is_kept_is_left_out(door, planted) -> None:
    """A canary lies in every text of every sealed column; every one is in the parts."""
    canaries, desk = Canaries(), door("maureen")
    ids = {
        "early_help_case": planted.case_id,
        "person": planted.mother_id,
        "team": desk.team_id,
    }
    kinds = [kind for kind in MAKERS if kind not in {Family, Person, SealedNote, BreakGlass}]
    with desk.unit() as uow:
        uow.get(Family, planted.family_id)
        ids["family_grant"] = grant_of(uow, planted.family_id).id
        for kind in sorted(kinds, key=_needed_first):
            row = row_of(kind, planted.family_id, ids, desk.id)
            sealed = {
                name: canaries.value(shape, f"{kind.__tablename__}.{name}")
                for name, (_, shape) in kind.seals.items()
            }
            uow.add(row, **sealed)
            ids.setdefault(kind.__tablename__, row.id)
        person = uow.all(Person, Person.id == planted.child_id)[0]
        shapes = {name: shape for name, (_, shape) in Person.seals.items()}
        held = {name: canaries.value(shape, f"person.{name}") for name, shape in shapes.items()}
        uow.change(person, None, **held)
        uow.commit()
    with desk.unit(Permission.FAMILY_READ) as uow:
        parts = parts_of(open_family(uow, planted.family_id))
    said = "\n".join(field.text for part in parts for field in part.fields)
    lost = {where for word, where in canaries.planted.items() if word not in said}
    assert len(canaries.planted) > 60
    assert {where for where in lost if not where.endswith(CODES)} == set()


def grant_of(uow, family_id):
    given = FamilyGrant(
        family_id=family_id, account_id=uow.principal.account_id, kind="partner", from_at=AT,
        given_by=1, wrapped=b"x",
    )  # fmt: skip
    return uow.add(given, names=None)


def _needed_first(kind) -> int:
    order = ("request_for_support", "assessment", "early_help_plan", "rectification")
    return order.index(kind.__tablename__) if kind.__tablename__ in order else len(order)


def test_parts_say_whose_they_are_when_and_by_whom(door, planted) -> None:
    other = plant(door, surname="Otherwise")
    with door("maureen").unit(Permission.FAMILY_READ) as uow:
        parts = parts_of(open_family(uow, planted.family_id))
    assert {part.family_id for part in parts} == {planted.family_id}
    assert f"person:{other.child_id}" not in {part.key for part in parts}
    child = next(part for part in parts if part.key == f"person:{planted.child_id}")
    assert child.about == (planted.child_id,)
    home = next(part for part in parts if part.kind == "home")
    assert set(home.about) == {planted.mother_id, planted.child_id}
    assert home.on is not None
    allocation = next(part for part in parts if part.kind == "allocation")
    assert [field.text for field in allocation.fields if field.id == "worker"] == ["practitioner"]


def test_with_a_case_that_ended_the_work_of_everybody_on_it_ended(door) -> None:
    ended, going_on = plant_ended(door), plant(door)
    told = {}
    for one in (ended, going_on):
        with door("maureen").unit(Permission.FAMILY_READ) as uow:
            parts = parts_of(open_family(uow, one.family_id))
            rows = uow.all(Allocation, Allocation.family_id == one.family_id)
        assert [row.ended_on for row in rows] == [None]  # by it they may still look
        told[one.family_id] = [
            field.text
            for part in parts
            if part.kind == "allocation"
            for field in part.fields
            if field.id == "until_on"
        ]
    assert told == {ended.family_id: [day(LONG_AGO)], going_on.family_id: []}


def test_keys_are_never_a_part(door, planted) -> None:
    with door("maureen").unit(Permission.FAMILY_READ) as uow:
        parts = parts_of(open_family(uow, planted.family_id))
    assert FamilyKey.__tablename__ not in {part.kind for part in parts}
