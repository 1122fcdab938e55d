"""Sign-in, what the session may do, drafts, progress of long work."""

from datetime import date, datetime

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import Command, Query, discreet, message


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """Open the store.  Not a Message: the keeper answers it before any session exists."""

    folder: str
    login: str
    passphrase: str
    key_file: str = ""

    __repr__ = discreet


class RestoreBackup(msgspec.Struct, frozen=True, kw_only=True):
    """Put a backup into an empty folder.  Not a Message: whoever asks is proved by the backup itself.

    Shape: two shares of the recovery key stand for passphrase and key file; `erased` and `ended` are
    lists from another computer, "" for this one's own.  The answer is the long work's id.
    """

    source: str
    folder: str
    login: str
    passphrase: str = ""
    key_file: str = ""
    shares: tuple[str, str] | None = None
    erased: str = ""
    ended: str = ""

    __repr__ = discreet


class InspectStore(msgspec.Struct, frozen=True, kw_only=True):
    """Check a store without changing a byte of it.  Not a Message: no session comes of it.

    Shape: the answer is the long work's id; it tells `entries` and `problems`, one a line.
    """

    folder: str
    login: str
    passphrase: str
    key_file: str = ""

    __repr__ = discreet


class StopRestore(msgspec.Struct, frozen=True, kw_only=True):
    """Stop the restore that goes on; nothing of it is left."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, and what the buttons may offer.  `kind` is "case" or "analysis".

    Shape: `share` is the kind of slot they came in by; `passphrase_alone` that joiners need no more;
    `backup_due` and `rehearsal_due` since when they are, None while they are not.
    """

    account_id: int
    login: str
    display_name: str
    role: str
    team_names: tuple[str, ...]
    team_ids: tuple[int, ...]
    permissions: frozenset[str]
    store_name: str
    kind: str
    demo: bool
    audit_size: int
    audit_verified_at: datetime | None = None
    share: str = "pp"
    passphrase_alone: bool = True
    backed_up_at: datetime | None = None
    rehearsed_at: datetime | None = None
    backup_due: date | None = None
    rehearsal_due: date | None = None
    must_change: bool = False
    conduct_due: bool = False
    interests_due: bool = False
    ends_on: date | None = None


class WorkNews(msgspec.Struct, frozen=True, kw_only=True):
    """How far long work is.

    Shape: `kind` is backup or rehearsal; `total` is 0 where nobody can say; `ended` is "", done,
    stopped or failed; `key` says why it failed, `told` fills the blanks of what is said at the end.
    """

    kind: str
    id: int
    stage: str
    done: int
    total: int
    ended: str = ""
    key: str = ""
    told: dict[str, str | int] = {}


class Upkept(msgspec.Struct, frozen=True, kw_only=True):
    """How far the keeper's background work is: people searchable, audit entries verified.

    Shape: `checking` while a run of the register's checks is under way; `work` is the long work that
    goes on or ended last.
    """

    people: int
    people_total: int
    audit: int
    audit_total: int
    audit_ok: bool
    audit_verified_at: datetime | None = None
    checking: bool = False
    work: WorkNews | None = None


@message(Permission.SESSION_READ, Session)
class CurrentSession(Query, frozen=True, kw_only=True):
    """Who am I, what may I do."""


@message(Permission.SESSION_READ)
class StopWork(Command, frozen=True, kw_only=True):
    """Stop the long work this session began; what it made so far is taken away."""

    work_id: int


@message(Permission.PASSPHRASE_CHANGE)
class ChangePassphrase(Command, frozen=True, kw_only=True):
    """Open the store with another passphrase from now on, on this device."""

    passphrase: str
    new_passphrase: str
    key_file: str = ""

    __repr__ = discreet


@message(Permission.SESSION_CONFIRM)
class ConfirmMyself(Command, frozen=True, kw_only=True):
    """Prove that it is still the same person: passphrase and second share, as at sign-in.

    For five minutes messages marked `confirm` are let through; signing in alone does not count.
    """

    passphrase: str
    key_file: str = ""

    __repr__ = discreet


class DraftText(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed and not yet sent; `content` is JSON of the form's answers."""

    kind: str
    subject_id: int
    content: str
    saved_at: datetime


@message(Permission.DRAFT_SAVE)
class SaveDraft(Command, frozen=True, kw_only=True):
    """Keep what is being typed; an empty content deletes the draft."""

    kind: str
    subject_id: int = 0
    content: str


@message(Permission.DRAFT_READ, tuple[DraftText, ...])
class Drafts(Query, frozen=True, kw_only=True):
    """The person's own drafts, of one kind or all."""

    kind: str = ""
    subject_id: int | None = None


@message(Permission.AUDIT_CHECKPOINT, str)
class Checkpoint(Command, frozen=True, kw_only=True):
    """Sign the audit as it stands; answers the checkpoint's text."""

    why: str = "lock"
