"""A form over a page: what is typed is told before it is sent, and when it closes."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from earlyhelp.forms.loader import form
from ui import theme
from ui.presenters.family_forms import dialog
from ui.shell import Shell
from ui.views.family_form import FormHost
from ui.widgets.page_head import PageHead


@pytest.fixture
def opened(dressed, qtbot):
    over = PageHead("Kowalska-Reed family")
    qtbot.addWidget(over)
    over.show()
    host, told = FormHost(over), []
    host.typed.connect(lambda given: told.append(("typed", given)))
    host.saved.connect(lambda given: told.append(("saved", given)))
    host.open("note", dialog("note").section, {}, (), ())
    return host.dialog, told


def words_of(opened) -> str:
    return next(
        key for key in tuple(opened.page.keys()) if opened.page.box(key).field.kind == "text"
    )


def test_what_is_refused_is_kept_with_its_last_keys(opened, qtbot):
    over, told = opened
    key = words_of(over)
    qtbot.keyClicks(over.page.box(key).input.named_parts()[0], "Zennor")
    over._save.click()
    over.reject()  # within the same moment
    assert [name for name, _given in told] == ["typed", "saved"]
    assert all(given[key] == "Zennor" for _name, given in told)


def test_a_form_nobody_typed_in_tells_nothing(opened):
    over, told = opened
    over.reject()
    assert told == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_form_scrolls_to_its_end_and_no_further(dressed, qtbot, scale):
    theme.apply(dressed, "light", scale)
    over = Shell()
    qtbot.addWidget(over)
    over.resize(1100, 700)
    over.show()
    host = FormHost(over)
    host.open("closure", form("closure").section, {}, (), ())
    scroll = host.dialog.findChild(QScrollArea)
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page = host.dialog.page
    last = page.box(tuple(page.keys())[-1]).input
    below = scroll.viewport().height() - last.mapTo(scroll.viewport(), QPoint(0, last.height())).y()
    assert 0 <= below < 2 * over.fontMetrics().lineSpacing()
