"""What people are typing stays theirs: kept, replaced, taken away, unreadable to everybody else."""

from datetime import timedelta

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Locked, Refused
from earlyhelp.messages.session import Drafts, SaveDraft
from earlyhelp.records.staff import Draft


def save(desk, content="made-up words", kind="note", subject_id=7):
    return desk.dispatch(SaveDraft(kind=kind, subject_id=subject_id, content=content))


def kept(desk, **asked):
    return {(one.kind, one.subject_id): one.content for one in desk.dispatch(Drafts(**asked))}


@pytest.fixture(autouse=True)
def clean(door):
    for login in ("priya", "omar", "maureen"):
        for kind, subject_id in kept(door(login)):
            save(door(login), "", kind, subject_id)


def test_a_draft_is_kept_and_replaced(door):
    desk = door("priya")
    first = save(desk, "one")
    second = save(desk, "two")
    assert (first.id, first.version, second.version) == (second.id, 1, 2)
    assert kept(desk) == {("note", 7): "two"}


def test_an_empty_draft_is_taken_away_and_there_may_be_none(door):
    desk = door("priya")
    save(desk)
    assert kept(desk)
    assert save(desk, "").id == 0
    assert kept(desk) == {}
    assert save(desk, "").id == 0


def test_drafts_are_asked_for_by_kind_and_subject_newest_first(door):
    desk = door("priya")
    for number, kind in enumerate(("note", "plan", "note")):
        door.clock.instant += timedelta(minutes=1)
        save(desk, f"draft {number}", kind, number)
    assert [one.subject_id for one in desk.dispatch(Drafts())] == [2, 1, 0]
    assert kept(desk, kind="note") == {("note", 0): "draft 0", ("note", 2): "draft 2"}
    assert kept(desk, kind="note", subject_id=0) == {("note", 0): "draft 0"}
    assert kept(desk, subject_id=1) == {("plan", 1): "draft 1"}
    assert kept(desk, kind="review") == {}


def test_a_draft_is_its_writer_s_alone(door):
    save(door("priya"), "mine")
    save(door("omar"), "his")
    assert kept(door("priya")) == {("note", 7): "mine"}
    assert kept(door("omar")) == {("note", 7): "his"}
    assert kept(door("maureen")) == {}


def test_neither_guard_nor_key_opens_another_s_draft(door):
    ident = save(door("priya"), "mine").id
    with door("maureen").unit(Permission.DRAFT_READ) as uow, pytest.raises(Refused):
        uow.get(Draft, ident)
    with door("priya").unit(Permission.DRAFT_READ) as uow:
        row = uow.get(Draft, ident)
        assert uow.open(row, "content") == "mine"
    with pytest.raises(Locked):
        door("maureen").context.vault.keyring.open(row, "content")


def test_nobody_writes_a_draft_in_another_s_name(door):
    for writer, refused in ((door("omar").id, True), (door("priya").id, False)):
        with door("priya").unit(Permission.DRAFT_SAVE) as uow:
            draft = Draft(
                account_id=writer, kind="note", subject_id=99, saved_at=door.clock.instant
            )
            uow.add(draft, content="planted")
            if refused:
                with pytest.raises(Refused):
                    uow.session.flush()
            else:
                uow.session.flush()


def test_what_was_typed_is_in_no_plain_column_and_not_in_the_audit(door):
    word = "unmistakable-made-up-word"
    desk = door("priya")
    save(desk, word)
    save(desk, word + " more")
    connection = desk.context.vault._connection
    for table in ("draft", "audit_entry"):
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        assert rows
        assert word.encode() not in repr(rows).encode()


@pytest.mark.parametrize("login", ["bea", "ira", "ana"])
def test_roles_that_write_no_cases_keep_no_drafts(door, login):
    with pytest.raises(Refused):
        save(door(login))
    with pytest.raises(Refused):
        door(login).dispatch(Drafts())
    assert save(door("maureen")).id


@pytest.mark.parametrize(
    ("kind", "content"),
    [("Anna Kowalska", "x"), ("", "x"), ("n" * 61, "x"), ("note", "x" * 2_000_001)],
)
def test_a_draft_names_its_form_in_clear_and_nothing_else(door, kind, content):
    desk = door("priya")
    with pytest.raises(Invalid):
        save(desk, content, kind)
    save(desk, "x" * 2_000_000, "note")
    assert set(kept(desk)) == {("note", 7)}
