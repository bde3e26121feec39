"""A whole Frontdesk on a free port: the real composition, the real database, the real doors."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.doors.middlewares import SERVER_OPTIONS
from bot.settings import load_settings
from bot.wiring import Host, build, open_database
from scheduling.actors import OperatorActor
from scheduling.service.administration import BusinessRecord, replace_business

SECRET = "a secret of the tests, longer than thirty-two bytes"
SIGNING_KEY = b"demo " + SECRET.encode()
"""What demo mode signs with."""


@dataclass(frozen=True)
class RunningHost:
    """A product that answers at `url`."""

    url: str
    host: Host


@asynccontextmanager
async def running_host(
    database_url: str,
    folder: Path,
    record: BusinessRecord | None,
    now: datetime | None,
    **settings: Any,
) -> AsyncIterator[RunningHost]:
    """Start the product on a free port with one business in it (None: what is there); stop it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        given = {"demo": True, "clock": now, "secret_key": SECRET, **settings}
        loaded = load_settings(
            database_url=database_url, data_folder=folder, _env_file=None, **given
        )
        host = await build(loaded, await open_database(loaded), url)
        if record is not None:
            await host.transactions.run(replace_business, OperatorActor(), record)
        runner = web.AppRunner(host.app, access_log=None, shutdown_timeout=5, **SERVER_OPTIONS)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        await host.start()
        try:
            yield RunningHost(url, host)
        finally:
            await runner.cleanup()
            await host.stop()
