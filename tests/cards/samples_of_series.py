"""The cards of series, with ordinary and with extreme facts."""

from dataclasses import replace
from datetime import timedelta

from cards import (
    announcements,
    customer_appointments,
    series,
    series_plans,
    staff_appointments,
    summary,
)
from cards.appointment_views import (
    AnnouncementCardView,
    AppointmentCardView,
    AppointmentListView,
    CancelQuestionView,
    StaffAppointmentView,
    StaffCancelFormView,
)
from cards.card_views import SummaryView
from cards.series_views import (
    DateState,
    PlanRowView,
    RepeatFormView,
    SeriesCancelView,
    SeriesCardView,
    SeriesPlanView,
)
from cards.verbs import Verb
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.permissions import Action
from scheduling.series import SeriesScope
from scheduling.views import AppointmentView
from tests.cards.facts import (
    CONTACT,
    DRAFT,
    HOSTILE,
    START,
    WIDE,
    ZONE,
    appointment,
    nasty_appointment,
    service,
)
from tests.cards.sampling import Sample, sample

WEEK = timedelta(weeks=1)
_FOR_STAFF = frozenset({Action.RESCHEDULE, Action.CANCEL, Action.SET_STATUS, Action.SEE_HISTORY})


def occurrences(count: int) -> tuple[AppointmentView, ...]:
    """Give so many occurrences, a week apart."""
    return tuple(
        appointment(
            each,
            series_id="s",
            start_at=START + WEEK * each,
            end_at=START + WEEK * each + timedelta(minutes=45),
        )
        for each in range(count)
    )


def nasty_occurrences(count: int, name: str = "") -> tuple[AppointmentView, ...]:
    """Give so many whose words are as bad as they can be."""
    return tuple(
        nasty_appointment(each, name, series_id="s", start_at=START + WEEK * each)
        for each in range(count)
    )


def rows(
    count: int, clashes: tuple[int, ...] = (), words: str = "It is taken."
) -> tuple[PlanRowView, ...]:
    """Give the rows of a plan, some of which clash; of those the odd ones find nothing near."""
    return tuple(
        PlanRowView(
            start_at=START + WEEK * each,
            staff_name=words if words != "It is taken." else "Ana Ruiz",
            state=DateState.CLASH if each in clashes else DateState.FREE,
            problem=words if each in clashes else "",
            nearest_at=START + WEEK * each + timedelta(hours=1)
            if each in clashes and not each % 2
            else None,
        )
        for each in range(count)
    )


def _plan(**changes: object) -> Sample:
    facts: dict[str, object] = {
        "prompt": "All 6 are free. Shall I go on?",
        "draft_id": DRAFT,
        "rows": rows(6),
        "time_zone": ZONE,
        "seen": "0123456789abcdef",
        "free_count": 6,
        **changes,
    }
    return sample(series_plans.render_series_plan, SeriesPlanView(**facts))  # type: ignore[arg-type]


def _cancel(changes: tuple[AppointmentView, ...], *notes: str) -> Sample:
    view = SeriesCancelView(
        prompt="Cancel these?",
        appointment_id="a",
        scope=SeriesScope.FOLLOWING,
        seen="0123456789abcdef",
        changes=changes,
        time_zone=ZONE,
        notes=notes,
        keep_verb=Verb.STAFF_OPEN,
    )
    return sample(series.render_series_cancel, view)


def _news(kind: AnnouncementKind, to: RecipientKind, told: tuple[AppointmentView, ...]) -> Sample:
    view = AnnouncementCardView(
        kind=kind, recipient_kind=to, appointment=told[0], time_zone=ZONE, occurrences=told
    )
    return sample(announcements.render_announcement, view)


def _dates_chosen() -> tuple[PlanRowView, ...]:
    free, clashing = rows(6), rows(6, (2,))[2]
    moved = replace(clashing, state=DateState.MOVED, problem="")
    left_out = replace(free[4], state=DateState.LEFT_OUT)
    return (*free[:2], moved, free[3], left_out, free[5])


_SUMMARY = SummaryView(
    prompt="Shall I book these 6 appointments?",
    draft_id=DRAFT,
    business_name="Salon Lindenhof",
    service=service(),
    staff_name="Ana Ruiz",
    start_at=START,
    time_zone=ZONE,
    business_time_zone=ZONE,
    contact=CONTACT,
    series=_dates_chosen(),
    may_repeat=True,
)

