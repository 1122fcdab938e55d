"""Row filter and write check for every statement of a session.  There is no way to switch it off."""

from contextvars import ContextVar
from typing import Any, NoReturn

from sqlalchemy import ColumnElement, Connection, Engine, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm import Session as _Session  # noqa: TID251 - the one place
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from earlyhelp.access.permissions import Scope
from earlyhelp.access.principal import Principal
from earlyhelp.clock import Clock
from earlyhelp.errors import Bug, Refused
from earlyhelp.records.access import InterestConflict
from earlyhelp.records.base import Audience, OfFamily, Record
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family
from earlyhelp.storage.scopes import criterion
from earlyhelp.storage.standing import Standing, conflicts_of, live, read_standing
from earlyhelp.storage.statements import refuse_unfilterable

_PERMIT = object()
_flushing: ContextVar[bool] = ContextVar("flushing", default=False)
_SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN IMMEDIATE")


class GuardedSession(_Session):
    """A session of one principal, for one permission, that ends with its action."""

    def __init__(self, engine: Engine, principal: Principal, scope: Scope, clock: Clock) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)
        self.principal = principal
        self.scope = scope
        self._clock = clock
        self.known_families: set[int] = set()
        self.made: dict[tuple[type[Record], int], Record] = {}
        self._criteria: dict[type[Record], ColumnElement[bool]] = {}
        self._standing: Standing | None = None

    def criterion_of(self, kind: type[Record]) -> ColumnElement[bool]:
        """Return the rows of a class this session may see; made once until a grant is written."""
        found = self._criteria.get(kind)
        if found is None:
            found = self._criteria[kind] = criterion(kind, self.standing)
        return found

    @property
    def standing(self) -> Standing:
        """Return who asks and what must be looked at; asked once until a grant is written."""
        if self._standing is None:
            who = (self.principal, self.scope)
            self._standing = read_standing(connection_of(self), who, self._clock.now, permit())
        return self._standing

    def conflicts(self) -> frozenset[int]:
        """Return the families that must not be there for this person, whatever memory holds."""
        if not self.standing.conflicted:
            return frozenset()
        return conflicts_of(connection_of(self), self.principal.account_id, permit())

    def grants_changed(self) -> None:
        """Ask anew how the person stands: this very session has given or ended something."""
        self._standing = None
        self._criteria.clear()

    def get(self, entity: Any, ident: Any, **_: Any) -> Any:
        """Ask the database by key, never the identity map: a row may have left the scope.

        A row this very session has changed is handed back as it stands: reading it again would
        drop the change.
        """
        held = self.identity_map.get((entity, (ident,), None))
        if held is not None and held in self.dirty:
            return held
        statement = select(entity).where(entity.id == ident)
        return self.scalars(statement.execution_options(populate_existing=True)).one_or_none()

    def connection(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: a bare connection would go round the guard."""
        raise Bug("guard.connection")

    def bulk_save_objects(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: bulk work skips the flush checks."""
        raise Bug("guard.bulk")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


def connection_of(session: GuardedSession) -> Connection:
    """Return the connection of a session's transaction, for the store's own permitted statements."""
    return _Session.connection(session)


_RECORD_OF_TABLE: dict[str, type[Record]] = {}


def install(engine: Engine) -> None:
    """Watch every statement of the engine; classify every mapped class or stop the program.

    Raises: Bug for a mapped class without an audience.
    """
    for mapper in Record.registry.mappers:
        if getattr(mapper.class_, "audience", None) is None:
            raise Bug("guard.unclassified", name=mapper.class_.__name__)
        _RECORD_OF_TABLE[mapper.local_table.name] = mapper.class_  # type: ignore[attr-defined]

    @event.listens_for(engine, "before_cursor_execute")
    def tripwire(
        _conn: Any, _cursor: Any, statement: str, _params: Any, context: Any, _many: bool
    ) -> None:
        permitted = context is not None and context.execution_options.get("permit") is _PERMIT
        if not (permitted or _flushing.get() or statement.startswith(_SAVEPOINTS)):
            raise Bug("guard.no_permit")


def permit() -> dict[str, object]:
    """Return the execution options that let the store's own statements pass the tripwire."""
    return {"permit": _PERMIT}


@event.listens_for(GuardedSession, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    session = state.session
    if not state.is_orm_statement or not state.is_select or not isinstance(session, GuardedSession):
        raise Bug("guard.statement_kind")
    state.update_execution_options(permit=_PERMIT)
    if state.is_column_load:
        return  # the object was checked when it was loaded
    if state.is_relationship_load:
        raise Bug("guard.relationship")  # the records have none: ids are asked for by name
    for kind in refuse_unfilterable(state.statement):
        rows = session.criterion_of(kind)
        state.statement = state.statement.options(
            with_loader_criteria(kind, rows, include_aliases=True)
        )


@event.listens_for(GuardedSession, "loaded_as_persistent")
def _remember(session: GuardedSession, record: Any) -> None:
    if isinstance(record, Family):
        session.known_families.add(record.id)
    elif isinstance(record, OfFamily):
        session.known_families.add(record.family_id)


@event.listens_for(GuardedSession, "detached_to_persistent")
def _reattached(_session: GuardedSession, _record: Any) -> None:
    raise Bug("guard.reattached")


@event.listens_for(GuardedSession, "before_flush")
def _check_writes(session: GuardedSession, _context: Any, _instances: Any) -> None:
    touched = (*session.new, *session.dirty, *session.deleted)
    new_families = {row.id for row in session.new if isinstance(row, Family)}
    session.made.update({(type(row), row.id): row for row in session.new})
    session.info["to_confirm"] = session.info.get("to_confirm", set()) | new_families
    for row in touched:
        _check_row(session, row, new_families)
    if any(isinstance(row, FamilyGrant | InterestConflict) for row in touched):
        session.grants_changed()
    _flushing.set(True)


def _check_row(session: GuardedSession, row: Any, new_families: set[int]) -> None:
    audience = row.audience
    if audience is Audience.OWN and row.account_id != session.principal.account_id:
        raise Refused("refused.row")
    if isinstance(row, Family):
        theirs = row.team_id in session.principal.teams or _is_named_reader(session, row)
        if _moved(row, "team_id") or not theirs:
            raise Refused("refused.row")
    elif isinstance(row, OfFamily):
        if _moved(row, "family_id") or not _visible(session, row.family_id, new_families):
            raise Refused("refused.row")
        _check_parents(session, row)


def _is_named_reader(session: GuardedSession, family: Family) -> bool:
    """Tell whether a family is restricted, stays so, and is open to this person by name.

    Its readers stand in for its team, which reaches it no more: one of them may belong to another.
    """
    anew = family in session.new or family in session.deleted or _moved(family, "restricted")
    if anew or not family.restricted:
        return False
    given = select(FamilyGrant.id).where(
        FamilyGrant.family_id == family.id,
        FamilyGrant.account_id == session.principal.account_id,
        FamilyGrant.kind == "restricted",
        live(FamilyGrant, session._clock.now),  # noqa: SLF001 - its own class's event
    )
    return session.scalars(given).first() is not None


def _moved(row: Any, column: str) -> bool:
    return bool(inspect(row).get_history(column, PASSIVE_NO_INITIALIZE).deleted)


def _visible(session: GuardedSession, family_id: int, new_families: set[int]) -> bool:
    if family_id in session.known_families or family_id in new_families:
        return True
    found = session.scalars(select(Family.id).where(Family.id == family_id)).one_or_none()
    if found is None:
        return family_id in session.info.get("to_confirm", set())
    session.known_families.add(family_id)
    return True


def _check_parents(session: GuardedSession, row: OfFamily) -> None:
    for key in inspect(row).mapper.local_table.foreign_keys:
        kind = _RECORD_OF_TABLE[key.column.table.name]
        value = getattr(row, key.parent.name)
        if value is None or kind is Family or not issubclass(kind, OfFamily):
            continue
        parent = _parent(session, kind, value)
        if parent is None or parent.family_id != row.family_id:
            raise Refused("refused.parent")


def _parent(session: GuardedSession, kind: type[OfFamily], ident: int) -> OfFamily | None:
    held = session.made.get((kind, ident)) or session.identity_map.get((kind, (ident,), None))
    if isinstance(held, kind):
        return held
    found: OfFamily | None = session.get(kind, ident)
    return found


@event.listens_for(GuardedSession, "after_flush")
def _closed(_session: GuardedSession, _context: Any) -> None:
    _flushing.set(False)


@event.listens_for(GuardedSession, "after_soft_rollback")
def _closed_on_failure(_session: GuardedSession, _previous: Any) -> None:
    _flushing.set(False)


@event.listens_for(GuardedSession, "before_commit")
def _confirm_new(session: GuardedSession) -> None:
    """A family that was made must be one its maker may see: nothing is planted in the dark."""
    session.flush()
    made = session.info.pop("to_confirm", set())
    if not made:
        return
    seen = set(session.scalars(select(Family.id).where(Family.id.in_(made))))
    if seen != made:
        raise Refused("refused.row")
