"""Colours stay readable, words are there, the ring follows the keyboard."""

import weakref
from datetime import date

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from earlyhelp.errors import Bug
from ui import theme
from ui.change_bus import ChangeBus
from ui.wording import day, say

SCHEMES = ("light", "dark", "high_contrast")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable_on_its_ground(scheme: str) -> None:
    colours, least = theme.tokens().scheme[scheme], 7.0 if scheme == "high_contrast" else 4.5
    poor = {
        (text, ground): ratio
        for text, ground in theme.tokens().pairs.text
        if (ratio := theme.contrast(colours[text], colours[ground])) < least
    }
    assert poor == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_and_marks_can_be_seen(scheme: str) -> None:
    colours = theme.tokens().scheme[scheme]
    poor = {
        (mark, ground): ratio
        for mark, ground in theme.tokens().pairs.mark
        if (ratio := theme.contrast(colours[mark], colours[ground])) < 3
    }
    assert poor == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["surface", "canvas", "bar"])
def test_half_of_the_ring_shows_on_any_ground(scheme: str, ground: str) -> None:
    colours = theme.tokens().scheme[scheme]
    halves = (theme.contrast(colours[half], colours[ground]) for half in ("focus", "focus_ink"))
    assert max(halves) >= 3


def test_every_pill_ground_is_checked_with_its_text() -> None:
    pairs = set(theme.tokens().pairs.text)
    tones = ("go", "warn", "danger", "info", "plain")
    assert {(f"{tone}_text", f"{tone}_ground") for tone in tones} <= pairs


def test_the_schemes_have_the_same_tokens() -> None:
    names = [set(theme.tokens().scheme[scheme]) for scheme in SCHEMES]
    assert names[0] == names[1] == names[2]


def test_contrast_knows_black_on_white() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#777777") == pytest.approx(1)


def test_text_doubles_and_scheme_changes(dressed) -> None:
    before = dressed.font().pointSizeF()
    theme.apply(dressed, "dark", 2.0)
    assert dressed.font().pointSizeF() == pytest.approx(before * 2)
    assert theme.colour("canvas").name() == theme.tokens().scheme["dark"]["canvas"]
    assert theme.scheme_shown() == "dark"


def test_an_unknown_token_is_a_bug(dressed) -> None:
    with pytest.raises(Bug):
        theme.colour("mauve")


def test_the_ring_follows_the_keyboard(dressed, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    line, press = QLineEdit(), QPushButton("Go")
    row.addWidget(line)
    row.addWidget(press)
    window.show()
    window.activateWindow()
    for control in (line, press):
        control.setFocus()
        qtbot.waitUntil(control.hasFocus)
        rings = [one for one in window.findChildren(QWidget, "focus_ring") if one.isVisible()]
        assert len(rings) == 1
        assert rings[0].geometry().contains(control.geometry())


def test_the_ring_is_whole_once_there_is_room(dressed, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    home = QWidget(window)
    press = QPushButton("Go", home)
    press.setGeometry(5, 5, 60, 24)
    home.resize(70, 10)
    window.resize(200, 200)
    window.show()
    window.activateWindow()
    press.setFocus()
    qtbot.waitUntil(press.hasFocus)
    home.resize(70, 34)
    ring = next(one for one in window.findChildren(QWidget, "focus_ring") if one.isVisible())
    assert ring.geometry().contains(press.geometry())


def test_a_ring_does_not_keep_its_home(dressed, qtbot) -> None:
    """A ring Qt is freeing must not free the widget it is in: that would free the ring twice."""
    home = QWidget()
    line = QLineEdit(home)
    home.show()
    home.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    assert home.findChildren(QWidget, "focus_ring")
    line.clearFocus()
    gone = weakref.ref(home)
    del line, home
    assert gone() is None


def test_a_sentence_is_filled_in() -> None:
    assert say("scale.value", value=6) == "6 of 10"
    assert day(date(2026, 11, 12)) == "12 Nov 2026"
    assert day(None) == ""


def test_a_missing_sentence_or_place_is_a_bug() -> None:
    with pytest.raises(Bug):
        say("no.such.sentence")
    with pytest.raises(Bug):
        say("scale.value")


def test_changes_are_announced_and_nothing_is_not(qtbot) -> None:
    bus, heard = ChangeBus(), []
    bus.changed.connect(heard.append)
    bus.announce("case", "plan")
    bus.announce()
    assert heard == [frozenset({"case", "plan"})]
