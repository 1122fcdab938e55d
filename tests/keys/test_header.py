"""The header file: round trip, and a house error for whatever may have happened to it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from earlyhelp.errors import HouseError, StorageFault
from earlyhelp.keys.header import Header, read_header, write_header
from earlyhelp.keys.slots import unlock

QUIET = settings(
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def fault_of(path):
    with pytest.raises(StorageFault) as refused:
        read_header(path)
    return refused.value.key


@pytest.fixture
def path(tmp_path, header):
    path = tmp_path / "store.header"
    write_header(path, header)
    return path


def test_round_trip(path, header, secret, tamar):
    assert read_header(path) == header
    assert unlock(read_header(path), tamar).secret == secret


def test_file_has_the_agreed_fields(path):
    content = json.loads(path.read_bytes())
    assert set(content) == {"format", "vault", "epoch", "kind", "slots", "mac"}
    slot = content["slots"][0]
    assert set(slot) - {"pending"} == {
        "id", "account", "device", "kind", "kdf", "pub", "verify", "seed", "dbk",
    }  # fmt: skip
    assert slot["kdf"].keys() == {"alg", "v", "m", "t", "p", "salt"}


def test_missing_empty_and_unreadable_are_told_apart(tmp_path):
    assert fault_of(tmp_path / "none") == "store.header.missing"
    assert fault_of(tmp_path) == "store.header.unreadable"
    (tmp_path / "empty").write_bytes(b"")
    assert fault_of(tmp_path / "empty") == "store.header.empty"


@given(raw=st.binary(min_size=1, max_size=300))
@QUIET
def test_garbage_is_damaged(tmp_path, raw):
    (tmp_path / "garbage").write_bytes(raw)
    assert fault_of(tmp_path / "garbage") == "store.header.damaged"


@pytest.mark.parametrize(
    "raw", [b"{}", b"null", b"[" * 100_000, b'{"format":1}', b"\xef\xbb\xbf{}"]
)
def test_other_shapes_are_damaged(tmp_path, raw):
    (tmp_path / "shape").write_bytes(raw)
    assert fault_of(tmp_path / "shape") == "store.header.damaged"


@given(data=st.data())
@QUIET
def test_truncated_file_is_damaged(path, data):
    raw = path.read_bytes()
    cut = path.with_name("cut")
    cut.write_bytes(raw[: data.draw(st.integers(1, len(raw) - 1))])
    assert fault_of(cut) == "store.header.damaged"


def test_appended_or_reformatted_file_is_damaged(path):
    raw = path.read_bytes()
    for other in (raw + b" ", json.dumps(json.loads(raw)).encode()):
        path.write_bytes(other)
        assert fault_of(path) == "store.header.damaged"


@given(data=st.data())
@QUIET
def test_any_changed_byte_is_a_house_error(path, data, tamar):
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    flipped = path.with_name("flipped")
    flipped.write_bytes(raw)
    with pytest.raises(HouseError):
        unlock(read_header(flipped), tamar)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"m":65536', b'"m":65535'),
        (b'"t":3', b'"t":2'),
        (b'"p":4', b'"p":3'),
        (b'"m":65536', b'"m":99999999'),
        (b'"v":19', b'"v":16'),
        (b"argon2id", b"argon2i_"),
    ],
)
def test_downgraded_or_ruinous_derivation_is_damaged(path, old, new):
    raw = path.read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new))
    assert fault_of(path) == "store.header.damaged"


def test_what_could_not_be_read_again_is_not_written(path, header, secret):
    twice = replace(header, slots=header.slots + header.slots[:1]).stamped(secret.key)
    nameless = replace(header, slots=(replace(header.slots[0], account=""),)).stamped(secret.key)
    for broken in (twice, nameless, Header.create("vault-1", "case")):
        with pytest.raises(StorageFault):
            write_header(path, broken)
    assert read_header(path) == header
