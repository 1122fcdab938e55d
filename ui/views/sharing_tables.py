"""How sharing agreements and packages read in their tables.  Asks nothing."""

from collections.abc import Callable, Sequence

from earlyhelp.messages.sharing import IsaRow, PackageRow
from ui.tables.columns import AnyColumn, Column
from ui.views.family_rows import coded, date_column, text_column
from ui.widgets.basics import Tone
from ui.wording import day, say

_STANDING: dict[str, Tone] = {"live": "go", "review": "warn"}


def isa_columns() -> Sequence[AnyColumn]:
    """Return the columns of sharing agreements."""
    return (
        Column(
            title=say("sharing.isa.agency"),
            text=lambda row: row.agency,
            note=lambda row: coded("organisation_type", row.organisation_type),
        ),
        Column(
            title=say("sharing.isa.standing"),
            text=lambda row: say(f"sharing.isa.standing.{row.standing}"),
            tone=lambda row: _STANDING.get(row.standing, "plain"),
            note=lambda row: say("sharing.isa.review", date=day(row.review_on)),
            width=16,
        ),
        Column(title=say("sharing.isa.purposes"), text=_words("purpose", "purposes")),
        Column(title=say("sharing.isa.classes"), text=_words("class", "classes")),
        Column(title=say("sharing.isa.valid"), text=_valid, width=16),
        text_column(say("sharing.isa.document"), "document", 14),
    )


def _words(kind: str, name: str) -> Callable[[IsaRow], str]:
    return lambda row: "; ".join(say(f"sharing.{kind}.{code}") for code in getattr(row, name))


def _valid(row: IsaRow) -> str:
    begins = say("sharing.isa.from", date=day(row.from_on))
    ends = say("sharing.isa.until", date=day(row.until_on)) if row.until_on else ""
    return "\n".join(filter(None, (begins, ends)))


def package_columns() -> Sequence[AnyColumn]:
    """Return the columns of packages, what is overdue in danger tone."""
    return (
        Column(title=say("sharing.package.agency"), text=lambda row: row.agency, note=_name),
        Column(
            title=say("sharing.package.state"),
            text=_package_state,
            tone=lambda row: "danger" if row.overdue else None,
            note=lambda row: row.closed_why,
            width=26,
        ),
        Column(title=say("sharing.package.sent_on"), text=_sent, width=13),
        date_column(say("sharing.package.delete_by"), "delete_by"),
        text_column(say("sharing.package.by"), "by", 18),
    )


def _package_state(row: PackageRow) -> str:
    if row.overdue:
        return say(f"sharing.package.overdue.{row.overdue}")
    return say(f"sharing.package.state.{row.state}")


def _sent(row: PackageRow) -> str:
    return day(row.sent_at)


def _name(row: PackageRow) -> str:
    """Return the name in short: the receipt's file begins with it."""
    return say("sharing.package.name", name=row.name.removeprefix("package-"))
