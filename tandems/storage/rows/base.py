"""What all tables share, and how rows and domain values turn into each other."""

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

V = TypeVar("V", bound="DataclassInstance")


class Base(DeclarativeBase):
    """All tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """A table whose rows go by their domain id and keep the order in which they came."""

    __abstract__ = True
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(64), unique=True)


class Revised(Record):
    """A table whose rows refuse an update that was made on an older state."""

    __abstract__ = True
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def value_of(row: Base, kind: type[V], **given: object) -> V:
    """Return the ``kind`` whose fields are the row's columns of the same names, or ``given``."""
    make = cast("Callable[..., V]", kind)
    values = {
        field.name: given[field.name] if field.name in given else getattr(row, field.name)
        for field in fields(kind)
    }
    return make(**values)


def fill(row: Base, value: "DataclassInstance", *, skip: frozenset[str] = frozenset()) -> None:
    """Copy the fields of ``value`` to the columns of the same names, but for ``version``."""
    columns = row.__table__.columns.keys()
    for field in fields(value):
        if field.name in columns and field.name != "version" and field.name not in skip:
            setattr(row, field.name, getattr(value, field.name))
