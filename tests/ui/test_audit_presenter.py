"""The audit page: filtered by what was typed, page by page."""

from datetime import date

from msgspec.structs import replace

from earlyhelp.messages.trail import AuditPage, AuditTrail, ExportAudit
from tests.ui.made_up_casework import FakeStore, FakeView, receipt
from ui.presenters.audit import AuditPresenter

EMPTY = {"who": "", "act": "", "outcome": "", "family": "", "from_on": "", "to_on": ""}
PAGE = AuditPage(rows=(), next_after="41", total=0, chain_ok=True, verified_to=90, size=90)


def test_a_filter_asks_and_the_next_page_goes_on_from_its_key() -> None:
    store, view = FakeStore(AuditTrail=PAGE), FakeView()
    presenter = AuditPresenter(view, store)
    presenter.filter(EMPTY | {"who": "priya", "family": "7", "from_on": "2026-11-01"})
    asked = store.named(AuditTrail)[0]
    assert (asked.who, asked.family, asked.from_on) == ("priya", "7", date(2026, 11, 1))
    presenter.next_page()
    again = store.named(AuditTrail)[1]
    assert (again.page.after, again.who) == ("41", "priya")
    assert view.told["show_chain"] == ("Complete and unaltered: 90 of 90 entries checked", True)


def test_a_broken_chain_says_what_is_wrong_and_counts_nothing() -> None:
    broken = replace(PAGE, chain_ok=False, broken="entry 5 is missing or was altered")
    view = FakeView()
    AuditPresenter(view, FakeStore(AuditTrail=broken)).load()
    assert view.told["show_chain"] == (
        "The chain is broken: entry 5 is missing or was altered", False
    )  # fmt: skip


def test_what_is_no_date_is_said_and_nothing_is_asked() -> None:
    store, view = FakeStore(), FakeView()
    AuditPresenter(view, store).filter(EMPTY | {"to_on": "31/2/2026"})
    assert not store.sent
    assert set(view.told["show_errors"][0]) == {"to_on"}


def test_an_export_is_confirmed() -> None:
    store, view = FakeStore(ExportAudit=receipt(0)), FakeView()
    AuditPresenter(view, store).export("trail.json")
    assert store.named(ExportAudit)
    assert "trail.json" in view.told["show_receipt"][0]
