"""What lies inside sealed columns that no message shows as it is."""

import msgspec

from earlyhelp.forms.definition import Answers
from earlyhelp.messages.people import Contactable, HomeDetails


class Narrative(msgspec.Struct, frozen=True, kw_only=True):
    """Answers to one version of a form, or a plain text.

    Shape: `results` and `now` hold status codes and scale readings by outcome, where a review or a
    closure has them; `stamps` the version of the record at which an answer last changed;
    `writers` the accounts that typed any of it, `checked_by` the manager who checked it.
    """

    form_id: str = ""
    form_version: int = 0
    answers: Answers = {}
    text: str = ""
    results: dict[int, str] = {}
    now: dict[int, int] = {}
    stamps: dict[str, int] = {}
    writers: tuple[int, ...] = ()
    checked_by: int = 0


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One scale reading, 0 to 10; `person_id` 0 means the family."""

    area: str
    scorer: str
    value: int
    person_id: int = 0


class CodedNeed(msgspec.Struct, frozen=True, kw_only=True):
    """A need of the framework file; `person_id` 0 means the family."""

    ref: str
    person_id: int = 0


class ActionText(msgspec.Struct, frozen=True, kw_only=True):
    """What an authorised action says."""

    text: str
    owner: str
    note: str = ""


class GrantedNames(msgspec.Struct, frozen=True, kw_only=True):
    """What the directory says of one family; people and homes by the id of their record."""

    family: str
    people: dict[int, Contactable] = {}
    homes: dict[int, HomeDetails] = {}


class RestrictionWhy(msgspec.Struct, frozen=True, kw_only=True):
    """Why a family is restricted: a code of `restriction_reason`, and the asker's words."""

    reason: str
    text: str = ""


class BreakGlassWhy(msgspec.Struct, frozen=True, kw_only=True):
    """What the reviewers of an emergency read: which family, why, and what they found."""

    reference: str
    sentence: str
    closing: str = ""
