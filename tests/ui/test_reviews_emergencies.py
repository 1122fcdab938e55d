"""The section of emergency openings: who closes what, and what is said about it."""

from datetime import date

from earlyhelp.messages.access import BreakGlassReviews, BreakGlassRow, CloseBreakGlassReview
from earlyhelp.messages.base import Receipt
from tests.ui.test_reviews import AT, page  # noqa: F401
from ui.views import reviews_emergencies


def emergency(**more):
    values = {
        "id": 11, "version": 4, "who": "Sol Pengelly", "role": "practitioner", "team": "South",
        "reason": "", "reference": "EH-2026-000003", "sentence": "Police at the door.",
        "opened_at": AT, "until_at": AT, "due_on": date(2026, 11, 24), "escalated": False,
        "closed_at": None, "closed_by": "", "finding": "", "closing": "", "may_close": True,
    }  # fmt: skip
    return BreakGlassRow(**values | more)


def test_an_emergency_is_reviewed_by_somebody_else(page):  # noqa: F811
    rows = (emergency(), emergency(id=12, may_close=False, escalated=True))
    view, keeper, presenter = page(
        {BreakGlassReviews: rows, CloseBreakGlassReview: Receipt(id=11)},
        may=("emergency:review",),
    )
    part = view.emergencies
    part.table.choose(12)
    assert not part.close_review.isEnabled()
    part.table.choose(11)
    assert part.close_review.isEnabled()
    heard = []
    part.closed.connect(lambda *told: heard.append(told))
    part.finding.setCurrentIndex(part.finding.findData("justified"))
    part.text.setText("Seen with the police.")
    part.close_review.click()
    assert heard == [(11, "justified", "Seen with the police.")]
    presenter.close_emergency(*heard[0])
    assert (
        CloseBreakGlassReview(
            review_id=11, version=4, finding="justified", text="Seen with the police."
        )
        in keeper.sent
    )


def test_who_closes_what_escalated_is_said_to_both(page):  # noqa: F811
    rows = (
        emergency(escalated=True, passed_on=date(2026, 11, 25)),
        emergency(id=12, may_close=False, escalated=True),
        emergency(id=13, may_close=False),
    )
    view, _keeper, _presenter = page({BreakGlassReviews: rows}, may=("emergency:review",))
    part, said = view.emergencies, {}
    for row in rows:
        part.table.choose(row.id)
        said[row.id] = part._about.text()
    assert "yours to close now" in said[11]
    assert "Information governance closes it now" in said[12]
    assert "Somebody else has to close" in said[13]
    assert "25 Nov 2026" in reviews_emergencies._since(rows[0])
    assert reviews_emergencies._since(rows[1]) == ""
