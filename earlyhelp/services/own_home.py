"""Notices looks at one's own street or surname, in one's own session.  Tells nobody what was alike."""

import re

from earlyhelp.domain.values import postcode as tidy
from earlyhelp.errors import HouseError, Invalid
from earlyhelp.messages.base import Message, Receipt
from earlyhelp.messages.looks import OwnHomePlace, OwnPlace, SaveOwnHome
from earlyhelp.messages.people import HomeDetails
from earlyhelp.records.looks import AccessHit, OwnHome
from earlyhelp.records.people import Home, Person
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.look_purpose import asks
from earlyhelp.storage.search_terms import folded_words
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST = 200
_NUMBER = re.compile(r"\d+\w?|flat|unit", re.IGNORECASE)


@handles(SaveOwnHome)
def save_own_home(uow: UnitOfWork, message: SaveOwnHome, context: Context) -> Receipt:
    """Keep where the person lives, for their own session alone.

    Raises: Invalid for a postcode that is none or a street that is too long.
    """
    street, typed = " ".join(message.place.street.split()), message.place.postcode.strip()
    if len(street) > _LONGEST:
        raise Invalid({"street": "entry.too_long"})
    place = OwnPlace(street=street, postcode=tidy(typed) if typed else "")
    kept = uow.first(OwnHome)
    if kept is not None and place == OwnPlace():
        uow.remove(kept)
    elif kept is not None:
        uow.change(kept, None, place=place)
    elif place != OwnPlace():
        kept = uow.add(OwnHome(account_id=context.principal.account_id), place=place)
    context.near_checked.clear()
    return Receipt(id=kept.id if kept else 0)


@handles(OwnHomePlace)
def own_home_place(uow: UnitOfWork, _message: OwnHomePlace, _context: Context) -> OwnPlace:
    """Return where the person lives, as they said."""
    kept = uow.first(OwnHome)
    place: OwnPlace = uow.open(kept, "place") if kept else OwnPlace()
    return place


def note_near(uow: UnitOfWork, message: Message, context: Context) -> None:
    """Leave a question where the person looks at a family of their own street or surname.

    Shape: once a session and family; the row says that, never which or what was alike.
    """
    if uow.unseen or not asks(message) or not uow.keyring.has_directory:
        return
    for family_id in uow.session.known_families - context.near_checked:
        context.near_checked.add(family_id)
        if _is_near(uow, family_id, context):
            # not through uow.add: the entry of this look, which colleagues read, must not tell
            uow.session.add(
                AccessHit(
                    id=uow.clock.new_id(), version=1, rule="near", family_id=family_id, count=1,
                    account_id=uow.principal.account_id, on_day=uow.clock.today(), entry_id=0,
                    status="open",
                )
            )  # fmt: skip


def _is_near(uow: UnitOfWork, family_id: int, context: Context) -> bool:
    mine = set(folded_words(context.principal.display_name.split()[-1:]))
    for person in uow.all(Person, Person.family_id == family_id):
        if mine & set(folded_words([uow.open(person, "directory").surname])):
            return True
    kept = uow.first(OwnHome)
    if kept is None:
        return False
    place: OwnPlace = uow.open(kept, "place")
    return any(_same_street(place, home) for home in _homes(uow, family_id))


def _homes(uow: UnitOfWork, family_id: int) -> list[HomeDetails]:
    found = []
    for home in uow.all(Home, Home.family_id == family_id, Home.until_on.is_(None)):
        for column in ("directory", "hidden"):
            if getattr(home, column) is not None:
                try:
                    found.append(uow.open(home, column))
                except HouseError:  # a protected address this session holds no key for
                    continue
    return found


def _same_street(place: OwnPlace, home: HomeDetails) -> bool:
    if place.postcode and place.postcode == home.postcode:
        return True
    lines = home.lines.splitlines()
    mine, theirs = _street(place.street), _street(lines[0] if lines else "")
    return bool(mine) and mine == theirs


def _street(line: str) -> tuple[str, ...]:
    return tuple(folded_words([_NUMBER.sub(" ", line)]))
