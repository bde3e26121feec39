"""News of an appointment, for customers and staff."""

from cards.actions import CardAction, Tap
from cards.appointment_parts import (
    appointment_links,
    appointment_said,
    customer_facts,
    hero,
    request_facts,
    staff_names,
    zones_of,
)
from cards.appointment_views import AnnouncementCardView
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import Size, StrictElement
from cards.layout import buttons, facts, heading, panel, rich, run
from cards.moments import zone_line
from cards.people import filled_text
from cards.requests import answers_to_request
from cards.series_parts import series_rows
from cards.verbs import Field, Verb
from cards.wording import line
from language.texts import Texts
from scheduling.announcements import AnnouncementKind, RecipientKind

_HEADLINES = {
    AnnouncementKind.REQUESTED: "card-news-requested",
    AnnouncementKind.ACCEPTED: "card-news-accepted",
    AnnouncementKind.DECLINED: "card-news-declined",
    AnnouncementKind.EXPIRED: "card-news-expired",
    AnnouncementKind.BOOKED: "card-news-booked",
    AnnouncementKind.RESCHEDULED: "card-news-rescheduled",
    AnnouncementKind.CANCELLED: "card-news-cancelled",
    AnnouncementKind.HANDED_OVER: "card-news-handed-over",
    AnnouncementKind.ATTENDEE_JOINED: "card-news-attendee-joined",
    AnnouncementKind.ATTENDEE_LEFT: "card-news-attendee-left",
}


def render_announcement(view: AnnouncementCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render news of an appointment."""
    appointment = view.appointment
    headline = _headline(view, texts)
    document = Document(
        body=[
            heading(headline),
            panel([_hero(view, texts), *_before(view, texts)]),
            zone_line(texts, zones_of(appointment, view.time_zone), appointment.start_at),
            *_message(view, texts),
            *series_rows(tuple(each.start_at for each in view.occurrences), view.time_zone, texts),
            *facts(request_facts(appointment, texts, view.time_zone)),
            *facts(_facts(view, texts)),
            *buttons(_links(view, texts)),
        ],
        said=[
            headline,
            filled_text(appointment.group, texts) or line(appointment.customer_name),
            *appointment_said(appointment, texts, view.time_zone),
            view.message,
        ],
        actions=_actions(view, texts),
    )
    return to_json(document, channel)


def _headline(view: AnnouncementCardView, texts: Texts) -> str:
    of_series = f"card-news-series-{view.kind.value}"
    is_series = bool(view.occurrences) and texts.has(of_series)
    return texts.say(of_series if is_series else _HEADLINES[view.kind])


def _is_for_staff(view: AnnouncementCardView) -> bool:
    return view.recipient_kind is RecipientKind.STAFF_MEMBER


def _hero(view: AnnouncementCardView, texts: Texts) -> StrictElement:
    appointment = view.appointment
    with_whom = texts.say("card-with", name=staff_names(appointment, texts))
    return hero(appointment, texts, view.time_zone, with_whom)


def _before(view: AnnouncementCardView, texts: Texts) -> list[StrictElement]:
    if view.previous_start_at is None:
        return []
    was = run(texts.say("card-before"), size=Size.SMALL, is_subtle=True)
    before = texts.day_and_time(view.previous_start_at, view.time_zone)
    return [rich(was, run(" "), run(before, size=Size.SMALL, strikethrough=True))]


def _message(view: AnnouncementCardView, texts: Texts) -> list[StrictElement]:
    return facts([(texts.say("card-message"), view.message)])


def _facts(view: AnnouncementCardView, texts: Texts) -> list[tuple[str, str]]:
    if _is_for_staff(view):
        filled = filled_text(view.appointment.group, texts)
        if filled:
            return [(texts.say("card-people"), filled)]
        return [(texts.say("card-customer"), view.appointment.customer_name)]
    return customer_facts(view.appointment, texts)


def _links(view: AnnouncementCardView, texts: Texts) -> list[CardAction]:
    if _is_for_staff(view):
        return []
    return appointment_links(view.appointment, view.calendar_file_url, view.open_in_chat_url, texts)


def _actions(view: AnnouncementCardView, texts: Texts) -> list[CardAction]:
    verb = Verb.STAFF_OPEN if _is_for_staff(view) else Verb.OPEN_APPOINTMENT
    data = {Field.APPOINTMENT.value: view.appointment.appointment_id}
    answers = answers_to_request(view.appointment, texts) if _is_for_staff(view) else []
    return [*answers, Tap(texts.say("card-open"), verb, {**data})]
