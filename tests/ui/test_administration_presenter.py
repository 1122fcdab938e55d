"""Administration: joiners first, the second person approves, nobody is ended by accident."""

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.staff import AccountRow, ApproveAccount, CreateAccount, EndAccount
from tests.ui.made_up_casework import FakeStore, FakeView
from tests.ui.test_policy_view import ANSWER
from ui.presenters.administration import AdministrationPresenter


def row(ident: int, name: str, status: str) -> AccountRow:
    return AccountRow(
        id=ident, version=1, login=name.lower(), name=name, role="practitioner", team_ids=(),
        teams="", status=status, created_by="", approved_by="",
    )  # fmt: skip


ROWS = (row(1, "Ada", "active"), row(2, "Zoe", "waiting"), row(3, "Bob", "ended"))

OPENS = ANSWER


def opened(*rights: str):
    store, view = (
        FakeStore(Accounts=ROWS, Teams=(), JoinerPreview=OPENS, ApprovalPreview=OPENS),
        FakeView(),
    )
    presenter = AdministrationPresenter(
        view, store, lambda *_kinds: None, rights.__contains__, lambda _who, _found, go_on: go_on()
    )
    presenter.load()
    return presenter, store, view


def test_a_joiner_is_let_in_only_after_it_was_read_what_that_opens() -> None:
    store, shown = FakeStore(Accounts=ROWS, Teams=(), ApprovalPreview=OPENS), []
    presenter = AdministrationPresenter(
        FakeView(), store, lambda *_kinds: None, lambda _: True, lambda *told: shown.append(told)
    )
    presenter.load()
    presenter.choose(2)
    presenter.approve("")
    ((who, found, go_on),) = shown
    assert (who, found, store.named(ApproveAccount)) == ("Zoe", OPENS, [])
    go_on()
    assert store.named(ApproveAccount)[0].account_id == 2


def offers(presenter, view, ident: int) -> tuple[bool, bool]:
    presenter.choose(ident)
    return view.told["show_account"][1:]


def test_waiting_joiners_come_first() -> None:
    _presenter, _store, view = opened()
    assert [one.name for one in view.told["show_accounts"][0]] == ["Zoe", "Ada", "Bob"]


def test_only_what_the_role_may_is_offered() -> None:
    presenter, _store, view = opened("account:approve", "account:end")
    assert offers(presenter, view, 2) == (True, True)
    assert offers(presenter, view, 1) == (False, True)
    assert offers(presenter, view, 3) == (False, False)
    presenter, _store, view = opened()
    assert offers(presenter, view, 2) == (False, False)


def test_a_joiner_is_entered_approved_and_ended() -> None:
    presenter, store, view = opened("account:approve", "account:end")
    typed = {"login": " zed ", "name": "Zed", "role": "practitioner", "passphrase": "words"}
    presenter.create_account(typed, [4])
    assert store.named(CreateAccount)[0].login == "zed"
    store.answer(Receipt())
    assert "Zed" in view.told["show_receipt"][0]
    presenter.choose(2)
    presenter.approve("")
    presenter.end()
    assert store.named(ApproveAccount)[0].account_id == 2
    assert store.named(EndAccount)[0].account_id == 2


def test_what_is_wrong_is_said_at_its_field() -> None:
    store, shown, view = FakeStore(Accounts=ROWS, Teams=()), [], FakeView()
    presenter = AdministrationPresenter(
        view, store, lambda *_kinds: None, lambda _: True, lambda *told: shown.append(told)
    )
    typed = {"login": "", "name": "", "role": None, "passphrase": ""}
    presenter.create_account(typed, [])
    store.refuse(Invalid({"login": "answer.required"}))
    assert (shown, store.named(CreateAccount)) == ([], [])  # nobody is told what "" could do
    assert set(view.told["show_errors"][0]) == {"login"}
