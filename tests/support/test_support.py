"""The helpers of the tests do what the tests rely on."""

from pathlib import Path

import asyncpg
import pytest
from playwright.async_api import Browser

from tests.support.postgres import PostgresCluster

MAY_EXTEND = "SELECT has_database_privilege(current_database(), 'CREATE')"


async def test_each_database_is_new_and_empty(postgres: PostgresCluster) -> None:
    first, second = postgres.fresh_database(), postgres.fresh_database()
    connection = await asyncpg.connect(first)
    await connection.execute("CREATE TABLE kept (id int)")
    await connection.close()
    connection = await asyncpg.connect(second)
    tables = await connection.fetch("SELECT 1 FROM pg_tables WHERE tablename = 'kept'")
    await connection.close()
    assert tables == []


async def test_the_owner_may_create_extensions_where_there_are_any(
    postgres: PostgresCluster, postgres_url: str
) -> None:
    connection = await asyncpg.connect(postgres_url)
    assert await connection.fetchval(MAY_EXTEND)
    if postgres.has_extension("btree_gist"):
        await connection.execute("CREATE EXTENSION btree_gist")
    await connection.close()


async def test_the_plain_user_may_create_tables_but_no_extension(
    postgres: PostgresCluster, postgres_url_without_extensions: str
) -> None:
    connection = await asyncpg.connect(postgres_url_without_extensions)
    await connection.execute("CREATE TABLE allowed (id int)")
    assert not await connection.fetchval(MAY_EXTEND)
    if postgres.has_extension("btree_gist"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE EXTENSION btree_gist")
    await connection.close()


def test_a_database_address_is_given_for_each_engine(database_url: str, tmp_path: Path) -> None:
    assert database_url.startswith(("postgresql://", f"sqlite:///{tmp_path}"))


async def test_the_browser_runs_scripts_of_a_page(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<p id=said></p><script>said.textContent = 6 * 7</script>")
    assert await page.text_content("#said") == "42"
