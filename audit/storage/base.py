"""What all tables share: naming, ids and times in UTC."""

import zlib
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


LEVEL = 3
"""Of zlib: a third of the time of its own level 6, for a document a twelfth larger."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A time in UTC that comes back aware from every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a time whose zone is unknown; store the rest in UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:
        """SQLite forgets the zone, it was UTC; PostgreSQL tells the time in that of its server."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class PackedText(sa.types.TypeDecorator[str]):
    """A long text that is kept compressed: documents shrink to about a fifth."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> bytes | None:
        """Compress on the way in."""
        return None if value is None else zlib.compress(value.encode(), LEVEL)

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> str | None:
        """And unpack on the way out."""
        return None if value is None else zlib.decompress(value).decode()


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, UUID: sa.Uuid()}


def new_id() -> UUID:
    """A UUIDv7: unique everywhere, and it sorts by the time it was made."""
    return uuid7()


def utc_now() -> datetime:
    """The present moment, for the columns that say when a row was made."""
    return datetime.now(UTC)
