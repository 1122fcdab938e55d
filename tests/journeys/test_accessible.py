"""Every page of every role: names for screen readers, reading order, focus ring, nothing cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from tests.journeys.conftest import Open
from ui import theme
from ui.opening import demo_accounts
from ui.shell import Shell
from ui.tour.eyes import spoken
from ui.tour.journey import Journey
from ui.tour.mouse import MouseHands
from ui.tour.whole import new_story
from ui.widgets.reading_order import takes_tab
from ui.wording import say

INPUTS = (
    QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSlider,
)  # fmt: skip
ROLES = (
    "practitioner",
    "team_manager",
    "business_administrator",
    "information_governance",
    "analyst",
    "partner",
)
SECTIONS = (
    "overview", "people", "assessment", "plan", "reviews", "contacts", "chronology", "documents",
    "agreement", "corrections", "oversight", "looked", "closure",
)  # fmt: skip

MOST_STOPS = 500

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def visit(open_window: Open, store: Path) -> Journey:
    hands = MouseHands(open_window(store))
    return Journey(hands, new_story(), demo_accounts(store), store.parent)


def pages_of(walk: Journey, role: str) -> Iterator[tuple[str, QWidget]]:
    """Open every page the role has in its rail, and the inner pages a row leads to."""
    hands, window = walk.hands, walk.hands.window
    for page in window.shell.rail.keys():  # noqa: SIM118 - a rail, no mapping
        hands.open_page(page)
        yield page, window.pages[page].view
    if "families" in window.shell.rail.keys():  # noqa: SIM118
        hands.open_page("families")
        hands.open_row(say("families.all"), "")
        walk.on_page("family")
        if hands.reads(say("purpose.title")):  # not a family of one's own
            hands.key(Qt.Key.Key_1)
            hands.settle()
        view = window.pages["family"].view
        for section in SECTIONS:
            hands.open_section(say(f"family.section.{section}"))
            yield f"family {section}", view
    if role == "practitioner":
        hands.open_page("front_door")
        hands.press(say("my_work.request"))
        hands.wait(lambda: bool(hands.named(say("request.submit"))), say("request.submit"))
        hands.settle()
        yield "request", window.pages["request"].view


def shown(page: QWidget) -> list[QWidget]:
    return [one for one in page.findChildren(QWidget) if one.isVisible()]


def inputs(page: QWidget) -> list[QWidget]:
    found = [one for one in shown(page) if isinstance(one, INPUTS)]
    return [
        one
        for one in found
        if not isinstance(one.parentWidget(), QComboBox | QAbstractItemView)
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def cut_off(page: QWidget) -> list[str]:
    """Return words that are wider or taller than what they stand in."""
    cut = []
    for one in shown(page):
        if isinstance(one, QLabel) and one.text() and not one.wordWrap():
            if one.width() < one.sizeHint().width() - 1:
                cut.append(one.text())
        elif isinstance(one, QLabel) and one.text():
            if one.height() < one.heightForWidth(one.width()) - 1:
                cut.append(one.text())
        elif isinstance(one, QPushButton | QCheckBox) and one.text():
            room = QFontMetrics(one.font()).horizontalAdvance(one.text())
            high = QFontMetrics(one.font()).height()
            if one.width() < room or one.height() < high:
                cut.append(one.text())
    return cut


class Strays(QObject):
    """Notes parts of a page that were shown before they stood in it: each is a window for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            plain = Qt.WindowType.Window == watched.windowType() and watched.isWindow()
            if plain and not isinstance(watched, Shell):
                self.found.append(f"{type(watched).__name__} {spoken(watched)}")
        return False


