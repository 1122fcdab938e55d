"""What opens for somebody: rows and keys through the program, and by script with every key of theirs."""

from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Locked
from earlyhelp.keys.identity import Identity
from earlyhelp.messages.access import DeclareInterests
from earlyhelp.messages.conduct import AcceptConduct, Conduct
from earlyhelp.records.access import EmergencyWrap
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, FamilyKey, Person
from earlyhelp.records.staff import KeyWrap
from earlyhelp.services.staff_keys import wrap_info
from earlyhelp.storage.family_keys import emergency_info, grant_info
from earlyhelp.storage.guard import permit
from earlyhelp.storage.sealing import place

MANAGERS = {"maureen": "west", "sam": "south"}


@dataclass
class Model:
    """What is known of one family of West."""

    lead: str = "priya"
    restricted: bool = False
    #: login -> when each way in ends
    ways: dict[tuple[str, str], datetime | None] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)
    #: whose wraps of the present key may still lie in the file, if only by an opening that is over
    wrapped: set[str] = field(default_factory=set)


def accept(desks) -> None:
    """Accept the code of conduct and declare no interest, as once a year before anything is shown."""
    for desk in desks:
        desk.dispatch(AcceptConduct(text_version=desk.dispatch(Conduct()).version))
        desk.dispatch(DeclareInterests())


def sees(model, login, west, now) -> bool:
    """The oracle: a conflict shuts all; a way in opens while it lasts; else team, allocation, no restriction."""
    if login in model.conflicts:
        return False
    if any(who == login and (end is None or now < end) for (who, _), end in model.ways.items()):
        return True
    if model.restricted:
        return False
    return login == "maureen" if login in MANAGERS else login == model.lead and login in west


def rows_and_key(desk, family_id) -> bool:
    """Tell whether somebody sees a family's rows; its key must come, and open, exactly then."""
    ring = desk.context.vault.keyring
    ring._families.pop(family_id, None)
    with desk.unit(Permission.FAMILY_READ) as uow:
        seen = uow.count(Family, Family.id == family_id) == 1
        people = uow.all(Person, Person.family_id == family_id)
        assert bool(people) is seen
        uow.need_keys({family_id})
        assert ring.knows_family(family_id) is seen
        assert all(uow.open(one, "directory").forename for one in people)
        assert all(uow.open(one, "particulars") for one in people)
    return seen


def raw_opens(desk, family_id) -> bool:
    """Tell whether all that was ever wrapped for somebody opens a family's rows: a script, no guard."""
    vault, me = desk.context.vault, desk.id

    def rows(kind, *where):
        with vault.engine.begin() as connection:
            statement = select(kind.__table__).where(*where)
            return connection.execute(statement, execution_options=permit()).all()

    desk.sit()
    keys, ring = [], {}
    for one in rows(KeyWrap, KeyWrap.__table__.c.account_id == me):
        ring[one.key_name] = vault.identity.unwrap(
            one.wrapped, wrap_info(one.key_name, one.epoch, me)
        )
    for one in rows(FamilyKey, FamilyKey.__table__.c.family_id == family_id):
        team = ring.get(f"team:{one.team_id}")
        if team:
            info = f"family_key|{family_id}|{one.team_id}".encode()
            keys.append(AESGCM(team).decrypt(one.wrapped[1:13], one.wrapped[13:], info))
    of_me = (
        FamilyGrant.__table__.c.family_id == family_id,
        FamilyGrant.__table__.c.account_id == me,
    )
    pairs = [
        (vault.identity, one.wrapped, grant_info(family_id, me))
        for one in rows(FamilyGrant, *of_me)
    ]
    if "emergency" in ring:
        duty, where = Identity(ring["emergency"]), EmergencyWrap.__table__.c.family_id == family_id
        pairs += [
            (duty, one.wrapped, emergency_info(family_id)) for one in rows(EmergencyWrap, where)
        ]
    for who, wrapped, info in pairs:
        try:
            keys.append(who.unwrap(wrapped, info))
        except Locked:
            continue
    person = rows(Person, Person.__table__.c.family_id == family_id)[0]
    bound = place(Person(id=person.id, family_id=family_id, version=person.version), "particulars")
    return any(_decrypts(key, bytes(person.particulars), bound) for key in keys)


def _decrypts(key, envelope, bound) -> bool:
    try:
        return bool(AESGCM(key).decrypt(envelope[3:15], envelope[15:], bound))
    except InvalidTag:
        return False
