"""The demo business's file. Its days are written as seen from the first start.

In it `day+2T11:00` is 11:00 two days later, `day+24` is the date 24 days later: whenever the demo
is begun, the staff have something to do. Files for `python -m bot load` hold real dates only.
"""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from api.documents import read_business
from api.json_texts import read_json
from api.reports import Json
from scheduling.recurrence import local_date
from scheduling.service.administration import BusinessRecord

_FILE = Path(__file__).parent / "business.json"
_RELATIVE_DAY = re.compile(r"day([+-]\d{1,3})(T[\d:]+Z?)?")


def demo_business(now: datetime) -> BusinessRecord:
    """Read the demo business, its first day being the one that is `now` where it is."""
    document = read_json(_FILE.read_bytes())
    zone = document["bookingPageSettings"]["businessTimeZone"]
    return read_business(with_real_days(document, local_date(now, zone)), now).record


def with_real_days(document: Json, first_on: date) -> Json:
    """Give the document with each day counted from `first_on`."""
    if isinstance(document, dict):
        return {name: with_real_days(each, first_on) for name, each in document.items()}
    if isinstance(document, list):
        return [with_real_days(each, first_on) for each in document]
    found = _RELATIVE_DAY.fullmatch(document) if isinstance(document, str) else None
    if found is None:
        return document
    on = first_on + timedelta(days=int(found[1]))
    return f"{on.isoformat()}{found[2] or ''}"
