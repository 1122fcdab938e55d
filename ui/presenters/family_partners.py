"""Partners of a family: the forms that involve one and end it.  Decides nothing."""

from collections.abc import Callable

from earlyhelp.errors import HouseError
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Command
from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.partners import EndPartner, InvitePartner, PartnerRow, Partners
from ui.presenters.asking import Send
from ui.presenters.family_forms import Ask, FormDesk, day_of, dialog, number

Failed = Callable[[HouseError], None]
FORMS = frozenset({"partner", "partner_end"})


def open_form(name: str, family: FamilyView, forms: FormDesk, send: Send, failed: Failed) -> None:
    """Open the form once it is known who may be involved or is."""

    def told(rows: tuple[PartnerRow, ...]) -> None:
        involved = name == "partner_end"
        chosen = [row for row in rows if (row.since_at is not None) == involved]
        forms.open((ended if involved else invited)(family, chosen))

    send(Partners(family_id=family.id), told, failed)


def invited(family: FamilyView, rows: list[PartnerRow]) -> Ask:
    """Involve a partner."""

    def make(given: Answers) -> Command:
        return InvitePartner(
            family_id=family.id,
            account_id=number(given, "partner.account_id"),
            until_on=day_of(given, "partner.until_on"),
        )

    return Ask(name="partner", form=dialog("partner"), make=make, people=_names(rows))


def ended(family: FamilyView, rows: list[PartnerRow]) -> Ask:
    """End a partner's involvement."""

    def make(given: Answers) -> Command:
        account_id = number(given, "partner.account_id")
        return EndPartner(family_id=family.id, account_id=account_id)

    return Ask(name="partner_end", form=dialog("partner_end"), make=make, people=_names(rows))


def _names(rows: list[PartnerRow]) -> tuple[tuple[int, str], ...]:
    return tuple((row.account_id, f"{row.name} ({row.agency})") for row in rows)
