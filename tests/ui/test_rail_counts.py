"""The rail counts what the person can do something about."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from earlyhelp.messages.access import BreakGlassRow
from ui.wiring.rail_counts import to_act_on

OPENED = BreakGlassRow(
    id=1, version=1, who="Sam", role="team_manager", team="South", reason="duty_call",
    reference="EH-2026-000002", sentence="made up", opened_at=datetime(2026, 11, 2, tzinfo=UTC),
    until_at=datetime(2026, 11, 3, tzinfo=UTC), due_on=date(2026, 11, 4), escalated=False,
    closed_at=None, closed_by="", finding="", closing="", may_close=True,
)  # fmt: skip


def test_one_s_own_opening_is_nothing_to_do() -> None:
    own = replace(OPENED, may_close=False)
    assert to_act_on([OPENED, own, OPENED]) == 2
    assert to_act_on([own]) == 0
    assert to_act_on([object()]) == 1  # rights to confirm: all of them
