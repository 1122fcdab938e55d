"""What the frame says: who is signed in, the line at the foot, reminders, the alarm.  Asks nothing."""

from collections.abc import Sequence

from earlyhelp.messages.session import Session, Upkept
from ui.session import IDLE_MINUTES
from ui.shell import Shell
from ui.wiring.pages import rail_pages
from ui.wording import day, say, time_of

BACKUPS = "backups"


def show_frame(shell: Shell, session: Session) -> None:
    """Show the frame around the pages: who is signed in, and the pages of the role."""
    for page in rail_pages(session.permissions):
        shell.add_item(page, say(f"rail.{page}"))
    shell.bar.search_frame.setVisible("family:list" in session.permissions)
    role = say(f"role.{session.role}")
    shell.show_person(session.display_name, role, ", ".join(session.team_names))
    shell.show_demo(session.demo)
    shell.set_frame_shown(True)


def show_status(shell: Shell, session: Session, more: Sequence[str], *, pictures: bool) -> None:
    """Say at the foot which store it is, what else is known of it, and when the window locks."""
    facts = [say("frame.status.store", store=session.store_name), *more]
    if pictures:
        facts.insert(1, say("frame.status.pictures"))
    if session.ends_on is not None:
        facts.insert(1, say("frame.status.ends", day=day(session.ends_on)))
    right = say("frame.status.locks", minutes=IDLE_MINUTES)
    backup = backup_line(session)
    shell.show_status([*facts, *([backup] if backup else [])], right)


def remind_of_backups(shell: Shell, session: Session) -> None:
    """Say what is due of backups to those who make them, on every page and in the rail."""
    shell.show_reminder(backup_reminder(session), say("backups.reminder.go"), BACKUPS)
    if "backup:make" in session.permissions:
        shell.set_count(BACKUPS, sum(map(bool, (session.backup_due, session.rehearsal_due))))


def backup_line(session: Session) -> str:
    """Return when the last backup was made and rehearsed, and what is due; "" for the analysis file."""
    line = _made(session)
    if session.backup_due:
        return say("backups.status.due", line=line)
    return say("backups.status.rehearsal_due", line=line) if session.rehearsal_due else line


def backup_reminder(session: Session) -> str:
    """Return what those who make backups should be reminded of; "" where nothing is due, or of others."""
    if "backup:make" not in session.permissions:
        return ""
    due = (("backup", session.backup_due), ("rehearsal", session.rehearsal_due))
    return " ".join(say(f"backups.reminder.{what}", day=day(on)) for what, on in due if on)


def _made(session: Session) -> str:
    if session.kind != "case" or session.backed_up_at is None:
        return say("frame.status.no_backup") if session.kind == "case" else ""
    made = day(session.backed_up_at)
    if session.rehearsed_at is None:
        return say("backups.status", day=made)
    rehearsed = day(session.rehearsed_at)
    return say("backups.status.rehearsed", day=made, rehearsed=rehearsed)


def facts_of(state: Upkept) -> list[str]:
    """Return how far the keeper is with what it does by itself."""
    facts = [audit_line(state)]
    if state.people_total:
        ready = state.people >= state.people_total
        key = "frame.status.index_done" if ready else "frame.status.index"
        facts.append(say(key, done=state.people, total=state.people_total))
    return facts


def audit_line(state: Upkept) -> str:
    """Return how far the audit's chain was followed, or that it is broken."""
    if not state.audit_ok:
        return say("frame.status.audit_broken")
    if state.audit_verified_at is None:
        return say("frame.status.audit", size=state.audit, total=state.audit_total)
    return say("frame.status.audit_verified", time=time_of(state.audit_verified_at))


def show_alarm(shell: Shell, state: Upkept, session: Session) -> None:
    """Say on every page that the audit's chain is broken, and to each reader the one whom they tell."""
    if state.audit_ok:
        shell.alarm.leave()
    elif shell.alarm.isHidden():  # once: what is shown anew would take the keyboard from its link
        reads = "audit:read" in session.permissions
        text = say("frame.alarm.audit.governance" if reads else "frame.alarm.audit")
        links = [("audit", say("frame.alarm.audit.go"))] if reads else []
        shell.alarm.show_message(say("frame.alarm.audit.title"), text, links=links)
