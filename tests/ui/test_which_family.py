"""A contact is recorded with the family somebody chose, never with one that stood first."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from earlyhelp.clock import SystemClock
from earlyhelp.messages.people import FamilyList, FamilyPage, FamilyRow, FoundPerson, PeopleFound
from tests.ui.made_up_families import BIG, Keeper, made_up_family
from ui.presenters import family_asks
from ui.presenters.family import FamilyPresenter
from ui.presenters.which_family import WhichFamilyPresenter
from ui.views.family_form import FormHost
from ui.views.my_work import MyWorkView
from ui.views.which_family import WhichFamilyDialog


def row(ident: int, name: str, status: str = "plan_active") -> FamilyRow:
    reference = f"EH-2026-00000{ident}"
    return FamilyRow(
        id=BIG + ident, key=reference, reference=reference, name=name, team="West",
        lead_professional="Priya Nair", level="L2", status=status,
    )  # fmt: skip


MINE = FamilyPage(
    rows=(row(1, "Hassan"), row(2, "Osei"), row(3, "Pike", "closed")), next_after="", total=3
)
FOUND = FoundPerson(
    family_id=BIG + 9, person_id=BIG + 90, name="Zofia Kowalska", born_on=date(2011, 5, 1),
    postcode="PL1 3ZZ", reference="EH-2026-000009", why="name", score=9,
)  # fmt: skip


@pytest.fixture
def asked(dressed, qtbot):
    over = MyWorkView(may_contact=True, may_request=True)
    qtbot.addWidget(over)
    over.resize(1000, 700)
    over.show()
    dialog, keeper = WhichFamilyDialog(over), Keeper(FamilyList=MINE, PeopleFound=(FOUND,))
    presenter = WhichFamilyPresenter(dialog, keeper)
    dialog.typed.connect(presenter.typed)
    presenter.load()
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    yield dialog, keeper  # holds the presenter too


def names(dialog: WhichFamilyDialog) -> list[str]:
    model = dialog.table.model()
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def test_nothing_is_chosen_before_somebody_chooses(asked, qtbot) -> None:
    dialog, _keeper = asked
    assert names(dialog) == ["Hassan family", "Osei family"]
    assert not dialog.table.selectedIndexes()
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog.go_on, Qt.Key.Key_Space)
    assert dialog.isVisible()
    dialog.table.choose(BIG + 2)
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.keyClick(dialog.go_on, Qt.Key.Key_Space)
    assert caught.args == [BIG + 2]


def test_enter_in_the_search_waits_for_what_was_typed_and_chooses_nothing(asked, qtbot) -> None:
    dialog, keeper = asked
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClicks(dialog.search, "kowal")
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)  # before the pause is over
    assert keeper.last(PeopleFound).text == "kowal"
    assert names(dialog) == ["Zofia Kowalska"]
    assert dialog.table.hasFocus()
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert caught.args == [BIG + 9]


def test_an_empty_search_shows_ones_own_again_and_a_late_answer_is_dropped() -> None:
    class View:
        lines = ()

        def show_lines(self, rows, none) -> None:
            self.lines = rows

    view, waiting = View(), []
    keeper = Keeper(FamilyList=MINE)

    def send(message, succeeded, failed) -> None:
        keeper(message, succeeded, failed)
        waiting.append(succeeded)

    presenter = WhichFamilyPresenter(view, send)
    presenter.load()
    presenter.typed("z")
    assert keeper.count(FamilyList) == 1  # nothing was searched yet
    presenter.typed("zof")
    presenter.typed("")
    waiting[1]((FOUND,))
    assert [one.name for one in view.lines] == ["Hassan family", "Osei family"]


def test_the_form_opens_with_the_family_for_those_who_may(dressed, qtbot) -> None:
    class View:
        def __init__(self) -> None:
            self.opened = []

        def open_form(self, name, *_given) -> None:
            self.opened.append(name)

        def __getattr__(self, _verb):
            return lambda *_given, **_named: None

    for may, opened in ((frozenset({"contact:add"}), ["contact"]), (frozenset(), [])):
        view = View()
        keeper = Keeper(FamilyPageView=made_up_family(may=may), Drafts=())
        presenter = FamilyPresenter(view, keeper, lambda *_: None, lambda *_: None, BIG)
        presenter.begin_with("contact")
        presenter.load()
        presenter.load()  # once only
        assert view.opened == opened


def test_a_contact_is_todays_and_the_form_says_with_whom(dressed, qtbot) -> None:
    over = MyWorkView(may_contact=True, may_request=True)
    qtbot.addWidget(over)
    over.show()
    ask = family_asks.contact(made_up_family())
    assert ask.answers == {"contact.happened_on": SystemClock().today().isoformat()}
    host = FormHost(over, lambda: "Kowalska-Reed family · EH-2026-00417")
    host.open(ask.name, ask.form.section, ask.answers, (), ())
    qtbot.waitUntil(host.dialog.isVisible)
    assert host.dialog.accessibleDescription() == "Kowalska-Reed family · EH-2026-00417"
    assert host.dialog.page.box("contact.kind").isAncestorOf(host.dialog.focusWidget())
    host.open("note", ask.form.section, {}, (), ())
    qtbot.waitUntil(host.dialog.isVisible)
    assert host.dialog.page.box("contact.happened_on").isAncestorOf(host.dialog.focusWidget())
