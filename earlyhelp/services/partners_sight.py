"""What a partner's own service may be told of a family today: the same decision as for print and export.

Denied by default: without a live sharing agreement and everybody's yes an action, or a part of the plan, is
not there.
"""

from earlyhelp.domain.disclosure import AGENCY, Part, Reader, judge
from earlyhelp.domain.sharing import sharing_rules
from earlyhelp.errors import Locked
from earlyhelp.messages.partner_shares import AgreedRow, SharedPart
from earlyhelp.messages.people import Contactable
from earlyhelp.records.people import Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.assessment_people import full_name
from earlyhelp.services.context import Context
from earlyhelp.services.disclosure_parts import Subjects
from earlyhelp.services.sharing_grid import cells
from earlyhelp.services.sharing_records import all_isas, asker, choices_of, subjects_of, together
from earlyhelp.storage.unit_of_work import UnitOfWork

_READER = Reader(kind=AGENCY, basis="agreement")
_NOBODY = Contactable(forename="", surname="")


class Sight:
    """One family as the partner who asks may be told of it."""

    def __init__(self, uow: UnitOfWork, context: Context, family_id: int) -> None:
        account = uow.get(StaffAccount, context.principal.account_id)
        people = uow.all(Person, Person.family_id == family_id, order=Person.id)
        known = {one.id: _details(uow, one) for one in people}
        self._subjects = Subjects({ident: who or _NOBODY for ident, who in known.items()})
        self._unknown = tuple(ident for ident, who in known.items() if who is None)
        self._uow, self._family_id, self._agency = uow, family_id, account.agency or ""
        purpose = sharing_rules().partner_purpose
        self._ask = asker(uow, family_id, self._subjects.details, self._agency, purpose)

    def of(self, text: str, about: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Return whom a text tells of; whoever is not known here may be named in any text."""
        named = (*self._subjects.of(text), *about, *self._unknown)
        return tuple(one for one in dict.fromkeys(named) if one in self._subjects.details)

    def may(self, data_class: str, subjects: tuple[int, ...]) -> bool:
        """Say whether one class of information about all of these people may be shown.

        Source: DPIA risk 2; product.md 1 (partner: what the family agreed to share).
        """
        part = Part(
            id="", section="", title="", text="", subjects=subjects, data_class=data_class,
            source="",
        )  # fmt: skip
        (judged,) = judge([part], _READER, self._ask)
        return not judged.why

    def still(self, part: SharedPart, people: tuple[int, ...]) -> bool:
        """Say whether a part that was shown once may be shown now; `people` were there then.

        Whoever it told of then must agree still, and so must everybody it names by today's names; who
        joined the family since and is not known by name may be in it anywhere.
        """
        if not set(part.subjects) <= self._subjects.details.keys():
            return False  # somebody it tells of was erased
        named = self._subjects.named(f"{part.title} {part.text}")
        joined = (one for one in self._unknown if one not in people)
        return self.may(part.data_class, tuple(dict.fromkeys((*part.subjects, *named, *joined))))

    def agreed(self) -> tuple[AgreedRow, ...]:
        """Return what may be told to the partner's service of everybody who may be named to them."""
        details = self._subjects.details
        named = {one: who for one, who in details.items() if self.may("identity", (one,))}
        people = subjects_of(self._uow, self._family_id, named)
        found = cells(
            choices_of(self._uow, self._family_id), all_isas(self._uow), people,
            (self._agency,), self._uow.clock.today(), together=together(self._uow, self._family_id),
        )  # fmt: skip
        return tuple(
            AgreedRow(
                name=full_name(named[one.person_id]), permitted=one.permitted, until_on=one.until_on
            )
            for one in found
        )


def _details(uow: UnitOfWork, person: Person) -> Contactable | None:
    """Return what the grant says of somebody; nothing of those who joined the family since."""
    try:
        details: Contactable = uow.open(person, "directory")
    except Locked:
        return None
    return details
