"""Exit codes and sentences: whatever is wrong, one sentence and the right number."""

import pytest

from earlyhelp.cli import run
from tests.services.founded import PASSPHRASE

USAGE = [
    "",
    "nonsense",
    "store",
    "store verify",
    "store verify DIR --account bea",
    "store verify DIR --account bea --passphrase-file NOWHERE",
    "store verify DIR --account bea --passphrase-file DIR",
    "store verify DIR --account bea --passphrase-file EMPTY",
    "store verify DIR --account bea --passphrase-file BINARY",
    "store verify DIR --acc bea --passphrase-file SECRET",
    "audit verify",
    "audit verify NOWHERE",
    "audit verify SECRET --checkpoint NOWHERE",
    "audit verify SECRET --checkpoint BINARY",
    "demo create OUT --families 0 --seed 1",
    "demo create OUT --families many --seed 1",
    "demo create OUT --families 3",
    "import annex-a NOWHERE DIR --account maureen --passphrase-file SECRET",
    (
        "figures publish DIR --from today --to 2026-01-01 --preset dfe --account ira "
        "--passphrase-file SECRET"
    ),
    (
        "figures publish DIR --from 2026-02-30 --to 2026-03-01 --preset dfe --account ira "
        "--passphrase-file SECRET"
    ),
    (
        "figures publish DIR --from 2026-02-01 --to 2026-03-01 --preset none --account ira "
        "--passphrase-file SECRET"
    ),
]
REFUSED = [
    "store verify DIR --account maureen --passphrase-file SECRET",
    "store verify DIR --account nobody --passphrase-file SECRET",
    "store verify DIR --account bea --passphrase-file WRONG",
    "audit export DIR OUT --account bea --passphrase-file SECRET",
    "audit export DIR NOWHERE/x --account ira --passphrase-file SECRET",
    "audit export DIR DIR/store.ehdb --account ira --passphrase-file SECRET",
    "audit verify SECRET",
    (
        "figures publish DIR --from 2024-02-01 --to 2024-01-01 --preset dfe --account ira "
        "--passphrase-file SECRET"
    ),
    (
        "figures publish DIR --from 2998-01-01 --to 2999-01-01 --preset dfe --account ira "
        "--passphrase-file SECRET"
    ),
    (
        "figures publish DIR --from 2024-01-01 --to 2024-02-01 --preset dfe --account bea "
        "--passphrase-file SECRET"
    ),
    "figures export OUT DIR --account ana --passphrase-file SECRET",
]
UNUSABLE = [
    "store verify NOWHERE --account bea --passphrase-file SECRET",
    "store verify HOME --account bea --passphrase-file SECRET",
    "store verify SECRET --account bea --passphrase-file SECRET",
    "store verify DIR --account bea --passphrase-file SECRET --key-file NOWHERE",
    "store verify DIR --account bea --passphrase-file SECRET --key-file SECRET",
]


@pytest.fixture
def words(tmp_path, folder, secret):
    """Turn a line of the tables into words, with real files for the capitals."""
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "wrong").write_text("not the passphrase of anybody")
    places = {
        "DIR/store.ehdb": folder / "store.ehdb", "DIR": folder, "SECRET": secret,
        "NOWHERE/x": tmp_path / "nowhere" / "x", "NOWHERE": tmp_path / "nowhere",
        "OUT": tmp_path / "out.csv", "HOME": tmp_path, "EMPTY": tmp_path / "empty",
        "BINARY": tmp_path / "binary", "WRONG": tmp_path / "wrong",
    }  # fmt: skip
    return lambda line: [str(places.get(word, word)) for word in line.split()]


@pytest.mark.parametrize("line", USAGE)
def test_wrong_use_is_2(command, words, line):
    assert command(*words(line)).code == 2


@pytest.mark.parametrize("line", REFUSED)
def test_refused_or_invalid_is_1(command, words, line):
    assert command(*words(line)).code == 1


@pytest.mark.parametrize("line", UNUSABLE)
def test_an_unusable_store_is_3(command, words, line):
    assert command(*words(line)).code == 3


@pytest.mark.parametrize("name", ["store.ehdh", "store.ehdb"])
@pytest.mark.parametrize("content", [b"", b"x" * 9000])
def test_a_spoiled_file_is_3_and_stays_as_it_is(signed, folder, name, content):
    (folder / name).write_bytes(content)
    assert signed("bea", "store", "verify", folder).code == 3
    assert (folder / name).read_bytes() == content


def test_a_store_in_use_is_3(signed, folder):
    from earlyhelp.platform import exclusive_lock

    with exclusive_lock(folder / "store.lock"):
        assert signed("bea", "store", "verify", folder).code == 3
    assert signed("bea", "store", "verify", folder).code == 0


def test_stopping_is_1(signed, folder, monkeypatch):
    def stop(_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("earlyhelp.cli.store.verify", stop)
    assert "Stopped" in signed("bea", "store", "verify", folder).err


def test_a_failing_disk_is_3(signed, folder, monkeypatch):
    def fail(_args):
        raise OSError

    monkeypatch.setattr("earlyhelp.cli.store.verify", fail)
    assert signed("bea", "store", "verify", folder).code == 3


def test_the_passphrase_keeps_its_spaces_and_loses_its_line_break(folder, secret, signed):
    secret.write_bytes(PASSPHRASE.encode() + b"\r\n")
    assert signed("bea", "store", "verify", folder).code == 0
    secret.write_text(PASSPHRASE + " \n")
    assert signed("bea", "store", "verify", folder).code == 1


def test_help_is_0(capsys):
    assert run(["--help"]) == 0
    assert "usage" in capsys.readouterr().out


@pytest.mark.parametrize("part", range(1, 12))
def test_a_damaged_page_is_told_in_a_sentence(signed, folder, part):
    path = folder / "store.ehdb"
    raw = bytearray(path.read_bytes())
    at = len(raw) * part // 12
    raw[at : at + 64] = bytes(64)
    path.write_bytes(raw)
    assert signed("bea", "store", "verify", folder).code in {1, 3}
