"""The link to the keeper: what was sent before a lock is saved, and one that does not start is told."""

import sys
import time

import pytest
from PySide6.QtCore import QProcess

from earlyhelp.messages.session import CurrentSession, SaveDraft
from ui import jobs
from ui.jobs import KeeperLink

#: Answers nothing before the pipe is closed; then so many times, and leaves a file at its end.
_SLOW = """
import pathlib, sys, time
sys.stdin.buffer.read()
for _ in range(int(sys.argv[2])):
    time.sleep(0.5)
    sys.stdout.write("saved")
    sys.stdout.flush()
time.sleep(float(sys.argv[3]))
pathlib.Path(sys.argv[1]).touch()
"""


@pytest.fixture
def link(qapp):
    made = KeeperLink()
    yield made
    made.stop()
    made.wait_until_stopped()


@pytest.fixture
def slow(link, tmp_path, monkeypatch):
    """slow(answers, silence) -> a keeper of that kind is at work; the file it leaves at its end."""
    monkeypatch.setattr(jobs, "PATIENCE_MS", 1_000)

    def start(answers, silence=0.0):
        left = tmp_path / "left"
        link.frozen_command = ("-c", _SLOW, str(left), str(answers), str(silence))
        link.start()
        link.send(link, SaveDraft(kind="note", content="typed"), _nobody, _nobody)
        return left

    return start


def _nobody(_told):
    raise AssertionError


def test_a_keeper_that_still_saves_is_left_to_its_end(link, slow, qtbot):
    left = slow(answers=4)
    with qtbot.waitSignal(link.stopped, timeout=20_000):
        begun = time.monotonic()
        link.stop()
        assert time.monotonic() - begun < 0.2  # whoever locks does not wait for it
    assert left.exists()


def test_a_keeper_that_says_nothing_is_killed(link, slow, qtbot):
    left = slow(answers=1, silence=60)
    with qtbot.waitSignal(link.stopped, timeout=20_000):
        link.stop()
    assert not left.exists()


@pytest.mark.parametrize(("answers", "silence", "whole"), [(4, 0, True), (1, 60, False)])
def test_so_it_is_when_the_program_ends(link, slow, answers, silence, whole):
    left = slow(answers, silence)
    link.stop()
    link.wait_until_stopped()
    assert left.exists() is whole


def test_who_signs_in_meanwhile_waits_until_the_store_is_free(link, slow, qtbot):
    left, found = slow(answers=2), []
    link.when_stopped(link, lambda: found.append("nobody was told to stop"))
    link.stop()
    link.frozen_command = ("-c", "input()")
    link.start()
    link.when_stopped(link, lambda: found.append(left.exists()))
    assert found == ["nobody was told to stop"]
    qtbot.waitUntil(lambda: len(found) > 1, timeout=20_000)
    assert found[1]


def test_a_keeper_that_does_not_start_is_told_and_tried_again(link, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    link.start()
    for tries in (1, 2):
        link.send(link, CurrentSession(), _nobody, lambda error: told.append(error.key))
        qtbot.waitUntil(lambda tries=tries: len(told) == tries)
    assert told == ["signin.no_keeper"] * 2
    assert not link.process_id
    monkeypatch.undo()
    link.frozen_command = ("-c", "input()")
    link.send(link, CurrentSession(), _nobody, _nobody)
    (process,) = (one for one in link.findChildren(QProcess) if one.processId())
    assert process.waitForStarted()
    process.kill()
