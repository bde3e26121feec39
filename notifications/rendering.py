"""News as they are shown: a sentence and a card for each kind of channel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cards.announcements import render_announcement
from cards.appointment_views import AnnouncementCardView
from cards.card_views import NoticeView
from cards.channels import Channel
from cards.notices import render_notice
from cards.waitlist import render_offer
from cards.waitlist_views import OfferCardView
from language.texts import Texts
from notifications.ports import ChatMessage
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.views import AppointmentView, NewsView
from scheduling.waitlist_views import OfferNewsView

MakeLink = Callable[[AppointmentView], str]
"""Make a signed link to an appointment, good until some time after it is over."""

_SENTENCES = {
    (RecipientKind.CUSTOMER, AnnouncementKind.ACCEPTED): "news-customer-accepted",
    (RecipientKind.CUSTOMER, AnnouncementKind.DECLINED): "news-customer-declined",
    (RecipientKind.CUSTOMER, AnnouncementKind.EXPIRED): "news-customer-expired",
    (RecipientKind.CUSTOMER, AnnouncementKind.BOOKED): "news-customer-booked",
    (RecipientKind.CUSTOMER, AnnouncementKind.RESCHEDULED): "news-customer-rescheduled",
    (RecipientKind.CUSTOMER, AnnouncementKind.CANCELLED): "news-customer-cancelled",
    (RecipientKind.CUSTOMER, AnnouncementKind.HANDED_OVER): "news-customer-handed-over",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.REQUESTED): "news-staff-requested",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.ACCEPTED): "news-staff-accepted",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.BOOKED): "news-staff-booked",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.RESCHEDULED): "news-staff-rescheduled",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.CANCELLED): "news-staff-cancelled",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.HANDED_OVER): "news-staff-handed-over",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.ATTENDEE_JOINED): "news-staff-attendee-joined",
    (RecipientKind.STAFF_MEMBER, AnnouncementKind.ATTENDEE_LEFT): "news-staff-attendee-left",
}


_OVER = (AnnouncementKind.CANCELLED, AnnouncementKind.DECLINED, AnnouncementKind.EXPIRED)
"""News of what does not take place."""


@dataclass(frozen=True, slots=True)
class NewsLinks:
    """Makes the links a customer's news carry. The host has the key."""

    calendar_file_url: MakeLink
    open_in_chat_url: MakeLink


def render_news(news: NewsView | OfferNewsView, links: NewsLinks) -> Mapping[Channel, ChatMessage]:
    """Say the news in the recipient's language, once for each kind of channel."""
    texts = Texts(news.language_tag)
    if isinstance(news, OfferNewsView):
        return _offer(news, texts)
    view = _card_view(news, links)
    said = _sentence(news, texts)
    return {
        channel: ChatMessage(said, render_announcement(view, texts, channel)) for channel in Channel
    }


def _sentence(news: NewsView, texts: Texts) -> str:
    appointment = news.appointment
    last = news.occurrences[-1] if news.occurrences else appointment
    return texts.say(
        _key(news, texts),
        business=appointment.business_name,
        service=appointment.service_name,
        customer=appointment.customer_name,
        staff=texts.list([each.display_name for each in appointment.staff_members]),
        when=_when(appointment.start_at, news, texts),
        last=_when(last.start_at, news, texts),
        count=len(news.occurrences),
        filled=appointment.group.filled_attendees_count,
        most=appointment.group.maximum_attendees_count,
    )


def _key(news: NewsView, texts: Texts) -> str:
    """Give the key of the sentence; a series and a group have their own, where there is one."""
    key = _SENTENCES[news.recipient_kind, news.kind]
    if len(news.occurrences) > 1 and texts.has(f"{key}-series"):
        return f"{key}-series"
    of_group = f"{key}-group"
    return of_group if news.appointment.group.is_group and texts.has(of_group) else key


def _offer(news: OfferNewsView, texts: Texts) -> Mapping[Channel, ChatMessage]:
    """Say that a time has freed up, and until when it is kept; to staff, for whom."""
    offer, zone = news.offer, news.time_zone
    is_for_staff = news.recipient_kind is RecipientKind.STAFF_MEMBER
    said = texts.say(
        "news-staff-waitlist-offered" if is_for_staff else "news-customer-waitlist-offered",
        business=news.entry.business_name,
        service=news.entry.service_name,
        staff=offer.staff_member.display_name,
        customer=news.entry.customer_name,
        when=texts.day_and_time(offer.start_at, zone),
        until=texts.day_and_time(offer.until_at, zone),
    )
    if is_for_staff:
        notice = NoticeView(prompt=said)
        return {each: ChatMessage(said, render_notice(notice, texts, each)) for each in Channel}
    view = OfferCardView(entry=news.entry, offer=offer, time_zone=zone)
    return {channel: ChatMessage(said, render_offer(view, texts, channel)) for channel in Channel}


def _when(start_at: datetime, news: NewsView, texts: Texts) -> str:
    return texts.day_and_time(start_at, news.time_zone)


def _card_view(news: NewsView, links: NewsLinks) -> AnnouncementCardView:
    appointment = news.appointment
    is_for_customer = news.recipient_kind is RecipientKind.CUSTOMER
    is_on = news.kind not in _OVER
    return AnnouncementCardView(
        kind=news.kind,
        recipient_kind=news.recipient_kind,
        appointment=appointment,
        time_zone=news.time_zone,
        message=appointment.cancellation_message,
        calendar_file_url=links.calendar_file_url(appointment) if is_for_customer and is_on else "",
        open_in_chat_url=links.open_in_chat_url(appointment) if is_for_customer else "",
        occurrences=news.occurrences if len(news.occurrences) > 1 else (),
    )
