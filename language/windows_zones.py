"""Time zones as Windows calls them (CLDR windowsZones)."""

from babel.core import get_global


def iana_zone(windows_name: str) -> str | None:
    """Give the IANA name of a Windows time zone ("Romance Standard Time"), None if it is none."""
    found: str | None = get_global("windows_zone_mapping").get(windows_name)
    return found
