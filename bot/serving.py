"""Runs the product until it is told to stop: bind, build, answer, and end without losing a turn."""

import asyncio
import errno
import logging
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from aiohttp import web

from bot.app import missing_web_files
from bot.demo.business_file import demo_business
from bot.directory import BusinessDirectory
from bot.doors.middlewares import SERVER_OPTIONS
from bot.logs import configure_logging, log_event
from bot.settings import PREFIX, Settings, SettingsError, missing_of_bot, missing_to_serve
from bot.wiring import Host, build, open_database
from bot.workplace import CommandFailed, Say
from scheduling.actors import OperatorActor
from scheduling.service.administration import replace_business
from web.directory import DemoKind

BACKLOG = 1024
_LOGGER = logging.getLogger(__name__)
PATIENCE_AT_END = timedelta(seconds=15)
"""How long requests under way may take once the product is told to stop; a turn takes 12 s."""


async def run_demo(settings: Settings, say: Say) -> None:
    """Run with a demo business, loaded into a database that has none, on this machine only.

    Raises CommandFailed naming every setting that a bot registration lacks.
    """
    _require_none(missing_of_bot(settings))
    with _stop_signals() as stopped:
        async with _running(settings) as host:
            say("Frontdesk runs in demo mode: anybody on this machine may be anybody. Open")
            for line in await _demo_addresses(host):
                say(line)
            say("Ctrl-C stops it.")
            await stopped.wait()
            say("Stopping.")


async def run_for_real(settings: Settings, say: Say) -> None:
    """Run for real. Raises CommandFailed naming every setting that is in the way."""
    _require_none(missing_to_serve(settings))
    with _stop_signals() as stopped:
        async with _running(settings) as host:
            if settings.anonymous_bot:
                say(_anonymous_notice(host))
            say(f"Frontdesk is ready at {host.public_url}")
            await stopped.wait()
            say("Stopping.")


def _require_none(missing: tuple[SettingsError, ...]) -> None:
    if missing:
        raise CommandFailed("\n".join(str(each) for each in missing))


def _anonymous_notice(host: Host) -> str:
    listening = host.settings.listen_host
    log_event(_LOGGER, "bot.anonymous", logging.WARNING, listening=listening)
    return (
        f"{PREFIX}ANONYMOUS_BOT: unsigned activities are accepted, so Frontdesk listens on this "
        f"machine ({listening}) only."
    )


@asynccontextmanager
async def _running(settings: Settings) -> AsyncIterator[Host]:
    """The product, answering requests for the length of the block."""
    configure_logging(settings.log_level.value)
    missing = missing_web_files()
    if missing:
        fix = "run make run once, or .venv/bin/python -m scripts.bootstrap web"
        raise CommandFailed(f"{', '.join(missing)} missing in build/web: {fix}")
    with _bound(settings) as listening:
        host = await build(settings, await open_database(settings), _address(settings, listening))
        try:
            await _prepare(host)
            async with _answering(host, listening):
                yield host
        finally:
            await host.stop()


async def _prepare(host: Host) -> None:
    """Look at what is in the database. Raises CommandFailed where a setting does not fit it."""
    settings, directory = host.settings, BusinessDirectory(host.transactions)
    if settings.demo and not await directory.all():
        record = demo_business(host.clock.now())
        await host.transactions.run(replace_business, OperatorActor(), record)
    known = [each.business_id for each in await directory.all()]
    default = settings.default_business
    if default and default not in known:
        listed = ", ".join(known) or "none: load one first"
        raise SettingsError(f"{PREFIX}DEFAULT_BUSINESS", f"is no business; there are {listed}")


@asynccontextmanager
async def _answering(host: Host, listening: socket.socket) -> AsyncIterator[None]:
    """Answer requests; at the end take no more, and let those under way finish."""
    runner = web.AppRunner(
        host.app,
        access_log=None,
        shutdown_timeout=PATIENCE_AT_END.total_seconds(),
        **SERVER_OPTIONS,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listening, backlog=BACKLOG).start()
        await host.start()
        yield
    except OSError as error:
        raise _port_refused(host.settings, error) from error
    finally:
        host.health.end()
        await runner.cleanup()


@contextmanager
def _bound(settings: Settings) -> Iterator[socket.socket]:
    """A socket that holds the port, and listens to nobody yet. Raises SettingsError."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            settings.listen_host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind)
    except OSError as error:
        raise SettingsError(f"{PREFIX}HOST", f"is no address here ({error.strerror})") from error
    with listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
        except OSError as error:
            raise _port_refused(settings, error) from error
        yield listening


def _port_refused(settings: Settings, error: OSError) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        fix = f"{settings.port} is in use; stop what runs there, or set another port"
        return SettingsError(f"{PREFIX}PORT", fix)
    if error.errno == errno.EACCES:
        return SettingsError(f"{PREFIX}PORT", f"{settings.port} is not ours; set one above 1023")
    return SettingsError(f"{PREFIX}HOST", f"cannot be listened on ({error.strerror})")


def _address(settings: Settings, listening: socket.socket) -> str:
    """Where people reach it. The demo is reached on this machine, whatever is set."""
    if settings.public_url and not settings.demo:
        return settings.public_url
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _demo_addresses(host: Host) -> list[str]:
    directory = BusinessDirectory(host.transactions)
    lines = []
    for business in await directory.published():
        chat = f"{host.public_url}/chat/{business.business_id}"
        lines.append(f"  {chat}  to book at {business.display_name}")
        lines += [
            f"  {chat}?as={person.address}  as {person.name} ({person.role})"
            for person in await directory.demo_people(business.business_id)
            if person.kind is DemoKind.STAFF
        ]
    return lines


@contextmanager
def _stop_signals() -> Iterator[asyncio.Event]:
    """An event that Ctrl-C or a supervisor's SIGTERM sets. A second one ends the process at once."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)

    def forget() -> None:
        for each in signals:
            loop.remove_signal_handler(each)

    def stop() -> None:
        stopped.set()
        forget()

    for each in signals:
        loop.add_signal_handler(each, stop)
    try:
        yield stopped
    finally:
        forget()
