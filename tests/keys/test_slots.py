"""Slots: who gets in, who does not, and that nobody can tell why."""

from dataclasses import replace as with_

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Invalid, Locked, Refused, StorageFault
from earlyhelp.keys.cost import FLOOR, Cost, Kdf, slot_key
from earlyhelp.keys.rotation import begin_rotation, finish_rotation
from earlyhelp.keys.share import NO_SHARE, Share
from earlyhelp.keys.slots import (
    add_slot,
    change_passphrase,
    remove_slot,
    share_kinds,
    unlock,
    wrapped_secret,
)


def test_right_credentials_open(header, secret, tamar, lynher):
    for who in (tamar, lynher):
        opened = unlock(header, who)
        assert (opened.secret, opened.slot.account) == (secret, who.account)
        assert opened.identity.public == opened.slot.pub
        assert opened.pending is None


def test_wrong_passphrase_unknown_account_and_missing_share_look_the_same(header, tamar, lynher):
    said = set()
    for who in (
        with_(tamar, passphrase="lantern orchard pebble tidy"),
        with_(tamar, account="n.body"),
        with_(lynher, share=NO_SHARE),
        with_(lynher, share=Share("pp+device", b"e" * 32)),
        with_(lynher, share=Share("pp+file", b"d" * 32)),
    ):
        with pytest.raises(Locked) as refused:
            unlock(header, who)
        said.add((refused.value.key, str(refused.value.params), refused.value.__context__))
    assert said == {("key.wrong", "{}", None)}


def test_share_goes_into_the_key_itself():
    kdf = Kdf(m=65536, t=3, p=4, salt=bytes(16))
    keys = {
        slot_key(kdf, "p", share, place)
        for share, place in ((b"", b"a"), (b"s", b"a"), (b"", b"b"))
    }
    assert len(keys) == 3


def test_unknown_account_costs_one_derivation_like_any_other(header, tamar, monkeypatch):
    runs = []

    def counted(kdf, *rest):
        runs.append((kdf.m, kdf.t, kdf.p))
        return bytes(32)

    monkeypatch.setattr("earlyhelp.keys.slots.slot_key", counted)
    for account in ("r.tamar", "n.body"):
        with pytest.raises(Locked):
            unlock(header, with_(tamar, account=account))
    assert runs == [(65536, 3, 4)] * 2


def test_slots_swapped_between_accounts_do_not_open(header, tamar):
    mine, theirs = header.slots
    swapped = replace(
        header, slots=(replace(mine, account="j.lynher"), replace(theirs, account="r.tamar"))
    )
    with pytest.raises(Locked):
        unlock(swapped, tamar)


@pytest.mark.parametrize("lie", [{"account": "m.plym"}, {"verify": bytes(32)}, {"id": 1}])
def test_no_public_field_of_a_slot_can_be_changed(header, tamar, lie):
    forged = replace(header, slots=(replace(header.slots[0], **lie), header.slots[1]))
    with pytest.raises(Locked):  # not "altered": the passphrase must not even be confirmed
        unlock(forged, with_(tamar, account=forged.slots[0].account))


def test_slot_of_another_store_does_not_open(header, tamar):
    with pytest.raises(Locked):
        unlock(replace(header, vault="vault-2"), tamar)


def test_slot_removed_without_the_key_is_noticed(header, secret, tamar, lynher):
    cut = replace(header, slots=header.slots[:1])
    with pytest.raises(StorageFault) as refused:
        unlock(cut, tamar)
    assert refused.value.key == "store.header.altered"
    lawful = remove_slot(header, secret, header.slots[1].id)
    assert unlock(lawful, tamar).secret == secret
    with pytest.raises(Locked):
        unlock(lawful, lynher)


def test_damaged_database_wrap_is_the_headers_fault(header, tamar):
    broken = replace(header.slots[0], dbk=header.slots[1].dbk)
    with pytest.raises(StorageFault) as refused:
        unlock(replace(header, slots=(broken,)), tamar)
    assert refused.value.key == "store.header.altered"


