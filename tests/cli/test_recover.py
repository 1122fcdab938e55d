"""`recover`: two shares of three open the store for an account that lost its way in; one does not."""

import shutil
from pathlib import Path

import pytest

from earlyhelp.bootstrap import open_store
from earlyhelp.cli import founding, run
from earlyhelp.errors import Refused
from earlyhelp.keys.cost import FLOOR
from earlyhelp.keys.header import read_header
from earlyhelp.messages.conduct import AcceptConduct, Conduct
from earlyhelp.messages.session import CurrentSession
from earlyhelp.messages.staff import Accounts
from tests.cli.test_founding import WHOLE

NEW = "violet harbour tangent mosaic"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A store founded with recovery sheets by the command, once for this module."""
    place = tmp_path_factory.mktemp("founded")
    plan = place / "founding.toml"
    plan.write_text(WHOLE, encoding="utf-8")
    words = ("--founding", plan, "--passphrase-alone", "trial", "--recovery-sheets")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(founding, "DEFAULT", FLOOR)
        patch.setattr(founding, "tell", lambda *_: None)
        done = run(
            [str(word) for word in ("store", "create", place / "made", *words, place / "sheets")]
        )
    assert done == 0
    return place


@pytest.fixture
def made(once, tmp_path):
    """A copy of it, and where its sheets are."""
    shutil.copytree(once / "sheets", tmp_path / "sheets")
    folder = shutil.copytree(once / "made", tmp_path / "made")
    sheets = sorted(str(path) for path in (tmp_path / "sheets").iterdir())
    assert len(sheets) == 3
    return folder, {"recovery_sheets": sheets}


@pytest.fixture
def recover(command, made):
    def ran(*shares, **more):
        words = [word for share in shares for word in ("--share", share)]
        words += [word for name, value in more.items() for word in (f"--{name}", value)]
        words += [] if "sheets" in more else ["--show-shares"]
        return command("recover", made[0], *words, "--json")

    return ran


def accept(folder, login, passphrase):
    """Accept the code of conduct, as the window does once somebody has read it."""
    store = open_store(folder, login, passphrase)
    shown = store.dispatcher.dispatch(Conduct())
    store.dispatcher.dispatch(AcceptConduct(text_version=shown.version))
    store.close()


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_two_shares_give_information_governance_a_passphrase_that_opens_once(
    command, made, recover, tmp_path
):
    folder, found = made
    one, two, three = found["recovery_sheets"]
    answer = recover(one, three)
    assert answer.code == 0, answer.err
    assert (answer.facts["account"], answer.facts["must_change"]) == ("ira", True)
    secret = written(tmp_path / "first", answer.facts["passphrase"])
    words = ("--account", "ira", "--passphrase-file", secret, "--json")
    assert command("store", "verify", folder, *words).facts["ok"]
    assert command("audit", "export", folder, tmp_path / "x.jsonl", *words).code == 1
    other = written(tmp_path / "second", NEW)
    changed = ("passphrase", "change", folder, *words, "--new-passphrase-file", other)
    assert command(*changed).code == 0
    words = ("--account", "ira", "--passphrase-file", other, "--json")
    refused = command("audit", "export", folder, tmp_path / "x.jsonl", *words)
    assert (refused.code, "code of conduct" in refused.err) == (1, True)
    assert command("store", "verify", folder, *words).code == 0  # shows nobody's data
    accept(folder, "ira", NEW)
    assert command("audit", "export", folder, tmp_path / "x.jsonl", *words).code == 0
    # the old sheets open nothing now; the shares in the answer do
    assert recover(one, two).code == 1
    fresh = [
        written(tmp_path / f"fresh{number}", share)
        for number, share in enumerate(answer.facts["shares"])
    ]
    again = recover(fresh[0], fresh[2], account="maureen", sheets=tmp_path / "next")
    assert (again.code, again.facts["account"]) == (0, "maureen")
    assert len(again.facts["sheets"]) == 3
    assert "shares" not in again.facts


def test_who_was_recovered_holds_the_keys_of_their_role_again(made, recover):
    folder, found = made
    one, two, _ = found["recovery_sheets"]
    passphrase = recover(one, two, account="maureen").facts["passphrase"]
    store = open_store(folder, "maureen", passphrase)
    try:
        told = store.dispatcher.dispatch(CurrentSession())
        assert told.must_change
        assert store.context.vault.keyring.has_directory
        assert store.context.vault.keyring.team_epoch(told.team_ids[0]) == 1
        with pytest.raises(Refused) as refused:
            store.dispatcher.dispatch(Accounts())
        assert refused.value.key == "passphrase.must_change"
    finally:
        store.close()


def test_one_share_or_the_same_twice_opens_nothing(made, recover, tmp_path):
    before = (made[0] / "store.ehdh").read_bytes()
    one, two, _ = made[1]["recovery_sheets"]
    assert recover(one).code == 2
    assert recover(one, one).code == 1
    assert recover(one, tmp_path / "nowhere").code == 2
    assert recover(one, written(tmp_path / "typo", "academic " * 33)).code == 1
    assert recover(one, two, account="nobody").code == 1
    assert (made[0] / "store.ehdh").read_bytes() == before


def test_a_store_that_is_not_there_is_unusable(made, command, tmp_path):
    one, two, _ = made[1]["recovery_sheets"]
    shares = ("--share", one, "--share", two)
    assert command("recover", tmp_path / "nowhere", *shares, "--show-shares").code == 3


def test_shares_are_shown_only_where_that_is_asked_for(made, command, tmp_path, monkeypatch):
    one, two, _ = made[1]["recovery_sheets"]
    monkeypatch.setattr("earlyhelp.cli.recover.sheets_dir", lambda _now: tmp_path / "documents")
    answer = command("recover", made[0], "--share", one, "--share", two, "--json")
    assert (answer.code, "shares" in answer.facts) == (0, False)
    assert sorted(map(str, (tmp_path / "documents").iterdir())) == answer.facts["sheets"]
    assert not any(Path(path).stat().st_mode & 0o077 for path in answer.facts["sheets"])
    both = ("--sheets", tmp_path / "new", "--show-shares")
    assert command("recover", made[0], "--share", one, "--share", two, *both).code == 2


def test_a_kill_before_the_answer_is_read_leaves_the_old_sheets_good(made, recover, monkeypatch):
    one, two, _ = made[1]["recovery_sheets"]

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("earlyhelp.cli.recover.tell", killed)
    assert recover(one, two).code == 1
    monkeypatch.undo()
    assert recover(one, two).code == 0
    kinds = [slot.kind for slot in read_header(made[0] / "store.ehdh").slots]
    assert kinds.count("recovery") == 1


def test_sheets_stay_out_of_the_store_and_replace_nothing(made, recover, tmp_path):
    one, two, _ = made[1]["recovery_sheets"]
    assert recover(one, two, sheets=made[0] / "sheets").code == 1
    assert recover(one, two, sheets=tmp_path / "sheets").code == 1
    assert recover(one, two).code == 0
