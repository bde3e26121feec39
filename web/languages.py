"""Which language the browser asks for."""

import re

from aiohttp import web

_ENTRY = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?")
DEFAULT_LOCALE = "en"


def preferred_locale(request: web.Request) -> str:
    """The tag Accept-Language likes best (RFC 9110 12.5.4), or English."""
    header = request.headers.get("Accept-Language", "")[:200]
    entries = [_ENTRY.fullmatch(entry) for entry in header.split(",")]
    weighed = [(float(found[2] or 1), found[1]) for found in entries if found]
    return max(weighed, key=lambda entry: entry[0], default=(1.0, DEFAULT_LOCALE))[1]
