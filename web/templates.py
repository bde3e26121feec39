"""Fills the page files: every value is escaped unless it is `Html` already."""

from html import escape
from pathlib import Path
from string import Template

_PAGES = Path(__file__).parent / "pages"


class Html(str):
    """Text that is HTML, made by a page of ours."""

    __slots__ = ()


def load_page(name: str) -> Template:
    """Read a page file; `$name` marks where a value goes."""
    return Template((_PAGES / name).read_text(encoding="utf-8"))


def fill(page: Template, **values: str) -> Html:
    """The page with its values. Raises KeyError where the page names a value that is missing."""
    safe = {
        name: value if isinstance(value, Html) else escape(value, quote=True)
        for name, value in values.items()
    }
    return Html(page.substitute(safe))
