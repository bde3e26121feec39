"""The salon of the journeys with what several people share: a group, lengths, a room."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from scheduling.catalog import Price, PriceType, Service, ServiceDuration
from scheduling.resources import Resource, ResourceNeed
from tests.journeys.salon import SALON

YOGA = Service(
    service_id="yoga",
    display_name="Yoga",
    aliases={"en": ("yoga class",)},
    default_duration=timedelta(minutes=60),
    price=Price(PriceType.FIXED_PRICE, Decimal(15)),
    staff_member_ids=("ana",),
    maximum_attendees_count=4,
)

MASSAGE = Service(
    service_id="massage",
    display_name="Massage",
    default_duration=timedelta(minutes=60),
    price=Price(PriceType.FIXED_PRICE, Decimal(60)),
    durations=(
        ServiceDuration(timedelta(minutes=30), Price(PriceType.FIXED_PRICE, Decimal(35))),
        ServiceDuration(timedelta(minutes=90), Price(PriceType.FIXED_PRICE, Decimal(85))),
    ),
    staff_member_ids=("bo",),
    required_resources=(ResourceNeed(("room",)),),
)

FACIAL = Service(
    service_id="facial",
    display_name="Facial",
    default_duration=timedelta(minutes=60),
    staff_member_ids=("ana", "bo"),
    required_resources=(ResourceNeed(("room",)),),
)

_ROOM = Resource(resource_id="room", display_name="Quiet room")
_OFFERED = (YOGA, MASSAGE, FACIAL)

STUDIO = replace(
    SALON,
    catalog=replace(
        SALON.catalog,
        services={**SALON.catalog.services, **{each.service_id: each for each in _OFFERED}},
        resources={"room": _ROOM},
    ),
)
