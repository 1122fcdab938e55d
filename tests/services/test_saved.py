"""What is saved is told as saved, and all that follows on it is done, whatever one step meets."""

import pytest

from earlyhelp.errors import StorageFault
from earlyhelp.messages.session import Drafts, SaveDraft
from earlyhelp.services.handlers import HANDLERS
from earlyhelp.storage import audit_trail


def kept(desk):
    return [draft.content for draft in desk.dispatch(Drafts(kind="note"))]


def test_an_action_is_saved_though_the_disk_refuses_the_checkpoint_after_it(door, monkeypatch):
    desk = door("priya")
    vault, told = desk.context.vault, []

    def refused(person):
        told.append(person)
        raise StorageFault("store.full")

    with monkeypatch.context() as patch:
        patch.setattr(audit_trail, "CHECKPOINT_EVERY", 1)
        patch.setattr(vault, "checkpoint", refused)
        desk.dispatch(SaveDraft(kind="note", content="typed on a full disk"))
    assert told
    assert kept(desk) == ["typed on a full disk"]
    assert str(vault.trail.size) in vault.checkpoint(None).splitlines()  # the next one covers it
    assert vault.problems() == []


def test_what_follows_is_done_though_one_step_fails(door, monkeypatch):
    desk, done = door("maureen"), []
    handler = HANDLERS[SaveDraft]

    def broken():
        raise StorageFault("store.full")

    def follows(uow, message, context):
        context.after_commit += [broken, lambda: done.append("the step after it")]
        return handler(uow, message, context)

    monkeypatch.setitem(HANDLERS, SaveDraft, follows)
    monkeypatch.setattr(desk.context.index, "refresh", lambda families: done.append("index"))
    with pytest.raises(StorageFault, match=r"store\.full"):
        desk.dispatch(SaveDraft(kind="note", content="saved all the same"))
    assert done == ["index", "the step after it"]
    assert kept(desk) == ["saved all the same"]


def test_an_index_that_cannot_be_read_leaves_out_no_step(door, monkeypatch):
    desk, done = door("omar"), []
    handler = HANDLERS[SaveDraft]

    def unread(families):
        raise StorageFault("store.damaged")

    def follows(uow, message, context):
        context.after_commit.append(lambda: done.append("step"))
        return handler(uow, message, context)

    monkeypatch.setitem(HANDLERS, SaveDraft, follows)
    monkeypatch.setattr(desk.context.index, "refresh", unread)
    with pytest.raises(StorageFault, match=r"store\.damaged"):
        desk.dispatch(SaveDraft(kind="note", content="saved"))
    assert done == ["step"]
