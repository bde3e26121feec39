"""What anybody may ask of a business: prices, hours, the address, who works there, who to call."""

from dataclasses import replace
from datetime import UTC, datetime

from cards.card_views import ChoiceView, LinkView, NoticeView
from cards.notices import render_notice
from dialogs.opening_hours import clock
from dialogs.talk import Talk, shown
from dialogs.turns import Reply
from scheduling.catalog import PriceType
from scheduling.recurrence import Weekday
from scheduling.views import ServiceView


def notice(
    talk: Talk,
    prompt: str,
    facts: tuple[tuple[str, str], ...] = (),
    links: tuple[LinkView, ...] = (),
    choices: tuple[ChoiceView, ...] = (),
) -> Reply:
    """Say something, with facts, links and ways on."""
    view = NoticeView(prompt=prompt, facts=facts, links=links, choices=choices)
    return shown(render_notice(view, talk.texts, talk.turn.channel))


def prices(talk: Talk, service_ids: tuple[str, ...] = ()) -> Reply:
    """Say what services cost and how long they take: those asked about, or all."""
    meant = [each for each in talk.business.services if each.service_id in service_ids]
    services = tuple(meant) or talk.business.services
    facts = tuple((each.display_name, _terms(talk, each)) for each in services)
    return notice(talk, talk.texts.say("price-of-one" if len(meant) == 1 else "prices"), facts)


def _terms(talk: Talk, service: ServiceView) -> str:
    """Write what a service costs and how long it takes: each of its lengths, the shortest first."""
    every = sorted(service.durations, key=lambda each: each.duration)
    chosen = [replace(service, duration=each.duration, price=each.price) for each in every]
    terms = [
        f"{price(talk, each)} · {talk.texts.duration(each.duration)}"
        for each in chosen or [service]
    ]
    return "\n".join(terms)


def price(talk: Talk, service: ServiceView) -> str:
    """Write what a service costs, as its price is meant."""
    kind = service.price.price_type
    amount = talk.texts.price(service.price.amount, service.currency)
    keys = {
        PriceType.FREE: "price-free",
        PriceType.STARTING_AT: "price-starting-at",
        PriceType.HOURLY: "price-hourly",
        PriceType.PRICE_VARIES: "price-varies",
        PriceType.CALL_US: "price-call-us",
        PriceType.NOT_SET: "price-not-set",
        PriceType.UNDEFINED: "price-not-set",
    }
    key = keys.get(kind)
    return talk.texts.say(key, amount=amount) if key else amount


def hours(talk: Talk) -> Reply:
    """Say the opening hours of each weekday, naming the zone."""
    facts = tuple((talk.texts.weekday(day.value), hours_on(talk, day)) for day in Weekday)
    zone = talk.texts.zone(talk.business.time_zone, talk.turn.now)
    return notice(talk, talk.texts.say("hours", zone=zone), facts)


def hours_on(talk: Talk, day: Weekday) -> str:
    """Write the opening hours of a weekday, by the business's clock."""
    periods = talk.business.business_hours.days.get(day, ())
    if not periods:
        return talk.texts.say("closed")
    return talk.texts.list(
        [
            talk.texts.say(
                "period",
                opens=_clock(talk, each.start_minute),
                closes=_clock(talk, each.end_minute),
            )
            for each in periods
        ]
    )


def _clock(talk: Talk, minute: int) -> str:
    # Written in UTC, an instant shows just these digits in the locale's own way.
    return talk.texts.time(datetime.combine(talk.today, clock(minute), UTC), "UTC")


def address(talk: Talk) -> Reply:
    """Say where the business is."""
    lines = talk.business.address.lines()
    if not lines:
        return notice(talk, talk.texts.say("no-address"), links=ways_to_reach(talk))
    return notice(talk, talk.texts.say("address", address=", ".join(lines)))


def staff_list(talk: Talk, service_ids: tuple[str, ...] = ()) -> Reply:
    """Say who works here, or who provides the one service asked about."""
    service = talk.business.service(service_ids[0]) if len(service_ids) == 1 else None
    people = talk.business.staff_members
    if service is None:
        names = talk.texts.list([each.display_name for each in people])
        return notice(talk, talk.texts.say("staff-list", names=names))
    providing = [each for each in people if each.staff_member_id in service.staff_member_ids]
    names = talk.texts.list([each.display_name for each in providing])
    said = talk.texts.say("staff-of-service", names=names, service=service.display_name)
    return notice(talk, said)


def person(talk: Talk, key: str = "person") -> Reply:
    """Say who to call or write."""
    links = ways_to_reach(talk)
    return notice(talk, talk.texts.say(key if links else "no-person"), links=links)


def ways_to_reach(talk: Talk) -> tuple[LinkView, ...]:
    """Give the links to call and to write."""
    business = talk.business
    ways = []
    if business.phone:
        dialled = "".join(each for each in business.phone if each.isdigit() or each == "+")
        ways.append(LinkView(talk.texts.say("call", phone=business.phone), f"tel:{dialled}"))
    if business.email:
        title = talk.texts.say("write", email=business.email)
        ways.append(LinkView(title, f"mailto:{business.email}"))
    return tuple(ways)
