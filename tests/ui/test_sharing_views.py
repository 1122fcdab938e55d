"""The grid of sharing and the register of agreements, as they are seen and pressed."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.requests import StaffChoice
from earlyhelp.messages.sharing import (
    ClosePackage,
    EndIsa,
    IsaRow,
    PackageRow,
    RecordDisclosure,
    RecordSharing,
    SaveIsa,
    SharingCell,
    SharingLogRow,
    SharingNote,
    SharingPerson,
    SharingRegister,
    SharingRegisterPage,
    SharingView,
    TakeReceipt,
)
from ui.presenters import family_sharing
from ui.presenters.sharing import SharingPresenter, isa_form
from ui.views.family_sharing import SharingSection, _cell_note, cell_words
from ui.views.sharing import SharingView as SharingPageView

PERMITTED = (("support", "identity"), ("support", "personal"), ("review", "identity"))
VIEW = SharingView(
    family_id=7,
    people=(
        SharingPerson(person_id=1, name="Maja Made-up", themselves=False),
        SharingPerson(person_id=2, name="Anna Made-up", themselves=True),
    ),
    agencies=("Hyde School", "Plym Health"),
    known=("Hyde School",),
    colleagues=(StaffChoice(account_id=31, name="Omar Haddad", role="practitioner"),),
    cells=(
        SharingCell(person_id=1, agency="Hyde School", state="some", permitted=PERMITTED),
        SharingCell(person_id=2, agency="Hyde School", state="none", reason="refused"),
        SharingCell(person_id=1, agency="Plym Health", state="none", reason="no_isa"),
        SharingCell(person_id=2, agency="Plym Health", state="none", reason=""),
    ),
    choices=(),
    log=(
        SharingLogRow(
            id=9, at=datetime(2026, 11, 20, 9, tzinfo=UTC), by="Priya", decision="not_shared",
            basis="", note=SharingNote(reader="Gran", reason="Not hers to know", what=("School",)),
        ),
    ),
)  # fmt: skip
ISA = IsaRow(
    id=3, version=2, agency="Hyde School", organisation_type="school", purposes=("support",),
    classes=("identity",), from_on=date(2026, 1, 1), until_on=None, review_on=date(2027, 1, 1),
    document="ISA-1", standing="live",
)  # fmt: skip


def cells(table):
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_grid_says_of_everybody_and_every_service_where_it_stands(dressed, qtbot):
    section = SharingSection()
    qtbot.addWidget(section)
    section.show_sharing(VIEW)
    assert cells(section._table) == [
        ["Hyde School", "Agreed in part", "Said no"],
        ["Plym Health", "No sharing agreement", "Not asked"],
    ]
    (row,) = cells(section.entries)
    assert row[1:5] == ["Not shared", "Gran", "School", "Not hers to know"]
    assert "parental responsibility" not in _cell_note(VIEW.cells[0])
    assert "parental responsibility" in _cell_note(replace(VIEW.cells[0], check=True))
    assert section._ended.isHidden()
    section.show_sharing(replace(VIEW, ended="withdrawn"))
    assert section._ended.isVisibleTo(section)
    assert "nothing is shared that rests on agreement" in section._ended.text()
    section.show_sharing(VIEW)
    assert section._ended.isHidden()
    assert section._table.accessibleName()


@pytest.mark.parametrize("reason", ["withdrawn", "expired", "ask_themselves", "ask_carer"])
def test_every_reason_has_words(reason):
    assert cell_words(SharingCell(person_id=1, agency="A", state="none", reason=reason))


def test_the_form_makes_one_choice_for_the_people_ticked():
    ask = family_sharing.sharing(VIEW)
    (agency,) = (one for one in ask.form.section[0].field if one.id == "agency")
    assert [one.code for one in agency.options] == ["Hyde School", "Plym Health", "+"]
    given = {
        "sharing.person_ids": ["1", "2"], "sharing.said_by": 2, "sharing.agency": "+",
        "sharing.other_agency": "Faith group", "sharing.status": "refused",
        "sharing.purposes": ["support"], "sharing.classes": ["identity"],
        "sharing.decided_on": "2026-11-20",
    }  # fmt: skip
    assert ask.make(given) == RecordSharing(
        family_id=7, person_ids=(1, 2), said_by=2, agency="Faith group", purposes=("support",),
        classes=("identity",), status="refused", decided_on=date(2026, 11, 20),
    )  # fmt: skip


def test_the_log_form_makes_an_entry():
    given = {
        "disclosure.decision": "not_shared", "disclosure.reader": "Gran",
        "disclosure.what": "School", "disclosure.reason": "No", "disclosure.told_family": True,
    }  # fmt: skip
    made = family_sharing.disclosure(VIEW).make(given)
    assert made == RecordDisclosure(
        family_id=7, decision="not_shared", basis="", reader="Gran", reason="No",
        told_family=True, what="School",
    )  # fmt: skip
    shared = given | {
        "disclosure.decision": "shared", "disclosure.agency": "+", "disclosure.classes": ["personal"],
        "disclosure.other_agency": "Police",
    }  # fmt: skip
    made = family_sharing.disclosure(VIEW).make(shared)
    assert (made.agency, made.classes) == ("Police", ("personal",))


def test_an_agreement_is_chosen_ended_and_corrected(dressed, qtbot):
    view, sent = SharingPageView(), []

    def send(message, succeeded, _failed):
        sent.append(message)
        if isinstance(message, EndIsa):
            succeeded(Receipt())
        else:
            succeeded(SharingRegister(isas=(ISA,), packages=()))

    qtbot.addWidget(view)
    presenter = SharingPresenter(view, send, lambda *_: None)
    presenter.load()
    assert cells(view.isas)[0][0] == "Hyde School"
    presenter.end_isa()
    assert not [one for one in sent if isinstance(one, EndIsa)]
    presenter.choose_isa(3)
    presenter.end_isa()
    assert EndIsa(isa_id=3, version=2) in sent
    filled = isa_form(ISA)
    made = filled.make(filled.answers)
    assert isinstance(made, SaveIsa)
    assert (made.isa_id, made.version, made.purposes) == (3, 2, ("support",))


PACKAGE = PackageRow(
    id=5, version=1, name="package-1", agency="Plym Health", sent_at=datetime(2026, 10, 1, tzinfo=UTC),
    by="Priya", delete_by=date(2026, 11, 1), state="sent", overdue="deletion",
)  # fmt: skip


def test_an_overdue_package_is_seen_and_closed_with_a_reason_or_a_receipt(dressed, qtbot):
    view, sent = SharingPageView(), []
    qtbot.addWidget(view)

    def send(message, succeeded, failed):
        sent.append(message)
        if isinstance(message, TakeReceipt) and not message.content:
            failed(Invalid({"content": "sharing.receipt"}, key="sharing.receipt"))
        elif isinstance(message, SharingRegisterPage):
            succeeded(SharingRegister(isas=(), packages=(PACKAGE,)))
        else:
            succeeded(Receipt())

    presenter = SharingPresenter(view, send, lambda *_: None)
    presenter.load()
    assert cells(view.packages)[0][:2] == ["Plym Health", "Deletion not confirmed: ask the service"]
    assert view.close_package.isHidden()
    presenter.choose_package(5)
    assert not view.close_package.isHidden()
    presenter.close_package()
    presenter.forms.saved({"close_package.reason": "Said on the telephone"})
    closed = ClosePackage(package_id=5, version=1, reason="Said on the telephone")
    assert closed in sent
    presenter.take_receipt(b"{}")
    assert TakeReceipt(content=b"{}") in sent
    presenter.take_receipt(b"")
    assert not view._failure.isHidden()
