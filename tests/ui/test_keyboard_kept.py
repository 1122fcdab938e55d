"""The keyboard stays on the page when what had it goes, and comes to the part that shows a ring."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.shell import Shell
from ui.views.recovery_cards import CeremonyCard, SheetsCard
from ui.widgets.banner import Banner
from ui.widgets.confirm import ask
from ui.widgets.first_focus import begin_at
from ui.widgets.reading_order import ReadingOrder
from ui.widgets.section_tabs import SectionTabs
from ui.wording import say


class Page(ReadingOrder, QWidget):
    """A window as the program's own."""


def page_of(qtbot, *parts):
    page = Page()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_a_link_that_is_made_anew_keeps_the_keyboard(dressed, qtbot):
    before, banner, after = QLineEdit(), Banner(), QLineEdit()
    page = page_of(qtbot, before, banner, after)
    banner.show_message("Restricted", links=(("decide", "Decide"),))
    qtbot.waitUntil(lambda: banner._flow.itemAt(0).widget().isVisible())
    banner._flow.itemAt(0).widget().setFocus()
    banner.show_message("Restricted", links=(("review", "Review"),))
    assert page.focusWidget().text() == "Review"
    banner.leave()
    assert page.focusWidget() is after
    before.setFocus()
    banner.show_message("Restricted", links=(("review", "Review"),))
    assert page.focusWidget() is before  # what is not lost stays


def test_a_bar_of_sections_hands_on_to_the_open_one(dressed, qtbot):
    bar = SectionTabs([("one", "One"), ("two", "Two")])
    page = page_of(qtbot, bar)
    begin_at(page, bar)
    bar.choose("two")
    page.setFocus()
    assert page.focusWidget().accessibleName() == "Two"


def test_a_page_whose_first_control_is_hidden_keeps_the_keyboard_itself(dressed, qtbot):
    hidden = QLineEdit()
    page = page_of(qtbot, hidden)
    begin_at(page, hidden)
    hidden.hide()
    page.setFocus()
    assert page.focusWidget() is page
    page.clearFocus()
    hidden.show()
    page.setFocus()
    assert page.focusWidget() is hidden


def test_a_dialog_whose_opener_went_gives_the_keyboard_to_the_page(dressed, qtbot):
    shell, page = Shell(), QWidget()
    qtbot.addWidget(shell)
    column, first, last = QVBoxLayout(page), QPushButton("First"), QPushButton("Last")
    for one in (first, last):
        column.addWidget(one)
    begin_at(page, first)
    shell.add_page("one", page)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.show_page("one")
    for gone in (False, True):
        last.setFocus()
        dialog = ask(page, "Sure?", "No", "Yes", lambda: None)
        qtbot.waitUntil(dialog.isActiveWindow)
        last.setVisible(not gone)
        dialog.reject()
        shell.activateWindow()  # a desktop does it by itself
        qtbot.waitUntil(shell.isActiveWindow)
        QTest.qWait(10)
        assert QApplication.focusWidget() is (first if gone else last)


def test_sheets_that_are_printed_leave_the_keyboard_on_the_card(dressed, qtbot):
    card = SheetsCard()
    page = page_of(qtbot, QLineEdit(), card)
    card.show_sheets((b"1", b"2", b"3"))
    assert page.focusWidget() is card.print_buttons[0]
    card.printed.setFocus()
    card.show_sheets(())
    assert page.focusWidget() is card.draw


def test_sheets_of_a_card_behind_take_no_keyboard_and_the_passphrase_does(dressed, qtbot):
    behind, card = SheetsCard(), CeremonyCard()
    page = page_of(qtbot, behind, card)
    behind.hide()
    card.show_passphrase("gareth.hale", "one-two")
    behind.show_sheets((b"1", b"2", b"3"))
    words = say("recovery.given", login="gareth.hale", passphrase="one-two")
    assert page.focusWidget().accessibleName() == words
