"""Sits down as one of the demo's accounts and asks as they would.  Knows no other way into the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from earlyhelp.access.permissions import Permission
from earlyhelp.bootstrap import OpenStore, open_store
from earlyhelp.clock import Clock
from earlyhelp.demo.bank import staff
from earlyhelp.messages.base import Command, Query
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.messages.people import Contactable
from earlyhelp.records.cases import Case
from earlyhelp.records.people import Family, Person
from earlyhelp.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Seat:
    """One account's open session."""

    store: OpenStore

    def ask(self, message: Command | Query) -> Any:
        """Ask as the window would, right after the passphrase was typed."""
        context = self.store.context
        context.confirmed_at = context.vault.clock.now()
        return self.store.dispatcher.dispatch(message)

    @property
    def today(self) -> date:
        """Return today as the store's clock has it."""
        return self.store.context.vault.clock.today()

    def supervise(self, family_id: int) -> None:
        """Say why a family that is not one's own is looked at."""
        self.ask(StatePurpose(family_id=family_id, code="supervision"))

    def families(self, status: str) -> list[Family]:
        """Return the families this account sees, in the order they were recorded."""
        with self._unit() as uow:
            return uow.all(Family, Family.status == status, order=Family.id)

    def people(self, family_id: int) -> dict[int, Contactable]:
        """Return the people of a family by id, as they were recorded."""
        with self._unit() as uow:
            found = uow.all(Person, Person.family_id == family_id, order=Person.id)
            return {one.id: uow.open(one, "directory") for one in found}

    def lead(self, family_id: int) -> int:
        """Return the account that leads the family's case."""
        with self._unit() as uow:
            case = uow.first(Case, Case.family_id == family_id, order=Case.id.desc())
            return case.lead_id if case else 0

    def _unit(self) -> UnitOfWork:
        context = self.store.context
        scope = context.policy.require(context.principal, Permission.FAMILY_READ)
        return context.vault.unit(context.principal, Permission.FAMILY_READ, scope)


@dataclass(frozen=True)
class Sessions:
    """The demo's accounts, one after the other."""

    folder: Path
    clock: Clock

    @contextmanager
    def of(self, role: str, team: str = "", passphrase: str = "") -> Iterator[Seat]:
        """Sit down as the first account of a role (in a team), and get up again."""
        account = next(
            one for one in staff().account if one.role == role and (not team or team in one.teams)
        )
        store = open_store(
            self.folder, account.login, passphrase or account.passphrase, clock=self.clock
        )
        try:
            yield Seat(store)
        finally:
            store.close()
