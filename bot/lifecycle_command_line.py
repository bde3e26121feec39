"""What the commands of the lifecycle take."""

from argparse import ArgumentParser
from collections.abc import Mapping

ABOUT = {
    "templates": (
        "list what a business can begin with",
        (
            "List the templates a new business can begin with: services, hours, rules and staff of a\n"
            "sector, to change as needed. python -m bot create begins a business with one."
        ),
    ),
    "create": (
        "begin a business from a template",
        (
            "Begin a business with the services, hours and rules of a template:\n"
            'python -m bot create --template salon --name "Fern & Comb" --time-zone Europe/Paris\n'
            "Its id is made of its name where --id is not given."
        ),
    ),
    "clone": (
        "copy a business, or a service",
        (
            "Begin a business like another one: its services, hours, rules, questions and closures,\n"
            "with --with-staff its staff too; never customers, appointments, sign-ins or time off.\n"
            "With --service a service of the business is offered once more under a new name."
        ),
    ),
    "delete": (
        "delete a business, or a service; it can be brought back",
        (
            "Put a business, or with --service one of its services, out of sight at once. It is kept\n"
            "for FRONTDESK_DELETED_KEPT_DAYS days and can be restored until then. While appointments\n"
            "are to come it is refused and they are listed, unless --cancel-appointments says how\n"
            "many they are: they are cancelled then, and their customers are told."
        ),
    ),
    "restore": (
        "bring back a deleted business or service",
        (
            "Bring back a business, or with --service one of its services, while it is kept. What was\n"
            "cancelled when it was deleted stays cancelled."
        ),
    ),
    "deleted": (
        "list what was deleted and until when it is kept",
        (
            "List the businesses, services and staff members that were deleted, in one business or\n"
            "everywhere, each with the date on which it is gone for good."
        ),
    ),
    "remove-person": (
        "remove somebody who left from every business",
        (
            "Remove a staff member who left from every business they are in, in one action. Who they\n"
            "are elsewhere is told by the account they signed in with; --email finds all staff with\n"
            "that address. Where that is, and what is to come of theirs, is shown first; nothing is\n"
            "done without --confirm. Their access ends at once."
        ),
    ),
}
"""Short and long help of each command."""


def add_arguments(parsers: Mapping[str, ArgumentParser]) -> None:
    """Say what each command takes."""
    _add_creating(parsers)
    _add_deleting(parsers)
    _add_leaving(parsers["remove-person"])


def _add_creating(parsers: Mapping[str, ArgumentParser]) -> None:
    create, clone = parsers["create"], parsers["clone"]
    create.add_argument("--template", required=True, help="one of python -m bot templates")
    create.add_argument("--time-zone", required=True, help="IANA name, such as Europe/Paris")
    create.add_argument("--currency", default="", help="ISO 4217 code, such as EUR")
    create.add_argument("--administrator", default="", help="the name of its first staff member")
    clone.add_argument("business", metavar="BUSINESS", help="the id of the business to copy")
    clone.add_argument("--service", default="", help="the id of the one service to copy")
    clone.add_argument("--with-staff", action="store_true", help="copy its staff too")
    for parser in (create, clone):
        parser.add_argument("--name", required=True, help="what the new one is called")
        parser.add_argument("--id", default="", help="the new business's id")


def _add_deleting(parsers: Mapping[str, ArgumentParser]) -> None:
    for name in ("delete", "restore"):
        parsers[name].add_argument("business", metavar="BUSINESS", help="the business's id")
        parsers[name].add_argument("--service", default=None, help="the id of one of its services")
    parsers["delete"].add_argument(
        "--cancel-appointments",
        type=int,
        metavar="COUNT",
        help="cancel so many appointments to come, as were listed",
    )
    parsers["delete"].add_argument("--message", default="", help="what their customers are told")
    parsers["deleted"].add_argument(
        "business", metavar="BUSINESS", nargs="?", default=None, help="the business's id"
    )


def _add_leaving(parser: ArgumentParser) -> None:
    parser.add_argument("--business", default="", help="a business they are in")
    parser.add_argument("--staff-member", default="", help="who they are there")
    parser.add_argument("--email", default="", help="or the mail address of their staff entries")
    parser.add_argument(
        "--appointments",
        choices=("keep", "cancel"),
        help="what becomes of what is to come: it needs somebody, or it is cancelled",
    )
    parser.add_argument(
        "--confirm",
        type=int,
        metavar="COUNT",
        help="do it, with so many appointments to come as were listed",
    )
    parser.add_argument("--message", default="", help="what customers of cancelled ones are told")
