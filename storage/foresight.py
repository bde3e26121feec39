"""What a change is about to ask, read in one round trip while others wait for its lock."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, exists, select

from scheduling.actors import Principal
from scheduling.ports import Link
from storage.tables.businesses import BUSINESS
from storage.tables.identities import IDENTITY, OPENED_APPOINTMENT
from storage.tables.records import ANSWER

_WHO = ("channel", "directory_id", "user_id")
_NOBODY = ("", "", "")
_IS_IDENTITY = and_(
    IDENTITY.c.business_id == BUSINESS.c.business_id,
    *(IDENTITY.c[name] == bindparam(name) for name in _WHO),
)
_IS_ANSWER = and_(
    ANSWER.c.business_id == BUSINESS.c.business_id, ANSWER.c.key == bindparam("key_used")
)
_HAS_OPENED = exists().where(
    OPENED_APPOINTMENT.c.business_id == bindparam("business"),
    *(OPENED_APPOINTMENT.c[name] == bindparam(name) for name in _WHO),
)
_FORESEE = (
    select(
        BUSINESS.c.revision,
        IDENTITY.c.customer_id,
        IDENTITY.c.staff_member_id,
        ANSWER.c.fingerprint,
        ANSWER.c.reference,
        _HAS_OPENED.label("has_opened"),
    )
    .select_from(BUSINESS)
    .outerjoin(IDENTITY, _IS_IDENTITY)
    .outerjoin(ANSWER, _IS_ANSWER)
    .where(BUSINESS.c.business_id == bindparam("business"))
)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Answers to the next questions; each holds for one of them."""

    revision: str
    link: Link | None
    answer: tuple[str, str] | None
    has_opened: bool


def foreseen(
    connection: Connection, business_id: str, principal: Principal | None, key: str
) -> Foreseen | None:
    """Read all of it; None for a business there is not."""
    # No identity has an empty channel.
    who = (principal.channel, principal.directory_id, principal.user_id) if principal else _NOBODY
    asked = {"business": business_id, "key_used": key, **dict(zip(_WHO, who, strict=True))}
    row = connection.execute(_FORESEE, asked).first()
    if row is None:
        return None
    revision, customer_id, staff_member_id, fingerprint, reference, has_opened = row
    is_linked = customer_id is not None or staff_member_id is not None
    return Foreseen(
        revision,
        Link(customer_id, staff_member_id) if is_linked else None,
        (fingerprint, reference) if reference is not None else None,
        bool(has_opened),
    )
