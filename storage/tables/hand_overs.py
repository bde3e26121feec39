"""What was handed over at once, and what is offered to a colleague.

An offer waits until `expires_at`; the other states are final. Whatever else there is to say of
one (who leaves what to whom) no query asks about.
"""

from sqlalchemy import Index, Table, text

from storage.tables.columns import details, key, of_business, optional_instant, words
from storage.tables.metadata import METADATA

HAND_OVER = Table(
    "hand_over",
    METADATA,
    key("business_id"),
    key("hand_over_id"),
    words("state"),
    optional_instant("expires_at"),
    details(),
    of_business(),
    Index(
        "ix_hand_over_offered",
        "business_id",
        "expires_at",
        # Few wait at a time, and only those are ever looked for.
        sqlite_where=text("state = 'offered'"),
        postgresql_where=text("state = 'offered'"),
    ),
)