def test_last_or_absent_slot_is_not_removed(header, secret):
    one = remove_slot(header, secret, header.slots[1].id)
    for slot_id in (one.slots[0].id, -1):
        with pytest.raises(Refused):
            remove_slot(one, secret, slot_id)


@pytest.mark.parametrize("weak", [(65535, 3, 4), (65536, 2, 4), (65536, 3, 3)])
def test_cost_below_the_floor_is_refused(header, secret, tamar, weak):
    memory, passes, lanes = weak
    with pytest.raises(StorageFault) as refused:
        slot_key(Kdf(m=memory, t=passes, p=lanes, salt=bytes(16)), "p", b"", b"")
    assert refused.value.key == "store.header.damaged"
    with pytest.raises(StorageFault):
        add_slot(
            header,
            secret,
            with_(tamar, account="new"),
            Cost(memory=memory, passes=passes, lanes=lanes),
        )


def test_second_device_keeps_the_identity(header, secret, tamar):
    identity = unlock(header, tamar).identity
    with pytest.raises(Invalid):
        add_slot(header, secret, tamar, FLOOR, identity)
    there = with_(tamar, share=Share("pp+file", b"f" * 32))
    wider, slot = add_slot(header, secret, there, FLOOR, identity)
    assert slot.pub == identity.public
    assert share_kinds(wider, "r.tamar") == {"pp", "pp+file"}
    assert share_kinds(wider, "n.body") == frozenset()
    assert unlock(wider, there).identity.public == identity.public


def test_passphrase_change(header, secret, tamar, lynher):
    changed = change_passphrase(header, tamar, "willow anchor seven kettles", FLOOR)
    with pytest.raises(Locked):
        unlock(changed, tamar)
    opened = unlock(changed, with_(tamar, passphrase="willow anchor seven kettles"))
    assert (opened.secret, opened.slot.pub) == (secret, header.slots[0].pub)
    assert changed.slots[1] == header.slots[1]
    with pytest.raises(Locked):
        change_passphrase(header, with_(tamar, passphrase="not the one at all"), "x" * 20, FLOOR)


def test_composed_and_decomposed_letters_are_the_same_passphrase():
    kdf = Kdf(m=65536, t=3, p=4, salt=bytes(16))
    assert slot_key(kdf, "caf\u00e9", b"", b"") == slot_key(kdf, "cafe\u0301", b"", b"")


def test_rotation_opens_at_every_moment(header, secret, tamar, lynher):
    begun, following = begin_rotation(header, secret)
    midway = unlock(begun, tamar)
    assert (midway.secret, midway.pending) == (secret, following)
    assert following.key != secret.key
    assert following.salt == secret.salt
    done = finish_rotation(begun, following)
    after = unlock(done, lynher)
    assert (after.secret, after.pending, done.epoch) == (following, None, header.epoch + 1)
    with pytest.raises(Refused):
        finish_rotation(header, following)
    with pytest.raises(Refused):
        add_slot(begun, secret, with_(tamar, account="new"), FLOOR)
    with pytest.raises(Refused):
        change_passphrase(begun, tamar, "willow anchor seven kettles", FLOOR)


def test_old_wrap_in_a_newer_header_does_not_open(header, secret, tamar):
    stale = replace(header, epoch=2).stamped(secret.key)
    with pytest.raises(StorageFault):
        unlock(stale, tamar)
    renewed = tuple(
        replace(slot, dbk=wrapped_secret(header, slot, secret, 2)) for slot in header.slots
    )
    assert unlock(replace(stale, slots=renewed).stamped(secret.key), tamar).secret == secret


def test_secrets_do_not_print(header, secret, tamar, lynher):
    printed = repr((secret, tamar, lynher, unlock(header, tamar)))
    for hidden in (secret.key, secret.salt, lynher.share.secret):
        assert repr(hidden)[2:-1] not in printed
    assert tamar.passphrase not in printed
