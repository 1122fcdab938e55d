"""Two of three sheets bring an account back; one says nothing; the old set opens nothing afterwards."""

from datetime import timedelta

import pytest

from earlyhelp.bootstrap import _unwrapped
from earlyhelp.errors import Invalid, Locked, Refused
from earlyhelp.keys.header import read_header
from earlyhelp.keys.identity import Identity
from earlyhelp.keys.recovery import joined, recovery_slots, split, words_in
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.people import FamilyList
from earlyhelp.messages.recovery import (
    DrillRecovery,
    KeepForRecovery,
    MakeRecovery,
    RecoverAccount,
    RecoveryState,
    SeeRecovery,
    SheetsPrinted,
)
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.recovery import RecoveryWrap
from earlyhelp.records.staff import KeyWrap, StaffAccount
from earlyhelp.reports import recovery_sheet
from earlyhelp.reports.recovery_sheet import sheet_lines
from earlyhelp.services import named_keys, recovery
from earlyhelp.services.recovery_keys import current_key
from tests.services.founded import PASSPHRASE

HOLDERS = ("Ira Menhenick", "Hester Carne, head of service", "safe of the town hall")
REASON = "Forgot the passphrase; Ira Menhenick and Hester Carne were present."


@pytest.fixture
def printed(monkeypatch):
    """The words of the sheets printed last: they are in the PDFs only."""
    kept = []

    def keep(_store, shares, *_):
        kept[:] = shares
        return tuple(share.encode() for share in shares)

    monkeypatch.setattr(recovery_sheet, "recovery_pdfs", keep)
    return kept


@pytest.fixture
def shares(door, printed):
    """A recovery key whose sheets are printed and for which every key is wrapped."""
    door("ira").dispatch(MakeRecovery(holders=HOLDERS))
    for login in ("maureen", "sam"):
        door(login).dispatch(KeepForRecovery())
    door("ira").dispatch(SheetsPrinted())
    return tuple(printed)


class Holder:
    def __init__(self, identity):
        self.identity = identity


def drill(door, one, two):
    return door("ira").dispatch(DrillRecovery(share_one=one, share_two=two))


def recover(door, login, one, two, who="ira", **more):
    wanted = {"reason": REASON} | more
    ident = door(login).id
    return door(who).dispatch(
        RecoverAccount(account_id=ident, share_one=one, share_two=two, **wanted)
    )


def test_any_two_shares_are_enough_and_one_says_nothing():
    identity = Identity.new()
    one, two, three = split(identity)
    for pair in ((one, two), (three, one), (two, three)):
        assert joined(pair).public == identity.public
    for pair in ((one, one), (one, split(Identity.new())[0])):
        with pytest.raises(Invalid):
            joined(pair)
    assert identity.seed.hex() not in one


@pytest.mark.parametrize("shape", ["plain", "sheet", "typed"])
def test_the_words_are_read_from_paper_as_they_stand(shape):
    (share, *_) = split(Identity.new())
    texts = {
        "plain": share,
        "sheet": "earlyhelp: share 1 of 3\n\n"
        + "\n".join(sheet_lines(share.split()))
        + "\n\nRule.",
        "typed": share.upper().replace(" ", ",\n"),
    }
    assert words_in(texts[shape]) == share


def test_a_word_mistyped_or_left_out_is_noticed(door, shares):
    words = shares[0].split()
    other = "academic" if words[5] != "academic" else "acid"
    mistyped = " ".join([*words[:5], other, *words[6:]])
    for wrong, field in ((mistyped, "share_two"), (" ".join(words[:-1]), "share_one")):
        with pytest.raises(Invalid) as told:
            drill(door, wrong, shares[1])
        assert field in told.value.fields
    drill(door, shares[0], shares[1])


def test_new_sheets_count_when_they_are_printed_and_the_old_ones_till_then(door, shares, printed):
    door("ira").dispatch(MakeRecovery(holders=HOLDERS))
    fresh = tuple(printed)
    assert door("ira").dispatch(RecoveryState()).waiting
    drill(door, shares[0], shares[2])
    door("ira").dispatch(SheetsPrinted())
    with pytest.raises(Refused) as other:
        drill(door, shares[0], shares[2])
    assert other.value.key == "recovery.other"
    drill(door, fresh[1], fresh[2])
    assert len(recovery_slots(read_header(door.folder / "store.ehdh"))) == 1
    with pytest.raises(Refused):
        door("ira").dispatch(SheetsPrinted())


def test_the_drill_keeps_the_date_and_changes_nothing_else(door, shares):
    header = (door.folder / "store.ehdh").read_bytes()
    door.clock.instant += timedelta(days=366)
    assert door("ira").dispatch(RecoveryState()).drill_due
    drill(door, shares[0], shares[1])
    state = door("ira").dispatch(RecoveryState())
    assert (state.tried_at, state.drill_due) == (door.clock.now(), False)
    assert (door.folder / "store.ehdh").read_bytes() == header


