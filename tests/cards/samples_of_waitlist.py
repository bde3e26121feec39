"""The cards of the waitlist, with ordinary and with extreme facts."""

from datetime import date, timedelta
from typing import Any

from cards import times, waitlist
from cards.card_views import ChoiceView, NearestTimesView
from cards.verbs import Verb
from cards.waitlist_views import OfferCardView, StaffWaitlistCardView, WaitlistCardView
from scheduling.customers import Contact
from scheduling.views import StaffMemberView
from scheduling.waitlist import WaitlistStatus, WaitlistWish
from scheduling.waitlist_views import OfferView, WaitlistEntryView
from tests.cards.facts import (
    ANA,
    CONTACT,
    DRAFT,
    HOSTILE,
    NASTY_NAMES,
    NOW,
    PEOPLE,
    START,
    WIDE,
    ZONE,
    slots,
)
from tests.cards.sampling import Sample, sample

_OFFER = OfferView(START, START + timedelta(minutes=45), ANA, NOW + timedelta(minutes=30))
_WISHES: tuple[dict[str, Any], ...] = (
    {},
    {"from_minute": 720, "to_minute": 1080},
    {"from_minute": 900, "to_minute": 900, "staff_member_id": None},
    {"to_on": date(2026, 5, 1), "weekdays": frozenset({0, 4})},
    {"to_on": date(2026, 5, 1), "from_minute": 1020},
    {"to_minute": 600},
    {"duration": timedelta(minutes=90), "attendees_count": 3},
)


def entry(number: int = 0, name: str = "", **changes: Any) -> WaitlistEntryView:
    """Give a place in line; the wishes are of each kind, one after the other."""
    days = {"from_on": date(2026, 4, 16), "to_on": date(2026, 4, 16)}
    wished: dict[str, Any] = {**days, "staff_member_id": "ana", **_WISHES[number % len(_WISHES)]}
    wish = WaitlistWish(service_id="service-1", zone=ZONE, **wished)
    staff = StaffMemberView("ana", name) if name else ANA
    facts: dict[str, Any] = {
        "business_id": "salon",
        "business_name": name or "Salon Lindenhof",
        "business_time_zone": ZONE,
        "entry_id": f"0b54e2c6f6e84f1d9b5f7a90c1d2{number:04}",
        "status": WaitlistStatus.WAITING,
        "service_id": "service-1",
        "service_name": name or "Haircut",
        "wish": wish,
        "staff_member": staff if wish.staff_member_id else None,
        "offer": None,
        "customer_name": name or PEOPLE[number % len(PEOPLE)],
        "contact": CONTACT,
        "is_reached": number % 2 == 0,
        "created_at": NOW,
    }
    return WaitlistEntryView(**{**facts, **changes})


def _staff_view(*entries: WaitlistEntryView, **changes: Any) -> Sample:
    facts: dict[str, Any] = {"prompt": "They wait.", "time_zone": ZONE, "may_change": True}
    view = StaffWaitlistCardView(entries=entries, **{**facts, **changes})
    return sample(waitlist.render_staff_waitlist, view)


def _offer(of: WaitlistEntryView, zone: str = ZONE, name: str = "") -> Sample:
    who = StaffMemberView("ana", name) if name else ANA
    offer = OfferView(_OFFER.start_at, _OFFER.end_at, who, _OFFER.until_at)
    return sample(waitlist.render_offer, OfferCardView(entry=of, offer=offer, time_zone=zone))


_CHOICE = ChoiceView(
    "Put me on the waitlist",
    Verb.JOIN_WAITLIST,
    {
        "draft": DRAFT,
        "service": "service-1",
        "day": "2026-04-16",
        "to": "2026-04-17",
        "staff": "ana",
        "after": 720,
        "before": 1080,
        "weekdays": "34",
    },
)

WAITLIST: dict[str, Sample] = {
    "waitlist": sample(
        waitlist.render_waitlist,
        WaitlistCardView(
            prompt="You wait for 5 things:",
            entries=(*(entry(each) for each in range(4)), entry(4, offer=_OFFER)),
            time_zone=ZONE,
        ),
    ),
    "waitlist-nasty": sample(
        waitlist.render_waitlist,
        WaitlistCardView(
            prompt=HOSTILE,
            entries=tuple(entry(each, name) for each, name in enumerate(NASTY_NAMES)),
            time_zone=ZONE,
        ),
    ),
    "staff-waitlist": _staff_view(*(entry(each) for each in range(7)), entry(8, offer=_OFFER)),
    "staff-waitlist-seen": _staff_view(
        *(entry(each, contact=None) for each in range(7)), first=5, may_change=False
    ),
    "staff-waitlist-none": _staff_view(),
    "staff-waitlist-nasty": _staff_view(
        *(
            entry(each, name, contact=Contact(name=name[:200], email_address="a@example.com"))
            for each, name in enumerate(NASTY_NAMES)
        )
    ),
    "staff-waitlist-wide": _staff_view(*(entry(each, WIDE) for each in range(6))),
    "offer": _offer(entry()),
    "offer-shared": _offer(entry(6)),
    "offer-abroad": _offer(entry(), "Asia/Kathmandu"),
    "offer-nasty": _offer(entry(0, HOSTILE), name=HOSTILE),
    "nearest-times-or-wait": sample(
        times.render_nearest_times,
        NearestTimesView(
            prompt="Taken; these are free:",
            draft_id=DRAFT,
            slots=slots(6, START),
            time_zone=ZONE,
            business_time_zone=ZONE,
            choices=(_CHOICE,),
        ),
    ),
}
