"""Printing for one named reader: what they are given, what is left out, what must be dealt with first."""

from datetime import date

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, message


class ReaderFor(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a document is compiled, and why.

    Shape: `kind` is family, agency, school, court or colleague; `person_id` for one of the family,
    `account_id` for a colleague, `agency` for those of other organisations; `basis` and `purpose` are
    codes.  One of the family and a colleague are chosen: a `name` typed for them counts for nothing.
    """

    kind: str
    name: str = ""
    person_id: int = 0
    account_id: int = 0
    agency: str = ""
    basis: str = ""
    why: str = ""
    reason: str = ""
    told_family: bool = True
    not_told_why: str = ""
    harm_check: str = ""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A part the reader is not given, for staff to see; never on the paper."""

    part: str
    title: str
    why: str


class ToSettle(msgspec.Struct, frozen=True, kw_only=True):
    """Something the check of outgoing text found in what would be printed.

    Shape: `key` names it when it is settled; `before`, `words`, `after` show it in its sentence.
    """

    key: str
    title: str
    kind: str
    before: str
    words: str
    after: str
    suggestion: str


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """The paper as it would be, what was left out of it, what is still to be settled.

    Shape: `unsure` are the children for whom the reader's parental responsibility is not recorded.
    """

    content: bytes
    left_out: tuple[LeftOut, ...]
    to_settle: tuple[ToSettle, ...]
    given: int
    unsure: tuple[str, ...] = ()


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """The paper as released, or a package holding it, and its entry in the sharing log."""

    content: bytes
    log_id: int
    name: str
    package: bytes = b""
    sender: str = ""


@message(Permission.PAPER_PRINT, Preview)
class DisclosurePreview(Query, frozen=True, kw_only=True):
    """An assessment or a plan as one named reader would be given it."""

    family_id: int
    kind: str
    subject_id: int
    reader: ReaderFor
    settled: dict[str, str] = {}


@message(Permission.PAPER_RELEASE, Released, confirm=True)
class ReleasePaper(Command, frozen=True, kw_only=True):
    """Hand the paper out inside the family or to a colleague; logged.

    The family's own copy asks for the proof as well: it holds the same facts, it is printed at an open
    desk, and one proof lasts for all the papers of the next five minutes.
    With the reader "file" and a reason, the file copy leaves the store as a file.

    `settled` gives for each key of `to_settle` "remove", or the reason why the words stay.
    """

    family_id: int
    kind: str
    subject_id: int
    reader: ReaderFor
    settled: dict[str, str] = {}


@message(Permission.PAPER_RELEASE, Released, confirm=True)
class ReleaseOutside(Command, frozen=True, kw_only=True):
    """Hand the paper to another organisation, on paper or as an encrypted package.

    `passphrase` and `delete_by` make it a package; `public_key` (a file's bytes) instead of a
    passphrase encrypts it for the holder of that key.
    """

    family_id: int
    kind: str
    subject_id: int
    reader: ReaderFor
    settled: dict[str, str] = {}
    passphrase: str = ""
    public_key: bytes = b""
    delete_by: date | None = None

    def __repr__(self) -> str:
        """Tell no field: one of them may be a passphrase."""
        return f"{type(self).__name__}(…)"
