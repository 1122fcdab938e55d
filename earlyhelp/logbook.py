"""An event log that accepts no free text: numbers, truths and enumerations only."""

import logging
from enum import Enum, StrEnum

_log = logging.getLogger("earlyhelp")  # noqa: TID251 - the one place


class Event(StrEnum):
    """Everything that may be logged."""

    KEEPER_READY = "keeper.ready"
    KEEPER_ENDED = "keeper.ended"
    SIGNED_IN = "session.signed_in"
    STORAGE_FAULT = "storage.fault"
    BUG = "bug"


def note(event: Event, **facts: float | bool | Enum) -> None:
    """Log an event with facts that cannot hold a name.

    Raises: TypeError for a str, bytes or anything else that could.
    """
    for value in facts.values():
        if not isinstance(value, int | float | Enum):
            raise TypeError("the logbook takes numbers, truths and enumerations only")
    parts = (f"{name}={getattr(value, 'value', value)}" for name, value in sorted(facts.items()))
    _log.info("%s %s", event.value, " ".join(parts))
