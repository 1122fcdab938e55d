"""A link wraps instead of being cut."""

from pytestqt.qtbot import QtBot

from ui.forms.error_summary import ErrorSummary
from ui.widgets.link import Link

_LONG = "Say what the family would like to be different when the work is done. " * 4


def test_a_narrow_link_is_taller(qtbot: QtBot) -> None:
    link = Link(_LONG)
    qtbot.addWidget(link)
    assert link.heightForWidth(200) > link.heightForWidth(2000) > 0
    assert link.minimumSizeHint().width() < 200


def test_the_summary_shows_the_whole_sentence(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    qtbot.addWidget(summary)
    summary.show_errors({"plan.goal": _LONG})
    assert summary.links["plan.goal"].text() == _LONG