SERIES: dict[str, Sample] = {
    "series-repeat": sample(
        series.render_repeat_form, RepeatFormView(prompt="How often?", draft_id=DRAFT)
    ),
    "series-repeat-wrong": sample(
        series.render_repeat_form,
        RepeatFormView(prompt=HOSTILE, draft_id=DRAFT, every="monthly-1", count="6", error=HOSTILE),
    ),
    "series-repeat-unheard-of": sample(
        series.render_repeat_form,
        RepeatFormView(prompt="How many times?", draft_id=DRAFT, every="weekly-7"),
    ),
    "series-plan": _plan(),
    "series-plan-clashes": _plan(
        rows=rows(6, (1, 2)),
        free_count=4,
        moved_count=5,
        notes=("There is no 31 June, so that month is left out.", "2 more are too far ahead."),
    ),
    "series-plan-left-out": _plan(
        rows=(*rows(2), replace(rows(3)[2], state=DateState.LEFT_OUT)), free_count=2
    ),
    "series-plan-of-one": _plan(rows=rows(1), free_count=1),
    "series-plan-nothing": _plan(rows=rows(3, (0, 1, 2)), free_count=0),
    "series-plan-empty": _plan(rows=(), free_count=0, is_move=True),
    "series-plan-long": _plan(rows=rows(60, (3, 40, 59)), free_count=57, moved_count=58),
    "series-plan-all-clash": _plan(rows=rows(60, tuple(range(60)), HOSTILE), free_count=0),
    "series-plan-nasty": _plan(
        prompt=HOSTILE, rows=rows(20, tuple(range(0, 20, 2)), HOSTILE), notes=(HOSTILE,) * 5
    ),
    "series-plan-wide": _plan(prompt=WIDE, rows=rows(20, tuple(range(20)), WIDE), notes=(WIDE,)),
    "series-plan-move": _plan(
        rows=tuple(
            PlanRowView(
                start_at=START + WEEK * each, before_at=START + WEEK * each - timedelta(days=1)
            )
            for each in range(4)
        ),
        free_count=4,
        is_move=True,
    ),
    "series-summary": sample(summary.render_summary, _SUMMARY),
    "series-booked": sample(
        series.render_series,
        SeriesCardView(prompt="They are booked.", occurrences=occurrences(6), time_zone=ZONE),
    ),
    "series-long": sample(
        series.render_series,
        SeriesCardView(prompt="They are booked.", occurrences=occurrences(60), time_zone=ZONE),
    ),
    "series-over": sample(
        series.render_series,
        SeriesCardView(prompt="Nothing is to come.", occurrences=(), time_zone=ZONE),
    ),
    "series-nasty": sample(
        series.render_series,
        SeriesCardView(
            prompt=HOSTILE, occurrences=nasty_occurrences(20), time_zone=ZONE, verb=Verb.STAFF_OPEN
        ),
    ),
    "series-cancel": _cancel(occurrences(4)),
    "series-cancel-some": _cancel(occurrences(1), "The one on Thursday stays."),
    "series-cancel-long": _cancel(nasty_occurrences(60), HOSTILE, WIDE),
    "series-occurrence": sample(
        customer_appointments.render_appointment,
        AppointmentCardView(
            prompt="Here it is.", appointment=appointment(series_id="s"), time_zone=ZONE
        ),
    ),
    "series-occurrence-cancel": sample(
        customer_appointments.render_cancel_question,
        CancelQuestionView(
            prompt="Only this one?",
            appointment=appointment(series_id="s"),
            time_zone=ZONE,
            has_scopes=True,
        ),
    ),
    "series-among-appointments": sample(
        customer_appointments.render_appointment_list,
        AppointmentListView(
            prompt="Yours:", appointments=(*occurrences(3), appointment(9)), time_zone=ZONE
        ),
    ),
    "staff-series-occurrence": sample(
        staff_appointments.render_staff_appointment,
        StaffAppointmentView(
            appointment=appointment(series_id="s", may=_FOR_STAFF, contact=CONTACT), time_zone=ZONE
        ),
    ),
    "staff-series-cancel": sample(
        staff_appointments.render_staff_cancel_form,
        StaffCancelFormView(
            prompt="Cancel it?", appointment=appointment(series_id="s"), time_zone=ZONE
        ),
    ),
    "news-series-booked": _news(
        AnnouncementKind.BOOKED, RecipientKind.STAFF_MEMBER, occurrences(6)
    ),
    "news-series-cancelled": _news(
        AnnouncementKind.CANCELLED, RecipientKind.CUSTOMER, occurrences(60)
    ),
    "news-series-moved": _news(
        AnnouncementKind.RESCHEDULED, RecipientKind.CUSTOMER, nasty_occurrences(3)
    ),
}
