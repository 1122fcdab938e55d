"""From page to page in turns: the one in front stays, with the keyboard, until the next one stands."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.shell import Shell
from ui.turns import Turns
from ui.wiring import open_pages
from ui.wiring.desk import Page
from ui.wiring.open_pages import OpenPages


class Pages:
    """Pages of one line each, and what was done with them."""

    def __init__(self, shell: Shell) -> None:
        self.done: list[str] = []
        self.turns, self.open = Turns(shell), OpenPages(shell)

    def maker_of(self, key: str):
        def make(_desk, **where) -> Page:
            name = " ".join([key, *map(str, where.values())])
            self.done.append(f"make {name}")
            return Page(
                QLineEdit(name), lambda: self.done.append(f"load {name}"),
                lambda: self.done.append(f"leave {name}"),
            )  # fmt: skip

        return make

    def go(self, key: str, **where) -> None:
        self.turns.do(self.open.opening(None, key, where))


@pytest.fixture
def shell(dressed, qtbot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def pages(shell, qtbot, monkeypatch) -> Pages:
    made = Pages(shell)
    monkeypatch.setattr(open_pages, "maker_of", made.maker_of)
    made.go("families")
    qtbot.waitUntil(lambda: not made.turns.busy)
    assert made.done == ["make families", "load families"]
    made.done.clear()
    return made


def holder() -> str:
    focus = QApplication.focusWidget()
    return focus.text() if isinstance(focus, QLineEdit) else ""


def test_the_page_in_front_has_the_keyboard_until_the_next_one_stands(pages, shell, qtbot) -> None:
    def seen() -> str:
        front = shell.stack.front()
        assert isinstance(front, QLineEdit)
        assert holder() == front.text()  # at every moment
        return front.text()

    pages.go("family", family_id=7)
    assert seen() == "families"
    qtbot.waitUntil(lambda: seen() == "family 7")
    qtbot.waitUntil(lambda: not pages.turns.busy)
    assert pages.done == ["make family 7", "leave families", "load family 7"]


def test_who_presses_twice_is_taken_to_the_second(pages, shell, qtbot) -> None:
    pages.go("audit")
    while pages.done != ["make audit"]:
        QApplication.processEvents()
    pages.go("backups")
    qtbot.waitUntil(lambda: not pages.turns.busy)
    assert shell.stack.front().text() == holder() == "backups"
    assert set(pages.open) == {"families", "backups"}
    assert "load audit" not in pages.done
    pages.go("audit")
    qtbot.waitUntil(lambda: holder() == "audit")


def test_a_page_that_is_open_comes_to_the_front_and_loads_again(pages, qtbot) -> None:
    pages.go("audit")
    qtbot.waitUntil(lambda: not pages.turns.busy)
    pages.done.clear()
    pages.go("families")
    qtbot.waitUntil(lambda: holder() == "families")
    assert pages.done[:3] == ["leave families", "leave audit", "load families"]


def test_another_family_takes_the_place_of_the_one_before(pages, shell, qtbot) -> None:
    for number in (7, 8):
        pages.go("family", family_id=number)
        qtbot.waitUntil(lambda number=number: holder() == f"family {number}")
    assert pages.done.index("leave family 7") < pages.done.index("load family 8")
    assert pages.open["family"].view.text() == "family 8"
    qtbot.waitUntil(lambda: "family 7" not in {one.text() for one in shell.findChildren(QLineEdit)})
