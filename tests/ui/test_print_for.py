"""Print for one named reader, as it is asked, shown, settled and handed out."""

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from earlyhelp.errors import Invalid
from earlyhelp.messages.casework import Paper
from earlyhelp.messages.disclosing import (
    DisclosurePreview,
    LeftOut,
    Preview,
    Released,
    ReleaseOutside,
    ReleasePaper,
    ToSettle,
)
from earlyhelp.messages.sharing import SharingPage
from tests.ui.made_up_families import made_up_family
from tests.ui.test_sharing_views import VIEW
from ui.presenters.print_for import PrintForPresenter
from ui.views.disclosure import DisclosureDialog
from ui.views.disclosure_findings import FindingCard
from ui.wording import say

FOUND = ToSettle(
    key="a|text|0|4|name", title="Contingency", kind="name", before="Ring ", words="Ben Hope",
    after=" or Gran", suggestion="[another person]",
)  # fmt: skip
PREVIEW = Preview(
    content=b"", left_out=(LeftOut(part="x", title="Home", why="Kept hidden: never printed"),),
    to_settle=(FOUND,), given=3,
)  # fmt: skip
TO_AGENCY = {
    "print_for.document": "plan", "print_for.kind": "agency", "print_for.agency": "+",
    "print_for.other_agency": "Plym Health", "print_for.name": "Ms Hill",
    "print_for.basis": "agreement", "print_for.why": "support", "print_for.told_family": True,
    "print_for.package": True, "print_for.opened_with": "passphrase",
    "print_for.passphrase": "seven paper boats at dusk",
    "print_for.delete_by": "2026-12-01",
}  # fmt: skip
TO_FAMILY = {
    "print_for.document": "assessment", "print_for.kind": "family", "print_for.person_id": 2,
}  # fmt: skip


TO_COLLEAGUE = {
    "print_for.document": "plan", "print_for.kind": "colleague", "print_for.colleague": "31",
}  # fmt: skip


