"""The waitlist: a customer's own wishes, the line as staff see it, and the time that is offered."""

from cards.actions import ActionStyle, CardAction, Tap
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import ColumnSet, Container, Size, Spacing, StrictElement, Style
from cards.layout import (
    buttons,
    date_tile,
    facts,
    heading,
    named,
    panel,
    prose,
    quiet,
    rich,
    run,
    strong,
    wide,
)
from cards.moments import Zones, iso_instant, local_date, time_range, zone_line, zone_note
from cards.verbs import Field, Verb
from cards.waitlist_views import OfferCardView, StaffWaitlistCardView, WaitlistCardView
from cards.waitlist_words import entry_words, service_words, shared_parts, wish_parts
from cards.wording import line
from language.texts import Texts
from scheduling.waitlist_views import OfferView, WaitlistEntryView

WAITING_SHOWN = 5


def render_waitlist(view: WaitlistCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render what a customer waits for."""
    shown = view.entries[:WAITING_SHOWN]
    document = Document(
        body=[*prose(view.prompt), *(_own(each, texts, view.time_zone) for each in shown)],
        said=[view.prompt, *(entry_words(each, texts) for each in shown)],
        actions=[],
    )
    return to_json(document, channel)


def render_staff_waitlist(view: StaffWaitlistCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render who waits, the first in line first."""
    following = view.first + WAITING_SHOWN
    shown = view.entries[view.first : following]
    more = Tap(texts.say("card-more"), Verb.STAFF_WAITLIST, {Field.FROM: following})
    document = Document(
        body=[*prose(view.prompt), *(_waiting(each, view, texts) for each in shown)],
        said=[
            view.prompt,
            *(f"{line(each.customer_name)}: {entry_words(each, texts)}" for each in shown),
        ],
        actions=[more] if following < len(view.entries) else [],
    )
    return to_json(document, channel)


def render_offer(view: OfferCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render the news that a time has freed up."""
    offer, zone = view.offer, view.time_zone
    headline = texts.say("card-news-time-freed")
    zones = Zones(zone, view.entry.business_time_zone)
    until = texts.day_and_time(offer.until_at, zone)
    document = Document(
        body=[
            heading(headline),
            panel([_hero(view, texts)]),
            zone_line(texts, zones, offer.start_at),
            *facts(
                [
                    (texts.say("card-kept-until"), until),
                    (texts.say("card-business"), view.entry.business_name),
                ]
            ),
        ],
        said=[
            headline,
            line(view.entry.service_name),
            *shared_parts(view.entry.wish, texts),
            texts.day_and_time(offer.start_at, zone),
            zone_note(texts, zones, offer.start_at),
            until,
        ],
        actions=_answers(view.entry, offer, texts),
    )
    return to_json(document, channel)


def _hero(view: OfferCardView, texts: Texts) -> ColumnSet:
    offer, zone = view.offer, view.time_zone
    hours = time_range(texts, offer.start_at, offer.end_at, zone)
    with_whom = texts.say("card-with", name=named(offer.staff_member.display_name))
    lines = [
        strong(named(view.entry.service_name), Size.MEDIUM),
        run(hours),
        quiet(with_whom),
        *(quiet(each) for each in shared_parts(view.entry.wish, texts)),
    ]
    tile = date_tile(texts.short_day(local_date(offer.start_at, zone)))
    about: list[StrictElement] = [rich(each, spacing=Spacing.NONE) for each in lines]
    return ColumnSet(columns=[tile, wide(*about)])


def _answers(entry: WaitlistEntryView, offer: OfferView, texts: Texts) -> list[CardAction]:
    data: dict[str, JsonValue] = {
        Field.ENTRY: entry.entry_id,
        Field.START: iso_instant(offer.start_at),
    }
    return [
        Tap(texts.say("card-take-offer"), Verb.TAKE_OFFER, data, ActionStyle.POSITIVE),
        Tap(texts.say("card-pass-up-offer"), Verb.PASS_UP_OFFER, data),
        _leave(entry, texts.say("card-leave-waitlist")),
    ]


def _leave(entry: WaitlistEntryView, label: str) -> Tap:
    return Tap(label, Verb.LEAVE_WAITLIST, {Field.ENTRY: entry.entry_id})


def _own(entry: WaitlistEntryView, texts: Texts, zone: str) -> Container:
    offer = entry.offer
    actions: list[CardAction] = [_leave(entry, texts.say("card-leave"))]
    if offer is not None:
        actions = [_answers(entry, offer, texts)[0], *actions]
    return _row([*_about(entry, texts, zone, service_words(entry, texts)), *buttons(actions)])


def _waiting(entry: WaitlistEntryView, view: StaffWaitlistCardView, texts: Texts) -> Container:
    contact = entry.contact
    ways = (contact.phone, contact.email_address) if contact else ()
    reached = "" if entry.is_reached else texts.say("card-not-reached")
    notes = [line(each) for each in (*ways, reached) if each]
    leave = _leave(entry, texts.say("card-take-off-waitlist"))
    return _row(
        [
            *_about(entry, texts, view.time_zone, named(entry.customer_name)),
            rich(quiet(service_words(entry, texts)), spacing=Spacing.NONE),
            *(rich(quiet(each), spacing=Spacing.NONE) for each in notes),
            *buttons([leave] if view.may_change else []),
        ]
    )


def _about(entry: WaitlistEntryView, texts: Texts, zone: str, title: str) -> list[StrictElement]:
    lines: list[StrictElement] = [rich(strong(title))]
    lines += [rich(quiet(each), spacing=Spacing.NONE) for each in wish_parts(entry.wish, texts)]
    if entry.offer is not None:
        until = texts.day_and_time(entry.offer.until_at, zone)
        start = texts.day_and_time(entry.offer.start_at, zone)
        said = texts.say("card-offered-until", start=start, until=until)
        lines.append(rich(run(said), spacing=Spacing.NONE))
    return lines


def _row(items: list[StrictElement]) -> Container:
    return Container(items=items, style=Style.EMPHASIS, spacing=Spacing.SMALL)
