"""Message catalogues: Project Fluent files, one folder per locale, read once per process."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Resource

_FOLDER = Path(__file__).parent / "catalogues"


class BrokenCatalogue(Exception):
    """A catalogue file that cannot be read whole, or a key that stands in two files."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}: {problem}")
        self.path = path
        self.problem = problem


@cache
def available_locales() -> tuple[str, ...]:
    """Give the locales that have catalogues, sorted."""
    return tuple(sorted(each.name for each in _FOLDER.iterdir() if each.is_dir()))


@cache
def load_catalogue(locale: str) -> FluentBundle:
    """Read every .ftl file of a locale. Raises BrokenCatalogue; the result is kept for good."""
    # Isolation marks are for mixed directions; in Adaptive Cards they show up as boxes.
    bundle = FluentBundle([locale], use_isolating=False)
    keys: set[str] = set()
    for path in sorted((_FOLDER / locale).glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        keys |= _checked_keys(path, resource, keys)
        bundle.add_resource(resource)
    return bundle


def _checked_keys(path: Path, resource: Resource, known: set[str]) -> set[str]:
    found: set[str] = set()
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise BrokenCatalogue(path, f"cannot be read: {(entry.content or '').strip()[:60]!r}")
        if isinstance(entry, Message):
            if entry.id.name in known | found:
                raise BrokenCatalogue(path, f"{entry.id.name} stands twice")
            found.add(entry.id.name)
    return found
