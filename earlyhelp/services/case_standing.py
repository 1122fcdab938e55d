"""The open case of a family, if there is one.  Judges no step: see domain.case_flow."""

from earlyhelp.domain.case_flow import ENDED
from earlyhelp.records.cases import Case
from earlyhelp.storage.unit_of_work import UnitOfWork

_ENDED = tuple(sorted(status.value for status in ENDED))


def open_case_of(uow: UnitOfWork, family_id: int) -> Case | None:
    """Return the case that is still worked on; an escalated one waits for its answer and is open."""
    return uow.first(
        Case, Case.family_id == family_id, Case.status.not_in(_ENDED), order=Case.id.desc()
    )
