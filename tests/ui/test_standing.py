"""What is due of backups stands on the status line for all, and as a reminder for who makes them."""

from datetime import UTC, date, datetime

from earlyhelp.messages.session import Session, Upkept
from ui.shell import Shell
from ui.wiring.standing import backup_line, backup_reminder, show_alarm
from ui.wording import say

AT = datetime(2026, 11, 2, 9, 15, tzinfo=UTC)


def session(*permissions, **more):
    facts = {
        "account_id": 1, "login": "bea", "display_name": "Bea Laity", "role": "x", "team_names": (),
        "team_ids": (), "store_name": "store", "kind": "case", "demo": False, "audit_size": 1,
    }  # fmt: skip
    return Session(**facts, permissions=frozenset(permissions), **more)


def test_all_see_on_the_status_line_that_a_backup_is_due():
    late = session(backed_up_at=AT, backup_due=date(2026, 11, 9))
    assert backup_line(late) == say("backups.status.due", line="Last backup 2 Nov 2026")
    assert "DUE" not in backup_line(session(backed_up_at=AT))
    unrehearsed = session(backed_up_at=AT, rehearsal_due=date(2026, 12, 2))
    assert "rehearsal due" in backup_line(unrehearsed)


def test_only_those_who_make_backups_are_reminded():
    due = {"backup_due": date(2026, 11, 9), "rehearsal_due": date(2026, 12, 2)}
    told = backup_reminder(session("backup:make", **due))
    assert "9 Nov 2026" in told
    assert "2 Dec 2026" in told
    assert backup_reminder(session("backup:read", **due)) == ""
    assert backup_reminder(session("backup:make")) == ""


def broken(*, ok=False):
    return Upkept(people=0, people_total=0, audit=335, audit_total=335, audit_ok=ok)


def test_a_broken_chain_stands_over_every_page_with_one_addressee_for_each_reader(dressed, qtbot):
    shell = Shell()
    qtbot.addWidget(shell)
    show_alarm(shell, broken(ok=True), session())
    assert shell.alarm.isHidden()
    show_alarm(shell, broken(), session("family:list"))
    told = shell.alarm.accessibleDescription()
    assert not shell.alarm.isHidden()
    assert ("information governance" in told, "security officer" in told) == (True, False)
    assert not shell.alarm._links
    shell.reset()
    assert shell.alarm.isHidden()  # whoever signs in next is told anew
    show_alarm(shell, broken(), session("audit:read"))
    told = shell.alarm.accessibleDescription()
    assert ("information governance" in told, "security officer" in told) == (False, True)
    opened = []
    shell.page_chosen.connect(opened.append)
    shell.alarm._links[0].click()
    assert opened == ["audit"]
