"""The grid of a family's sharing: one cell for each person and agency, as the decision stands today."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.sharing import (
    Asked,
    Choice,
    Decision,
    Isa,
    Subject,
    agency_key,
    may_share,
)
from earlyhelp.messages.sharing import SharingCell

#: What is told of a cell that permits nothing: the nearest thing a person can do about it, first.
_NEAREST = (
    "together_withdrawn", "together_refused",
    "withdrawn", "refused", "expired", "ask_themselves", "ask_carer", "not_asked", "no_isa",
)  # fmt: skip


def cells(
    choices: list[Choice],
    isas: list[Isa],
    people: dict[int, Subject],
    agencies: Iterable[str],
    today: date,
    *,
    together: str,
) -> tuple[SharingCell, ...]:
    """Return what may be told of each person to each agency today; `together` as in `may_share`."""
    decide = partial(may_share, choices, isas, together=together)
    return tuple(
        _cell(choices, decide, person, agency, today)
        for agency in agencies
        for person in people.values()
    )


def _cell(
    choices: list[Choice], decide: Callable[[Subject, Asked], Decision], person: Subject,
    agency: str, today: date,
) -> SharingCell:  # fmt: skip
    decided = {
        (purpose.code, data_class.code): decide(
            person,
            Asked(agency=agency, purpose=purpose.code, data_class=data_class.code, on=today),
        )
        for purpose in code_list("sharing_purpose").items
        for data_class in code_list("data_class").items
    }
    permitted = tuple(pair for pair, one in decided.items() if one.permit)
    covered = [pair for pair, one in decided.items() if one.reason_key != "no_isa"]
    behind = _behind(choices, decided.values(), agency, person.id)
    state = "all" if permitted and len(permitted) == len(covered) else "some"
    return SharingCell(
        person_id=person.id,
        agency=agency,
        state=state if permitted else "none",
        permitted=permitted,
        reason=_reason(decided.values()),
        until_on=min((one.until_on for one in behind if one.until_on is not None), default=None),
        check=any(one.said_by in person.unsure and one.said_by != person.id for one in behind),
    )


def _reason(decisions: Iterable[Decision]) -> str:
    reasons = {one.reason_key for one in decisions if not one.permit}
    return next((key for key in _NEAREST if key in reasons), "")


def _behind(
    choices: list[Choice], decisions: Iterable[Decision], agency: str, person_id: int
) -> list[Choice]:
    """Return the choices that permit something of a cell."""
    sources = {source for one in decisions if one.permit for source in one.sources}
    return [
        one
        for one in choices
        if f"sharing_choice:{one.id}" in sources
        and one.person_id == person_id
        and agency_key(one.agency) == agency_key(agency)
    ]
