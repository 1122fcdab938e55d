"""Takes the wrapped keys of grants whose time is over.  Decides nothing: the day was set when they were given.

The guard shows an expired grant to nobody; but its wrap would stay in the file for whoever holds the file's
key and that person's.  So the store takes it itself, whoever is signed in, and says so in the audit.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, and_, select, update

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.audit.entry import EntryFacts
from earlyhelp.clock import Clock
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.storage.guard import GuardedSession, connection_of, permit
from earlyhelp.storage.row_state import state_hash

#: Who acts where nobody asked: the program itself.
PROGRAM = Principal(account_id=0, login="earlyhelp", display_name="", role="program")
_AT_ONCE = 100
_grant = FamilyGrant.__table__


class Store(Protocol):
    """What is needed of the store they lie in."""

    clock: Clock

    def commit(self, session: GuardedSession, facts: EntryFacts, detail: bytes | None) -> int: ...
    def unit(self, principal: Principal, permission: Permission, scope: Scope) -> Any: ...


def end_expired(store: Store, lent: Callable[[], AbstractContextManager[Any]]) -> int:
    """End what has expired, at most a hundred at a time; return how many.

    Shape: rows and the audit entry are saved together; the entry names the grants and no family.
    """
    with store.unit(PROGRAM, Permission.KEY_TURN, Scope.STAFF) as uow:
        connection = connection_of(uow.session)
        with lent():  # the role that is signed in may be denied this table
            ended = _ended(connection, store.clock)
        if not ended:
            return 0
        facts = EntryFacts(
            seq=0, at_utc="", actor=0, actor_name=PROGRAM.login, role=PROGRAM.role, device="",
            session="", act=Permission.KEY_TURN.value, outcome="done",
            objects=tuple(f"{FamilyGrant.__tablename__}:{row['id']}:v{row['version']}" for row in ended),
            purpose="grants whose time is over", rule=f"{PROGRAM.role}/expiry",
            row_hashes=tuple(map(state_hash, ended)),
        )  # fmt: skip
        store.commit(uow.session, facts, None)
    return len(ended)


def _ended(connection: Connection, clock: Clock) -> list[dict[str, Any]]:
    over = and_(_grant.c.until_at <= clock.now(), _grant.c.ended_at.is_(None))
    found = select(_grant).where(over).order_by(_grant.c.id).limit(_AT_ONCE)
    rows = connection.execute(found, execution_options=permit()).mappings().all()
    ended = []
    for row in rows:
        # what a partner was told of names goes too: it was sealed with the key that is taken
        change = {
            "ended_at": row["until_at"], "wrapped": b"", "names": None,
            "version": row["version"] + 1,
        }  # fmt: skip
        statement = update(FamilyGrant).where(FamilyGrant.id == row["id"]).values(change)
        connection.execute(statement, execution_options=permit())
        ended.append(dict(row) | change)
    return ended
