"""The copy kept of a pack: looked at while the request is open, and afterwards with a reason.

Refuses a copy that is not what was kept.
"""

import hashlib

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.subject_requests import KeptPack, SubjectPackCopy
from earlyhelp.records.rights import SubjectMatch, SubjectRequest
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.subject_requests import newest_pack, open_request
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(SubjectPackCopy)
def pack_copy(uow: UnitOfWork, message: SubjectPackCopy, _context: Context) -> bytes:
    """Return the pack as it was kept.

    Raises: Refused where there is none or the request is closed; Locked for whoever may not check it.
    """
    request = open_request(uow, message.request_id)
    for match in uow.all(SubjectMatch, SubjectMatch.request_id == request.id):
        uow.session.known_families.add(match.family_id)
    return _content(uow, request, message.purpose)


@handles(KeptPack)
def kept_pack(uow: UnitOfWork, message: KeptPack, _context: Context) -> bytes:
    """Return the pack of a closed request; the audit has why, and its fingerprint.

    Raises: Invalid for field "reason"; Refused where there is none or the request is not closed;
    Locked for whoever holds no key of it.
    """
    if not code_list("kept_pack_reason").has(message.reason):
        raise Invalid({"reason": "entry.required"})
    request = uow.get(SubjectRequest, message.request_id)
    if request.status != "closed":
        raise Refused("subject.not_closed")
    return _content(uow, request, f"kept copy: {message.reason}")


def _content(uow: UnitOfWork, request: SubjectRequest, why: str) -> bytes:
    pack = newest_pack(uow, request.id)
    if pack is None:
        raise Refused("subject.no_pack")
    content: bytes = uow.open(pack, "content")
    if hashlib.sha256(content).hexdigest() != pack.sha256:
        raise Refused("subject.no_pack")
    uow.purpose = f"{why}; pack sha256 {pack.sha256}"
    return content
