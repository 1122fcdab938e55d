"""Families that ended long ago, planted; proofs of oneself; the shortest way to an erasure."""

from datetime import date

from earlyhelp.messages.retention import ConfirmErasure, ProposeErasure
from earlyhelp.records.cases import Case
from earlyhelp.records.people import Family, Person
from earlyhelp.services.retention_dates import keep_dates
from tests.services.founded import plant

LONG_AGO = date(2001, 3, 5)


def plant_ended(door, surname="Kowalska", born=(date(1990, 1, 1),), closed_on=LONG_AGO):
    """Plant a family whose case ended on a day, with children born on these days (None: not known)."""
    planted = plant(door, surname=surname, status="closed")
    with door("maureen").unit() as uow:
        family = uow.get(Family, planted.family_id)
        uow.change(family, None, status="closed", opened_on=closed_on)
        case = uow.get(Case, planted.case_id)
        uow.change(case, None, status="closed", opened_on=closed_on, closed_on=closed_on)
        people = uow.all(Person, Person.family_id == family.id, order=Person.id)
        for person in people[1:]:
            told = uow.open(person, "directory")
            day = born[0] if born else None
            uow.change(person, None, directory=_born(told, day))
        for day in born[1:]:
            told = uow.open(people[1], "directory")
            uow.add(
                Person(family_id=family.id, role="child"),
                directory=_born(told, day), particulars=uow.open(people[1], "particulars"),
            )  # fmt: skip
        keep_dates(uow)
        uow.commit()
    return planted


def _born(told, day):
    import msgspec

    return msgspec.structs.replace(told, born_on=day)


def prove(desk):
    """Let this desk do what asks for the passphrase once more."""
    desk.context.confirmed_at = desk.context.vault.clock.now()


def erase(door, planted, first="maureen", second="ira", person_id=0, reason="right"):
    """Propose as one person and confirm as another; return what was erased."""
    wish = ProposeErasure(
        reference=planted.reference, reason=reason, person_id=person_id, stays="others"
    )
    made = door(first).dispatch(wish)
    prove(door(second))
    return door(second).dispatch(ConfirmErasure(proposal_id=made.id))
