"""Sets corrections and statements of disagreement beside the records they are about, on page and paper."""

from collections.abc import Iterable

from msgspec.structs import replace

from earlyhelp.messages.family_view import CorrectedLine, TimelineRow
from earlyhelp.messages.rights import Rectified
from earlyhelp.records.rights import Rectification
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import day, say

#: Which details of people papers print, and of which class each is.
_PRINTED = dict.fromkeys(
    ("name", "known_as", "born_on", "expected_on", "died_on", "role"), "identity"
) | dict.fromkeys(("phone", "email"), "contact")


def beside(uow: UnitOfWork, family_id: int) -> dict[int, tuple[str, ...]]:
    """Return what stands beside each record of a family, by the record's id."""
    found: dict[int, tuple[str, ...]] = {}
    for one in corrected(uow, family_id):
        found[one.record_id] = (*found.get(one.record_id, ()), one.said)
    return found


def corrected(uow: UnitOfWork, family_id: int) -> tuple[CorrectedLine, ...]:
    """Return every correction and statement of disagreement with what it stands beside, oldest first.

    Source: domain.md 7.4 (rectification: correct or add a note; keep both, dated).
    """
    rows = uow.all(
        Rectification,
        Rectification.family_id == family_id,
        Rectification.status != "open",
        order=Rectification.id,
    )
    found = []
    for row in rows:
        told: Rectified = uow.open(row, "content")
        said = _line(row, told)
        if said:
            record_id = int(row.part.partition(":")[2])
            found.append(
                CorrectedLine(
                    record_id=record_id, original=told.original, said=said, field=row.field
                )
            )  # fmt: skip
    return tuple(found)


def of_people(
    uow: UnitOfWork, family_id: int, names: dict[int, str]
) -> tuple[tuple[int, str, str], ...]:
    """Return what stands beside the details of people that papers print.

    Shape: person, class of the detail, and the line with name, detail, and what was said of it.
    """
    return tuple(
        (one.record_id, _PRINTED[one.field], say(
            "family.beside.of", name=names[one.record_id], original=one.original, said=one.said
        ))
        for one in corrected(uow, family_id)
        if one.record_id in names and one.field in _PRINTED
    )  # fmt: skip


def _line(row: Rectification, told: Rectified) -> str:
    on = day(row.decided_on) if row.decided_on else ""
    if row.status == "corrected":
        return say("correction.beside", date=on, text=told.correction)
    if told.statement:
        return say("correction.disagrees", date=on, who=told.asker, text=told.statement)
    return ""


def with_corrections(
    rows: Iterable[TimelineRow], found: dict[int, tuple[str, ...]]
) -> tuple[TimelineRow, ...]:
    """Return rows whose texts are followed by what stands beside them."""
    return tuple(_beside(row, found[row.id]) if row.id in found else row for row in rows)


def _beside(row: TimelineRow, lines: tuple[str, ...]) -> TimelineRow:
    """Name the writer after what they wrote, so that nobody takes the correction for theirs."""
    written = say("family.timeline.by", text=row.text, who=row.who) if row.who else row.text
    return replace(row, text="\n".join((written, *lines)), who="")
