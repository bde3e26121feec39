"""Every business's rows can be told from every other's by the first column of every key."""

import pytest
from sqlalchemy import ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.tables.all import INSTALLATION_WIDE, METADATA, NODE_WIDE

Key = PrimaryKeyConstraint | UniqueConstraint | ForeignKeyConstraint | Index
OWNED = [each for each in METADATA.sorted_tables if each.name not in INSTALLATION_WIDE]


def _keys(table: Table) -> list[Key]:
    constraints = [each for each in table.constraints if isinstance(each, Key)]
    # A table without a primary key has an empty one here.
    return [each for each in (*constraints, *table.indexes) if len(each.columns)]


@pytest.mark.parametrize("table", OWNED, ids=lambda each: each.name)
def test_business_id_comes_first_in_every_key_of_a_business(table: Table) -> None:
    first = {str(key.name): next(iter(key.columns)).name for key in _keys(table)}
    assert {name for name, column in first.items() if column != "business_id"} <= {*NODE_WIDE}


@pytest.mark.parametrize("table", OWNED, ids=lambda each: each.name)
def test_a_row_of_one_business_names_no_row_of_another(table: Table) -> None:
    for key in table.foreign_key_constraints:
        assert next(iter(key.elements)).column.name == "business_id"


def test_the_lists_of_exceptions_name_nothing_that_is_not_there() -> None:
    keys = {str(key.name) for table in METADATA.sorted_tables for key in _keys(table)}
    assert set(INSTALLATION_WIDE) <= set(METADATA.tables)
    assert set(NODE_WIDE) <= keys


def test_installation_wide_tables_hang_on_no_business() -> None:
    owners = {each for each in METADATA.sorted_tables if each.name in INSTALLATION_WIDE}
    assert not [each.name for each in owners if each.foreign_key_constraints]