@pytest.mark.parametrize("role", ROLES)
def test_everything_has_a_name_and_the_tab_key_reads_downwards(
    visit: Journey, qapp: QApplication, role: str
) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    visit.sign_in(role)
    nameless, backwards, missed = [], [], []
    for name, page in pages_of(visit, role):
        nameless += [f"{name}: {type(one).__name__}" for one in inputs(page) if not spoken(one)]
        backwards += [f"{name}: {one}" for one in jumps(page)]
        missed += [f"{name}: {one}" for one in passed_by(page)]
    qapp.removeEventFilter(strays)
    assert strays.found == []
    assert not nameless
    assert not backwards
    assert not missed


def jumps(page: QWidget) -> list[str]:
    """Return where the Tab key goes up the page although the reader goes down."""
    chain = [one for one in met(page) if page.isAncestorOf(one)]
    places = [one.mapTo(page, QPoint(0, one.height() // 2)) for one in chain]
    up = []
    for before, after, first, second in zip(chain, chain[1:], places, places[1:], strict=False):
        same_column = abs(first.x() - second.x()) < max(before.width(), 40)
        if second.y() < first.y() - max(before.height(), 8) and same_column:
            up.append(f"{spoken(before)} -> {spoken(after)}")
    return up


def met(page: QWidget) -> list[QWidget]:
    """Return what the Tab key comes by, from the first stop of a page round to it again."""
    start = next((one for one in shown(page) if takes_tab(one)), None)
    found: list[QWidget] = []
    while start is not None and len(found) < MOST_STOPS:
        here = QApplication.focusWidget() if found else start
        if here is None or here in found:
            break
        here.setFocus(Qt.FocusReason.TabFocusReason)
        found.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    head = next((place for place, one in enumerate(found) if not page.isAncestorOf(one)), 0)
    return found[head:] + found[:head]  # round the frame of the window: the page from its top


def passed_by(page: QWidget) -> list[str]:
    """Return the controls the Tab key should come by and does not."""
    came_by = met(page)
    return [spoken(one) for one in shown(page) if takes_tab(one) and one not in came_by]


@pytest.mark.parametrize("size, scale", [((1100, 700), 1.0), ((1440, 900), 2.0)])
@pytest.mark.parametrize("role", ROLES)
def test_no_words_are_cut_off(
    visit: Journey, qapp: QApplication, role: str, size: tuple[int, int], scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    visit.hands.window.shell.resize(*size)
    visit.sign_in(role)
    cut = []
    for name, page in pages_of(visit, role):
        QTest.qWait(30)
        cut += [f"{name}: {words}" for words in cut_off(page)]
    assert not cut


def test_the_keyboard_is_always_seen(visit: Journey) -> None:
    visit.sign_in("practitioner")
    hands = visit.hands
    hands.open_page("families")
    for _ in range(6):
        hands.key(Qt.Key.Key_Tab)
        QTest.qWait(10)
        rings = [one for one in shown(hands.window.shell) if one.objectName() == "focus_ring"]
        focus = QApplication.focusWidget()
        assert len(rings) == 1
        assert focus is not None
        spot = focus.mapTo(hands.window.shell, focus.rect().center())
        corner = rings[0].mapTo(hands.window.shell, QPoint())
        assert rings[0].rect().translated(corner).contains(spot)


def test_the_eyes_of_these_tests_see_faults(qapp: QApplication) -> None:
    page = QWidget()
    nameless, narrow = QLineEdit(page), QLabel("Much longer than its place", page)
    lower, upper = QLineEdit(page), QLineEdit(page)
    nameless.setGeometry(0, 0, 100, 30)
    narrow.setGeometry(0, 40, 20, 20)
    lower.setGeometry(0, 400, 100, 30)
    upper.setGeometry(0, 200, 100, 30)
    lower.setAccessibleName("lower")
    upper.setAccessibleName("upper")
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    assert [one for one in inputs(page) if not spoken(one)] == [nameless]
    assert cut_off(page) == [narrow.text()]
    assert jumps(page) == ["lower -> upper"]
    narrow.setFixedSize(narrow.sizeHint())
    QWidget.setTabOrder(upper, lower)
    assert (cut_off(page), jumps(page)) == ([], [])
    page.close()
