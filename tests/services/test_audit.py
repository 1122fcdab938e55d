"""The audit as read, taken out and verified; and what a checkpoint kept elsewhere finds."""

import os
import shutil
from datetime import timedelta

import pytest

from earlyhelp.audit.verify import verify_export
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Page
from earlyhelp.messages.staff import Accounts
from earlyhelp.messages.trail import AuditTrail, ExportAudit, VerifyStore
from earlyhelp.platform import checkpoint_dir
from earlyhelp.services import audit_chain
from earlyhelp.services.audit_chain import ChainCheck, chain_of
from earlyhelp.services.audit_checkpoints import keep_elsewhere, kept_elsewhere, texts_in


def page(door, **wanted):
    return door("ira").dispatch(AuditTrail(**wanted))


def test_the_trail_is_read_newest_first_page_by_page(door):
    for _ in range(5):
        door("bea").dispatch(Accounts())
    first = page(door, who="bea", page=Page(limit=3))
    second = page(door, who="bea", page=Page(limit=3, after=first.next_after))
    seen = [row.seq for row in (*first.rows, *second.rows)]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 6
    assert {row.who for row in first.rows} == {"bea"}
    assert first.total >= 6


def test_the_last_page_says_so(door):
    assert page(door, page=Page(limit=500)).next_after == ""


def test_reading_the_audit_is_in_the_audit(door):
    page(door)
    assert page(door).rows[0].act == "audit:read"


def test_refusals_are_found_by_filter(door):
    with pytest.raises(Refused):
        door("priya").dispatch(AuditTrail())
    found = page(door, outcome="refused", who="priya")
    assert found.rows
    assert {(row.outcome, row.act) for row in found.rows} == {("refused", "audit:read")}


def test_days_and_unknown_people_filter(door):
    today = door.clock.today()
    assert page(door, from_on=today, to_on=today).rows
    assert not page(door, from_on=today + timedelta(days=1)).rows
    assert not page(door, to_on=today - timedelta(days=1)).rows
    assert not page(door, who="nobody.such").rows


def test_a_page_key_that_is_none_is_refused(door):
    with pytest.raises(Invalid):
        page(door, page=Page(after="1 or 1"))


def test_an_export_verifies_on_its_own(door, tmp_path):
    out = tmp_path / "trail.jsonl"
    receipt = door("ira").dispatch(ExportAudit(path=str(out)))
    report = verify_export(out, [])
    assert report.ok, report.problems
    assert report.size == receipt.id
    assert "sha256" in page(door, act="audit:export").rows[0].purpose


def test_an_older_export_fails_against_a_newer_checkpoint(door, tmp_path):
    older, newer = tmp_path / "older.jsonl", tmp_path / "newer.jsonl"
    door("ira").dispatch(ExportAudit(path=str(older)))
    door("bea").dispatch(Accounts())
    text = door("ira").context.vault.checkpoint("ira")
    door("ira").dispatch(ExportAudit(path=str(newer)))
    assert not verify_export(older, [text]).ok
    assert verify_export(newer, [text]).ok


def test_nothing_is_written_over_the_store(door):
    before = (door.folder / "store.ehdb").stat().st_size
    for path, key in (
        (door.folder / "store.txt", "audit.path.store"),
        (door.folder / "nowhere" / "x.txt", "audit.path.folder"),
    ):
        with pytest.raises(Invalid) as wrong:
            door("ira").dispatch(ExportAudit(path=str(path)))
        assert wrong.value.fields == {"path": key}
    assert (door.folder / "store.ehdb").stat().st_size >= before


def test_nothing_is_written_over_the_checkpoints_kept(door):
    witness = checkpoint_dir() / "witness.txt"
    witness.parent.mkdir(parents=True, exist_ok=True)
    witness.write_text("kept", encoding="utf-8")
    with pytest.raises(Invalid) as told:
        door("ira").dispatch(ExportAudit(path=str(witness)))
    assert told.value.fields == {"path": "audit.path.store"}
    assert witness.read_text(encoding="utf-8") == "kept"
    witness.unlink()
    door("ira").dispatch(ExportAudit(path=str(witness.parent.with_name("trail.jsonl"))))


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "a" * 252, "", "..", "pipe"])
def test_a_name_no_file_can_have_is_told_at_its_field(door, tmp_path, name):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Invalid) as told:
        door("ira").dispatch(ExportAudit(path=f"{tmp_path}/{name}"))
    assert told.value.fields == {"path": "audit.path.folder"}
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]
    door("ira").dispatch(ExportAudit(path=f"{tmp_path}/{'a' * 150}"))


