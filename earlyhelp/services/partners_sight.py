"""What a partner's own service may be told of a family today: the same decision as for print and export.

Denied by default: without a live sharing agreement and everybody's yes an action is not there.
"""

from earlyhelp.domain.disclosure import AGENCY, Part, Reader, judge
from earlyhelp.domain.sharing import sharing_rules
from earlyhelp.errors import Locked
from earlyhelp.messages.people import Contactable
from earlyhelp.records.people import Person
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.disclosure_parts import Subjects
from earlyhelp.services.sharing_records import asker
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
        purpose = sharing_rules().partner_purpose
        self._ask = asker(uow, family_id, self._subjects.details, account.agency or "", purpose)

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


def _details(uow: UnitOfWork, person: Person) -> Contactable | None:
    """Return what the grant says of somebody; nothing of those who joined the family since."""
    try:
        details: Contactable = uow.open(person, "directory")
    except Locked:
        return None
    return details
