"""The schema brought to a revision, with the guard armed and tried after each step."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database
from storage.guards import ensure_guards, verify_guards

NEWEST = "head"
NOTHING = "base"


async def upgrade(database: Database, revision: str = NEWEST) -> None:
    """Bring the schema up to `revision`, in one transaction. Raises GuardMissing."""
    await database.migrate(lambda connection: command.upgrade(_config(connection), revision))


async def downgrade(database: Database, revision: str = NOTHING) -> None:
    """Bring the schema back to `revision`, in one transaction. Raises GuardMissing."""
    await database.migrate(lambda connection: command.downgrade(_config(connection), revision))


async def check_ready(database: Database) -> None:
    """Arm the guard and try it, as each start of the product does. Raises GuardMissing."""
    await database.write(arm)


def arm(connection: Connection) -> None:
    """Put the guard in its place and try to get past it. Raises GuardMissing."""
    ensure_guards(connection)
    verify_guards(connection)


def current_revision(connection: Connection) -> str | None:
    """Give the revision of the schema, None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def revisions() -> list[str]:
    """List the revisions there are, the first one first."""
    script = ScriptDirectory.from_config(_config(None))
    return [each.revision for each in script.walk_revisions()][::-1]


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["on_version_apply"] = _armed_again
    return config


def _armed_again(*, ctx: MigrationContext, **_: Any) -> None:
    if ctx.connection is not None:
        arm(ctx.connection)
