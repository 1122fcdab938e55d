"""The frame: keys, search, rail, small windows and large text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.shell import SearchRow, Shell
from ui.widgets.first_focus import begin_at
from ui.widgets.shortcut_sheet import ShortcutSheet


@pytest.fixture
def shell(dressed, qtbot):
    made = Shell()
    qtbot.addWidget(made)
    for key, words in (("my_work", "My work"), ("families", "Families")):
        made.add_item(key, words)
        made.add_page(key, QLabel(words))
    made.show_person("Priya Nair", "Practitioner", "West")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def tall_page(shell, key):
    page = QWidget()
    page.setMinimumHeight(3000)
    column = QVBoxLayout(page)
    lines = [QLineEdit() for _ in range(60)]
    for line in lines:
        column.addWidget(line)
    begin_at(page, lines[0])
    shell.add_page(key, page)
    return shell.stack._pages[key].verticalScrollBar(), lines


def test_a_page_opens_at_its_top_and_is_come_back_to_where_one_was(shell, qtbot) -> None:
    bar, lines = tall_page(shell, "families")
    for key in ("family", "my_work"):
        tall_page(shell, key)
    for way, (place, holder) in {
        ("family", "families"): (500, lines[14]),  # a family lies under the list it came from
        ("my_work", "my_work"): (0, lines[0]),
    }.items():
        shell.show_page("families")
        qtbot.waitUntil(lambda: bar.maximum() > 500)
        bar.setValue(500)
        lines[14].setFocus()
        shell.show_page(*way)
        shell.show_page("families")
        assert bar.value() == place
        assert shell.focusWidget() is holder
    bar.setValue(500)
    shell.show_page("families")  # chosen anew
    assert bar.value() == 0


def heard_by(signal) -> list:
    heard: list = []
    signal.connect(lambda *said: heard.append(*said) if said else heard.append(None))
    return heard


def test_keys_choose_pages_lock_and_search(shell, qtbot) -> None:
    pages, locks = heard_by(shell.page_chosen), heard_by(shell.lock_pressed)
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(shell, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert pages == ["families"]
    assert locks == [None]
    assert shell.bar.search.hasFocus()


def test_f1_opens_the_sheet_with_added_keys(shell, qtbot) -> None:
    pressed = []
    shell.add_shortcut("Ctrl+Shift+S", "Safeguarding concern", lambda: pressed.append(1))
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    sheet = shell.findChild(ShortcutSheet)
    assert "Safeguarding concern" in [one.text() for one in sheet.findChildren(QLabel)]
    sheet.accept()


def test_search_is_typed_shown_and_chosen_by_key(shell, qtbot) -> None:
    typed, chosen = heard_by(shell.search_typed), heard_by(shell.search_chosen)
    shell._focus_search()
    qtbot.keyClicks(shell.bar.search, "kow")
    qtbot.waitUntil(lambda: typed == ["kow"])
    large = 1 << 62
    shell.show_search([SearchRow(id=large, title="Kowalska-Reed", note="Stonehouse")])
    qtbot.keyClick(shell.bar.search, Qt.Key.Key_Down)
    assert shell._results.list.hasFocus()
    qtbot.keyClick(shell._results.list, Qt.Key.Key_Return)
    assert chosen == [large]
    assert shell._results.isHidden()


def test_escape_leaves_the_search(shell, qtbot) -> None:
    shell._focus_search()
    shell.show_search([])
    assert shell._results.isVisible()
    qtbot.keyClick(shell.bar.search, Qt.Key.Key_Escape)
    assert shell._results.isHidden()


def test_counts_are_read_with_the_page(shell) -> None:
    shell.set_count("families", 3)
    names = [item.accessibleName() for item in shell.rail._items.values()]
    assert names == ["My work", "Families, 3 waiting"]


def test_signing_out_leaves_nothing(shell) -> None:
    shell.reset()
    assert shell.rail.keys() == []
    assert not shell.has_page("my_work")
    assert "Priya" not in shell.bar._who.text() + shell.bar._who.accessibleName()


def test_it_fits_1100_by_700_at_200_percent(doubled, qtbot) -> None:
    shell = Shell()
    qtbot.addWidget(shell)
    for place in range(9):
        shell.add_item(f"page{place}", "Information governance")
        shell.set_count(f"page{place}", 12)
    shell.add_page("page0", QLineEdit())
    shell.show_page("page0")
    shell.show_person("Priya Nair", "Family hub practitioner", "West")
    shell.show_demo(True)
    shell.show_status(
        ["Encrypted store: plymouth-west.ehdb", "Audit chain verified 09:02"], "Locks"
    )
    shell.resize(1100, 700)
    shell.show()
    assert (shell.width(), shell.height()) == (1100, 700)
    for item in shell.rail._items.values():
        assert item.width() >= item.sizeHint().width()
        assert item.height() >= item.sizeHint().height()
    assert shell.bar.lock.width() >= shell.bar.lock.sizeHint().width()
