"""Who a staff member is in other businesses: told by verified identities alone.

It is read with the catalog and kept with it. So whatever changes it (an identity linked or
unlinked, a staff member or a business that goes or comes back) gives new revisions to all concerned.
"""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, select

from scheduling.actors import Principal
from storage.tables.businesses import BUSINESS, STAFF_MEMBER
from storage.tables.identities import IDENTITY

WHO = ("channel", "directory_id", "user_id")
_OTHER = IDENTITY.alias("other")


def same_person(one: Table, other: Table) -> ColumnElement[bool]:
    """Tell that rows of two tables are of the same verified identity."""
    return and_(*(one.c[name] == other.c[name] for name in WHO))


_LINKED = IDENTITY.join(
    _OTHER,
    and_(
        *(IDENTITY.c[name] == _OTHER.c[name] for name in WHO),
        _OTHER.c.business_id != IDENTITY.c.business_id,
        _OTHER.c.staff_member_id.is_not(None),
    ),
)
_IS_HERE = and_(
    IDENTITY.c.business_id == bindparam("business"), IDENTITY.c.staff_member_id.is_not(None)
)
_ELSEWHERE = (
    select(
        IDENTITY.c.staff_member_id.label("here"),
        _OTHER.c.business_id.label("business"),
        _OTHER.c.staff_member_id.label("there"),
    )
    .select_from(
        _LINKED.join(
            STAFF_MEMBER,
            and_(
                STAFF_MEMBER.c.business_id == _OTHER.c.business_id,
                STAFF_MEMBER.c.staff_member_id == _OTHER.c.staff_member_id,
                ~STAFF_MEMBER.c.is_retired,
            ),
        ).join(
            BUSINESS,
            and_(BUSINESS.c.business_id == _OTHER.c.business_id, BUSINESS.c.deleted_at.is_(None)),
        )
    )
    .where(_IS_HERE)
    .distinct()
)
_NEIGHBOURS = select(_OTHER.c.business_id).select_from(_LINKED).where(_IS_HERE).distinct()
_STAFF_PLACES = select(IDENTITY.c.business_id).where(
    *(IDENTITY.c[name] == bindparam(name) for name in WHO), IDENTITY.c.staff_member_id.is_not(None)
)


def read_elsewhere(
    connection: Connection, business_id: str
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Give by staff member of a business who the same person is in others, in order of their ids."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(_ELSEWHERE, {"business": business_id}):
        found[row.here].append((row.business, row.there))
    return {who: tuple(sorted(places)) for who, places in found.items()}


def neighbours(connection: Connection, business_id: str) -> frozenset[str]:
    """List the businesses some of whose staff have an identity that is staff here too."""
    return frozenset(connection.execute(_NEIGHBOURS, {"business": business_id}).scalars())


def staff_places(connection: Connection, principal: Principal) -> frozenset[str]:
    """List the businesses in which an identity is a staff member."""
    asked = {name: getattr(principal, name) for name in WHO}
    return frozenset(connection.execute(_STAFF_PLACES, asked).scalars())