def test_every_key_is_covered_once_its_holders_have_signed_in(door, printed):
    door("ira").dispatch(MakeRecovery(holders=HOLDERS))
    door("ira").dispatch(SheetsPrinted())
    state = door("ira").dispatch(RecoveryState())
    assert 0 < state.covered < state.total
    for login in ("maureen", "sam"):
        assert recovery.lacks_for_recovery(door(login).context)
        door(login).dispatch(KeepForRecovery())
        assert not recovery.lacks_for_recovery(door(login).context)
    state = door("ira").dispatch(RecoveryState())
    assert state.covered == state.total


def test_two_holders_give_a_practitioner_a_new_way_in(door, shares, printed):
    sheets = recover(door, "omar", shares[0], shares[1])
    assert sheets.login == "omar"
    header = read_header(door.folder / "store.ehdh")
    with pytest.raises(Locked):
        unlock(header, Credentials("omar", PASSPHRASE))
    opened = unlock(header, Credentials("omar", sheets.passphrase))
    with door("ira").unit(RecoveryState.permission) as uow:
        account = uow.get(StaffAccount, door("omar").id)
        wraps = uow.all(KeyWrap, KeyWrap.account_id == account.id)
    assert (account.public, account.must_change) == (opened.identity.public, 1)
    keys = {wrap.key_name: _unwrapped(Holder(opened.identity), wrap) for wrap in wraps}
    team = f"team:{door('priya').team_id}"
    assert keys.keys() == {team, "directory"}
    ring = door("priya").context.vault.keyring
    assert (keys[team], keys["directory"]) == (
        ring.secret(team, 1), ring.secret("directory", 0),
    )  # fmt: skip
    # until the new sheets are printed both sets open; then the new one alone
    drill(door, shares[0], shares[2])
    door("ira").dispatch(SheetsPrinted())
    with pytest.raises(Refused):
        drill(door, shares[0], shares[2])
    drill(door, printed[0], printed[1])
    rows = door("ira").dispatch(AuditTrail(act="recovery:use")).rows
    assert REASON in rows[0].purpose
    assert not any(sheets.passphrase in f"{row}" for row in rows)
    notice = door("ira").dispatch(RecoveryState()).uses[0]
    assert (notice.whose, notice.reason, notice.seen) == ("Omar Haddad", REASON, False)
    door("ira").dispatch(SeeRecovery(use_id=notice.id))
    assert door("ira").dispatch(RecoveryState()).uses[0].seen
    assert door("ira").dispatch(RecoveryState()).covered
    with door("ira").unit(RecoveryState.permission) as uow:
        wraps = uow.all(RecoveryWrap)
        assert {wrap.recovery_id for wrap in wraps} == {
            current_key(uow).id
        }  # the old ones are gone


@pytest.mark.parametrize("reason", ["", "too short", "x" * 301])
def test_no_recovery_without_a_reason(door, shares, reason):
    with pytest.raises(Invalid) as wrong:
        recover(door, "priya", shares[0], shares[1], reason=reason)
    assert wrong.value.fields.keys() == {"reason"}


def test_nobody_recovers_themselves_or_an_analyst_and_no_other_role_anybody(door, shares):
    for login, who, key in (
        ("ira", "ira", "recovery.self"),
        ("bea", "maureen", "refused.role"),
        ("bea", "priya", "refused.role"),
    ):
        with pytest.raises(Refused) as told:
            recover(door, login, shares[0], shares[1], who=who)
        assert told.value.key == key
    door("priya").dispatch(FamilyList())  # she goes on working meanwhile


@pytest.mark.parametrize("holders", [("Ira", "ira", "Bea"), ("", "Bea", "Ira")])
def test_three_different_holders_are_named(door, holders):
    with pytest.raises(Invalid):
        door("ira").dispatch(MakeRecovery(holders=holders))


def test_a_sheet_is_a_pdf_for_one_holder(door):
    made = door("ira").dispatch(MakeRecovery(holders=HOLDERS))
    assert [sheet[:5] for sheet in made.sheets] == [b"%PDF-"] * 3
    assert "PDF" not in f"{made!r}"


def test_a_key_given_by_name_comes_back_too(door, printed):
    ira, bea = door("ira"), door("bea").id
    with ira.unit(RecoveryState.permission) as uow:
        accounts = [uow.get(StaffAccount, ident) for ident in (ira.id, bea)]
        named_keys.make(uow, ira.context, "request:77", accounts)
        uow.commit()
    ira.dispatch(MakeRecovery(holders=HOLDERS))
    for login in ("maureen", "sam"):
        door(login).dispatch(KeepForRecovery())
    ira.dispatch(SheetsPrinted())
    sheets = recover(door, "bea", printed[0], printed[1])
    opened = unlock(read_header(door.folder / "store.ehdh"), Credentials("bea", sheets.passphrase))
    with ira.unit(RecoveryState.permission) as uow:
        named = (KeyWrap.account_id == bea, KeyWrap.key_name == "request:77")
        wrap = uow.first(KeyWrap, *named)
        mine = uow.first(KeyWrap, KeyWrap.account_id == ira.id, KeyWrap.key_name == "request:77")
    assert _unwrapped(Holder(opened.identity), wrap) == _unwrapped(
        Holder(ira.context.vault.identity), mine
    )
