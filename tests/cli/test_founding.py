"""`store create`: a real store founded, opened with key files, added to; and what is not founded."""

from pathlib import Path

import pytest

from earlyhelp.bootstrap import open_store
from earlyhelp.cli import founding
from earlyhelp.errors import Invalid, Locked
from earlyhelp.keys.cost import DEFAULT, FLOOR
from earlyhelp.keys.header import read_header
from earlyhelp.keys.passphrase import check, one_use
from earlyhelp.keys.share import key_file_share
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.conduct import AcceptConduct
from earlyhelp.messages.session import ChangePassphrase, ConfirmMyself, CurrentSession
from earlyhelp.messages.staff import CreateAccount
from earlyhelp.messages.trail import AuditTrail

OTHER = "copper lantern orchard pebble"
TEAMS = '[teams]\n"West" = "west"\n"South" = "south"\n'
PEOPLE = {
    "bea": 'role = "business_administrator"',
    "ira": 'role = "information_governance"',
    "ana": 'role = "analyst"',
    "maureen": 'role = "team_manager"\nteams = ["West"]',
    "sam": 'role = "team_manager"\nteams = ["South"]',
}


def written(people, teams=TEAMS):
    blocks = [f'[[accounts]]\nlogin = "{who}"\nname = "Made Up"\n{rest}' for who, rest in people]
    return teams + "\n".join(blocks)


WHOLE = written(PEOPLE.items())


@pytest.fixture
def founded(command, tmp_path, monkeypatch):
    """founded("--passphrase-alone", "why") runs the command on a file of PEOPLE, or of `text`."""

    def ran(*words, text=WHOLE, cost=FLOOR):
        monkeypatch.setattr(founding, "DEFAULT", cost)
        (tmp_path / "founding.toml").write_text(text, encoding="utf-8")
        made = tmp_path / "made"
        plan = tmp_path / "founding.toml"
        return command("store", "create", made, "--founding", plan, *words, "--json")

    return ran


def test_a_store_with_key_files_has_the_full_cost_and_opens_with_both(founded, tmp_path):
    people = [(who, rest) for who, rest in PEOPLE.items() if who != "sam"]
    text = written(people, '[teams]\n"West" = "west"\n')
    found = founded("--key-files", tmp_path / "stick", text=text, cost=DEFAULT).facts
    first = found["accounts"][0]
    assert (first["login"], first["role"]) == ("bea", "business_administrator")
    header = read_header(tmp_path / "made" / "store.ehdh")
    assert {(slot.kind, slot.kdf.m, slot.kdf.t, slot.kdf.p) for slot in header.slots} == {
        ("pp+file", DEFAULT.memory, DEFAULT.passes, DEFAULT.lanes)
    }
    assert {slot.account for slot in header.slots} == {"bea", "ira", "maureen"}
    with pytest.raises(Locked):
        unlock(header, Credentials("bea", first["passphrase"]))
    share = key_file_share(Path(first["key_file"]))
    unlock(header, Credentials("bea", first["passphrase"], share))


def session_of(tmp_path, account):
    """Open the store, having done what everybody does first."""
    key_file = account.get("key_file", "")
    store = open_store(tmp_path / "made", account["login"], account["passphrase"], key_file)
    for first in (
        ChangePassphrase(passphrase=account["passphrase"], new_passphrase=OTHER, key_file=key_file),
        AcceptConduct(text_version=1),
        ConfirmMyself(passphrase=OTHER, key_file=key_file),
    ):
        store.dispatcher.dispatch(first)
    return store


def test_later_joiners_need_a_key_file_too(founded, tmp_path):
    found = founded("--key-files", tmp_path / "stick").facts
    bea = session_of(tmp_path, found["accounts"][0])
    try:
        session = bea.dispatcher.dispatch(CurrentSession())
        assert (session.share, session.passphrase_alone, session.demo) == ("pp+file", False, False)
        joiner = {"login": "petra", "name": "Petra", "role": "information_governance"}
        joiner |= {"passphrase": "violet harbour tangent mosaic"}
        with pytest.raises(Invalid) as wrong:
            bea.dispatcher.dispatch(CreateAccount(**joiner))
        assert wrong.value.fields == {"key_file": "staff.key_file.needed"}
        path = tmp_path / "petra.ehkey"
        bea.dispatcher.dispatch(CreateAccount(**joiner, key_file=str(path)))
    finally:
        bea.close()
    header = read_header(tmp_path / "made" / "store.ehdh")
    unlock(header, Credentials("petra", joiner["passphrase"], key_file_share(path)))


