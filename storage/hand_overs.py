"""Hand-overs: what was done, and the offers that wait."""

from sqlalchemy import Connection, RowMapping, bindparam, select

from scheduling.errors import NotFound
from scheduling.handing_over import HandOver, HandOverState
from storage.codec import decode, encode_fields
from storage.instants import instant_of, microseconds
from storage.statements import upsert
from storage.tables.hand_overs import HAND_OVER

_OWN_COLUMNS = frozenset({"business_id", "hand_over_id", "state", "expires_at"})
_IS_OFFERED = HAND_OVER.c.state == HandOverState.OFFERED.value
_ONE = select(HAND_OVER).where(
    HAND_OVER.c.business_id == bindparam("business"),
    HAND_OVER.c.hand_over_id == bindparam("which"),
)
_OFFERED = (
    select(HAND_OVER)
    .where(HAND_OVER.c.business_id == bindparam("business"), _IS_OFFERED)
    .order_by(HAND_OVER.c.expires_at, HAND_OVER.c.hand_over_id)
)
_BUSINESSES = select(HAND_OVER.c.business_id).where(_IS_OFFERED).distinct()


class SqlHandOvers:
    """The port `HandOvers` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, business_id: str, hand_over_id: str) -> HandOver:
        """Read one. Raises NotFound."""
        asked = {"business": business_id, "which": hand_over_id}
        row = self._connection.execute(_ONE, asked).mappings().first()
        if row is None:
            raise NotFound("hand-over", hand_over_id)
        return _hand_over(row)

    def save(self, hand_over: HandOver) -> None:
        """Write one, new or changed."""
        expires_at = hand_over.expires_at
        row = {
            "business_id": hand_over.business_id,
            "hand_over_id": hand_over.hand_over_id,
            "state": hand_over.state.value,
            "expires_at": None if expires_at is None else microseconds(expires_at),
            "details": encode_fields(hand_over, _OWN_COLUMNS),
        }
        upsert(self._connection, HAND_OVER, row)

    def offered(self, business_id: str) -> tuple[HandOver, ...]:
        """List the offers that wait for an answer, the one that is over first at the front."""
        found = self._connection.execute(_OFFERED, {"business": business_id}).mappings()
        return tuple(_hand_over(row) for row in found)

    def businesses_with_offers(self) -> tuple[str, ...]:
        """List the ids of businesses in which an offer waits."""
        return tuple(sorted(self._connection.execute(_BUSINESSES).scalars()))


def _hand_over(row: RowMapping) -> HandOver:
    expires_at = row["expires_at"]
    return decode(
        HandOver,
        row["details"],
        business_id=row["business_id"],
        hand_over_id=row["hand_over_id"],
        state=HandOverState(row["state"]),
        expires_at=None if expires_at is None else instant_of(expires_at),
    )
