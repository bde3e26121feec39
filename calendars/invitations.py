"""An appointment as an iCalendar file to download (RFC 5545; METHOD:PUBLISH of RFC 5546, 3.2.1).

Times are in UTC: with time zone definitions, some readers show other hours. What people wrote is
only ever a value; nothing in it can begin a line, a parameter or a component.
"""

import re
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from language.texts import Texts
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView

MEDIA_TYPE: Final = "text/calendar; charset=utf-8; method=PUBLISH"
_PRODUCT: Final = "-//Frontdesk//Frontdesk//EN"
# The file must name an organizer; a name under .invalid reaches nobody (RFC 2606).
_NO_MAIL: Final = "no-reply@frontdesk.invalid"
_MAIL: Final = re.compile(r"[^\s<>,;:\"\\\x00-\x1f\x7f]+@[\w.-]+")
_LINE_END: Final = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# RFC 5545, 3.2: these cannot stand in a parameter's value, quoted or not.
_NOT_IN_PARAMETER: Final = re.compile(r'["\\;:,^]')
# Writers and readers disagree on escaped backslashes (icalendar reads "\\N" as a line end).
_LIKE_A_BACKSLASH: Final = "\u2216"
_LONGEST: Final = 2000
_STATUS: Final = {
    AppointmentStatus.REQUESTED: "TENTATIVE",
    AppointmentStatus.CANCELLED: "CANCELLED",
}
"""STATUS of RFC 5545, 3.8.1.11; whatever else claims its time is confirmed."""


def appointment_ics(view: AppointmentView, texts: Texts, url: str = "") -> bytes:
    """Give the file of one appointment; `url` is where its customer can change it.

    The same appointment has the same UID for life; each change its calendar must hear of has a
    higher SEQUENCE. DTSTAMP is the instant of the last change, so that the file is the same
    whenever it is fetched.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(view, texts, url))
    return bytes(calendar.to_ical())


def _event(view: AppointmentView, texts: Texts, url: str) -> Event:
    event = Event()
    event.add("uid", f"{view.business_id}.{view.appointment_id}@frontdesk")
    event.add("sequence", view.sequence)
    for name, at in (
        ("dtstamp", view.last_updated_at),
        ("last-modified", view.last_updated_at),
        ("dtstart", view.start_at),
        ("dtend", view.end_at),
    ):
        event.add(name, _utc(at))
    for name, text in _texts(view, texts, url).items():
        if text:
            event.add(name, vText(text))
    if url:
        event.add("url", vUri(url))
    is_off = view.status is AppointmentStatus.CANCELLED
    event.add("status", _STATUS.get(view.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event.add("organizer", _organizer(view))
    return event


def _texts(view: AppointmentView, texts: Texts, url: str) -> dict[str, str]:
    business = clean_line(view.business_name)
    service = clean_line(view.service_name)
    return {
        "summary": texts.say("calendar-summary", service=service, business=business),
        "location": clean_line(view.location or view.join_web_url),
        "description": _description(view, texts, url),
    }


def _description(view: AppointmentView, texts: Texts, url: str) -> str:
    names = texts.list([clean_line(each.display_name) for each in view.staff_members])
    lines = (
        texts.say("calendar-staff", name=names),
        clean_text(view.additional_information),
        clean_line(view.join_web_url),
        texts.say("calendar-phone", phone=clean_line(view.business_phone))
        if view.business_phone
        else "",
        texts.say("calendar-change", url=url) if url else "",
    )
    return "\n".join(each for each in lines if each)


def _organizer(view: AppointmentView) -> vCalAddress:
    is_mail = _MAIL.fullmatch(view.business_email)
    address = vCalAddress(f"mailto:{view.business_email if is_mail else _NO_MAIL}")
    address.params["CN"] = vText(parameter_text(view.business_name))
    return address


def clean_text(text: str) -> str:
    """Give the text with plain line ends and no control characters, bounded."""
    plain = _CONTROL.sub("", _LINE_END.sub("\n", text)).replace("\\", _LIKE_A_BACKSLASH)
    return plain[:_LONGEST].strip()


def clean_line(text: str) -> str:
    """Give the text as one line."""
    return " ".join(clean_text(text).split())


def parameter_text(text: str) -> str:
    """Give the text as a parameter can carry it: one line, and none of the signs that end it."""
    return _NOT_IN_PARAMETER.sub(" ", clean_line(text)).strip()


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
