"""Pictures of the screen are allowed with a reason, and the audit says so."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid
from earlyhelp.messages.pictures import AllowPictures
from earlyhelp.records.store import AuditEntry


def told(door):
    with door("ira").unit(Permission.AUDIT_READ) as uow:
        rows = uow.all(AuditEntry, AuditEntry.act == "pictures:allow", order=AuditEntry.id)
        return [(row.actor_id, row.outcome, b"training" in row.facts) for row in rows]


def test_both_ways_are_written_down(door):
    before = len(told(door))
    door("priya").dispatch(AllowPictures(reason="training"))
    door("priya").dispatch(AllowPictures(allowed=False))
    ident = door("priya").id
    assert told(door)[before:] == [(ident, "done", True), (ident, "done", False)]


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_reason_is_needed_and_nothing_is_written_without(door, reason):
    before = told(door)
    with pytest.raises(Invalid) as wrong:
        door("priya").dispatch(AllowPictures(reason=reason))
    assert set(wrong.value.fields) == {"reason"}
    assert told(door) == before
