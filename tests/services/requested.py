"""A request of somebody for their record, for the tests of the workbench."""

from datetime import date

from earlyhelp.messages.rights import Asked
from earlyhelp.messages.subject_clock import RecordIdentity
from earlyhelp.messages.subject_requests import (
    AcceptProposals,
    AnswerKnownHere,
    CloseSubjectRequest,
    FinishPack,
    RecordSubjectRequest,
    ReleasePack,
    SubjectParts,
    SubjectRequestPage,
)

ASKED = Asked(
    forename="Maja", surname="Kowalska", born_on=date(2017, 9, 30), asker="Anna Kowalska",
    relation="mother", reply_to="by post", wants="everything",
)  # fmt: skip
RECEIVED = date(2026, 11, 20)


def ask(door, by: str = "ira", asked: Asked = ASKED, received_on: date = RECEIVED) -> int:
    """Record a request; return its id."""
    message = RecordSubjectRequest(
        received_on=received_on, channel="letter", standing="parent", asked=asked
    )
    return door(by).dispatch(message).id


def page(door, request_id: int, login: str = "ira"):
    return door(login).dispatch(SubjectRequestPage(request_id=request_id))


def version(door, request_id: int, login: str = "ira") -> int:
    return page(door, request_id, login).row.version


def known(door, request_id: int, *person_ids: int, by: str = "maureen"):
    return door(by).dispatch(AnswerKnownHere(request_id=request_id, person_ids=person_ids))


def parts(door, request_id: int, login: str = "ira", limit: int = 200):
    return door(login).dispatch(SubjectParts(request_id=request_id, limit=limit))


def accept_all(door, request_id: int) -> int:
    keys = tuple(row.part.key for row in parts(door, request_id).rows)
    return door("ira").dispatch(AcceptProposals(request_id=request_id, parts=keys)).id


def finish(door, request_id: int):
    message = FinishPack(request_id=request_id, version=version(door, request_id))
    return door("ira").worked(message)


def seen(door, request_id: int):
    """Record that somebody looked at a passport."""
    at = version(door, request_id)
    message = RecordIdentity(
        request_id=request_id, version=at, seen_on=RECEIVED, seen=("passport",)
    )
    return door("ira").dispatch(message)


def release(door, request_id: int, by: str = "maureen"):
    """Release a pack, once it is known who asks."""
    if page(door, request_id).clock.identity_on is None:
        seen(door, request_id)
    door(by).context.confirmed_at = door.clock.now()
    at = version(door, request_id, by)
    return door(by).dispatch(ReleasePack(request_id=request_id, version=at))


def close(door, request_id: int):
    at = version(door, request_id)
    return door("ira").dispatch(
        CloseSubjectRequest(request_id=request_id, version=at, outcome="sent by post")
    )


def indexed(door, login, *families) -> None:
    """Let somebody's search know of families laid down without going through the handlers."""
    door(login).built().refresh({one.family_id for one in families})
