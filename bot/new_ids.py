"""The id that a command gives a new business: the one asked for, or one made of its name."""

import re
import unicodedata

from api.reports import Place, Refused, Report
from api.values import IDENTIFIER
from bot.workplace import CommandFailed


def new_business_id(wanted: str, name: str) -> str:
    """Give the id that is wanted, "" for one made of the name.

    Raises CommandFailed for no name, and for what can be no id.
    """
    if not name.strip():
        raise CommandFailed("--name: must not be empty")
    business_id = wanted or _as_id(name)
    if not business_id:
        raise CommandFailed(f'--id: none can be made of the name "{name}"; give one')
    report = Report()
    try:
        return IDENTIFIER.read(business_id, Place("--id", report))
    except Refused:
        raise CommandFailed("; ".join(str(each) for each in report.problems)) from None


def _as_id(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
