"""The commands end to end: a store verified, its audit taken out and attacked, figures published."""

import json
from datetime import date

import pytest
from msgspec.structs import replace

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.bootstrap import open_store
from earlyhelp.figures.facts import encode
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.records.cases import Case, FactsEnvelope
from earlyhelp.records.people import Family
from earlyhelp.services.facts import facts_info
from tests.figures.made_up import many
from tests.services.founded import PASSPHRASE


def test_a_sound_store_verifies(signed, folder):
    found = signed("bea", "store", "verify", folder)
    assert found.facts["ok"]
    assert found.facts["entries"] > 1
    assert found.facts["problems"] == []


def test_a_store_is_inspected_for_reading_only(signed, folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    found = signed("ira", "store", "inspect", folder)
    assert found.facts == {
        "ok": True,
        "entries": found.facts["entries"],
        "problems": [],
        "read_only": True,
    }
    assert found.facts["entries"] >= 1
    assert signed("maureen", "store", "inspect", folder).code == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_json_may_stand_before_the_command(command, folder, secret):
    words = ("store", "verify", folder, "--account", "bea", "--passphrase-file", secret)
    assert command("--json", *words).facts["ok"] == command(*words, "--json").facts["ok"]


def test_without_json_the_facts_come_in_lines(command, folder, secret):
    words = ("store", "verify", folder, "--account", "bea", "--passphrase-file", secret)
    assert "ok: yes" in command(*words).out


@pytest.mark.parametrize("login", ["bea", "ana"])
def test_a_changed_passphrase_opens_from_then_on_and_the_old_one_does_not(
    signed, command, folder, secret, tmp_path, login
):
    fresh = tmp_path / "fresh.txt"
    fresh.write_text("too short")
    words = ("passphrase", "change", folder, "--new-passphrase-file", fresh)
    assert signed(login, *words).code == 1
    fresh.write_text("violet harbour tangent mosaic")
    assert signed(login, *words).facts == {"account": login, "changed": True}
    assert signed(login, "store", "verify", folder).code == 1
    secret.write_text("violet harbour tangent mosaic")
    assert signed(login, "store", "verify", folder).code == 0


@pytest.fixture
def exported(signed, folder, tmp_path):
    out = tmp_path / "trail.jsonl"
    assert signed("ira", "audit", "export", folder, out).code == 0
    return out


def test_an_export_verifies_without_a_key(command, exported):
    found = command("audit", "verify", exported, "--json")
    assert found.code == 0
    assert found.facts["ok"]
    assert found.facts["compared_with"] == 0


def test_a_flipped_byte_is_found(command, exported):
    raw = bytearray(exported.read_bytes())
    raw[len(raw) // 2] ^= 1
    exported.write_bytes(raw)
    found = command("audit", "verify", exported, "--json")
    assert found.code == 1
    assert found.facts["problems"]


def test_a_deleted_tail_is_found(command, exported):
    lines = exported.read_bytes().splitlines(keepends=True)
    exported.write_bytes(b"".join(lines[:-2]))
    assert command("audit", "verify", exported).code == 1


def test_an_older_export_fails_against_a_newer_checkpoint(
    command, signed, folder, exported, tmp_path
):
    signed("bea", "store", "verify", folder)
    newer = tmp_path / "newer.jsonl"
    signed("ira", "audit", "export", folder, newer)
    lines = [json.loads(line) for line in newer.read_text().splitlines()]
    notes = [line["checkpoint"] for line in lines if "checkpoint" in line]
    (tmp_path / "last.txt").write_text(notes[-1], encoding="utf-8")
    (tmp_path / "all.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
    for kept in ("last.txt", "all.txt"):
        path = tmp_path / kept
        assert command("audit", "verify", newer, "--checkpoint", path, "--json").code == 0
        older = command("audit", "verify", exported, "--checkpoint", path, "--json")
        assert older.code == 1
        assert not older.facts["ok"]
    both = command("audit", "verify", newer, "--checkpoint", path, tmp_path / "last.txt", "--json")
    assert both.facts["compared_with"] == len(notes) + 1


@pytest.fixture
def filled(folder):
    """Facts of made-up cases of 2024, laid into the drop box by a manager."""
    store = open_store(folder, "maureen", PASSPHRASE)
    who, vault = store.context.principal, store.context.vault
    with vault.unit(who, Permission.FAMILY_CHANGE, Scope.TEAM) as uow:
        family = Family(
            id=uow.clock.new_id(), team_id=who.teams[0], reference="EH-2024-000001",
            status="open", level="L2", locality="west", opened_on=date(2024, 1, 2), source="2A",
        )  # fmt: skip
        uow.new_family(family, "Kowalska")
        for facts in many(60):
            closed = facts.closed_on and facts.closed_on.replace(year=facts.closed_on.year - 2)
            past = replace(facts, opened_on=facts.opened_on.replace(year=2024), closed_on=closed)
            case = uow.add(
                Case(
                    family_id=family.id, request_id=None, status="open", opened_on=past.opened_on,
                    closed_on=None, lead_id=who.account_id, first_contact_on=None, source="2A",
                )
            )  # fmt: skip
            info = facts_info(vault.facts["vault"], case.id)
            wrapped = wrap_for(vault.facts["publication"], encode(past), info)
            uow.add(FactsEnvelope(family_id=family.id, case_id=case.id, wrapped=wrapped))
        uow.commit()
    store.close()
    return folder


PERIOD = ("--from", "2024-01-01", "--to", "2024-12-31")


def test_figures_are_published_and_exported(signed, filled, tmp_path):
    published = signed("ira", "figures", "publish", filled, *PERIOD, "--preset", "dfe")
    assert published.code == 0
    assert published.facts["tables"] > 10
    again = signed("ira", "figures", "publish", filled, *PERIOD, "--preset", "round5")
    out = tmp_path / "figures.csv"
    receipt = signed(
        "ana", "figures", "export", out, filled, "--purpose", "Board", "--recipient", "PH"
    )
    assert receipt.code == 0
    assert receipt.facts["purpose"] == "Board"
    assert receipt.facts["recipient"] == "PH"
    assert len(receipt.facts["sha256"]) == 64
    assert "rounded to the nearest 5" in out.read_text(encoding="utf-8-sig")
    assert again.facts["release_id"] != published.facts["release_id"]


def test_only_the_analyst_exports_figures(signed, filled, tmp_path):
    signed("ira", "figures", "publish", filled, *PERIOD, "--preset", "dfe")
    out = tmp_path / "figures.csv"
    assert signed("ira", "figures", "export", out, filled).code == 1
    assert not out.exists()
    assert signed("ana", "figures", "export", out, filled).code == 0


def test_the_self_check_passes(command):
    found = command("--self-check", "--json")
    assert found.code == 0
    assert found.facts["ok"]
    assert set(found.facts["checks"]) == {"libraries", "forms", "paper", "store", "machine"}


def test_the_self_check_says_what_failed(command, monkeypatch):
    def broken():
        raise ImportError

    monkeypatch.setattr("earlyhelp.cli.self_check._libraries", broken)
    found = command("--self-check")
    assert found.code == 1
    assert "libraries: failed" in found.out
    assert "libraries" in found.err
