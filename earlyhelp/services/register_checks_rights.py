"""Checks of the rights of families: requests, erasure, correction, retention.  Counts only."""

from datetime import date, timedelta

from earlyhelp.domain.rights_clock import Pause, RightsClock, month_standing, standing
from earlyhelp.records.erasure import ErasureNote
from earlyhelp.records.people import Family
from earlyhelp.records.retention import ErasureProposal, RetentionDate, RetentionHold
from earlyhelp.records.rights import Rectification, SubjectPause, SubjectRequest
from earlyhelp.services.context import Context
from earlyhelp.services.erasure_ledger import kept_ledger
from earlyhelp.services.register_checks import Finding, ahead, check, ok, red
from earlyhelp.storage.probe_rows import Rows
from earlyhelp.storage.unit_of_work import UnitOfWork

#: Days after which a record that is due, and nobody has dealt with, is kept too long.
_GRACE = 30


@check("requests_answered")
def requests_answered(uow: UnitOfWork, context: Context) -> Finding:
    """No request of a person for what is held about them is past its last day."""
    today = uow.clock.today()

    def clocks(rows: Rows) -> list[RightsClock]:
        asked, stood = SubjectRequest.__table__.c, SubjectPause.__table__.c
        columns = [
            asked.id, asked.received_on, asked.identity_asked_on, asked.identity_on,
            asked.extended_on,
        ]  # fmt: skip
        pauses = rows.read([stood.request_id, stood.from_on, stood.until_on])
        return [
            RightsClock(
                received_on=row.received_on,
                identity_asked_on=row.identity_asked_on,
                identity_on=row.identity_on,
                extended_on=row.extended_on,
                pauses=tuple(
                    Pause(one.from_on, one.until_on) for one in pauses if one[0] == row.id
                ),
            )
            for row in rows.read(columns, asked.status == "open")
        ]

    waiting = context.vault.look_inside(lambda link: clocks(Rows(link)))
    late = sum(standing(clock, today).state == "late" for clock in waiting)
    if late:
        return red(count=late)
    later = sum(_is_ahead(clock, today) for clock in waiting)
    return ahead(later) if later else ok(count=len(waiting))


@check("corrections_answered")
def corrections_answered(uow: UnitOfWork, context: Context) -> Finding:
    """No request for correction is past its month."""
    today, column = uow.clock.today(), Rectification.__table__.c
    days = context.vault.look_inside(
        lambda link: Rows(link).read([column.received_on], column.status == "open")
    )
    late = sum(month_standing(row.received_on, today).state == "late" for row in days)
    if late:
        return red(count=late)
    later = sum(row.received_on > today for row in days)
    return ahead(later) if later else ok(count=len(days))


@check("erased_stay_gone")
def erased_stay_gone(_uow: UnitOfWork, context: Context) -> Finding:
    """Nothing is left of an erased family, and the ledger outside the store knows every erasure."""
    column = ErasureNote.__table__.c

    def gone(rows: Rows) -> tuple[int, int, set[str]]:
        notes = rows.read([column.erased_family, column.erased_person, column.text])
        families = {row.erased_family for row in notes if not row.erased_person}
        left = rows.left_of(families) + rows.count(Family, Family.__table__.c.id.in_(families))
        return len(notes), left, {row.text for row in notes}

    erasures, left, texts = context.vault.look_inside(lambda link: gone(Rows(link)))
    kept = {text.rstrip("\n") for text in kept_ledger(context.vault.facts["vault"].decode())}
    unknown = len(kept - {text.rstrip("\n") for text in texts})
    if left or unknown:
        return red(rows=left, unknown=unknown)
    return ok(erasures=erasures)


@check("retention_kept")
def retention_kept(uow: UnitOfWork, context: Context) -> Finding:
    """Nothing is kept beyond its day without a hold or a proposal that somebody works on."""
    today = uow.clock.today()
    due, hold, wish = (
        RetentionDate.__table__.c,
        RetentionHold.__table__.c,
        ErasureProposal.__table__.c,
    )
    latest = today - timedelta(days=_GRACE)

    def counted(rows: Rows) -> tuple[int, int]:
        late = rows.read([due.family_id, due.reference], due.keep_until < latest)
        in_force = (hold.until_on.is_(None)) | (hold.until_on >= today)
        holds = rows.read([hold.family_id, hold.reference], hold.ended_on.is_(None), in_force)
        held = {row.family_id or row.reference or 0 for row in holds}
        families = {row.family_id for row in late if row.reference not in held}
        asked = {row.family_id for row in rows.read([wish.family_id], wish.status == "open")}
        left = set() if 0 in held else families - held - asked
        return len(left), rows.count(RetentionDate)

    late, dated = context.vault.look_inside(lambda link: counted(Rows(link)))
    return red(count=late, days=_GRACE) if late else ok(dated=dated)


def _is_ahead(clock: RightsClock, today: date) -> bool:
    """Say whether anything that moves the last day is dated after today: then it comes too late."""
    told = (clock.received_on, clock.identity_asked_on, clock.identity_on, clock.extended_on)
    paused = (one.from_on for one in clock.pauses)
    ended = (one.until_on for one in clock.pauses)
    return any(on is not None and on > today for on in (*told, *paused, *ended))
