"""The section of documents on the screen: what may be pressed follows the row's state and the person's rights."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from earlyhelp.messages.documents import DocumentRow, DocumentSeen, DocumentsShown
from tests.airlock.samples import GOOD, picture
from tests.ui.made_up_families import made_up_family
from ui.views.document_viewer import DocumentDialog
from ui.views.family_documents import DocumentsSection
from ui.wording import say

ALL = frozenset({"document:list", "document:add", "document:read", "document:copy"})
STATES = ("safe", "waiting", "refused")


def row(ident, status):
    return DocumentRow(
        id=ident, name=f"{status}.pdf", kind="letter", file_type="pdf", status=status, size=1,
        dated_on=date(2026, 11, 1), whose="Maja", source="", added_by="Made Up",
        added_at=datetime(2026, 11, 22, tzinfo=UTC), finding="Test.X", engine="Made-up 1",
    )  # fmt: skip


@pytest.fixture
def section(qtbot):
    made = DocumentsSection()
    qtbot.addWidget(made)
    made.show_family(made_up_family(may=ALL))
    rows = tuple(row(number, status) for number, status in enumerate(STATES, start=1))
    made.show_documents(DocumentsShown(rows=rows, used=3, room=100, scanner="Made-up 1"))
    return made


def offered(section):
    buttons = {"look": section.look, "copy": section.copy, "scan": section.scan, "add": section.add}
    return {name for name, one in buttons.items() if not one.isHidden()}


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [(1, {"add", "look", "copy"}), (2, {"add", "scan"}), (3, {"add"})],
)
def test_what_is_offered_follows_the_state(section, chosen, wanted):
    section.table.choose(chosen)
    assert offered(section) == wanted


def test_somebody_who_may_only_read_is_offered_that(section):
    section.show_family(made_up_family(may=frozenset({"document:list", "document:read"})))
    section.table.choose(2)
    section.table.choose(1)
    assert offered(section) == {"look"}


def test_a_shut_document_says_why_instead_of_opening(section, qtbot):
    asked = []
    section.look_pressed.connect(asked.append)
    section.table.row_opened.emit(2)
    assert asked == []
    assert not section._banner.isHidden()
    section.table.row_opened.emit(1)
    assert asked == [1]


def test_a_missing_scanner_is_said(section):
    assert section._scanner.isHidden()
    section.show_documents(DocumentsShown(rows=(), used=0, room=100, scanner=""))
    assert not section._scanner.isHidden()


def dropped(*urls):
    data = QMimeData()
    data.setUrls([QUrl(one) for one in urls])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return data, QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, left, none)


def test_files_of_this_computer_may_be_dropped_and_addresses_may_not(section):
    chosen = []
    section.files_chosen.connect(chosen.append)
    _data, event = dropped("file:///somewhere/a.pdf", "https://away.example/b.pdf")
    section.dropEvent(event)
    assert chosen == [["/somewhere/a.pdf"]]


@pytest.mark.parametrize(
    ("seen", "pages"),
    [
        (DocumentSeen(id=1, name="a.pdf", view="pages", parts=1), GOOD[".pdf"]),
        (DocumentSeen(id=1, name="a.jpg", view="picture", picture=picture("JPEG")), b""),
        (DocumentSeen(id=1, name="a.csv", view="text", text="a,b\n1,2"), b""),
    ],
)
def test_every_kind_is_seen_from_memory_and_the_title_tells_no_name(section, qtbot, seen, pages):
    section.show()
    dialog = DocumentDialog(section, seen, pages)
    dialog.open()
    assert dialog.windowTitle() == say("documents.viewer")
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
