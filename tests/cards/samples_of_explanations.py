"""The cards that explain times and days, with ordinary and with extreme facts."""

from dataclasses import replace
from datetime import timedelta

from cards import day_explanations, explanations, times
from cards.card_views import ChoiceView, NearestTimesView
from cards.explanation_views import DayExplanationCardView, ExplanationCardView
from cards.verbs import Verb
from scheduling.errors import Reason
from scheduling.explanation_views import (
    DayExplanationView,
    DayStep,
    ExplanationView,
    ObstacleView,
    PersonDay,
    PersonExplanation,
    ReasonView,
    ServiceName,
    Step,
)
from scheduling.layers import Layer
from scheduling.time_ranges import TimeRange
from scheduling.views import StaffMemberView
from tests.cards.facts import ANA, BEN, DRAFT, HOSTILE, START, WIDE, ZONE, slots
from tests.cards.sampling import Sample, sample

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HAIRCUT = ServiceName("service-1", "Haircut", timedelta(minutes=45))
AROUND = TimeRange(START - HOUR, START + HOUR)
LAYERS = {
    Reason.NOT_OFFERED_BY_STAFF: Layer.SERVICE,
    Reason.SERVICE_NOT_BOOKABLE: Layer.SERVICE,
    Reason.STAFF_NOT_WORKING: Layer.STAFF_HOURS,
    Reason.OUTSIDE_SERVICE_HOURS: Layer.SERVICE_HOURS,
    Reason.CLOSED: Layer.CLOSURE,
    Reason.TIME_OFF: Layer.TIME_OFF,
    Reason.TAKEN: Layer.APPOINTMENTS,
    Reason.DAY_FULL: Layer.DAILY_LIMIT,
    Reason.OFF_GRID: Layer.GRID,
    Reason.TOO_SOON: Layer.POLICY,
    Reason.TOO_FAR_AHEAD: Layer.POLICY,
    Reason.PAST: Layer.POLICY,
}
PATHS = {
    Reason.NOT_OFFERED_BY_STAFF: "services[service-1].staffMemberIds",
    Reason.SERVICE_NOT_BOOKABLE: "services[service-1].isHiddenFromCustomers",
    Reason.STAFF_NOT_WORKING: "staffMembers[ana].workingHours",
    Reason.OUTSIDE_SERVICE_HOURS: "schedulingPolicy.customAvailabilities[1]",
    Reason.CLOSED: "closures[fair]",
    Reason.TIME_OFF: "timeOff[t-1]",
    Reason.DAY_FULL: "services[service-1].maximumAppointmentsPerDay",
    Reason.OFF_GRID: "schedulingPolicy.timeSlotInterval",
    Reason.TOO_SOON: "schedulingPolicy.minimumLeadTime",
    Reason.TOO_FAR_AHEAD: "somewhere.nobodyKnows",
}


def obstacles(customer: str, count: int = 2) -> tuple[ObstacleView, ...]:
    """Give appointments in the way, and a time somebody holds."""
    booked = tuple(
        ObstacleView(
            claimed=AROUND,
            appointment_id=f"a-{number}",
            customer_name=customer,
            service_name=customer,
            time_range=TimeRange(START, START + HOUR),
        )
        for number in range(count)
    )
    return (*booked, ObstacleView(claimed=AROUND))


def reason(code: Reason, text: str) -> ReasonView:
    """Give a reason with every value it may have."""
    return ReasonView(
        reason=code,
        layer=LAYERS[code],
        setting=PATHS.get(code, ""),
        may_change=code is Reason.CLOSED,
        binds_viewer=code is not Reason.TOO_SOON,
        title=text,
        limit=timedelta(minutes=30),
        time_range=AROUND,
        hours=(AROUND, TimeRange(START + 2 * HOUR, START + 3 * HOUR)),
        count=4,
        maximum=4,
        near_starts=(START, START + HOUR),
        window=TimeRange(START, START + 30 * DAY),
        providers=(ANA, StaffMemberView("x", text)),
        obstacles=obstacles(text) if code is Reason.TAKEN else (),
    )


