"""What a business offers no more and its appointments still name. Ours."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.offers import SERVICE
from api.reports import Json
from api.resources import RESOURCE
from api.staff import STAFF_MEMBER
from api.values import Codec
from scheduling.business import Former

FORMER: Mapping[str, Codec[Any]] = {
    "formerServices": SERVICE,
    "formerStaffMembers": STAFF_MEMBER,
    "formerResources": RESOURCE,
}
"""The collections of a document, written only where there is anything in them."""


def read_former(parts: Mapping[str, Sequence[Any]]) -> Former:
    """Give what was read, which is None where it could not be."""
    services, people, resources = (
        [each for each in parts[name] if each is not None] for name in FORMER
    )
    return Former(
        services={each.service_id: each for each in services},
        staff_members={each.staff_member_id: each for each in people},
        resources={each.resource_id: each for each in resources},
    )


def write_former(former: Former) -> dict[str, Iterable[Json]]:
    """Give the collections, whether or not there is anything in them."""
    parts = (former.services, former.staff_members, former.resources)
    return {
        name: map(codec.write, part.values())
        for (name, codec), part in zip(FORMER.items(), parts, strict=True)
    }