class Screen:
    """Remembers what it was told."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *given: self.told.append((name, *given))


class Desk:
    """Answers as the keeper would, and remembers what was sent by which way."""

    def __init__(self):
        self.sent, self.error = [], None

    def way(self, name):
        def send(message, succeeded, failed):
            self.sent.append((name, message))
            if self.error is not None:
                failed(self.error)
            elif isinstance(message, SharingPage):
                succeeded(VIEW)
            elif isinstance(message, DisclosurePreview):
                succeeded(PREVIEW)
            elif isinstance(message, Paper):
                succeeded(b"%PDF")
            else:
                succeeded(Released(content=b"x", log_id=1, name="EH-1"))

        return send


def begun(given):
    screen, desk, said = Screen(), Desk(), []
    made = PrintForPresenter(screen, desk.way("plain"), desk.way("proved"), said.append)
    made.start(None)
    assert desk.sent == []
    made.start(made_up_family())
    made.forms.saved(given)
    return made, screen, desk, said


def test_one_of_the_family_gets_a_paper_with_a_proof():
    made, screen, desk, said = begun(TO_FAMILY)
    assert ("show_preview", PREVIEW) in screen.told
    made.settle({FOUND.key: "remove"})
    assert desk.sent[-1][1].settled == {FOUND.key: "remove"}
    made.release({FOUND.key: "remove"})
    way, message = desk.sent[-1]
    assert (way, type(message)) == ("proved", ReleasePaper)
    assert (message.reader.person_id, message.settled) == (2, {FOUND.key: "remove"})
    assert said == [frozenset({"sharing_log"})]
    made.release({})
    assert len(desk.sent) == 4


def test_a_colleague_is_chosen_from_those_the_store_knows():
    made, screen, desk, _ = begun(TO_COLLEAGUE)
    (fields,) = (told[2][0].field for told in screen.told if told[0] == "open_form")
    (asked,) = (one for one in fields if one.id == "colleague")
    assert ("31", "Omar Haddad, Family hub practitioner") in {
        (one.code, one.label) for one in asked.options
    }
    made.release({})
    way, message = desk.sent[-1]
    assert (way, type(message)) == ("proved", ReleasePaper)
    assert (message.reader.kind, message.reader.account_id) == ("colleague", 31)
    made.start(made_up_family())
    made.forms.saved({"print_for.document": "plan", "print_for.kind": "colleague"})
    assert screen.told[-1][0] == "show_form_errors"
    assert "print_for.colleague" in screen.told[-1][1]


def desk_for(error=None):
    screen, desk = Screen(), Desk()
    desk.error = error
    said = []
    made = PrintForPresenter(screen, desk.way("plain"), desk.way("proved"), said.append)
    return made, screen, desk, said


@pytest.mark.parametrize("kind", ["plan", "assessment"])
def test_the_familys_copy_is_for_one_person_and_goes_through_the_check(kind):
    made, screen, desk, said = desk_for()
    made.newest(made_up_family(), kind, "family")
    assert screen.told[-1][:2] == ("open_form", "family_copy")
    made.forms.saved({})
    assert screen.told[-1][0] == "show_form_errors"
    made.forms.saved({"family_copy.person_id": 2})
    asked = desk.sent[-1][1]
    assert (type(asked), asked.kind, asked.reader.kind) == (DisclosurePreview, kind, "family")
    assert ("show_preview", PREVIEW) in screen.told
    made.release({FOUND.key: "remove"})
    (way, message) = desk.sent[-1]
    assert (way, type(message), message.reader.person_id) == ("proved", ReleasePaper, 2)
    assert said == [frozenset({"sharing_log"})]
    assert not any(isinstance(one, Paper) for _, one in desk.sent)


def test_the_file_copy_is_shown_and_leaves_as_a_file_only_when_it_is_written_down():
    made, screen, desk, said = desk_for()
    made.save_file_copy("/nowhere.pdf", "Before it was shown")
    assert desk.sent == []
    made.newest(made_up_family(), "plan", "file")
    assert screen.told[-1] == ("show_file_copy", b"%PDF")
    desk.error = Invalid({"reason": "entry.required"})
    made.save_file_copy("/nowhere.pdf", " ")
    assert screen.told[-1] == ("show_file_copy_failure", say("entry.required"))
    desk.error = None
    made.save_file_copy("/nowhere.pdf", "For the court bundle")
    way, message = desk.sent[-1]
    assert way == "proved"
    assert (message.reader.kind, message.reader.reason) == ("file", "For the court bundle")
    assert screen.told[-1] == ("write_file_copy", "/nowhere.pdf", b"x")
    assert said == [frozenset({"sharing_log"})]


@pytest.mark.parametrize("reader", ["family", "file"])
def test_without_a_plan_there_is_nothing_to_print(reader):
    made, screen, desk, _ = desk_for()
    made.newest(made_up_family(plans=()), "plan", reader)
    assert desk.sent == []
    assert screen.told == [("show_failure", say("family.print.none.plan"))]


def test_the_dialog_of_the_file_copy_writes_nothing_without_a_reason(dressed, qtbot, tmp_path):
    from ui.views.paper import PaperDialog

    page = QWidget()
    qtbot.addWidget(page)
    dialog = PaperDialog(page, b"x", reason=True)
    dialog._ask_file()
    assert dialog._failure.text() == say("paper.reason_missing")
    assert dialog.findChild(QFileDialog) is None
    dialog.reason.setText("For the court bundle")
    path = tmp_path / "copy.pdf"
    with qtbot.waitSignal(dialog.outside_wanted) as caught:
        dialog._write(str(path))
    assert caught.args == [str(path), "For the court bundle"]
    assert not path.exists()
    dialog.write(str(path), b"%PDF")
    assert path.read_bytes() == b"%PDF"
    dialog.write(str(tmp_path / "no" / "folder.pdf"), b"%PDF")
    assert dialog._failure.text() == say("paper.not_saved")
    dialog.reject()


def test_another_service_needs_a_proof_and_may_get_a_package():
    made, screen, desk, _ = begun(TO_AGENCY)
    made.release({})
    way, message = desk.sent[-1]
    assert (way, type(message)) == ("proved", ReleaseOutside)
    assert (message.reader.agency, message.delete_by) == ("Plym Health", date(2026, 12, 1))
    assert message.passphrase == "seven paper boats at dusk"
    assert "boats" not in repr(message)
    assert screen.told[-1][0] == "show_released"


def test_what_is_refused_is_said_and_what_was_typed_stays():
    made, screen, desk, _ = begun(TO_AGENCY)
    desk.error = Invalid({"passphrase": "disclosure.recipient"})
    made.release({})
    assert screen.told[-1] == ("show_preview_failure", say("disclosure.recipient"))
    desk.error = None
    made.start(made_up_family())
    name, _form, _sections, answers, *_ = screen.told[-1]
    assert name == "open_form"
    assert answers["print_for.name"] == "Ms Hill"


def test_the_dialog_shows_what_was_found_and_left_out(dressed, qtbot):
    from PySide6.QtWidgets import QLabel

    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1100, 700)
    dialog = DisclosureDialog(page)
    dialog.show_preview(PREVIEW)
    words = " ".join(one.text() for one in dialog.findChildren(QLabel))
    for part in ("Found in it: 1", "Ring »Ben Hope« or Gran", "Left out: 1", "Kept hidden"):
        assert part in words
    card = dialog.findChild(FindingCard)
    with qtbot.waitSignal(dialog.settled) as caught:
        card.remove.click()
    assert caught.args == [{FOUND.key: "remove"}]
    card.keep.click()
    card.reason.setText("Their uncle")
    with qtbot.waitSignal(dialog.settled) as caught:
        card.keep.click()
    assert caught.args == [{FOUND.key: "Their uncle"}]
    with qtbot.waitSignal(dialog.release_pressed) as caught:
        dialog.release.click()
    assert caught.args == [{FOUND.key: "Their uncle"}]
    assert card.reason.accessibleName()
    assert card.keep.accessibleName()
    dialog.reject()
