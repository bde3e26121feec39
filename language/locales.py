"""Which locale a person is served in (RFC 4647 lookup over BCP 47 tags)."""

from collections.abc import Iterable

FALLBACK_LOCALE = "en"

# The lengths of RFC 5646: subtags, two letters for a region, four for a script.
_LONGEST_TAG = 35
_LONGEST_SUBTAG = 8
_REGION_LENGTH = 2
_SCRIPT_LENGTH = 4

# Plain "en" is read the world over: day before month and the 24-hour clock mislead nobody.
# A person whose channel says en-US gets the American forms.
_FORMATS_WITHOUT_REGION = {"en": "en-GB"}


def normalised_tag(tag: str) -> str:
    """Give a tag as "pt-BR"; words that cannot be part of one are cut off."""
    parts = tag.strip()[:_LONGEST_TAG].replace("_", "-").split("-")
    kept: list[str] = []
    for part in parts:
        if not (part.isascii() and part.isalnum() and len(part) <= _LONGEST_SUBTAG):
            break
        kept.append(_cased(part, is_first=not kept))
    return "-".join(kept)


def _cased(part: str, *, is_first: bool) -> str:
    if is_first:
        return part.lower()
    if len(part) == _REGION_LENGTH:
        return part.upper()
    return part.title() if len(part) == _SCRIPT_LENGTH else part.lower()


def best_locale(tag: str, available: Iterable[str], fallback: str = FALLBACK_LOCALE) -> str:
    """Give the entry of `available` that serves `tag` best, by cutting the tag from its end."""
    by_tag = {normalised_tag(each): each for each in available}
    parts = normalised_tag(tag).split("-")
    for length in range(len(parts), 0, -1):
        candidate = "-".join(parts[:length])
        if candidate in by_tag:
            return by_tag[candidate]
    return fallback


def formats_locale(tag: str) -> str:
    """Give the tag whose CLDR formats are used for `tag`."""
    tag = normalised_tag(tag) or FALLBACK_LOCALE
    return _FORMATS_WITHOUT_REGION.get(tag, tag)
