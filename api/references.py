"""What the parts of a business's document say of one another: ids used twice, ids of nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.reports import Json, Place, advice, shown

EACH = "*"


@dataclass(frozen=True, slots=True)
class Reference:
    """Elements of `collection` name, at `path`, ids of elements of `target`."""

    collection: str
    path: tuple[str, ...]
    target: str


REFERENCES = (
    Reference("services", ("staffMemberIds", EACH), "staffMembers"),
    Reference("services", ("customQuestions", EACH, "questionId"), "customQuestions"),
    Reference("services", ("requiredResources", EACH, "resourceIds", EACH), "resources"),
    Reference("timeOff", ("staffMemberId",), "staffMembers"),
    Reference("appointments", ("serviceId",), "services"),
    Reference("appointments", ("staffMemberIds", EACH), "staffMembers"),
    Reference("appointments", ("resourceUnits", EACH, "resourceId"), "resources"),
    Reference("appointments", ("customers", EACH, "customerId"), "customers"),
)


_FORMER = {
    "services": "formerServices",
    "staffMembers": "formerStaffMembers",
    "resources": "formerResources",
}
"""Where appointments find by id what is offered no more."""


def check_ids(document: Json, collections: tuple[str, ...], place: Place) -> None:
    """Report each id that another element of its collection has already."""
    for collection in collections:
        first: dict[str, str] = {}
        for text, where in _texts(document, (collection, EACH, "id"), place):
            if text in first:
                where.complain(f'"{shown(text)}" is the id of {first[text]} already; give another')
            else:
                first[text] = where.path.removesuffix(".id")


def check_references(document: Json, place: Place) -> None:
    """Report each id that names nothing, with the one that was probably meant."""
    for reference in REFERENCES:
        known = tuple(ids_of(document, reference.target, place))
        if reference.collection == "appointments":
            known += tuple(ids_of(document, _FORMER.get(reference.target, ""), place))
        path = (reference.collection, EACH, *reference.path)
        for text, where in _texts(document, path, place):
            if text not in known:
                what = f'"{shown(text)}" is the id of nothing in {reference.target}'
                where.complain(f"{what}; {advice(text, known)}")


def ids_of(document: Json, collection: str, place: Place) -> Iterator[str]:
    """List the ids of a collection, whatever else is wrong with its elements."""
    return (text for text, _ in _texts(document, (collection, EACH, "id"), place))


def _texts(value: Json, path: tuple[str, ...], place: Place) -> Iterator[tuple[str, Place]]:
    """Find the texts at a path. What is of another type is reported by its own codec."""
    if not path:
        if isinstance(value, str):
            yield value, place
    elif path[0] == EACH:
        for position, each in enumerate(value if isinstance(value, list) else ()):
            yield from _texts(each, path[1:], place.item(position))
    elif isinstance(value, dict) and path[0] in value:
        yield from _texts(value[path[0]], path[1:], place.member(path[0]))
