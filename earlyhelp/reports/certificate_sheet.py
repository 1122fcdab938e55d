"""Prints the certificate of an erasure.  Holds no name, no reference and no id of anybody erased."""

from datetime import date, datetime

from msgspec import Struct

from earlyhelp.domain.retention import schedule
from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.wording import knows, moment, say


class CertificateSheet(Struct, frozen=True, kw_only=True):
    """What a certificate says.

    Shape: `rule` is "reason" or "reason/rule"; `rows` counts records by table; `left` counts texts of
    the family that stay where one person was erased.
    """

    number: int
    at: datetime
    one_person: bool
    rule: str
    proposed: str
    confirmed: str
    entry: int
    rows: dict[str, int]
    left: int
    store: str
    printed_on: date


def certificate_pdf(sheet: CertificateSheet) -> bytes:
    """Return the certificate as a PDF of one page or two."""
    paper = Paper(10.5)
    what = say("certificate.person" if sheet.one_person else "certificate.family")
    paper.title(say("certificate.kind"), what)
    facts = [
        (say("certificate.number"), str(sheet.number)),
        (say("certificate.at"), moment(sheet.at)),
        (say("certificate.why"), _why(sheet.rule)),
        (say("certificate.proposed"), _role(sheet.proposed)),
        (say("certificate.confirmed"), _role(sheet.confirmed)),
        (say("certificate.entry"), str(sheet.entry or "")),
        (say("certificate.store"), sheet.store),
    ]
    paper.facts(facts)
    paper.heading(say("certificate.what"))
    paper.table((say("certificate.class"), say("certificate.count")), _counts(sheet.rows))
    paper.text(say("certificate.keys.person" if sheet.one_person else "certificate.keys"))
    if sheet.one_person:
        paper.text(say("certificate.left", count=sheet.left))
    paper.heading(say("certificate.stays"))
    paper.text(say("certificate.stays.text"))
    return paper.pdf(
        Running(
            title=say("certificate.kind"), reader=None, printed_on=sheet.printed_on, protected=False
        )
    )  # fmt: skip


def _counts(rows: dict[str, int]) -> list[tuple[str, ...]]:
    """Return classes with their number; tables without a name of their own are counted together."""
    named: dict[str, int] = {}
    for table, number in rows.items():
        key = f"certificate.table.{table}"
        label = say(key) if knows(key) else say("certificate.table.other")
        named[label] = named.get(label, 0) + number
    return [(label, str(number)) for label, number in sorted(named.items())]


def _why(rule: str) -> str:
    reason, _, by = rule.partition("/")
    titles = {one.id: one.title for one in schedule().erase}
    if by in {one.id for one in schedule().rule}:
        return f"{titles.get(reason, reason)} ({say(f'certificate.rule.{by}')})"
    return titles.get(reason, say("certificate.replayed"))


def _role(role: str) -> str:
    return say(f"role.{role}") if role else say("certificate.not_known")
