"""Sealing, wrapping and identities: round trips, and one error for everything that does not open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.errors import Locked
from earlyhelp.keys import wraps
from earlyhelp.keys.identity import Identity, is_signed_by

KEY = b"k" * 32
SEED = b"s" * 32


@given(st.binary(max_size=200), st.binary(max_size=50))
@settings(database=None, deadline=None)
def test_sealed_bytes_open_at_their_place(plain, aad):
    sealed = wraps.seal_bytes(KEY, plain, aad)
    assert len(sealed) == len(plain) + 29
    assert wraps.open_bytes(KEY, sealed, aad) == plain


def test_no_two_seals_are_alike():
    seals = {wraps.seal_bytes(KEY, b"same", b"") for _ in range(1000)}
    assert len({seal[1:13] for seal in seals}) == 1000


@given(st.data())
@settings(database=None, deadline=None)
def test_any_changed_byte_is_one_generic_error(data):
    sealed = bytearray(wraps.seal_bytes(KEY, b"plain text", b"place"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Locked) as refused:
        wraps.open_bytes(KEY, bytes(sealed), b"place")
    assert (refused.value.key, refused.value.__context__) == ("key.wrong", None)


@pytest.mark.parametrize(
    ("key", "cut", "aad"),
    [
        (b"x" * 32, None, b"place"),
        (KEY, None, b"other"),
        (KEY, 5, b"place"),
        (KEY, 0, b"place"),
        (b"", None, b"place"),
    ],
)
def test_wrong_key_place_or_length(key, cut, aad):
    sealed = wraps.seal_bytes(KEY, b"plain text", b"place")
    with pytest.raises(Locked):
        wraps.open_bytes(key, sealed[:cut], aad)


def test_wrap_opens_for_its_holder_only():
    holder, other = Identity.new(), Identity.new()
    wrapped = wraps.wrap_for(holder.public, b"secret", b"team 4")
    assert holder.unwrap(wrapped, b"team 4") == b"secret"
    for who, what, info in [
        (other, wrapped, b"team 4"),
        (holder, wrapped, b"team 5"),
        (holder, wrapped[:-1], b"team 4"),
        (holder, b"\x02" + wrapped[1:], b"team 4"),
        (holder, b"", b"team 4"),
    ]:
        with pytest.raises(Locked) as refused:
            who.unwrap(what, info)
        assert (refused.value.key, refused.value.__context__) == ("key.wrong", None)


@pytest.mark.parametrize("public", [b"", b"\xff" * 1216, b"\0" * 1216, Identity(SEED).public[:-1]])
def test_malformed_public_key_is_refused(public):
    with pytest.raises(Locked):
        wraps.wrap_for(public, b"secret", b"")


def test_identity_grows_from_its_seed_alone():
    one, two = Identity(SEED), Identity(SEED)
    assert (one.public, one.verify_key) == (two.public, two.verify_key)
    assert two.unwrap(wraps.wrap_for(one.public, b"secret", b""), b"") == b"secret"
    assert Identity.opened(KEY, one.sealed(KEY, b"here"), b"here").public == one.public
    assert SEED not in repr(vars(one)["public"]).encode()
    assert Identity.new().public != Identity.new().public


def test_identity_refuses_a_short_seed():
    with pytest.raises(Locked):
        Identity(b"short")


def test_signature_holds_for_exactly_this():
    one = Identity(SEED)
    signature = one.sign(b"head")
    assert is_signed_by(one.verify_key, signature, b"head")
    assert not is_signed_by(one.verify_key, signature, b"heads")
    assert not is_signed_by(Identity.new().verify_key, signature, b"head")
    assert not is_signed_by(b"", signature, b"head")


def test_derived_keys_differ_by_purpose_and_salt():
    keys = {wraps.derive(KEY, b"a"), wraps.derive(KEY, b"b"), wraps.derive(KEY, b"a", salt=b"s")}
    assert len(keys) == 3
