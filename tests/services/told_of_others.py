"""A family whose every free-text place tells of three other people, for the test of the pack."""

from dataclasses import dataclass
from datetime import date

from earlyhelp.messages.people import Contactable, HomeDetails, Particulars
from earlyhelp.messages.records import Narrative
from earlyhelp.records.access import BreakGlass, SealedNote
from earlyhelp.records.cases import RequestForSupport
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, Home, Person
from earlyhelp.services.rights_collect import MAKERS
from tests.services.held import Canaries, row_of

#: What must not be found: an ex-partner (of the family), a referrer who asked for confidence, a stranger.
SECRETS = (
    "Dawid", "Wolny", "07700", "900123", "Otherwise", "PL4 8AA", "1988",
    "Loveday", "Tamblyn", "999888", "999 888", "Nowhere", "PL9 7ZZ", "tamblyn@",
    "Jowan", "Pascoe", "Elsewhere", "700444", "PL5",
    "brandy", "airing cupboard",
)  # fmt: skip
#: What must stay: the subject's own.
OWN = ("Maja Kowalska", "1 Made Up Row", "PL1 3AB", "30 Sep 2017", "likes drawing", "sleeps well")
TEXT = (
    "{own} Maja likes drawing. Dawid Wolny (born 3/2/1988) rang from 07700 900123, he lives at 14 "
    "Otherwise Terrace, PL4 8AA; dawid was cross. Mrs Loveday Tamblyn, 7 Nowhere Lane, PL9 7ZZ, "
    "01752 999888, saw it and so did Jowan Pascoe of 3 Elsewhere Close, PL5 2BB, 07700 700 444. "
    "{after} Maja sleeps well.\n"
    "Loveday told me in confidence that the brandy is in the airing cupboard."
)


class Telling(Canaries):
    """Every text of every sealed value tells of the three, and has a word of its own beside."""

    def word(self, where: str) -> str:
        return TEXT.format(own=super().word(where), after=super().word(where))


@dataclass
class Told:
    """What was planted."""

    family_id: int
    child_id: int
    words: dict[str, str]


def tell(door, planted) -> Told:
    """Put the three into every free-text place of a planted family."""
    desk, canaries, somebody = door("maureen"), Telling(), door("bea").id
    ids = {
        "early_help_case": planted.case_id,
        "person": planted.child_id,
        "team": desk.team_id,
    }
    with desk.unit() as uow:
        uow.get(Family, planted.family_id)
        dawid = Person(family_id=planted.family_id, role="adult")
        uow.add(
            dawid,
            directory=Contactable(
                forename="Dawid", surname="Wolny", phone="07700 900 123", born_on=date(1988, 2, 3)
            ),
            particulars=Particulars(notes=canaries.word("other.notes")),
        )
        hidden = HomeDetails(
            lines="14 Otherwise Terrace", postcode="PL4 8AA", residents=(dawid.id,)
        )
        home = Home(family_id=planted.family_id, from_on=date(2025, 1, 1), until_on=None)
        uow.add(home, directory=None, hidden=hidden)
        grant = row_of(FamilyGrant, planted.family_id, ids, somebody)
        uow.add(grant)  # what a partner is shown hangs on one
        ids["family_grant"] = grant.id
        for kind in sorted(
            MAKERS.keys() - {Family, Person, Home, SealedNote, BreakGlass}, key=_needed_first
        ):
            row = row_of(kind, planted.family_id, ids, desk.id)
            sealed = {
                name: canaries.value(shape, f"{kind.__tablename__}.{name}")
                for name, (_, shape) in kind.seals.items()
            }
            if kind is RequestForSupport:
                sealed["content"] = _referral(canaries)
            uow.add(row, **sealed)
            ids.setdefault(kind.__tablename__, row.id)
        child = uow.all(Person, Person.id == planted.child_id)[0]
        held = Particulars(notes=canaries.word("own.notes"), school="Elm Grove Primary School")
        uow.change(child, None, particulars=held)
        uow.commit()
    return Told(planted.family_id, planted.child_id, canaries.planted)


def _needed_first(kind) -> tuple[int, str]:
    order = (
        "request_for_support",
        "safeguarding_concern",
        "assessment",
        "early_help_plan",
        "rectification",
    )
    name = kind.__tablename__
    return order.index(name) if name in order else len(order), name


def _referral(canaries: Canaries) -> Narrative:
    return Narrative(
        form_id="request_for_support",
        form_version=1,
        answers={
            "who.asker_name": "Loveday Tamblyn",
            "who.asker_contact": "l.tamblyn@example.org, 01752 999 888",
            "who.asker_role": "Neighbour",
            "reason.worries": canaries.word("request.worries"),
        },
        text=canaries.word("request.text"),
    )
