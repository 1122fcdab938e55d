"""Frames survive any cut of the stream, and nothing but frames gets through."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from earlyhelp import errors
from earlyhelp.errors import Bug, Conflict, Invalid, Locked, Refused, StorageFault
from earlyhelp.messages import framing
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.session import CurrentSession, Drafts, SaveDraft, SignIn, Upkept
from earlyhelp.messages.tidy import tidied

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
_pack = msgspec.msgpack.Encoder().encode
_STATE = Upkept(people=1, people_total=2, audit=3, audit_total=4, audit_ok=True)


def _cut(stream, places):
    edges = sorted({0, len(stream), *(place % (len(stream) + 1) for place in places)})
    return [stream[a:b] for a, b in pairwise(edges)]


@given(some.lists(some.binary(max_size=300), max_size=8), some.lists(some.integers(0, 5000)))
def test_any_cut_gives_the_same_payloads(payloads, places):
    stream = b"".join(framing.framed(payload) for payload in payloads)
    splitter = framing.Splitter()
    heard = [payload for part in _cut(stream, places) for payload in splitter.feed(part)]
    assert heard == payloads


@given(some.lists(some.binary(min_size=1, max_size=50), min_size=1, max_size=4))
def test_a_cut_short_stream_gives_only_whole_payloads(payloads):
    stream = b"".join(framing.framed(payload) for payload in payloads)
    assert list(framing.Splitter().feed(stream[:-1])) == payloads[:-1]
    assert list(framing.Splitter().feed(stream)) == payloads


@given(some.integers(framing.MAX_FRAME + 1, 2**32 - 1), some.binary(max_size=20))
def test_a_length_nobody_sends_is_refused(size, rest):
    with pytest.raises(Bug) as told:
        list(framing.Splitter().feed(size.to_bytes(4, "big") + rest))
    assert told.value.key == "framing.size"


def test_a_blank_frame_says_nothing_and_fills_the_pipes_buffer():
    (payload,) = framing.Splitter().feed(framing.blank())
    assert framing.is_blank(payload)
    assert len(framing.blank()) < 4096 < len(framing.blank()) + 64
    (asked,) = framing.Splitter().feed(framing.ask(1, SaveDraft(kind="note", content="x")))
    assert not framing.is_blank(asked)


def test_the_largest_length_is_waited_for():
    assert list(framing.Splitter().feed(framing.MAX_FRAME.to_bytes(4, "big") + b"part")) == []


@given(
    some.integers(0, 2**53), some.text(max_size=40), some.integers(0, 2**62), some.text(max_size=99)
)
def test_a_question_arrives_as_it_was_asked(number, kind, subject_id, content):
    message = SaveDraft(kind=kind, subject_id=subject_id, content=content)
    (payload,) = framing.Splitter().feed(framing.ask(number, message))
    assert framing.asked(payload) == (number, tidied(message))


def test_a_sign_in_is_no_message_and_arrives_all_the_same():
    asked = SignIn(folder="made-up", login="priya", passphrase="made up")
    (payload,) = framing.Splitter().feed(framing.ask(1, asked))
    assert framing.asked(payload) == (1, asked)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xc1",
        b"not msgpack at all",
        _pack([1, "NoSuchMessage", {}]),
        _pack([1, "SaveDraft", {"kind": "note"}]),
        _pack([1, "SaveDraft", {"kind": 7, "content": "x"}]),
        _pack([1, "__init__", {}]),
        _pack({"number": 1}),
    ],
)
def test_what_is_no_question_is_refused(payload):
    with pytest.raises(Bug) as told:
        framing.asked(payload)
    assert told.value.key == "framing.message"


@given(some.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(payload):
    try:
        framing.asked(payload)
    except Bug as told:
        assert told.key == "framing.message"


def test_an_answer_arrives_typed():
    receipt = Receipt(id=7, version=2, changed=frozenset({"draft"}))
    message = SaveDraft(kind="note", content="x")
    (payload,) = framing.Splitter().feed(framing.answer(3, receipt))
    reply = framing.replied(payload)
    assert reply.number == 3
    assert framing.value_of(reply, message) == receipt
    (news,) = framing.Splitter().feed(framing.answer(0, _STATE))
    assert framing.news_of(framing.replied(news)) == _STATE


@pytest.mark.parametrize(
    "error",
    [
        Refused("refused.record"),
        Invalid({"surname": "error.required"}),
        Conflict({"a.b": "theirs"}, 4),
        Locked("signin.wait", seconds=5),
        StorageFault("store.full"),
        Bug("bug"),
    ],
)
def test_a_failure_arrives_as_the_same_error(error):
    (payload,) = framing.Splitter().feed(framing.refuse(9, error))
    failure = framing.replied(payload).failure
    back = framing.error_of(failure)
    assert type(back) is type(error)
    assert (back.key, back.params) == (error.key, error.params)
    assert getattr(back, "fields", None) == getattr(error, "fields", None)
    assert getattr(back, "version", None) == getattr(error, "version", None)


def test_a_failure_of_an_unknown_kind_is_a_bug():
    assert type(framing.error_of(framing.Failure(kind="Nonsense", key="bug"))) is Bug
    assert {"Refused", "Bug"} <= set(dir(errors))
    assert CurrentSession.reply is not Drafts.reply
