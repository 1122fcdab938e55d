"""The register: eighteen lines in the council's words, kept evidence, history, who may see and run it."""

from datetime import timedelta

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.register import CheckRegister, Register, RegisterHistory
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.services.register_checks import CHECKS, Finding
from earlyhelp.services.register_checks import lines as all_lines
from earlyhelp.services.register_run import due_at_start, run_of
from earlyhelp.services.upkeep import Upkeep
from earlyhelp.wording import knows
from tests.services.register_world import found, lines, run


def test_there_are_eighteen_risks_each_with_words_and_checks():
    shipped = all_lines()
    assert [line.number for line in shipped] == list(range(1, 19))
    assert all(line.risk and line.mitigation_2019 and line.control for line in shipped)
    assert {line.outcome_2019 for line in shipped} == {"reduced", "accepted"}
    assert {name for line in shipped for name in line.checks} == set(CHECKS)


def test_every_check_says_how_and_what_to_do():
    all_lines()
    for name in CHECKS:
        assert knows(f"register.{name}.how")
        assert knows(f"register.{name}.ok")
        assert knows(f"register.{name}.do")


def test_a_run_leaves_dated_evidence_in_store_and_audit(door):
    shown = lines(door)
    assert len(shown) == 18
    assert all(line.checked_at == door.clock.now() for line in shown.values())
    entry = door("ira").dispatch(AuditTrail(act="register:check")).rows[0]
    assert entry.what.startswith("register_run:")
    assert "register check, asked" in entry.purpose


def test_history_is_newest_first(door):
    run(door("ira"))
    run(door("bea"), "start")
    past = door("ira").dispatch(RegisterHistory(number=1))
    assert [one.why for one in past[:2]] == ["start", "asked"]
    assert {one.found.number for one in past} == {1}
    with pytest.raises(Invalid):
        door("ira").dispatch(RegisterHistory(number=19))


@pytest.mark.parametrize("login", ["priya", "maureen", "bea"])
def test_only_information_governance_reads_the_register(door, login):
    with pytest.raises(Refused):
        door(login).dispatch(Register())
    assert door("ira").dispatch(Register()).lines


def test_a_check_that_breaks_is_red(door, monkeypatch):
    def broken(_uow, _context):
        raise OSError

    monkeypatch.setitem(CHECKS, "free_disk", broken)
    line = lines(door)[14]
    assert line.found.status == "red"
    assert found(line, "free_disk").advice


def test_a_line_is_as_bad_as_its_worst_check(door, monkeypatch):
    monkeypatch.setitem(CHECKS, "two_people", lambda *_: Finding("not_checked", ""))
    assert lines(door)[15].found.status == "not_checked"
    monkeypatch.setitem(CHECKS, "accounts_dated", lambda *_: Finding("red", ""))
    assert lines(door)[15].found.status == "red"


def test_the_keeper_runs_the_checks_at_start_once_a_day(door):
    desk = door("priya")
    desk.sit()
    door.clock.instant += timedelta(days=1)
    upkeep = Upkeep(desk.context)
    assert due_at_start(desk.context)
    steps = 0
    while upkeep.step():
        steps += 1
    assert steps > len(CHECKS)
    assert run_of(desk.context).finished
    assert not upkeep.state().checking
    last = door("ira").dispatch(RegisterHistory(number=1))[0]
    assert last.why == "start"


def test_asking_begins_a_run_that_upkeep_finishes(door):
    desk = door("ira")
    desk.sit()
    upkeep = Upkeep(desk.context)
    while upkeep.step():
        pass
    desk.dispatch(CheckRegister())
    assert desk.dispatch(Register()).checking
    while upkeep.step():
        pass
    shown = desk.dispatch(Register())
    assert not shown.checking
    assert shown.why == "asked"