def test_a_passphrase_alone_is_a_decision_that_stands_in_the_audit(founded, tmp_path):
    found = founded("--passphrase-alone", "trial until June").facts
    assert "key_file" not in found["accounts"][0]
    ira = session_of(tmp_path, found["accounts"][1])
    try:
        assert ira.dispatcher.dispatch(CurrentSession()).passphrase_alone
        rows = ira.dispatcher.dispatch(AuditTrail(act="account:create")).rows
    finally:
        ira.close()
    assert [row.purpose for row in rows] == ["founding, passphrase alone: trial until June"]


def test_first_passphrases_differ_and_are_told_to_be_changed(founded):
    found = founded("--passphrase-alone", "trial").facts
    assert len({one["passphrase"] for one in found["accounts"]}) == len(PEOPLE)
    assert "passphrase change" in found["next"]


def test_a_drawn_passphrase_will_do():
    drawn = one_use("bea")
    check(drawn, "bea")
    assert [len(group) for group in drawn.split("-")] == [5, 5, 5, 5]


@pytest.mark.parametrize("missing", sorted(PEOPLE))
def test_without_somebody_the_work_needs_nothing_is_founded(founded, tmp_path, missing):
    people = [(who, rest) for who, rest in PEOPLE.items() if who != missing]
    refused = founded("--key-files", tmp_path / "stick", text=written(people))
    assert refused.code == 1
    assert not (tmp_path / "made").exists()
    assert not (tmp_path / "stick").exists()


WRONG = [
    written([*PEOPLE.items(), ("bea", 'role = "analyst"')]),
    written([*PEOPLE.items(), ("Petra", 'role = "analyst"')]),
    written([*PEOPLE.items(), ("petra", 'role = "owner"')]),
    written([*PEOPLE.items(), ("petra", 'role = "practitioner"')]),
    written([*PEOPLE.items(), ("petra", 'role = "practitioner"\nteams = ["East"]')]),
    written([*PEOPLE.items(), ("petra", 'role = "practitioner"\nteams = ["West", "West"]')]),
    written([*PEOPLE.items(), ("petra", 'role = "analyst"\nteams = ["West"]')]),
    written(PEOPLE.items(), TEAMS.replace('"south"', '"moon"')),
    written(PEOPLE.items(), TEAMS + '"west" = "west"\n'),
    written([(who, rest.split("\n")[0]) for who, rest in PEOPLE.items()], "[teams]\n"),
]


@pytest.mark.parametrize("text", WRONG)
def test_what_later_joiners_must_be_holds_for_the_first(founded, tmp_path, text):
    assert founded("--passphrase-alone", "trial", text=text).code == 1
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    "text", ["", "teams = 3", "[teams]\n", written(PEOPLE.items()) + "\nx = 1"]
)
def test_a_file_that_is_no_founding_file_is_wrong_use(founded, text):
    assert founded("--passphrase-alone", "trial", text=text).code == 2


@pytest.mark.parametrize(
    "words", [(), ("--passphrase-alone", " "), ("--passphrase-alone", "x" * 201)]
)
def test_no_store_without_second_share_or_reason(founded, words):
    assert founded(*words).code == 2


def test_key_files_stay_away_from_the_store_and_are_never_replaced(founded, tmp_path):
    assert founded("--key-files", tmp_path / "made" / "keys").code == 1
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "key-02.ehkey").write_text("somebody's")
    assert founded("--key-files", stick).code == 1
    assert [path.name for path in stick.iterdir()] == ["key-02.ehkey"]
    assert (stick / "key-02.ehkey").read_text() == "somebody's"


def test_a_folder_that_holds_a_store_keeps_it(founded, tmp_path):
    assert founded("--passphrase-alone", "trial").code == 0
    before = (tmp_path / "made" / "store.ehdh").read_bytes()
    assert founded("--key-files", tmp_path / "stick").code == 3
    assert (tmp_path / "made" / "store.ehdh").read_bytes() == before
    assert list((tmp_path / "stick").iterdir()) == []


def test_no_store_where_a_cloud_copies_it_away(founded, command, tmp_path):
    assert founded("--passphrase-alone", "trial").code == 0
    cloud = tmp_path / "OneDrive - Council" / "made"
    plan = tmp_path / "founding.toml"
    words = ("store", "create", cloud, "--founding", plan, "--passphrase-alone", "trial")
    assert command(*words).code == 3
    assert not cloud.exists()
