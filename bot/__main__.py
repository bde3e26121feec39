"""`python -m bot COMMAND`: runs the product, and the small jobs beside it."""

import asyncio
import io
import os
import sys
from argparse import Namespace
from collections.abc import Coroutine, Sequence
from typing import Any

from bot.command_line import parse_command_line
from bot.commands import export, invite_staff, load, migrate
from bot.explain_command import ExplainRequest, explain
from bot.lifecycle_commands import COMMANDS as LIFECYCLE
from bot.personal_calendar_commands import NAME as PERSONAL_CALENDAR
from bot.personal_calendar_commands import personal_calendar
from bot.serving import run_demo, run_for_real
from bot.settings import Settings, SettingsError, load_settings
from bot.workplace import CommandFailed
from storage.failures import DatabaseUnavailable
from storage.guards import GuardMissing

_MORE = {**LIFECYCLE, PERSONAL_CALENDAR: personal_calendar}
_INTERRUPTED = 130
"""What shells report of a program that Ctrl-C ended."""


def main(arguments: Sequence[str]) -> int:
    """Run a command and give the exit status: 0, or 1 after one line that says what to change."""
    asked = parse_command_line(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of people and places must come out whatever the terminal says it can show.
            stream.reconfigure(encoding="utf-8")
    try:
        settings = load_settings(demo=True) if asked.command == "demo" else load_settings()
        work = _MORE.get(asked.command)
        asyncio.run(work(settings, asked, _say) if work else _command(asked, settings))
    except (CommandFailed, SettingsError, DatabaseUnavailable, GuardMissing) as error:
        print(f"Frontdesk: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads has enough; Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 0


def _command(asked: Namespace, settings: Settings) -> Coroutine[Any, Any, None]:
    match asked.command:
        case "demo":
            return run_demo(settings, _say)
        case "serve":
            return run_for_real(settings, _say)
        case "load":
            return load(settings, asked.file, _say)
        case "export":
            return export(settings, asked.business, _say)
        case "invite":
            return invite_staff(settings, asked.business, asked.staff, _say)
        case _:
            return _small_job(asked, settings)


def _small_job(asked: Namespace, settings: Settings) -> Coroutine[Any, Any, None]:
    if asked.command == "explain":
        return explain(settings, ExplainRequest.of(asked), _say)
    return migrate(settings, _say)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
