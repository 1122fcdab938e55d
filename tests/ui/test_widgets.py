"""Small widgets: keys, names, words, no clipping."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from earlyhelp.errors import Bug
from earlyhelp.figures.charts import DistanceRow, distance_travelled
from earlyhelp.marks import Drawing, Line, Rect
from ui.widgets import confirm
from ui.widgets.banner import Banner
from ui.widgets.basics import button
from ui.widgets.card import Card, FigureCard
from ui.widgets.date_input import DateInput
from ui.widgets.drawing import DrawingView
from ui.widgets.empty_state import EmptyState
from ui.widgets.page_head import PageHead
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.pill import Pill, PillRow
from ui.widgets.receipt import ReceiptLine
from ui.widgets.scale_input import ScaleInput
from ui.widgets.section_tabs import SectionTabs
from ui.widgets.tiles import Tiles


@pytest.fixture
def shown(dressed, qtbot):
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        if widget.sizeHint().isEmpty():
            widget.resize(100, 100)  # a window of no size is never active
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


def type_date(qtbot, field: DateInput, *parts: str) -> None:
    for box, part in zip(field.boxes, parts, strict=True):
        qtbot.keyClicks(box, part)


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("27", "3", "2019"), "2019-03-27"),
        (("1", "nov", "2026"), "2026-11-01"),
        (("31", "2", "2026"), "31/2/2026"),
        (("", "3", "2019"), "/3/2019"),
        (("5", "", ""), "5//"),
        (("", "", ""), ""),
    ],
)
def test_a_date_is_typed_in_three_boxes(shown, qtbot, parts, value) -> None:
    field = shown(DateInput("Date you talked"))
    type_date(qtbot, field, *parts)
    assert field.value() == value
    again = shown(DateInput("Date you talked"))
    again.set_value(value)
    assert again.value() == value


@pytest.mark.parametrize("value", ["2019", "2019-03", "2019-03-27"])
def test_a_partial_date_may_stop_early(shown, value) -> None:
    field = shown(DateInput("Born", partial=True))
    field.set_value(value)
    assert field.value() == value


def test_each_date_box_says_what_it_is(shown) -> None:
    field = shown(DateInput("Date you talked"))
    names = [box.accessibleName() for box in field.boxes]
    assert names == ["Date you talked, Day", "Date you talked, Month", "Date you talked, Year"]


def test_typing_a_date_tells_and_setting_it_does_not(shown, qtbot) -> None:
    field, heard = shown(DateInput("Born")), []
    field.changed.connect(lambda: heard.append(1))
    field.set_value("2019-03-27")
    assert heard == []
    qtbot.keyClick(field.boxes[0], Qt.Key.Key_Backspace)
    assert heard == [1]


def test_the_scale_takes_keys(shown, qtbot) -> None:
    field = shown(ScaleInput("Home"))
    assert field.value() is None
    for key, value in (
        (Qt.Key.Key_0, 0),
        (Qt.Key.Key_6, 6),
        (Qt.Key.Key_Right, 7),
        (Qt.Key.Key_Left, 6),
        (Qt.Key.Key_T, 10),
        (Qt.Key.Key_Right, 10),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Delete, None),
    ):
        qtbot.keyClick(field.scale, key)
        assert field.value() == value


def test_the_scale_takes_the_mouse_at_both_ends(shown, qtbot) -> None:
    field = shown(ScaleInput("Home"))
    middle = field.scale.rect().center()
    left, right = field.scale.rect().topLeft(), field.scale.rect().topRight()
    left.setY(middle.y())
    right.setY(middle.y())
    qtbot.mouseClick(field.scale, Qt.MouseButton.LeftButton, pos=left)
    assert field.value() == 0
    qtbot.mouseClick(field.scale, Qt.MouseButton.LeftButton, pos=right)
    assert field.value() == 10


def test_a_pill_needs_words(shown) -> None:
    assert shown(Pill("4 days late", "danger")).accessibleName() == "4 days late"
    with pytest.raises(Bug):
        Pill(" ", "danger")


def test_pills_wrap_and_are_never_cut(doubled, qtbot) -> None:
    row = PillRow([("Agreement given 3 Sep, all agencies but police", "plain"), ("today", "warn")])
    qtbot.addWidget(row)
    row.resize(300, row.heightForWidth(300))
    row.show()
    for pill in row.findChildren(Pill):
        assert pill.height() >= pill.heightForWidth(pill.width())
        assert pill.geometry().right() <= row.width()


def test_a_pill_with_room_takes_one_line(shown, qtbot) -> None:
    row = shown(PillRow([("Level 3 · targeted early help", "info"), ("today", "warn")]))
    row.resize(600, 100)
    one_line = Pill("x").sizeHint().height()
    qtbot.waitUntil(lambda: all(p.height() <= one_line + 2 for p in row.findChildren(Pill)))


def test_a_figure_is_read_as_one_sentence(shown) -> None:
    card = shown(FigureCard("Overdue", "3", "2 reviews, 1 assessment", "danger"))
    assert card.accessibleName() == "Overdue: 3 2 reviews, 1 assessment"


def test_tiles_go_under_each_other_when_narrow(shown) -> None:
    tiles = shown(Tiles([FigureCard("Overdue", "3") for _ in range(4)]))
    assert tiles.heightForWidth(1200) < tiles.heightForWidth(500) < tiles.heightForWidth(230)


def test_actions_move_under_a_title_that_has_no_room(shown, qtbot) -> None:
    head = PageHead("Kowalska-Reed family")
    action = head.add_action(button("New request for support", "go"))
    shown(head)
    head.resize(1000, 120)
    title = next(one for one in head.findChildren(QLabel) if one.text() == "Kowalska-Reed family")
    assert action.mapTo(head, action.rect().topLeft()).y() < title.geometry().bottom()
    head.resize(260, 200)
    qtbot.waitUntil(
        lambda: action.mapTo(head, action.rect().topLeft()).y() >= title.geometry().bottom()
    )


def test_tabs_move_by_arrow_and_tell(shown, qtbot) -> None:
    tabs = shown(SectionTabs([("overview", "Overview"), ("people", "People"), ("plan", "Plan")]))
    heard: list[str] = []
    tabs.chosen.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(tabs, key)
    assert heard == ["people", "plan", "overview", "plan"]
    assert tabs.current() == "plan"


def test_a_question_is_safe_by_default(shown, qtbot) -> None:
    parent, agreed = shown(QWidget()), []
    asked = confirm.ask(parent, "Close the case?", "Keep it", "Close", lambda: agreed.append(1))
    assert asked.safe.isDefault()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert agreed == []
    asked = confirm.ask(parent, "Close the case?", "Keep it", "Close", lambda: agreed.append(1))
    qtbot.mouseClick(asked.harmful, Qt.MouseButton.LeftButton)
    assert agreed == [1]


def test_a_banner_links_to_what_is_missing(shown, qtbot) -> None:
    banner, heard = shown(Banner()), []
    banner.link_chosen.connect(heard.append)
    banner.show_message("Cannot be authorised yet", links=[("action.7", "add a date")])
    link = next(one for one in banner.findChildren(type(button(""))) if one.text() == "add a date")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert heard == ["action.7"]
    banner.leave()
    assert banner.isHidden()


def test_markup_in_names_is_shown_as_typed(shown) -> None:
    card = shown(Card("<b>Reed</b>"))
    title = card.findChild(QLabel)
    assert title.textFormat() == Qt.TextFormat.PlainText


def test_a_receipt_is_said_and_can_be_closed(shown) -> None:
    line = shown(ReceiptLine())
    line.show_receipt("Contact recorded.")
    assert line.isVisible()
    assert line.accessibleName() == "Contact recorded."


def test_an_empty_page_says_so(shown) -> None:
    assert shown(EmptyState("No families yet", "Start a request.")).accessibleName()


def test_a_picture_has_a_text_twin_and_paints(shown) -> None:
    view = shown(DrawingView("Distance travelled"))
    picture = distance_travelled([DistanceRow(label="School", first=2, latest=6)])
    view.show_picture(picture)
    assert view.accessibleDescription() == picture.text_twin
    view.resize(view.sizeHint())
    assert not view.grab().toImage().isNull()
    assert view.heightForWidth(200) < view.heightForWidth(400)


def test_a_mark_may_be_dashed_and_unfilled(shown) -> None:
    box = Rect(x=4, y=4, width=40, height=40, fill="", stroke="accent")
    dashes = Line(4, 20, 44, 20, "accent", 2, (2.0, 2.0))
    view = shown(DrawingView("Household"))
    view.show_picture(Drawing(width=50, height=50, marks=(box, dashes), text_twin="One household"))
    view.resize(50, 50)
    image = view.grab().toImage()
    rim, line = (
        [image.pixelColor(x, y).name() == "#1d70b8" for x in range(8, 40)] for y in (4, 20)
    )
    assert all(rim)
    assert len(set(line)) == 2
    assert image.pixelColor(25, 12).name() != "#1d70b8"


def test_a_paper_is_shown_from_memory(shown) -> None:
    view = shown(PdfPreview())
    assert not view.show_paper(b"this is no paper")
    assert view.show_paper(SMALL_PDF)


SMALL_PDF = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
