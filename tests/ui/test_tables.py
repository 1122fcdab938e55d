"""Tables ask by key, open by key or mouse, and fit at any text size."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from ui.tables.columns import Column
from ui.tables.open_button import open_button
from ui.tables.paged_model import NOTE_ROLE, PagedModel
from ui.tables.table import Table

COLUMNS = (
    Column(title="Due", text=lambda row: f"{row} days late", tone=lambda _row: "danger", width=14),
    Column(title="What", text=lambda _row: "Review of the outcomes plan, version two"),
    Column(title="Number", text=str, align="right", width=6),
)


@pytest.fixture
def table(dressed, qtbot):
    made = Table(COLUMNS, lambda row: row, "To do")
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def test_the_next_page_is_asked_for_once_and_by_key() -> None:
    model, asked = PagedModel(COLUMNS, lambda row: row, lambda row: f"key {row}"), []
    model.page_wanted.connect(asked.append)
    model.set_rows([1, 2, 3], more=True)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == ["key 3"]
    assert not model.canFetchMore(QModelIndex())
    model.append_rows([4, 5], more=True)
    model.fetchMore(QModelIndex())
    assert asked == ["key 3", "key 5"]
    model.append_rows([], more=False)
    assert not model.canFetchMore(QModelIndex())
    assert model.rowCount() == 5


def test_scrolling_to_the_end_asks_for_more(table, qtbot) -> None:
    asked: list[int] = []
    table.page_wanted.connect(asked.append)
    table.set_rows(list(range(50)), more=True)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: asked == [49])


def test_enter_and_double_click_open_a_row(table, qtbot) -> None:
    opened: list[int] = []
    table.row_opened.connect(opened.append)
    large = 1 << 62
    table.set_rows([large, 7])
    table.choose(large)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Enter)
    assert opened == [large, 7]


def test_the_chosen_row_stays_chosen_when_rows_come_anew(table) -> None:
    table.set_rows([1, 2, 3])
    table.choose(2)
    table.set_rows([5, 1, 2])
    assert table.chosen_id() == 2


def test_cells_read_aloud_with_their_title(table) -> None:
    table.set_rows([4])
    read = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Due: 4 days late"
    assert table.accessibleName() == "To do"


def test_words_wrap_and_fit_at_200_percent(doubled, qtbot) -> None:
    table = Table(COLUMNS, lambda row: row, "To do")
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    table.set_rows([1, 2])
    font = QFontMetrics(table.font())
    room = table.visualRect(table.model().index(0, 1))
    needed = font.boundingRect(
        room.adjusted(8, 0, -8, 4000),
        Qt.TextFlag.TextWordWrap,
        "Review of the outcomes plan, version two",
    )
    assert room.height() >= needed.height()
    for place, column in enumerate(COLUMNS):
        assert table.columnWidth(place) >= font.horizontalAdvance(column.title)


def test_a_title_asks_for_sorting_only_where_it_may(dressed, qtbot) -> None:
    columns = (
        Column(title="Due", text=str, sort="due_on"),
        Column(title="What", text=str),
    )
    table = Table(columns, lambda row: row, "To do")
    qtbot.addWidget(table)
    asked: list[str] = []
    table.sort_wanted.connect(asked.append)
    for place in (0, 1):
        table.horizontalHeader().sectionClicked.emit(place)
    assert asked == ["due_on"]


def test_a_long_text_is_read_in_lines_not_as_a_column_of_words(dressed, qtbot) -> None:
    """And a name with a hyphen breaks where Qt breaks it, a path at its strokes, a reference nowhere."""
    texts = {
        "Name": "Made-Upperton",
        "Place": "/media/stick/backups/newest",
        "No.": "EH-2026-000010",
    }
    columns = [Column(title=title, text=lambda _row, text=text: text, width=30)
               for title, text in texts.items()]  # fmt: skip
    worry = Column(title="Worry", text=lambda _row: "Mornings begin with shouting. " * 4)
    table = Table([*columns, worry], lambda row: row, "Waiting")
    qtbot.addWidget(table)
    table.resize(460, 400)
    table.show()
    table.set_rows([1])
    letters = QFontMetrics(table.font())
    widths = [table.columnWidth(place) for place in range(4)]
    assert widths[3] >= 14 * letters.horizontalAdvance("x")
    for place, whole in enumerate(texts.values()):
        unbroken = widths[place] >= letters.horizontalAdvance(whole)
        assert unbroken == (whole == "EH-2026-000010")


def test_a_button_opens_the_chosen_row_and_goes_to_the_list_where_none_is(table, qtbot) -> None:
    made, opened = open_button(table), []
    qtbot.addWidget(made)
    table.row_opened.connect(opened.append)
    assert made.isHidden()
    table.set_rows([7, 8])
    assert not made.isHidden()
    assert made.accessibleName() == "Open: To do"
    made.click()
    assert (opened, table.chosen_id()) == ([], 7)
    table.choose(8)
    made.click()
    assert opened == [8]
    table.clearSelection()
    table.set_rows([9])
    made.click()
    assert opened == [8, 9]


def folding(qtbot, room: int) -> Table:
    columns = [
        Column(title="Version", text=str, width=8),
        Column(
            title="Where", text=lambda _row: "With the manager", tone=lambda _row: "warn", width=18
        ),
        Column(title="Started", text=lambda _row: "12 Nov 2026", width=12, sort="on"),
        Column(title="By", text=lambda _row: "Featherstonehaugh", note=lambda _row: "West"),
        Column(title="Ended", text=lambda _row: "", width=12),
    ]
    table = Table(columns, lambda row: row, "Versions")
    qtbot.addWidget(table)
    table.resize(room, 400)
    table.show()
    table.set_rows([3])
    return table


def hidden(table: Table) -> list[int]:
    return [place for place in range(table.model().columnCount()) if table.isColumnHidden(place)]


def test_what_does_not_fit_stands_under_the_first_column(doubled, qtbot) -> None:
    table = folding(qtbot, 620)
    first = table.model().index(0, 0)
    assert table.horizontalScrollBar().maximum() == 0
    assert hidden(table) == [3, 4]  # not what sorts, and the pill last
    assert first.data(NOTE_ROLE) == "By: Featherstonehaugh West"  # nothing to say of what is empty
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Version: 3 By: Featherstonehaugh West"
    assert table.rowHeight(0) > 2 * table.fontMetrics().height()
    assert table.model().index(0, 3).data() == "Featherstonehaugh"  # found as before
    table.resize(330, 400)
    assert hidden(table) == [1, 3, 4]
    assert first.data(NOTE_ROLE).startswith("Where: With the manager\nBy: ")


def test_what_does_not_fit_stands_under_the_column_that_says_what_the_row_is(
    doubled, qtbot
) -> None:
    columns = [
        Column(title="No.", text=str, width=4, align="right"),
        Column(title="What", text=lambda _row: "Letters to the landlord", home=True),
        Column(title="Who", text=lambda _row: "Featherstonehaugh", width=20),
        Column(title="By", text=lambda _row: "12 Nov 2026", width=12),
    ]
    table = Table(columns, lambda row: row, "Actions")
    qtbot.addWidget(table)
    table.resize(380, 400)
    table.show()
    table.set_rows([3])
    assert hidden(table) == [2, 3]
    assert table.model().index(0, 0).data(NOTE_ROLE) == ""
    told = table.model().index(0, 1).data(NOTE_ROLE)
    assert told == "Who: Featherstonehaugh\nBy: 12 Nov 2026"
    assert table.columnWidth(1) > table.columnWidth(0)


def test_what_fits_again_comes_back(doubled, qtbot) -> None:
    table = folding(qtbot, 400)
    table.resize(1400, 400)
    assert hidden(table) == []
    assert table.model().index(0, 0).data(NOTE_ROLE) == ""
    assert table.columnWidth(3) > 0
