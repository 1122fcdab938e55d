"""What a family's rights need: who asks, what is held, what is decided about each part."""

from datetime import date, datetime

import msgspec

from earlyhelp.domain.third_parties import Span


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for whose record: sealed with the request's own key.

    `forename` to `address` describe the person whose record it is; `seen` holds codes of what was
    looked at (no copy is kept); `pauses` what was asked at each pause, in order.
    """

    forename: str
    surname: str
    born_on: date | None = None
    other_names: str = ""
    address: str = ""
    asker: str = ""
    relation: str = ""
    reply_to: str = ""
    wants: str = ""
    seen: tuple[str, ...] = ()
    seen_note: str = ""
    why_longer: str = ""
    pauses: tuple[str, ...] = ()
    outcome: str = ""


class PartField(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a part, under its label; `about` names the person a form asked it of, 0 nobody."""

    id: str
    label: str
    text: str
    about: int = 0


class RecordPart(msgspec.Struct, frozen=True, kw_only=True):
    """One record as a part of what is held about somebody.

    Shape: `key` is `table:id`; `kind` the table; `about` the people it concerns, empty for the family;
           `source` who recorded it, by role; `told_by` where it came from; `tone` "danger" where it tells of a safeguarding concern.
    """

    key: str
    family_id: int
    kind: str
    title: str
    on: date | None
    source: str
    about: tuple[int, ...] = ()
    told_by: str = ""
    tone: str = ""
    fields: tuple[PartField, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided about a part: `release`, `redact` or `withhold`.  Sealed with the family's key.

    Shape: `digest` is of the texts the decision was about: another text asks for another decision.
    """

    decision: str
    digest: str
    reason: str = ""
    note: str = ""
    spans: dict[str, tuple[Span, ...]] = {}


class PartRow(msgspec.Struct, frozen=True, kw_only=True):
    """A part on the page with what is proposed and what was decided; `third_parties` in words.

    `decided` is None where nobody decided yet, or where the record has changed since.
    """

    part: RecordPart
    proposed: Choice
    decided: Choice | None
    decided_by: str = ""
    decided_at: datetime | None = None
    third_parties: tuple[str, ...] = ()


class Rectified(msgspec.Struct, frozen=True, kw_only=True):
    """A request to put a record right: sealed with the family's key.

    `original` is what stood there when it was asked; `correction` what is to be read beside it;
    `statement` the person's own words where they disagree.
    """

    asker: str
    wrong: str
    wanted: str
    original: str
    correction: str = ""
    why: str = ""
    statement: str = ""


class PartLine(msgspec.Struct, frozen=True, kw_only=True):
    """A part as listed."""

    number: int
    title: str
    note: str
    proposed: str
    decided: str
    is_decided: bool


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A mark at its place in the text shown.  Unit: characters."""

    start: int
    end: int
    sure: bool
