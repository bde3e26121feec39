"""Who booked it, its visit and its series are of each customer's place, not of the appointment."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_SERIES = ("series_id", "occurrence_on")
_DEFAULTS = {"is_self_service": True, "visit_id": ""}
_KEY = ("business_id", "appointment_id")
_APPOINTMENT, _PLACE = (
    sa.table(name, *(sa.column(each) for each in columns), sa.column("details", sa.JSON()))
    for name, columns in (("appointment", _KEY), ("appointment_customer", (*_KEY, "position")))
)


def upgrade() -> None:
    """Give each place what the appointment says; visit and series are of who began it."""
    _add_columns("appointment_customer", "ix_appointment_customer_series")
    for name in _SERIES:
        _copy(name, to="appointment_customer", of="appointment", where="{to}.position = 0 AND ")
    for row, told in _told(_APPOINTMENT):
        for place in _same(_PLACE, row):
            own = {**told, "visit_id": told["visit_id"] if place.position == 0 else ""}
            _write(_PLACE, place, {**place.details, **own}, _PLACE.c.position == place.position)
    _drop_columns("appointment", "ix_appointment_series")


def downgrade() -> None:
    """Give each appointment what its first customer's place says."""
    _add_columns("appointment", "ix_appointment_series")
    for name in _SERIES:
        _copy(name, to="appointment", of="appointment_customer", where="{of}.position = 0 AND ")
    for row, told in _told(_PLACE, _PLACE.c.position == 0):
        for appointment in _same(_APPOINTMENT, row):
            _write(_APPOINTMENT, appointment, {**appointment.details, **told})
    _drop_columns("appointment_customer", "ix_appointment_customer_series")


def _copy(name: str, *, to: str, of: str, where: str) -> None:
    joined = f"{to}.business_id = {of}.business_id AND {to}.appointment_id = {of}.appointment_id"
    found = f"SELECT {of}.{name} FROM {of} WHERE {where.format(to=to, of=of)}{joined}"  # noqa: S608  # names of ours
    op.execute(f"UPDATE {to} SET {name} = ({found})")  # noqa: S608  # names of ours


def _add_columns(table: str, index: str) -> None:
    for name in _SERIES:
        op.add_column(table, sa.Column(name, sa.String(), nullable=True))
    op.create_index(
        index,
        table,
        ["business_id", "series_id"],
        unique=False,
        sqlite_where=sa.text("series_id IS NOT NULL"),
        postgresql_where=sa.text("series_id IS NOT NULL"),
    )


def _drop_columns(table: str, index: str) -> None:
    op.drop_index(index, table)
    for name in _SERIES:
        op.drop_column(table, name)


def _told(
    table: sa.TableClause, *conditions: sa.ColumnElement[bool]
) -> list[tuple[sa.Row[tuple[object, ...]], dict[str, object]]]:
    """List what says anything but the defaults, with what it says."""
    found = op.get_bind().execute(sa.select(table).where(*conditions)).all()
    every = (
        (row, {key: row.details.get(key, _DEFAULTS[key]) for key in _DEFAULTS}) for row in found
    )
    return [(row, told) for row, told in every if told != _DEFAULTS]


def _same(
    table: sa.TableClause, row: sa.Row[tuple[object, ...]]
) -> list[sa.Row[tuple[object, ...]]]:
    return list(op.get_bind().execute(sa.select(table).where(_is(table, row))).all())


def _write(
    table: sa.TableClause,
    row: sa.Row[tuple[object, ...]],
    details: dict[str, object],
    *conditions: sa.ColumnElement[bool],
) -> None:
    op.get_bind().execute(
        sa.update(table).where(_is(table, row), *conditions).values(details=details)
    )


def _is(table: sa.TableClause, row: sa.Row[tuple[object, ...]]) -> sa.ColumnElement[bool]:
    return sa.and_(*(table.c[each] == getattr(row, each) for each in _KEY))
