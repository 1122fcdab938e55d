"""The tables of retention: the queue, holds, the ledger.  Show references and numbers, no name."""

from earlyhelp.domain.retention import schedule
from earlyhelp.messages.retention import DueRow, ErasedRow, HoldRow
from ui.tables.columns import Column
from ui.tables.table import Table
from ui.widgets.basics import Tone
from ui.wording import day, moment, say

_TONES: dict[str, Tone] = {"due": "warn", "held": "info", "proposed": "danger", "soon": "plain"}


def due_table() -> Table:
    """Return the table of the queue; a line's id is the family's."""
    columns: list[Column[DueRow]] = [
        Column(title=say("retention.column.reference"), text=lambda row: row.reference, width=18),
        Column(title=say("retention.column.team"), text=lambda row: row.team, width=8),
        Column(title=say("retention.column.until"), text=lambda row: day(row.keep_until), width=11),
        Column(title=say("retention.column.rule"), text=_rule, note=_why),
        Column(title=say("retention.column.state"), text=_state, tone=_tone, width=15),
    ]
    return Table(columns, lambda row: row.family_id, say("retention.tab.due"))


def holds_table() -> Table:
    """Return the table of holds in force."""
    columns: list[Column[HoldRow]] = [
        Column(
            title=say("retention.column.reference"),
            text=lambda row: row.reference or say("retention.everything"),
            width=20,
        ),
        Column(title=say("retention.column.reason"), text=lambda row: _title("keep", row.reason)),
        Column(title=say("retention.column.from"), text=lambda row: day(row.from_on), width=14),
        Column(title=say("retention.column.last"), text=_last, width=16),
        Column(title=say("retention.column.by"), text=lambda row: row.placed_by, width=20),
    ]
    return Table(columns, lambda row: row.id, say("retention.holds"))


def erased_table() -> Table:
    """Return the table of the ledger."""
    columns: list[Column[ErasedRow]] = [
        Column(
            title=say("retention.column.number"),
            text=lambda row: str(row.number),
            align="right",
            width=10,
        ),
        Column(title=say("retention.column.at"), text=lambda row: moment(row.at), width=22),
        Column(title=say("retention.column.what"), text=_what, home=True),
        Column(
            title=say("retention.column.records"),
            text=lambda row: str(row.records),
            align="right",
            width=12,
        ),
    ]
    return Table(columns, lambda row: row.number, say("retention.ledger"))


def _rule(row: DueRow) -> str:
    return say(f"retention.rule.{row.rule}") if row.rule else say("retention.rule.none")


def _why(row: DueRow) -> str:
    if row.held_by:
        return _title("keep", row.held_by)
    return _title("erase", row.reason) if row.reason else ""


def _state(row: DueRow) -> str:
    person = row.state == "proposed" and row.person_id
    return say("retention.state.person" if person else f"retention.state.{row.state}")


def _tone(row: DueRow) -> Tone:
    return _TONES.get(row.state, "plain")


def _title(kind: str, code: str) -> str:
    rules = schedule()
    among = {"keep": rules.keep, "release": rules.release}.get(kind, rules.erase)
    return next((reason.title for reason in among if reason.id == code), code)


def _last(row: HoldRow) -> str:
    """Return the last day, or who ended it when and why."""
    if row.ended_on:
        why = _title("release", row.ended_why)
        return say("retention.ended", day=day(row.ended_on), who=row.ended_by, why=why)
    return day(row.until_on) if row.until_on else say("retention.until_ended")


def _what(row: ErasedRow) -> str:
    reason = row.rule.partition("/")[0]
    who = say("retention.erased.person" if row.one_person else "retention.erased.family")
    return f"{who}: {_title('erase', reason)}" if reason else who
