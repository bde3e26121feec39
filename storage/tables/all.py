"""Every table there is. Import this module where the whole schema is meant."""

from storage.tables import (
    appointments,
    businesses,
    chat_log,
    conversations,
    customers,
    hand_overs,
    holds,
    identities,
    outbox,
    personal_calendars,
    records,
    waitlist,
)
from storage.tables.metadata import METADATA

TABLE_MODULES = (
    appointments,
    businesses,
    chat_log,
    conversations,
    customers,
    hand_overs,
    holds,
    identities,
    outbox,
    personal_calendars,
    records,
    waitlist,
)
"""The modules whose import declares the tables in `METADATA`."""

INSTALLATION_WIDE = (
    "conversation_reference",
    "identity",
    "invitation",
    "lane_counter",
    "seen_activity",
)
"""Tables that belong to no single business: who somebody is and how to reach them, which
business an invitation is for, what a channel has sent before anybody knows for whom."""

NODE_WIDE = ("ix_outbox_next_at", "uq_resource_unit_lane", "uq_staff_member_lane")
"""Keys and indexes across businesses: what a database node's worker must do next, and the lanes
of the guard. They need only hold within one database."""

__all__ = ["INSTALLATION_WIDE", "METADATA", "NODE_WIDE", "TABLE_MODULES"]
