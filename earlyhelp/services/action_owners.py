"""Whose an action of a plan is: plans name the owner in words.  Gives nobody anything."""

from earlyhelp.records.casework import PlanAction
from earlyhelp.storage.unit_of_work import UnitOfWork


def is_owner(owner: str, name: str) -> bool:
    """Say whether an action's owner is this person: their name, with or without more after it.

    Shape: capitals and spaces do not count; "Pat Rowe (school nurse)" and "Pat Rowe, school" are Pat
           Rowe's; a service alone ("the school nurse") is nobody's, as several people may work there.
    """
    said, whole = (" ".join(text.casefold().split()) for text in (owner, name))
    return bool(whole) and (
        said == whole or said.startswith((f"{whole} (", f"{whole}(", f"{whole},"))
    )


def actions_of(uow: UnitOfWork, plan_id: int, name: str) -> int:
    """Return how many actions of a plan are this person's."""
    rows = uow.all(PlanAction, PlanAction.plan_id == plan_id)
    return sum(is_owner(uow.open(row, "says").owner, name) for row in rows)
