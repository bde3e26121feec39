"""A day of a staff member or of the team."""

from dataclasses import dataclass

from cards.actions import Tap
from cards.agenda_navigation import ROWS_SHOWN, navigation
from cards.appointment_parts import staff_names, status_runs, status_text
from cards.appointment_views import AgendaCardView
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import Colour, Column, ColumnSet, Size, Spacing, StrictElement, Style
from cards.layout import Runs, heading, narrow, panel, prose, quiet, rich, row, run, strong, wide
from cards.moments import local_date, time_range
from cards.people import filled_text
from cards.verbs import Field, Verb
from cards.visits import booked_for, part_note
from cards.wording import line, title
from language.texts import Texts
from scheduling.statuses import AppointmentStatus
from scheduling.views import AgendaView, AppointmentView

_GOING_ON = (
    AppointmentStatus.CONFIRMED,
    AppointmentStatus.ARRIVED,
    AppointmentStatus.IN_PROGRESS,
)
_LONGEST = 36
_TIME_WIDTH = "62px"


@dataclass(frozen=True, slots=True)
class _Marks:
    """Which appointments are going on now, and which come next: their ids."""

    current: frozenset[str]
    following: frozenset[str]

    @classmethod
    def of(cls, agenda: AgendaView) -> "_Marks":
        active = [each for each in agenda.appointments if each.status in _GOING_ON]
        current = (each for each in active if each.start_at <= agenda.now < each.end_at)
        to_come = [each for each in active if each.start_at > agenda.now]
        next_at = min((each.start_at for each in to_come), default=None)
        following = (each for each in to_come if each.start_at == next_at)
        return cls(
            frozenset(each.appointment_id for each in current),
            frozenset(each.appointment_id for each in following),
        )


def render_agenda(view: AgendaCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render a day's agenda; a tap on a row opens the appointment."""
    agenda = view.agenda
    shown = agenda.appointments[view.first : view.first + ROWS_SHOWN]
    marks = _Marks.of(agenda)
    document = Document(
        body=[
            *prose(view.prompt),
            *_header(agenda, texts),
            *(_row(each, agenda, marks, texts) for each in shown),
            *_empty(agenda, texts),
        ],
        said=[
            view.prompt,
            texts.day(agenda.on),
            _count(agenda, texts),
            *(_row_said(each, agenda, texts) for each in shown),
        ],
        actions=navigation(view, texts),
    )
    return to_json(document, channel)


def _header(agenda: AgendaView, texts: Texts) -> list[StrictElement]:
    staff_member = agenda.staff_member
    whose = line(staff_member.display_name) if staff_member else texts.say("card-team")
    parts = (whose, _count(agenda, texts), texts.zone(agenda.time_zone, agenda.now))
    return [
        heading(texts.day(agenda.on, local_date(agenda.now, agenda.time_zone))),
        rich(quiet(" · ".join(parts)), spacing=Spacing.NONE),
    ]


def _count(agenda: AgendaView, texts: Texts) -> str:
    active = [
        each for each in agenda.appointments if each.status is not AppointmentStatus.CANCELLED
    ]
    return texts.say("card-appointments-count", count=len(active))


def _empty(agenda: AgendaView, texts: Texts) -> list[StrictElement]:
    if agenda.appointments:
        return []
    return [panel([rich(run(texts.say("card-agenda-empty"), is_subtle=True))])]


def _row(view: AppointmentView, agenda: AgendaView, marks: _Marks, texts: Texts) -> ColumnSet:
    tap = Tap(
        title(f"{texts.time(view.start_at, agenda.time_zone)} {booked_for(view, texts)}", _LONGEST),
        Verb.STAFF_OPEN,
        {Field.APPOINTMENT: view.appointment_id},
    )
    columns = [
        _time_column(view, agenda, texts),
        wide(*_who_and_what(view, agenda, texts)),
        narrow(rich(_badge(view, marks, texts))),
    ]
    line_of_list = row(columns, tap)
    line_of_list.separator = True
    if view.appointment_id in marks.current:
        line_of_list.style = Style.ACCENT
        line_of_list.bleed = True
    return line_of_list


def _time_column(view: AppointmentView, agenda: AgendaView, texts: Texts) -> Column:
    is_over = _is_over(view, agenda)
    start = texts.time(view.start_at, agenda.time_zone)
    first = run(start, is_subtle=True) if is_over else strong(start)
    ends = quiet(texts.time(view.end_at, agenda.time_zone))
    return Column(
        width=_TIME_WIDTH,
        items=[rich(first), rich(ends, spacing=Spacing.NONE)],
        vertical_alignment="center",
    )


def _who_and_what(view: AppointmentView, agenda: AgendaView, texts: Texts) -> list[StrictElement]:
    name = line(booked_for(view, texts), _LONGEST)
    is_off = view.status is AppointmentStatus.CANCELLED
    who = run(name, is_subtle=True, strikethrough=True) if is_off else strong(name)
    what = [_what(view, texts)]
    if agenda.staff_member is None or len(view.staff_members) > 1:
        what.append(line(staff_names(view, texts), _LONGEST))
    what += [line(each, _LONGEST) for each in view.resource_names]
    note = part_note(view, agenda.appointments, texts)
    what += [note] if note else []
    return [rich(who), rich(quiet(" · ".join(what)), spacing=Spacing.NONE)]


def _what(view: AppointmentView, texts: Texts) -> str:
    return filled_text(view.group, texts) or line(view.service_name, _LONGEST)


def _badge(view: AppointmentView, marks: _Marks, texts: Texts) -> Runs:
    if view.status is not AppointmentStatus.CONFIRMED or view.needs_somebody:
        return status_runs(view, texts)
    if view.appointment_id in marks.current:
        return run(texts.say("card-now"), size=Size.SMALL, color=Colour.ACCENT)
    if view.appointment_id in marks.following:
        return run(texts.say("card-next"), size=Size.SMALL, color=Colour.ACCENT)
    return []


def _is_over(view: AppointmentView, agenda: AgendaView) -> bool:
    return view.end_at <= agenda.now


def _row_said(view: AppointmentView, agenda: AgendaView, texts: Texts) -> str:
    hours = time_range(texts, view.start_at, view.end_at, agenda.time_zone)
    parts = (
        hours,
        line(booked_for(view, texts), _LONGEST),
        _what(view, texts),
        *(line(each, _LONGEST) for each in view.resource_names),
        status_text(view.status, texts),
    )
    return ", ".join(parts)
