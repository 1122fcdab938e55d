"""Compares the rows of a workbook with each other.

Refuses every row of a child about whom the file says two things, and rows that say it twice apart.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable

import msgspec

from earlyhelp.imports.drafts import Draft
from earlyhelp.imports.rows import PersonRow

_NOT_KNOWN = {"sex": {"", "U"}, "ethnicity": {"", "NOBT", "REFU"}, "born_on": {""}}


def fingerprint(*parts: object) -> str:
    """Return the same short text for the same facts, in whichever file they come."""
    frame = msgspec.json.encode([str(part) for part in parts])
    return hashlib.sha256(frame).hexdigest()[:40]


def row_fingerprint(draft: Draft) -> str:
    """Return what tells this row apart from every other: list, child and natural key."""
    key = draft.definition.natural_key
    return fingerprint(
        draft.definition.key,
        draft.text("child_id"),
        *(str(draft.values.get(name)).casefold() for name in key),
    )


def row_digest(draft: Draft) -> str:
    """Return a text that changes when anything the row says of the event changes."""
    person = {"sex", "ethnicity", "born_on", "age_years"}
    told = sorted((key, value) for key, value in draft.values.items() if key not in person)
    return fingerprint(*(part for pair in told for part in pair))


def reject_contradictions(drafts: Iterable[Draft]) -> None:
    """Reject the rows of each child whose birth, sex or ethnicity differs from row to row.

    An unknown contradicts nothing. Rows already rejected do not speak.
    """
    for rows in _grouped(drafts, lambda draft: draft.text("child_id")):
        for key, unknown in _NOT_KNOWN.items():
            told = {_said(draft, key) for draft in rows} - unknown
            if len(told) > 1:
                for draft in rows:
                    if _said(draft, key) not in unknown:
                        draft.reject(key, "import.row.child_contradicts")


def settle_repeats(drafts: Iterable[Draft]) -> set[int]:
    """Return the ids of drafts that only repeat a row above; reject those that repeat it otherwise."""
    repeated: set[int] = set()
    for rows in _grouped(drafts, row_fingerprint):
        if len({row_digest(draft) for draft in rows}) > 1:
            for draft in rows:
                draft.reject(draft.definition.happened, "import.row.row_contradicts")
        else:
            repeated.update(id(draft) for draft in rows[1:])
    return repeated


def people(drafts: Iterable[Draft]) -> tuple[PersonRow, ...]:
    """Return one row for each child, from the first row that names it; what is known fills in."""
    return tuple(_person(rows) for rows in _grouped(drafts, lambda draft: draft.text("child_id")))


def _person(rows: list[Draft]) -> PersonRow:
    child_id = rows[0].text("child_id")
    sex = next((row.text("sex") for row in rows if row.text("sex") != "U"), "U")
    known = [row.text("ethnicity") for row in rows]
    unknown = _NOT_KNOWN["ethnicity"]
    ethnicity = next((code for code in known if code not in unknown), known[0])
    born_on = next((row.day("born_on") for row in rows if row.day("born_on")), None)
    ages = (row.number("age_years") for row in rows)
    return PersonRow(
        child_id=child_id,
        sex=sex,
        ethnicity=ethnicity,
        born_on=born_on,
        age_years=next((age for age in ages if age is not None), None),
        source=rows[0].source,
        fingerprint=fingerprint("people", child_id),
        # The age is left out: it grows from file to file while nothing has changed.
        digest=fingerprint(sex, ethnicity, born_on),
    )


def _said(draft: Draft, key: str) -> str:
    return str(draft.values.get(key) or "")


def _grouped(drafts: Iterable[Draft], by: Callable[[Draft], str]) -> list[list[Draft]]:
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if not draft.rejected:
            groups[by(draft)].append(draft)
    return list(groups.values())
