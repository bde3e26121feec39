"""The template catalogue: a handful of sectors, each a business file without id, name and zone.

A file of this folder is `{"title", "about", "business"}`; `business` is in the format of
docs/business-file.md. The first of its staff members is the administrator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from api.documents import read_business
from api.json_texts import read_json
from api.reports import Json
from scheduling.business import Catalog
from scheduling.errors import NotFound

_ROOM = "api.templates"
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Template:
    """A template: what it is called on the command line, its title and what it is for."""

    name: str
    title: str
    about: str
    document: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new business says of itself; `administrator` is the name of its first staff member.

    `currency` is an ISO 4217 code, "" for the template's own.
    """

    business_id: str
    display_name: str
    time_zone: str
    currency: str = ""
    administrator: str = ""


def template_names() -> tuple[str, ...]:
    """List the templates there are, sorted."""
    found = (each.name for each in files(_ROOM).iterdir())
    return tuple(sorted(each.removesuffix(_SUFFIX) for each in found if each.endswith(_SUFFIX)))


def read_template(name: str) -> Template:
    """Read a template. Raises NotFound."""
    if name not in template_names():
        raise NotFound("template", name)
    content = read_json(files(_ROOM).joinpath(name + _SUFFIX).read_bytes())
    return Template(name, content["title"], content["about"], content["business"])


def begin_business(template: Template, beginning: Beginning, now: datetime) -> Catalog:
    """Give the catalog of a business that begins so. Raises InvalidDocument, each place named."""
    return read_business(_filled(template, beginning), now).record.catalog


def _filled(template: Template, beginning: Beginning) -> dict[str, Json]:
    document: dict[str, Json] = {
        "id": beginning.business_id,
        "displayName": beginning.display_name,
        **template.document,
        "bookingPageSettings": {"businessTimeZone": beginning.time_zone},
    }
    if beginning.currency:
        document["defaultCurrencyIso"] = beginning.currency
    if beginning.administrator:
        first, *others = template.document["staffMembers"]
        renamed = {**first, "displayName": beginning.administrator}
        document["staffMembers"] = [renamed, *others]
    return document
