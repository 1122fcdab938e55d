"""Everybody accepts the code of conduct themselves, at the first sign-in and then every year."""

from datetime import timedelta

import msgspec

from earlyhelp.clock import Clock
from earlyhelp.errors import Conflict
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.conduct import AcceptConduct, Conduct, ConductText
from earlyhelp.records.conduct import Acceptance
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.settings import load
from earlyhelp.storage.unit_of_work import UnitOfWork


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code as shipped (resources/conduct.toml)."""

    version: int
    every_days: int
    source: str
    points: tuple[str, ...]


def code() -> Code:
    """Return the code of conduct."""
    return load("conduct.toml", Code)


def accept(uow: UnitOfWork, account_id: int) -> None:
    """Keep that an account accepted the present text today."""
    uow.add(Acceptance(account_id=account_id, at=uow.clock.now(), text_version=code().version))


def is_due(uow: UnitOfWork, account_id: int, clock: Clock) -> bool:
    """Tell whether an account has not accepted the present text within the year."""
    shipped, now = code(), clock.now()
    newest = uow.first(
        Acceptance,
        Acceptance.account_id == account_id,
        Acceptance.text_version == shipped.version,
        Acceptance.at <= now,  # a clock set ahead once must not put it off
        order=Acceptance.id.desc(),
    )
    return newest is None or now - newest.at > timedelta(days=shipped.every_days)


@handles(Conduct)
def conduct(_uow: UnitOfWork, _message: Conduct, context: Context) -> ConductText:
    """Return the code of conduct as it stands."""
    shipped = code()
    return ConductText(version=shipped.version, points=shipped.points, due=context.conduct_due)


@handles(AcceptConduct)
def accept_conduct(uow: UnitOfWork, message: AcceptConduct, context: Context) -> Receipt:
    """Keep that this person accepted the text they were shown.

    Raises: Conflict if it is not the present one.
    """
    if message.text_version != code().version:
        raise Conflict(version=code().version)
    accept(uow, context.principal.account_id)
    uow.purpose = f"code of conduct, version {message.text_version}"
    context.conduct_due = False
    return Receipt(id=context.principal.account_id)