def test_only_information_governance_exports(door, tmp_path):
    with pytest.raises(Refused):
        door("bea").dispatch(ExportAudit(path=str(tmp_path / "x.txt")))


def test_the_chain_is_checked_in_steps(door, monkeypatch):
    monkeypatch.setattr(audit_chain, "_STEP", 1)
    context = door("ira").context
    check, steps = ChainCheck(context), 0
    assert chain_of(context) is check
    context.audit_verified_at = None
    while not check.step():
        steps += 1
        assert context.audit_verified_at is None
    assert steps > 1
    assert check.ok
    assert check.verified_to == context.vault.trail.size
    assert context.audit_verified_at == door.clock.now()
    shown = page(door)
    assert shown.chain_ok
    assert shown.verified_to == check.verified_to


def test_a_checkpoint_of_a_longer_trail_finds_an_older_store(door, tmp_path):
    door("ira").dispatch(AuditTrail())
    context = door("ira").context
    ident = context.vault.facts["vault"].decode()
    text = context.vault.checkpoint("ira")
    keep_elsewhere(ident, text)
    assert _checked(context).ok
    longer = context.vault.trail.size
    context.vault.trail.size -= 1
    try:
        assert not _checked(context).ok
    finally:
        context.vault.trail.size = longer


def test_a_forged_checkpoint_kept_elsewhere_is_noticed(door):
    context = door("ira").context
    text = context.vault.checkpoint("ira")
    keep_elsewhere(context.vault.facts["vault"].decode(), text.replace("\n", "\n1", 1))
    check = _checked(context)
    assert check.problems == ["the signature of a checkpoint is wrong"]
    assert not page(door).chain_ok


def _checked(context):
    check = ChainCheck(context)
    while not check.step():
        pass
    return check


def test_checkpoints_are_appended_and_read_back(own_witness):
    keep_elsewhere("v", "a\n1\nr\nh\nt\n\n— a x\n")
    path = keep_elsewhere("v", "a\n2\nr\nh\nt\n\n— a x\n— b y\n")
    assert path.parent == own_witness
    assert kept_elsewhere("v") == ["a\n1\nr\nh\nt\n\n— a x\n", "a\n2\nr\nh\nt\n\n— a x\n— b y\n"]
    assert kept_elsewhere("other") == []
    assert list(texts_in("a\n1\n\n— a x\n")) == ["a\n1\n\n— a x\n"]


def test_the_store_verifies(door):
    found = door("bea").dispatch(VerifyStore())
    assert found.ok, found.problems
    assert found.entries == door("bea").context.vault.trail.size - 1


def test_a_store_beside_which_the_checkpoints_are_gone_still_verifies(door, own_witness):
    door("ira").context.vault.checkpoint("ira")
    shutil.rmtree(own_witness, ignore_errors=True)
    assert door("ira").dispatch(VerifyStore()).ok


def test_of_a_file_grown_too_long_the_newest_checkpoints_still_count(door, tmp_path, monkeypatch):
    vault = door("ira").context.vault
    ident = vault.facts["vault"].decode()
    texts = []
    for _ in range(4):
        door("bea").dispatch(Accounts())
        texts.append(vault.checkpoint("ira"))
        path = keep_elsewhere(ident, texts[-1], tmp_path)
    assert kept_elsewhere(ident, tmp_path) == texts
    two_and_a_half = path.stat().st_size * 5 // 8
    monkeypatch.setattr("earlyhelp.services.audit_checkpoints._LONGEST", two_and_a_half)
    assert kept_elsewhere(ident, tmp_path) == texts[2:]
