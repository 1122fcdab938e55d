"""What every record has: id, version, its audience, and columns that only take sealed values."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from earlyhelp.errors import Bug


class Audience(StrEnum):
    """Whose rows these are; the guard refuses a class without one.

    `family`: follows the scope on the family.  `own`: the account's own.  `shared`: staff, teams,
    wrapped keys.  `store`: audit, checkpoints, releases, facts: reached by their own services only.
    """

    FAMILY = "family"
    OWN = "own"
    SHARED = "shared"
    STORE = "store"


class Envelope(bytes):
    """A sealed value.  Only storage.sealing makes one."""


class Sealed(TypeDecorator[Envelope]):
    """The one column type for secrets: takes envelopes and nothing else.

    Raises: Bug("records.plaintext") for anything that is not an envelope.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Let an envelope through to the database."""
        if value is not None and not isinstance(value, Envelope):
            raise Bug("records.plaintext")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Envelope | None:  # noqa: ARG002
        """Hand back what is stored, still sealed."""
        return None if value is None else Envelope(value)


class Instant(TypeDecorator[datetime]):
    """UTC instants as ISO text of fixed width, so that they sort as text."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write 2026-11-22T09:15:00.000Z."""
        return (
            None
            if value is None
            else f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"
        )

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read it back, aware."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """Days as ISO text: SQLite compares a column it calls DATE a hundred times more slowly."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write 2026-11-22."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else date.fromisoformat(value)


def points_to(column: str) -> ForeignKey:
    """Return a foreign key checked at commit, so that rows may be written in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


Number = BigInteger().with_variant(Integer(), "sqlite")


class Record(DeclarativeBase):
    """Base of every mapped class; ids come from the clock, versions count saves."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Number,
        datetime: Instant(),
        date: Day(),
        Envelope: Sealed(),
    }
    audience: ClassVar[Audience]
    #: column name -> (kind of key, type of the value inside)
    seals: ClassVar[dict[str, tuple[str, Any]]] = {}

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=1)


class OfFamily(Record):
    """A record that belongs to one family and is seen with it."""

    __abstract__ = True
    audience = Audience.FAMILY
    family_id: Mapped[int] = mapped_column(points_to("family.id"), index=True)
