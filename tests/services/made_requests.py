"""Made-up requests for support, and short ways to look at what became of them."""

from datetime import date

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.messages.people import Contactable
from earlyhelp.messages.requests import NewPerson, ReceiveRequest
from earlyhelp.records.people import Family
from tests.services.founded import TODAY

SAFE = {
    "gate.significant_harm": False,
    "reason.worries": "Maja has missed ten days of school since September.",
    "reason.wants": "advice",
    "agreement.family_knows": True,
    "agreement.family_agrees": True,
}
HARM = {"gate.significant_harm": True, "gate.harm_what": "Maja says she is hit at home."}


def people(*names):
    return tuple(
        NewPerson(
            role=role,
            details=Contactable(forename=forename, surname=surname, born_on=date(year, 3, 9)),
        )
        for role, forename, surname, year in names
    )


KOWALSKA_REED = people(
    ("parent", "Anna", "Kowalska", 1991), ("parent", "Tom", "Reed", 1990),
    ("child", "Maja", "Kowalska", 2016), ("child", "Ben", "Kowalska-Reed", 2019),
)  # fmt: skip


def request_of(desk, **changes):
    values = {
        "team_id": desk.team_id, "received_on": TODAY, "source": "2A", "people": KOWALSKA_REED,
        "address": "1 Made Up Row", "postcode": "pl13ab", "answers": SAFE,
    }  # fmt: skip
    return ReceiveRequest(**values | changes)


def faults_of(desk, message):
    with pytest.raises(Invalid) as told:
        desk.dispatch(message)
    return told.value.fields


def rows(desk, kind, family_id):
    column = kind.id if kind is Family else kind.family_id
    with desk.unit() as uow:
        found = uow.all(kind, column == family_id, order=kind.id)
        for row in found:
            for sealed in row.seals:
                uow.open(row, sealed)
        return found
