"""Families, people, relationships, homes, and finding them."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Page, Query, message
from earlyhelp.messages.trail import Standing


class Contactable(msgspec.Struct, frozen=True, kw_only=True):
    """Directory facts of a person: sealed with the directory key."""

    forename: str
    surname: str
    title: str = ""
    known_as: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None
    nhs_number: str = ""
    upn: str = ""
    phone: str = ""
    email: str = ""
    safe_contact: str = ""
    local_id: str = ""


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """Special-category facts of a person: sealed with the family key.  Codes of resources/codes."""

    sex: str = ""
    gender: str = ""
    ethnicity: str = ""
    first_language: str = ""
    interpreter: bool = False
    disabilities: tuple[str, ...] = ()
    sen_provision: str = ""
    sen_needs: tuple[str, ...] = ()
    school: str = ""
    notes: str = ""


class HomeDetails(msgspec.Struct, frozen=True, kw_only=True):
    """An address and who lives there: sealed."""

    lines: str
    postcode: str = ""
    neighbourhood: str = ""
    residents: tuple[int, ...] = ()


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """`from` is `code` of `to`: sealed with the family key."""

    code: str
    parental_responsibility: str = "unknown"
    couple: str = ""
    contact: str = ""


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A member of a family as shown."""

    id: int
    version: int
    role: str
    details: Contactable
    particulars: Particulars
    age: str = ""
    source: str = ""


class RelationshipRow(msgspec.Struct, frozen=True, kw_only=True):
    """A relationship as shown."""

    id: int
    version: int
    from_id: int
    to_id: int
    bond: Bond


class HomeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A home as shown; `until_on` is None for the present one."""

    id: int
    version: int
    details: HomeDetails
    protected: bool
    from_on: date
    until_on: date | None = None


class FamilyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the Families list."""

    id: int
    key: str
    reference: str
    name: str
    team: str
    lead_professional: str
    level: str
    status: str
    next_due: str = ""
    next_due_state: str = ""
    next_due_on: date | None = None
    children: int = 0


class FamilyPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of families; `next_after` is empty at the end; `total` counts what the person may see."""

    rows: tuple[FamilyRow, ...]
    next_after: str
    total: int


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A search hit; `why` says what matched."""

    family_id: int
    person_id: int
    name: str
    born_on: date | None
    postcode: str
    reference: str
    why: str
    score: int


class PossibleMatch(msgspec.Struct, frozen=True, kw_only=True):
    """Perhaps the same person.  A blind match elsewhere has no ids and only the team's name."""

    score: int
    why: str
    family_id: int = 0
    person_id: int = 0
    name: str = ""
    born_on: date | None = None
    team: str = ""


@message(Permission.FAMILY_LIST, FamilyPage)
class FamilyList(Query, frozen=True, kw_only=True):
    """Families the person may see, by name of reference, paged by key."""

    page: Page = Page()
    status: str = ""
    level: str = ""
    lead_id: int = 0
    late_only: bool = False


@message(Permission.FAMILY_LIST, tuple[FoundPerson, ...])
class PeopleFound(Query, frozen=True, kw_only=True):
    """Search as typed: misspelt names, dates, postcode, identifiers."""

    text: str
    limit: int = 20


@message(Permission.PERSON_MATCH, tuple[PossibleMatch, ...])
class PossibleMatches(Query, frozen=True, kw_only=True):
    """People who may be the one being typed."""

    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""


class ElsewhereLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a restricted family who may be recorded elsewhere as well.

    Shape: `who` is the other record's name where it is in reach, else only the team is told.
    """

    name: str
    team: str
    why: str
    who: str = ""


@message(Permission.PERSON_MATCH, tuple[ElsewhereLine, ...])
class KnownElsewhere(Query, frozen=True, kw_only=True):
    """Who of a restricted family may be recorded in other families: asked by those it is open to."""

    family_id: int


@message(Permission.FAMILY_CHANGE)
class SavePerson(Command, frozen=True, kw_only=True):
    """Add (person_id 0) or correct a member of a family."""

    family_id: int
    person_id: int = 0
    version: int = 0
    role: str
    details: Contactable
    particulars: Particulars = Particulars()


@message(Permission.FAMILY_CHANGE)
class SaveRelationship(Command, frozen=True, kw_only=True):
    """Add (id 0) or correct a relationship."""

    family_id: int
    relationship_id: int = 0
    version: int = 0
    from_id: int
    to_id: int
    bond: Bond


@message(Permission.FAMILY_CHANGE)
class SaveHome(Command, frozen=True, kw_only=True):
    """Add (id 0) or correct a home; a new present home ends the last one the day before."""

    family_id: int
    home_id: int = 0
    version: int = 0
    details: HomeDetails
    protected: bool = False
    from_on: date
    until_on: date | None = None


class LookRow(msgspec.Struct, frozen=True, kw_only=True):
    """One look at the family, staff by name and role."""

    at: datetime
    who: str
    role: str
    what: str
    purpose: str
    outcome: str
    standing: Standing = "waiting"


@message(Permission.FAMILY_WHO_LOOKED, tuple[LookRow, ...])
class WhoLooked(Query, frozen=True, kw_only=True):
    """Who looked at or changed this family's record, newest first."""

    family_id: int
    limit: int = 100
