"""The help names every command and says what it is for; the window's words are read to the last one."""

import re
from pathlib import Path

import pytest

from earlyhelp.cli import run
from ui.main import main
from ui.options import chosen, opens_window

TOPICS = ("audit", "backup", "demo", "figures", "import", "package", "passphrase", "recover",
          "register", "restore", "store")  # fmt: skip


def helped(capsys, *words):
    assert run([*words, "--help"]) == 0
    return capsys.readouterr().out


def commands_in(shown):
    """Return each command of a help with what is said of it."""
    return dict(re.findall(r"^    (\S+) +(\S.*)$", shown.partition("COMMAND\n")[2], re.MULTILINE))


def test_the_help_says_what_every_command_is_for(capsys):
    shown = helped(capsys)
    assert sorted(commands_in(shown)) == sorted(TOPICS)
    for word in ("--store DIR", "--demo", "--read-only", "tour OUT", "--self-check", "--json"):
        assert word in shown
    below = {one: commands_in(helped(capsys, one)) for one in TOPICS}
    assert below["store"].keys() == {"create", "verify", "inspect"}
    assert below["audit"].keys() == {"export", "verify"}
    assert below["backup"] == {}
    assert "verify every row" in helped(capsys, "store", "verify")


@pytest.mark.parametrize("words", [["--store", "made up"], ["--store=made up"]])
def test_a_store_is_named_in_either_way(words):
    assert opens_window(words)
    options = chosen([*words, "--read-only"])
    assert (options.store, options.demo, options.read_only) == (Path("made up"), False, True)


@pytest.mark.parametrize(
    "line",
    ["--store", "--store=", "--store made up", "--read-only now", "--demo=yes", "--stor here"],
)
def test_a_word_the_window_does_not_know_is_wrong_use(capsys, line):
    assert main(line.split(" ")) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert not told.out


def test_a_file_that_is_there_is_not_written_over(signed, folder, tmp_path):
    there = tmp_path / "there.csv"
    there.write_text("mine")
    for login, words in (
        ("ira", ("audit", "export", folder, there)),
        ("ana", ("figures", "export", there, folder)),
    ):
        told = signed(login, *words)
        assert (told.code, there.name in told.err) == (1, True)
        assert there.read_text() == "mine"
    assert signed("ira", "audit", "export", folder, tmp_path / "fresh.jsonl").code == 0


def test_a_wrong_file_is_told_shortly(command, tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"no": "audit"}\n' * 500)
    found = command("audit", "verify", wrong, "--json")
    assert found.code == 1
    assert len(found.facts["problems"]) == 20
    assert found.facts["problems_found"] >= 500
    assert str(found.facts["problems_found"]) in found.err


def test_a_passphrase_file_from_powershell_works(command, folder, tmp_path, secret):
    marked = tmp_path / "marked.txt"
    marked.write_bytes(b"\xef\xbb\xbf" + secret.read_bytes().rstrip() + b"\r\n")
    words = ("store", "verify", folder, "--account", "bea", "--passphrase-file")
    assert command(*words, marked).code == 0
