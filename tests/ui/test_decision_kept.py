"""What a manager types about a plan is kept while they type, not only when they leave."""

from types import SimpleNamespace

from earlyhelp.messages.session import SaveDraft
from tests.ui.made_up_casework import FakeStore, receipt
from ui.wiring import casework


def test_words_about_a_plan_are_kept_when_the_typing_rests(dressed, qtbot) -> None:
    store = FakeStore(Drafts=(), PlansToAuthorise=(), SaveDraft=receipt(1))
    bus = SimpleNamespace(announce=lambda *_kinds: None)
    desk = SimpleNamespace(send_for=lambda _view: store, go=lambda *_page: None, bus=bus)
    page = casework.authorise_plan(desk, 5)
    qtbot.addWidget(page.view)
    page.view.show()
    page.reload()
    qtbot.keyClicks(page.view.oversight.box, "Goes well.")
    assert not store.named(SaveDraft)
    qtbot.waitUntil(lambda: bool(store.named(SaveDraft)))
    assert store.named(SaveDraft)[-1].content == "Goes well."
    page.leave()
    assert len(store.named(SaveDraft)) == 1
