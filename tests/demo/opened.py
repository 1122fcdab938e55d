"""Opens a demo store and reads it back in plain values, with ids replaced by what they stand for."""

import itertools
import re
from contextlib import contextmanager
from datetime import timedelta

import msgspec
from sqlalchemy import inspect

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.bootstrap import open_store
from earlyhelp.clock import FixedClock
from earlyhelp.records.access import FormerKey
from earlyhelp.records.base import Audience, Record
from earlyhelp.records.cases import FactsEnvelope
from earlyhelp.records.people import FamilyKey

_OPENED = itertools.count(1)
_IDS = re.compile(r"(?<![0-9])[0-9]{17,19}(?![0-9])")


@contextmanager
def session(folder, login, clock_at):
    from earlyhelp.demo.bank import staff

    account = next(one for one in staff().account if one.login == login)
    # no two sessions stand at one instant: a fixed clock gives the same ids again
    clock = FixedClock(clock_at + timedelta(minutes=next(_OPENED)))
    store = open_store(folder, login, account.passphrase, clock=clock)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def team_unit(folder, clock_at, login="maureen.doyle"):
    with session(folder, login, clock_at) as store:
        context = store.context
        with context.vault.unit(context.principal, Permission.FAMILY_READ, Scope.TEAM) as uow:
            yield uow


def kinds():
    found = [mapper.class_ for mapper in Record.registry.mappers]
    return [
        kind
        for kind in found
        if kind.audience is Audience.FAMILY and kind not in {FamilyKey, FactsEnvelope, FormerKey}
    ]


def content(uow):
    """Return every record of the families a unit sees, as sorted texts without ids."""
    lines = []
    for kind in kinds():
        for row in uow.all(kind):
            state = {
                column.key: getattr(row, column.key)
                for column in inspect(kind).columns
                if column.key not in kind.seals
                and not isinstance(getattr(row, column.key), bytes)  # keys are always new
            }
            opened = {name: uow.open(row, name) for name in kind.seals}
            text = msgspec.json.encode([state, opened]).decode()
            lines.append(f"{kind.__tablename__} {_IDS.sub('#', text)}")
    return sorted(lines)
