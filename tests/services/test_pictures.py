"""Pictures of the screen are allowed with a reason, and the audit says so."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.pictures import AllowPictures, PictureRuleNow, SetPictureRule
from earlyhelp.records.store import AuditEntry


def told(door):
    with door("ira").unit(Permission.AUDIT_READ) as uow:
        rows = uow.all(AuditEntry, AuditEntry.act == "pictures:allow", order=AuditEntry.id)
        return [(row.actor_id, row.outcome, b"training" in row.facts) for row in rows]


@pytest.fixture(autouse=True)
def rule(door):
    """Whoever gives a reason may; afterwards as it was founded."""
    door("ira").dispatch(SetPictureRule(with_reason=True))
    yield
    door("ira").dispatch(SetPictureRule(with_reason=False))


def test_both_ways_are_written_down(door):
    before = len(told(door))
    door("priya").dispatch(AllowPictures(reason="training"))
    door("priya").dispatch(AllowPictures(allowed=False))
    ident = door("priya").id
    assert told(door)[before:] == [(ident, "done", True), (ident, "done", False)]


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_reason_is_needed_and_nothing_is_written_without(door, reason):
    before = told(door)
    with pytest.raises(Invalid) as wrong:
        door("priya").dispatch(AllowPictures(reason=reason))
    assert set(wrong.value.fields) == {"reason"}
    assert told(door) == before


@pytest.mark.parametrize("login", ["priya", "ira"])
def test_nobody_may_where_the_rule_says_so_and_is_told_whom_to_ask(door, login):
    door("ira").dispatch(SetPictureRule(with_reason=False))
    with pytest.raises(Refused, match=r"pictures\.nobody") as told:
        door(login).dispatch(AllowPictures(reason="training"))
    assert told.value.params == {"who": "Ira Menhenick"}
    assert door(login).dispatch(PictureRuleNow()).ask == ("Ira Menhenick",)
    assert door(login).dispatch(AllowPictures(allowed=False)).id == door(login).id
    door("ira").dispatch(SetPictureRule(with_reason=True))
    assert door(login).dispatch(AllowPictures(reason="training")).id == door(login).id


def test_only_information_governance_sets_the_rule_and_the_audit_says_so(door):
    for login in ("priya", "maureen", "bea"):
        with pytest.raises(Refused):
            door(login).dispatch(SetPictureRule(with_reason=True))
    door("ira").dispatch(SetPictureRule(with_reason=True))
    with door("ira").unit(Permission.AUDIT_READ) as uow:
        rows = uow.all(AuditEntry, AuditEntry.act == "pictures:rule", order=AuditEntry.id)
        assert b"reason" in rows[-1].facts


def test_setting_the_rule_asks_for_the_passphrase_again(door):
    door("ira").sit()
    door("ira").context.confirmed_at = None
    with pytest.raises(Refused, match=r"confirm\.needed"):
        door("ira").dispatcher.dispatch(SetPictureRule(with_reason=True))
    assert door("ira").dispatch(PictureRuleNow()).with_reason


def test_the_figures_of_an_analyst_hold_no_family_and_follow_no_rule(door):
    assert door("ana").dispatch(PictureRuleNow()).with_reason
    assert door("ana").dispatch(AllowPictures(reason="training")).id == door("ana").id


def test_a_new_store_lets_nobody(door):
    from earlyhelp.records.staff import StoreFact

    with door("ira").unit(Permission.PICTURES_RULE) as uow:
        uow.remove(uow.first(StoreFact, StoreFact.name == "screen_pictures"))
        uow.commit()
    assert not door("priya").dispatch(PictureRuleNow()).with_reason
