"""What one envelope of the facts drop box holds: coded, nameless facts of one case.

Refuses free text, names and dates of birth by having no place for them.
"""

from datetime import date

import msgspec

from earlyhelp.errors import StorageFault

STEP = 512
_LENGTH = 4


class ChildFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One child of the case; `age_years` is -1 for an unborn child, None when not recorded."""

    age_years: int | None = None
    sex: str = "U"
    ethnicity: str = ""
    sen: str = ""
    disability: tuple[str, ...] = ()


class OutcomeFact(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome of the plan: the needs it serves and how it ended."""

    needs: tuple[str, ...] = ()
    status: str


class ScaleFact(msgspec.Struct, frozen=True, kw_only=True):
    """The first and the latest reading of one area by one scorer; `latest` is None without a second."""

    area: str
    scorer: str
    first: float
    latest: float | None = None
    scale: str = "0-10"


class CaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the publisher may know of a case; `case_ref` is random and serves only to count once."""

    case_ref: int
    opened_on: date
    closed_on: date | None = None
    locality: str = ""
    source: str = ""
    children: tuple[ChildFacts, ...] = ()
    needs: tuple[str, ...] = ()
    outcomes: tuple[OutcomeFact, ...] = ()
    scales: tuple[ScaleFact, ...] = ()
    level_at_start: str = ""
    level_at_end: str = ""
    closure_reason: str = ""


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(CaseFacts)


def encode(facts: CaseFacts) -> bytes:
    """Return the facts as bytes whose length tells nothing finer than steps of 512.

    Shape: 4 bytes of length (big-endian), msgpack, zeros up to a whole step.
    """
    packed = _ENCODER.encode(facts)
    framed = len(packed).to_bytes(_LENGTH, "big") + packed
    return framed.ljust(-(-len(framed) // STEP) * STEP, b"\0")


def decode(framed: bytes) -> CaseFacts:
    """Read facts back.

    Raises: StorageFault if the bytes are not a whole, well-formed envelope.
    """
    end = _LENGTH + int.from_bytes(framed[:_LENGTH], "big")
    if len(framed) % STEP or end > len(framed) or framed[end:].strip(b"\0"):
        raise StorageFault("figures.facts.damaged")
    try:
        return _DECODER.decode(framed[_LENGTH:end])
    except msgspec.MsgspecError as cause:
        raise StorageFault("figures.facts.damaged") from cause
