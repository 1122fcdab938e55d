"""Reads Lists 1, 2 and 3 of an Ofsted Annex A workbook into clean rows, each with its source.

Refuses, row by row and with the reason, whatever is not certain; the rest is mended and said so.
"""

from collections.abc import Iterable
from datetime import date

from earlyhelp.imports.drafts import Draft, SheetRead, read_sheet
from earlyhelp.imports.gate import refuse
from earlyhelp.imports.mapping import Mapping, annex_a_mapping
from earlyhelp.imports.names import plain_name
from earlyhelp.imports.rows import (
    AnnexA,
    ContactRow,
    EarlyHelpRow,
    OriginalList,
    OriginalRow,
    RawCell,
    RawWorkbook,
    ReferralRow,
)
from earlyhelp.imports.settle import (
    people,
    reject_contradictions,
    row_digest,
    row_fingerprint,
    settle_repeats,
)


def read_annex_a(workbook: RawWorkbook, today: date) -> AnnexA:
    """Return what the workbook says, sorted into clean rows, mends and rejections.

    Raises: Invalid if none of the three lists is there, or one of them twice.
    """
    mapping = annex_a_mapping()
    lists = [
        read_sheet(sheet, definition, mapping, today)
        for definition in mapping.lists
        for sheet in workbook.sheets
        if definition.is_named(sheet.name)
    ]
    if not lists:
        raise refuse("no_lists")
    if len({one.definition.key for one in lists}) < len(lists):
        raise refuse("list_twice")
    drafts = [draft for one in lists if not one.missing for draft in one.drafts]
    reject_contradictions(drafts)
    repeated = settle_repeats(drafts)
    for draft in drafts:
        if id(draft) in repeated:
            draft.mend("child_id", "row_repeated")
    clean = [draft for draft in drafts if not draft.rejected]
    once = [draft for draft in clean if id(draft) not in repeated]
    return AnnexA(
        people=people(clean),
        contacts=tuple(map(_contact, _of(once, "contacts"))),
        assessments=tuple(map(_assessment, _of(once, "assessments"))),
        referrals=tuple(map(_referral, _of(once, "referrals"))),
        rejected=tuple(
            problem
            for one in lists
            for problem in (one.missing or [r for draft in one.drafts for r in draft.rejected])
        ),
        mended=tuple(mend for draft in clean for mend in draft.mends),
        originals=tuple(_kept_out(one, mapping) for one in lists if _has_kept_out(one)),
        read={one.definition.key: len(one.drafts) for one in lists},
    )


def _of(drafts: Iterable[Draft], key: str) -> list[Draft]:
    return [draft for draft in drafts if draft.definition.key == key]


def _has_kept_out(one: SheetRead) -> bool:
    return any(one.missing or draft.rejected for draft in one.drafts)


def _kept_out(one: SheetRead, mapping: Mapping) -> OriginalList:
    # A mended file that is mended again must not gather one reason column after another.
    reason = plain_name(mapping.reason_heading)
    reasons = {c.column for c in one.headings if plain_name(c.text) == reason}

    def without(cells: tuple[RawCell, ...]) -> tuple[RawCell, ...]:
        return tuple(cell for cell in cells if cell.column not in reasons)

    return OriginalList(
        one.definition.key,
        without(one.headings),
        tuple(
            OriginalRow(draft.row, without(draft.cells))
            for draft in one.drafts
            if one.missing or draft.rejected
        ),
    )


def _day(draft: Draft, key: str) -> date:
    day = draft.day(key)
    assert day is not None, "a clean row has every required date"
    return day


def _contact(draft: Draft) -> ContactRow:
    return ContactRow(
        child_id=draft.text("child_id"),
        contact_on=_day(draft, "contact_on"),
        contact_source=draft.text("contact_source"),
        source=draft.source,
        fingerprint=row_fingerprint(draft),
        digest=row_digest(draft),
    )


def _assessment(draft: Draft) -> EarlyHelpRow:
    return EarlyHelpRow(
        child_id=draft.text("child_id"),
        started_on=_day(draft, "started_on"),
        completed_on=draft.day("completed_on"),
        organisation=draft.text("organisation"),
        source=draft.source,
        fingerprint=row_fingerprint(draft),
        digest=row_digest(draft),
    )


def _referral(draft: Draft) -> ReferralRow:
    answer = draft.text("no_further_action")
    return ReferralRow(
        child_id=draft.text("child_id"),
        referred_on=_day(draft, "referred_on"),
        referral_source=draft.text("referral_source"),
        no_further_action=answer == "yes" if answer else None,
        referrals_last_12_months=draft.number("referrals_last_12_months"),
        team=draft.text("team"),
        worker=draft.text("worker"),
        source=draft.source,
        fingerprint=row_fingerprint(draft),
        digest=row_digest(draft),
    )
