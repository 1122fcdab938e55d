"""The signed list of the program's files: every change is found, and nobody else can sign it."""

import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from earlyhelp.startup.installed import verify
from installer import sign_files


@pytest.fixture
def program(tmp_path):
    """A small made-up installation, signed; returns its root."""
    root = tmp_path / "program"
    for room in ("earlyhelp", "ui", "resources"):
        (root / room / "inner").mkdir(parents=True)
        (root / room / "a.py").write_text("a = 1\n")
        (root / room / "inner" / "b.toml").write_text("b = 2\n")
    (tmp_path / "key").write_text(secrets.token_hex(32))
    assert sign_files.main(["--key", str(tmp_path / "key"), "--root", str(root), "--new-key"]) == 0
    return root


def said(root, key=None):
    found = verify(root, key)
    return found.level, found.word


def test_an_untouched_installation_is_fine(program):
    assert said(program) == ("fine", "fine")
    assert verify(program).params == {"count": 7}  # with the release key itself


def test_what_python_compiles_itself_is_no_change(program):
    (program / "ui" / "__pycache__").mkdir()
    (program / "ui" / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert said(program) == ("fine", "fine")


@pytest.mark.parametrize("how", ["changed", "missing", "more"])
def test_changed_missing_and_added_files_stop(program, how):
    path = program / "earlyhelp" / "a.py"
    if how == "changed":
        path.write_text("a = 2\n")
    elif how == "missing":
        path.unlink()
    else:
        (program / "ui" / "c.py").write_text("")
    assert said(program) == ("stop", "changed")
    assert verify(program).params["count"] == 1


def test_a_list_somebody_else_signed_stops(program, tmp_path):
    (tmp_path / "other").write_text(secrets.token_hex(32))
    arguments = ["--key", str(tmp_path / "other"), "--root", str(program)]
    assert sign_files.main(arguments) == 1
    assert said(program) == ("fine", "fine")
    known = (program / "resources" / "release_key.txt").read_text()
    assert sign_files.main([*arguments, "--new-key"]) == 0
    # Key and list replaced together: only who knows the right key from elsewhere sees it.
    assert said(program) == ("fine", "fine")
    assert said(program, bytes.fromhex(known)) == ("stop", "unsigned")


@pytest.mark.parametrize("name", ["installed.json", "installed.sig", "release_key.txt"])
def test_a_bent_list_signature_or_key_stops(program, name):
    path = program / "resources" / name
    content = bytearray(path.read_bytes())
    content[5] = ord("0") if content[5] != ord("0") else ord("1")
    path.write_bytes(content)
    assert said(program)[0] == "stop"


def test_a_signature_for_another_purpose_does_not_count(program, tmp_path):
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex((tmp_path / "key").read_text()))
    content = (program / "resources" / "installed.json").read_bytes()
    (program / "resources" / "installed.sig").write_bytes(key.sign(content))
    assert said(program) == ("stop", "unsigned")


def test_a_source_checkout_says_so():
    assert said(None) == ("unknown", "source")
