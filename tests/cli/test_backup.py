"""`backup` and `restore`: whole or not at all, told apart where they cannot be, untouched where refused."""

import shutil

import pytest

from tests.services.founded import PASSPHRASE


def every_file(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def made(pristine, tmp_path_factory):
    """A backup made once by the administrator, and the place it lies in."""
    from earlyhelp.cli import run

    place = tmp_path_factory.mktemp("backups")
    store = shutil.copytree(pristine, place / "store")
    secret = place / "secret.txt"
    secret.write_text(PASSPHRASE)
    words = ["backup", store, place / "kept", "--account", "bea", "--passphrase-file", secret]
    assert run([str(word) for word in words]) == 0
    return place / "kept"


@pytest.fixture
def kept(made, tmp_path):
    return shutil.copytree(made, tmp_path / "kept-here")


def test_a_backup_is_made_rehearsed_and_restored(signed, folder, tmp_path):
    out = tmp_path / "made"
    made = signed("bea", "backup", folder, out, "--rehearse")
    assert made.code == 0, made.err
    assert made.facts["rehearsed"] is True
    assert made.facts["entries"] > 0
    assert not (folder / "rehearsal").exists()
    back = signed("ira", "restore", out, tmp_path / "again")
    assert back.code == 0, back.err
    assert back.facts["entries"] == made.facts["entries"]
    found = signed("maureen", "store", "verify", tmp_path / "again")
    assert found.code == 1  # managers may not verify, but their way in is back
    assert signed("bea", "store", "verify", tmp_path / "again").code == 0


def test_the_store_the_backup_and_the_restored_store_have_keys_of_their_own(
    signed, folder, kept, tmp_path
):
    assert signed("bea", "restore", kept, tmp_path / "again").code == 0
    for header in ("store.ehdh",):
        mixed = shutil.copytree(tmp_path / "again", tmp_path / f"mixed-{header}")
        shutil.copy(folder / header, mixed / header)
        assert signed("bea", "store", "verify", mixed).code == 3
    posed = shutil.copytree(kept, tmp_path / "posed")
    (posed / "backup.ehdh").rename(posed / "store.ehdh")
    shutil.copy(folder / "store.tries", posed)
    assert signed("bea", "store", "verify", posed).code == 3


def test_only_those_named_by_the_rules_can_open_a_backup(signed, kept, tmp_path):
    refused = signed("maureen", "restore", kept, tmp_path / "again")
    assert (refused.code, (tmp_path / "again").exists()) == (1, False)
    assert b"maureen" not in b"".join(every_file(kept).values())
    assert signed("ira", "restore", kept, tmp_path / "again").code == 0


def test_a_name_that_is_taken_is_kept(signed, folder, tmp_path):
    out = tmp_path / "taken"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    assert signed("bea", "backup", folder, out).code == 1
    assert [path.read_text() for path in out.iterdir()] == ["mine"]
    assert signed("bea", "backup", folder, tmp_path / "other").code == 0


def test_no_backup_goes_into_the_store(signed, folder):
    assert signed("bea", "backup", folder, folder / "kept").code == 1
    assert not (folder / "kept").exists()


def _lost(kept, name):
    (kept / name).unlink()


def _cut(kept, name):
    path = kept / name
    path.write_bytes(path.read_bytes()[:-4096])


def _flipped(kept, name):
    path = kept / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


FAULTS = {
    "no header": (lambda kept: _lost(kept, "backup.ehdh"), "not a backup"),
    "header changed": (lambda kept: _flipped(kept, "backup.ehdh"), "damaged"),
    "manifest lost": (lambda kept: _lost(kept, "backup.ehbk"), "damaged"),
    "manifest changed": (lambda kept: _flipped(kept, "backup.ehbk"), "damaged"),
    "sums lost": (lambda kept: _lost(kept, "backup.sha256"), "damaged"),
    "file lost": (lambda kept: _lost(kept, "store.ehdb"), "missing or cut"),
    "file cut": (lambda kept: _cut(kept, "store.ehdb"), "missing or cut"),
    "file changed": (lambda kept: _flipped(kept, "store.ehdb"), "damaged"),
    "figures lost": (lambda kept: _lost(kept, "analysis.ehdb"), "missing or cut"),
    "figures changed": (lambda kept: _flipped(kept, "analysis.ehdb"), "damaged"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_backups_are_told_apart_and_restore_nothing(signed, kept, tmp_path, fault):
    spoil, sentence = FAULTS[fault]
    spoil(kept)
    before = every_file(kept)
    told = signed("bea", "restore", kept, tmp_path / "again")
    assert told.code in {1, 3}
    assert sentence in told.err
    assert every_file(kept) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("again")] == []


def test_a_half_written_backup_says_so(signed, kept, tmp_path):
    partial = kept.rename(tmp_path / "kept.partial")
    told = signed("bea", "restore", partial, tmp_path / "again")
    assert (told.code, "never finished" in told.err) == (3, True)
    assert signed("bea", "restore", partial.rename(kept), tmp_path / "again").code == 0


def test_a_wrong_passphrase_restores_nothing(command, kept, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("another lantern orchard pebble")
    words = ("restore", kept, tmp_path / "again", "--account", "bea", "--passphrase-file", wrong)
    assert command(*words).code == 1
    assert not (tmp_path / "again").exists()


def test_a_place_with_anything_in_it_is_left_alone(signed, folder, kept, tmp_path):
    before = every_file(folder)
    assert signed("bea", "restore", kept, folder).code == 3
    assert every_file(folder) == before
    (tmp_path / "empty").mkdir()
    assert signed("bea", "restore", kept, tmp_path / "empty").code == 0


def test_restoring_leaves_a_backup_as_it_was_even_on_a_locked_stick(signed, kept, tmp_path):
    before = every_file(kept)
    for path in (*kept.iterdir(), kept):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        assert signed("bea", "restore", kept, tmp_path / "again").code == 0
    finally:
        kept.chmod(0o700)
    assert every_file(kept) == before


def test_an_older_store_put_back_is_said_in_the_audit_and_verifies(
    signed, folder, elsewhere, tmp_path
):
    assert signed("bea", "backup", folder, tmp_path / "old").code == 0
    for _ in range(3):
        signed("bea", "store", "verify", folder)
    back = signed("bea", "restore", tmp_path / "old", tmp_path / "again")
    assert back.facts["set_aside"].startswith(str(elsewhere))
    found = signed("bea", "store", "verify", tmp_path / "again")
    assert (found.code, found.facts["problems"]) == (0, [])
    assert signed("ira", "audit", "export", tmp_path / "again", tmp_path / "audit.json").code == 0
    assert b"restored from the backup of" in (tmp_path / "audit.json").read_bytes()
