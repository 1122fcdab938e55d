"""Joins the cards of Administration that deal with rights, keys and ways in.  Draws and asks nothing."""

from collections.abc import Callable
from functools import partial

from ui.presenters.account_changes import AccountChangesPresenter
from ui.presenters.administration import ROLES
from ui.presenters.devices import WaysInPresenter
from ui.presenters.key_turnings import KeyTurningsPresenter
from ui.presenters.rights_due import RightsDuePresenter
from ui.views.account_changes import ChangeForm, RightsCard
from ui.views.account_ways import AccountWaysCard
from ui.views.administration import AdministrationView
from ui.views.devices import WaysInDialog
from ui.views.key_turnings import KeyTurningsCard
from ui.views.reviews import ReviewsView
from ui.views.rights_due import RightsDue
from ui.wiring.confirming import sender
from ui.wiring.desk import Desk
from ui.wiring.previewing import preview_over
from ui.wiring.reloading import reload_on
from ui.wording import say

Load = Callable[[], None]


def account_cards(desk: Desk, view: AdministrationView) -> Load:
    """Add the cards this role has a use for; return what loads them."""
    loads = [_rights(desk, view), _keys(desk, view)]
    if desk.may("account:change"):
        loads.append(_ways(desk, view))

    def load() -> None:
        for each in loads:
            each()

    return load


def _rights(desk: Desk, view: AdministrationView) -> Load:
    card = RightsCard()
    form = None
    if desk.may("account:change"):
        form = ChangeForm([(r, say(f"role.{r}")) for r in ROLES], desk.session.account_id)
    presenter = AccountChangesPresenter(card, form, view, sender(desk, view), preview_over(view))
    due = rights_due(desk, card.due, view) if desk.may("account:certify") else card.due.hide
    card.decided.connect(presenter.decide)
    view.add_card("rights", card)
    if form is not None:
        form.role_asked.connect(presenter.ask_role)
        form.extend_asked.connect(presenter.ask_extend)
        view.add_card("change", form)

    def load() -> None:
        presenter.load()
        due()

    reload_on(desk, view, frozenset({"account_change"}), load)
    return load


def rights_due(desk: Desk, card: RightsDue, page: AdministrationView | ReviewsView) -> Load:
    """Join the card of rights to be confirmed; return what loads it."""
    presenter = RightsDuePresenter(card, page, sender(desk, page), desk.bus.announce)
    card.confirmed.connect(presenter.confirm)
    card.ended.connect(presenter.end)
    return presenter.load  # which holds the presenter too: signals hold it weakly


def _keys(desk: Desk, view: AdministrationView) -> Load:
    card = KeyTurningsCard()
    presenter = KeyTurningsPresenter(card, desk.send_for(view), view.show_failure)
    card.turn_pressed.connect(presenter.turn)
    view.add_card("keys", card)
    reload_on(desk, view, frozenset({"key_turning"}), presenter.load)
    return presenter.load


def _ways(desk: Desk, view: AdministrationView) -> Load:
    card = AccountWaysCard()
    presenter = WaysInPresenter(card.ways, card, sender(desk, view))
    card.ways.remove_agreed.connect(presenter.remove)
    card.chosen.connect(presenter.of)
    view.accounts_shown.connect(card.show_accounts)
    view.add_card("ways", card)
    return presenter.load  # which holds the presenter too: signals hold it weakly


def open_ways_in(desk: Desk) -> WaysInDialog:
    """Open one's own ways in over the window, without blocking it."""
    dialog = WaysInDialog(desk.shell, key_file=desk.session.share == "pp+file")
    presenter = WaysInPresenter(dialog.ways, dialog, sender(desk, dialog))
    # a bound method would be held weakly, and nothing else holds the presenter
    dialog.add_pressed.connect(partial(presenter.add))
    dialog.ways.remove_agreed.connect(partial(presenter.remove))
    dialog.open()
    presenter.load()
    return dialog
