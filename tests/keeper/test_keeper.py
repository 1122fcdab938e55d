"""A real keeper: it answers after sign-in, one session a life, and takes its keys with it."""

import signal
import sys
from pathlib import Path

import pytest

from earlyhelp.errors import Bug, Locked, StorageFault
from earlyhelp.keys.header import read_header
from earlyhelp.messages import framing
from earlyhelp.messages.session import Checkpoint, CurrentSession, Drafts, SaveDraft
from earlyhelp.platform import checkpoint_dir
from tests.keeper.running import RunningKeeper
from tests.services.founded import PASSPHRASE

_CANARY = "Zephyrine Quackenbush of 9 Canary Row"


def test_the_right_passphrase_opens_a_session(keeper, folder):
    session = keeper.sign_in(folder, "priya", PASSPHRASE)
    assert (session.login, session.role, session.team_names) == ("priya", "practitioner", ("West",))
    assert keeper.ask(CurrentSession()).account_id == session.account_id


def test_a_wrong_passphrase_is_a_locked_failure_and_another_try_may_follow(keeper, folder):
    with pytest.raises(Locked) as told:
        keeper.sign_in(folder, "priya", "not the right passphrase")
    assert told.value.key == "key.wrong"
    with pytest.raises(Locked):
        keeper.ask(CurrentSession())
    assert keeper.sign_in(folder, "priya", PASSPHRASE).login == "priya"


@pytest.mark.parametrize(
    "message", [CurrentSession(), Drafts(), SaveDraft(kind="note", content="x"), Checkpoint()]
)
def test_nothing_is_answered_before_sign_in(keeper, folder, message):
    with pytest.raises(Locked) as told:
        keeper.ask(message)
    assert told.value.key == "error.locked"
    keeper.sign_in(folder, "priya", PASSPHRASE)
    keeper.ask(message)


def test_a_keeper_has_one_session_in_its_life(keeper, folder):
    keeper.sign_in(folder, "priya", PASSPHRASE)
    with pytest.raises(Bug) as told:
        keeper.sign_in(folder, "maureen", PASSPHRASE)
    assert told.value.key == "keeper.signed_in_twice"
    assert keeper.ask(CurrentSession()).login == "priya"


def test_an_unknown_message_is_a_bug_and_the_keeper_goes_on(keeper, folder):
    keeper.write(framing.framed(b"\x93\x01\xa7Nothing\x80"))
    heard = framing.Splitter()
    while not (payloads := list(heard.feed(keeper.process.stdout.read1(65_536)))):
        pass
    failure = framing.replied(payloads[0]).failure
    assert (failure.kind, failure.key) == ("Bug", "framing.message")
    assert keeper.sign_in(folder, "priya", PASSPHRASE).login == "priya"


def test_a_closed_pipe_ends_it_and_signs_the_audit(keeper, folder):
    keeper.sign_in(folder, "priya", PASSPHRASE)
    code, errors = keeper.close()
    assert (code, errors) == (0, "")
    with RunningKeeper() as again:  # the lock is free
        before = again.sign_in(folder, "priya", PASSPHRASE).audit_size
        assert "\n\n" in again.ask(Checkpoint())
        assert before >= 3


def test_it_ends_without_a_session_too(keeper):
    assert keeper.close() == (0, "")


def test_a_killed_keeper_leaves_a_store_that_opens(keeper, folder):
    keeper.sign_in(folder, "priya", PASSPHRASE)
    keeper.ask(SaveDraft(kind="note", content="kept"))
    keeper.process.send_signal(signal.SIGKILL)
    keeper.process.wait(30)
    with pytest.raises((EOFError, BrokenPipeError)):
        keeper.ask(CurrentSession())
    with RunningKeeper() as again:
        again.sign_in(folder, "priya", PASSPHRASE)
        assert [draft.content for draft in again.ask(Drafts())] == ["kept"]


def test_only_frames_come_out(keeper, folder):
    keeper.sign_in(folder, "priya", PASSPHRASE)
    keeper.ask(Drafts())
    code, errors = keeper.close()
    assert (code, errors) == (0, "")
    splitter = framing.Splitter()
    replies = [framing.replied(payload) for payload in splitter.feed(keeper.heard)]
    assert [reply.number for reply in replies if reply.number] == [1, 2]
    assert bytes(splitter._buffer) == b""  # nothing is left that is no frame


def _broken(raising):
    """A keeper in which one handler fails in an unforeseen way, with a name in the failure."""
    return (
        "import sys\n"
        "from earlyhelp import keeper\n"
        "from earlyhelp.services.topics import load_topics\n"
        "from earlyhelp.services.handlers import HANDLERS\n"
        "from earlyhelp.messages.session import Drafts\n"
        "load_topics()\n"
        "def fails(uow, message, context):\n"
        f"    {raising}\n"
        "HANDLERS[Drafts] = fails\n"
        "sys.exit(keeper.main())\n"
    )


@pytest.mark.parametrize(
    "raising",
    [
        f"raise ValueError({_CANARY!r})",
        f"raise KeyError({_CANARY!r}) from RuntimeError({_CANARY!r})",
        f"raise AssertionError({_CANARY!r})",
    ],
)
def test_an_unforeseen_failure_answers_bug_and_says_nothing(folder, raising):
    with RunningKeeper(("-c", _broken(raising))) as keeper:
        keeper.sign_in(folder, "priya", PASSPHRASE)
        with pytest.raises(Bug) as told:
            keeper.ask(Drafts())
        assert (told.value.key, told.value.params) == ("bug", {})
        assert keeper.ask(CurrentSession()).login == "priya"  # the twin: it goes on
        code, errors = keeper.close()
    assert code == 0
    assert "Canary Row" not in errors
    assert b"Canary Row" not in keeper.heard
    assert " at " in errors  # the kind and the places are there


def test_a_length_nobody_sends_ends_it_and_its_keys(keeper, folder):
    keeper.sign_in(folder, "priya", PASSPHRASE)
    keeper.write(b"\xff\xff\xff\xff")
    assert keeper.process.wait(30) == 0
    assert keeper.process.stderr.read() == b""
    with RunningKeeper() as again:  # the lock is free
        assert again.sign_in(folder, "priya", PASSPHRASE).login == "priya"


def test_a_sign_in_that_fails_late_leaves_nothing_open(keeper, folder, tmp_path):
    blocked = checkpoint_dir() / f"{read_header(folder / 'store.ehdh').vault}.txt"
    aside = tmp_path / "aside.txt"
    blocked.parent.mkdir(parents=True, exist_ok=True)
    if blocked.exists():
        blocked.rename(aside)
    blocked.mkdir()
    with pytest.raises(StorageFault) as told:
        keeper.sign_in(folder, "priya", PASSPHRASE)
    assert told.value.key == "audit.kept.unreadable"
    with pytest.raises(Locked):
        keeper.ask(CurrentSession())
    blocked.rmdir()
    if aside.exists():
        aside.rename(blocked)
    assert keeper.sign_in(folder, "priya", PASSPHRASE).login == "priya"


@pytest.mark.skipif(sys.platform == "win32", reason="limits are read from /proc")
def test_no_core_may_be_dumped(keeper, folder):
    keeper.sign_in(folder, "priya", PASSPHRASE)
    limits = Path(f"/proc/{keeper.process.pid}/limits").read_text(encoding="ascii")
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
