"""What handlers may use besides their unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from earlyhelp.access.policy import Policy
from earlyhelp.access.principal import Principal
from earlyhelp.services.look_purpose import Purposes
from earlyhelp.storage.search_index import PeopleIndex
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.storage.vault import Vault


@dataclass
class Context:
    """One session's surroundings; `works` holds long work between its steps."""

    folder: Path
    vault: Vault
    principal: Principal
    policy: Policy
    index: PeopleIndex
    team_names: dict[int, str] = field(default_factory=dict)
    works: dict[int, Any] = field(default_factory=dict)
    #: why this session looks at families outside its caseload
    purposes: Purposes = field(default_factory=Purposes)
    #: families this session compared with the person's own street and surname
    near_checked: set[int] = field(default_factory=set)
    demo: bool = False
    audit_verified_at: datetime | None = None
    #: when the person last proved themselves inside this session (ConfirmMyself)
    confirmed_at: datetime | None = None
    #: what has to be done before anything else (services/readiness.py)
    must_change: bool = False
    conduct_due: bool = False
    interests_due: bool = False
    #: the slot this session came in by; 0 where it is not known
    slot_id: int = 0
    #: whether a key may wait to be turned: looked up between messages (services/upkeep.py)
    keys_wait: bool = True
    #: files this action wrote: taken back if the action and its audit entry are not saved
    written: list[Path] = field(default_factory=list)
    #: called once the action has failed and its unit has ended, newest first
    on_failure: list[Callable[[], None]] = field(default_factory=list)
    #: called once the action and its audit entry are saved
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    #: called with the unit before it commits, so that derived records travel in the same transaction
    before_commit: list[Callable[[UnitOfWork], None]] = field(default_factory=list)
