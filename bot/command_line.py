"""The command line: which commands there are and what each takes."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from bot import lifecycle_command_line, personal_calendar_commands

_ABOUT = """\
Frontdesk: appointment scheduling that lives in chat.

Settings are FRONTDESK_... environment variables or lines of a file .env here;
docs/configuration.md lists them all."""

_COMMANDS = {
    "demo": (
        "try it on this machine, with a business made up for it",
        (
            "Start Frontdesk on this machine only, with no account, key or server. Its database is\n"
            "brought up to date; while it holds no business, a made-up hair salon is loaded. Prints\n"
            "what to open. Anybody on this machine may act as any customer or staff member."
        ),
    ),
    "serve": (
        "run it for real",
        (
            "Start Frontdesk for customers and staff. Refuses to start without its secrets, and says\n"
            "which (FRONTDESK_SECRET_KEY and the bot's; FRONTDESK_PUBLIC_URL is where people reach\n"
            "it). The database is brought up to date first. SIGTERM or Ctrl-C lets every turn under\n"
            "way finish, then stops."
        ),
    ),
    "load": (
        "put a business from a JSON file into the database",
        (
            "Read a business, its services, staff, customers and appointments from FILE and put it\n"
            "in place of the business of that id, if there is one: what the file does not hold is\n"
            "gone. Everything is checked first and every error is told with its place in the file;\n"
            "nothing is loaded unless all of it is right. docs/business-file.md tells the format."
        ),
    ),
    "export": (
        "print a business as JSON",
        (
            "Print everything of a business as a JSON document that load reads:\n"
            "python -m bot export salon > salon.json"
        ),
    ),
    "invite": (
        "make a code that lets a staff member sign in",
        (
            "Make an invitation for a staff member and print its code and what to do with it. Whoever\n"
            "writes the code to the bot is that staff member from then on, so the first\n"
            "administrator of a real installation is invited this way."
        ),
    ),
    "explain": (
        "say why a time or a day is not offered",
        (
            "Print every rule in the way of a time, for each staff member, with its value and the\n"
            "setting it comes from; or what removed the time of a day, down to what is left:\n"
            "python -m bot explain --business salon --service cut --at 2026-04-17T17:00\n"
            "A time without an offset is local time of the business. Changes nothing."
        ),
    ),
    personal_calendar_commands.NAME: personal_calendar_commands.ABOUT,
    "migrate": (
        "bring the database's schema up to date",
        (
            "Bring the schema of the database up to date and try its guard against double booking.\n"
            "The other commands do so too; this one does nothing else."
        ),
    ),
}


def parse_command_line(arguments: Sequence[str]) -> Namespace:
    """Read the arguments. Ends the process with the usage for wrong ones (argparse)."""
    parser = ArgumentParser(
        prog="python -m bot", description=_ABOUT, formatter_class=RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    about = _COMMANDS | lifecycle_command_line.ABOUT
    parsers = {
        name: commands.add_parser(
            name, help=short, description=long, formatter_class=RawDescriptionHelpFormatter
        )
        for name, (short, long) in about.items()
    }
    parsers["load"].add_argument("file", metavar="FILE", type=Path, help="the business's file")
    parsers["export"].add_argument("business", metavar="BUSINESS", help="the business's id")
    parsers["invite"].add_argument("business", metavar="BUSINESS", help="the business's id")
    parsers["invite"].add_argument("staff", metavar="STAFF", help="the staff member's id")
    _add_explain(parsers["explain"])
    lifecycle_command_line.add_arguments(parsers)
    personal_calendar_commands.add_arguments(parsers[personal_calendar_commands.NAME])
    return parser.parse_args(arguments)


def _add_explain(parser: ArgumentParser) -> None:
    parser.add_argument("--business", required=True, metavar="ID", help="the business's id")
    parser.add_argument("--service", metavar="ID", help="a service's id; without it, any")
    parser.add_argument("--staff-member", metavar="ID", help="whose calendar; without it, all")
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--at", metavar="TIME", help="a time, such as 2026-04-17T17:00")
    when.add_argument("--on", metavar="DATE", help="a day, such as 2026-04-17")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