def explained(text: str, people: int = 2) -> ExplanationView:
    """Give a time with everything in its way, for so many people, called so."""
    everything = tuple(reason(code, text) for code in LAYERS)
    named = tuple(StaffMemberView(f"p-{number}", text) for number in range(people))
    return ExplanationView(
        start_at=START,
        time_zone=ZONE,
        service=replace(HAIRCUT, display_name=text),
        is_service_named=True,
        staff_member=named[0],
        is_bookable=False,
        is_bookable_by_customers=False,
        people=tuple(PersonExplanation(each, everything, may_book=True) for each in named),
        nearest=slots(8, START),
    )


def steps(text: str) -> tuple[DayStep, ...]:
    """Give every step a day can have, each with a cause."""
    codes = dict(zip(Step, (*LAYERS, *LAYERS), strict=False))
    return tuple(
        DayStep(step, HOUR, HOUR * (9 - place), (reason(codes[step], text),))
        for place, step in enumerate(Step)
        if step is not Step.HOURS
    )


def day(text: str, people: int = 1, slots_count: int = 0) -> DayExplanationView:
    """Give a day with every step, for so many people, called so."""
    rule = reason(Reason.STAFF_NOT_WORKING, text)
    named = (StaffMemberView(f"p-{number}", text) for number in range(people))
    return DayExplanationView(
        on=START.date(),
        time_zone=ZONE,
        service=replace(HAIRCUT, display_name=text),
        is_service_named=True,
        staff_member=None,
        slots_count=slots_count,
        days_hours=8 * HOUR,
        steps=steps(text),
        people=tuple(
            PersonDay(each, 8 * HOUR, rule, steps(text), slots_count, may_book=True)
            for each in named
        ),
        nearest=slots(3, START),
    )


FREE = replace(
    explained("Haircut", 1),
    is_bookable=True,
    is_bookable_by_customers=True,
    people=(PersonExplanation(ANA, (), may_book=True),),
)
NOT_MINE = replace(
    FREE,
    is_service_named=False,
    people=(
        PersonExplanation(
            BEN, (ReasonView(reason=Reason.TAKEN, layer=Layer.APPOINTMENTS),), may_book=False
        ),
    ),
    nearest=(),
)
_TIME, _DAY = explanations.render_explanation, day_explanations.render_day_explanation

EXPLANATIONS: dict[str, Sample] = {
    "explained-no": sample(
        _TIME, ExplanationCardView(prompt="No.", explanation=explained("Haircut"))
    ),
    "explained-yes": sample(_TIME, ExplanationCardView(prompt="Yes.", explanation=FREE)),
    "explained-to-a-colleague": sample(
        _TIME,
        ExplanationCardView(prompt="No.", explanation=NOT_MINE, note="Of what could be meant"),
    ),
    "explained-hostile": sample(
        _TIME, ExplanationCardView(prompt=HOSTILE, explanation=explained(HOSTILE, 1), note=HOSTILE)
    ),
    "explained-to-many": sample(
        _TIME, ExplanationCardView(prompt=WIDE, explanation=explained(WIDE, 30), note=WIDE)
    ),
    "day-explained": sample(
        _DAY, DayExplanationCardView(prompt="Nothing is left.", explanation=day("Haircut"))
    ),
    "day-explained-of-many": sample(
        _DAY, DayExplanationCardView(prompt=WIDE, explanation=day(WIDE, 30, 3), note=WIDE)
    ),
    "day-explained-hostile": sample(
        _DAY, DayExplanationCardView(prompt=HOSTILE, explanation=day(HOSTILE), note=HOSTILE)
    ),
    "nearest-with-why": sample(
        times.render_nearest_times,
        NearestTimesView(
            prompt="Ana is not free. These are the nearest free times:",
            draft_id=DRAFT,
            slots=slots(4, START),
            time_zone=ZONE,
            business_time_zone=ZONE,
            choices=(
                ChoiceView("Why?", Verb.EXPLAIN, {"service": "service-1", "day": "2026-04-16"}),
            ),
        ),
    ),
}
