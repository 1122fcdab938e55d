"""Says what an import would do before it does it: new, matched, changed, kept out, by list.

Looks nothing up itself and names nobody.
"""

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from earlyhelp.imports.rows import (
    AnnexA,
    ContactRow,
    EarlyHelpRow,
    PersonRow,
    ReferralRow,
)

Row = PersonRow | ContactRow | EarlyHelpRow | ReferralRow
Known = Callable[[str], str | None]


class ListReport(msgspec.Struct, frozen=True, kw_only=True):
    """One list's numbers: new + matched + changed + rejected + repeated = read."""

    list: str
    read: int
    new: int
    matched: int
    changed: int
    rejected: int
    repeated: int


class Count(msgspec.Struct, frozen=True):
    """How often one wording key occurs in one list."""

    list: str
    key: str
    count: int


class DifferenceReport(msgspec.Struct, frozen=True, kw_only=True):
    """What the person reads before saying yes."""

    people: ListReport
    lists: tuple[ListReport, ...]
    reasons: tuple[Count, ...]
    mends: tuple[Count, ...]


def difference_report(annex: AnnexA, known: Known) -> DifferenceReport:
    """Compare the workbook with what the store has.

    `known` returns the digest kept under a fingerprint, or None if there is none.
    """
    rows: dict[str, tuple[Row, ...]] = {
        "contacts": annex.contacts,
        "assessments": annex.assessments,
        "referrals": annex.referrals,
    }
    kept_out = {one.list: len(one.rows) for one in annex.originals}
    return DifferenceReport(
        people=_compare("people", annex.people, len(annex.people), 0, known),
        lists=tuple(
            _compare(key, rows[key], read, kept_out.get(key, 0), known)
            for key, read in annex.read.items()
        ),
        reasons=_counted((problem.list, problem.reason) for problem in annex.rejected),
        mends=_counted((mend.list, mend.what) for mend in annex.mended),
    )


def state(row: Row, known: Known) -> str:
    """Return "new", "matched" or "changed" for one row."""
    there = known(row.fingerprint)
    if there is None:
        return "new"
    return "matched" if there == row.digest else "changed"


def _compare(key: str, rows: tuple[Row, ...], read: int, rejected: int, known: Known) -> ListReport:
    states = Counter(state(row, known) for row in rows)
    return ListReport(
        list=key,
        read=read,
        new=states["new"],
        matched=states["matched"],
        changed=states["changed"],
        rejected=rejected,
        repeated=read - rejected - len(rows),
    )


def _counted(pairs: Iterable[tuple[str, str]]) -> tuple[Count, ...]:
    return tuple(Count(*pair, count) for pair, count in sorted(Counter(pairs).items()))
