"""The page a browser gets instead of what it asked for."""

from aiohttp import web

from language.texts import Texts
from web.languages import preferred_locale
from web.templates import fill, load_page


def error_page(request: web.Request, status: int) -> str:
    """The HTML for a status: what it means for a person, and nothing about how it came about."""
    texts = Texts(preferred_locale(request))
    return fill(
        load_page("error.html"),
        language=texts.language,
        title=texts.say("web-error-title", status=status),
        text=error_text(request, status),
    )


def error_text(request: web.Request, status: int) -> str:
    """The sentence of a status for a person: what became of what they wanted, and what to do."""
    return Texts(preferred_locale(request)).say("web-error-text", status=status)
