"""The cards of handing over, with ordinary and with extreme facts."""

from cards import hand_over_news, hand_over_plans
from cards.hand_over_views import (
    HandOverNewsCardView,
    HandOverPlanCardView,
    HandOverResultCardView,
    OfferCardView,
)
from scheduling.hand_over_views import (
    HandOverNewsView,
    HandOverPlanView,
    HandOverResultView,
    HandOverView,
    PlannedView,
    TakenOverView,
)
from scheduling.handing_over import HandOverState
from scheduling.permissions import Action
from scheduling.views import AppointmentView, StaffMemberView
from tests.cards.facts import HOSTILE, START, WIDE, ZONE, appointment, nasty_appointment
from tests.cards.sampling import Sample, sample

_MAY = frozenset({Action.RESCHEDULE, Action.CANCEL, Action.HAND_OVER})
_LEAVING = StaffMemberView("ana", "Ana Ruiz")


def _colleagues(count: int, name: str = "Colleague") -> tuple[StaffMemberView, ...]:
    return tuple(StaffMemberView(f"staff-{each}", f"{name} {each}") for each in range(count))


def _planned(view: AppointmentView, able: tuple[StaffMemberView, ...]) -> PlannedView:
    proposed = able[0].staff_member_id if able else None
    return PlannedView(appointment=view, able=able, proposed_id=proposed, refusals=())


def _plan(
    planned: tuple[PlannedView, ...],
    *,
    reason: str = "Ben is already booked.",
    away: str = "Also mark Ana as away on Tuesday 14 April",
    is_offer: bool = False,
    requests: tuple[AppointmentView, ...] = (),
    prompt: str = "2 of Ana's 3 appointments can be taken by others.",
) -> Sample:
    view = HandOverPlanCardView(
        prompt=prompt,
        plan_id="p" * 22,
        plan=HandOverPlanView(
            leaving=_LEAVING, planned=planned, is_offer=is_offer, requests=requests
        ),
        chosen=tuple((each.appointment.appointment_id, each.proposed_id or "") for each in planned),
        reasons=tuple((each.appointment.appointment_id, (reason,) * 6) for each in planned),
        time_zone=ZONE,
        away=away,
    )
    return sample(hand_over_plans.render_hand_over_plan, view)


def _taken(count: int, name: str = "Ben") -> tuple[TakenOverView, ...]:
    return tuple(
        TakenOverView(appointment(each), StaffMemberView("ben", name)) for each in range(count)
    )


def _offer(state: HandOverState) -> HandOverView:
    return HandOverView(
        hand_over_id="h" * 22, state=state, leaving=_LEAVING, taken=_taken(2), expires_at=START
    )


def _news(state: HandOverState, headline: str = "Two of yours are now with Ben.") -> Sample:
    news = HandOverNewsView(
        hand_over=_offer(state), own_id="ana", time_zone=ZONE, language_tag="en"
    )
    return sample(
        hand_over_news.render_hand_over_news, HandOverNewsCardView(headline=headline, news=news)
    )


_TWO = tuple(_planned(appointment(each, may=_MAY), _colleagues(3)) for each in range(2))
_UNPLACED = tuple(_planned(appointment(each, may=_MAY), ()) for each in range(2, 6))

HAND_OVERS: dict[str, Sample] = {
    "hand-over-plan": _plan((*_TWO, _UNPLACED[0])),
    "hand-over-plan-none-placed": _plan(_UNPLACED, away=""),
    "hand-over-plan-away-only": _plan((), prompt="Ana has no appointments then."),
    "hand-over-plan-offer": _plan(_TWO, is_offer=True, away="", requests=(appointment(9),)),
    "hand-over-plan-full": _plan(
        tuple(_planned(appointment(each, may=_MAY), _colleagues(20)) for each in range(10))
    ),
    "hand-over-plan-nasty": _plan(
        (
            *(_planned(nasty_appointment(each), _colleagues(4, HOSTILE)) for each in range(5)),
            *(_planned(nasty_appointment(each), ()) for each in range(5, 10)),
        ),
        reason=HOSTILE,
        away=HOSTILE,
        prompt=HOSTILE,
        requests=(nasty_appointment(11),),
    ),
    "hand-over-plan-wide": _plan(
        tuple(
            _planned(nasty_appointment(each, name=WIDE), _colleagues(20, WIDE))
            for each in range(10)
        ),
        reason=WIDE,
        away=WIDE,
    ),
    "hand-over-result": sample(
        hand_over_news.render_hand_over_result,
        HandOverResultCardView(
            prompt="Handed over.",
            result=HandOverResultView(leaving=_LEAVING, is_offer=False, taken=_taken(10)),
            time_zone=ZONE,
        ),
    ),
    "hand-over-result-nasty": sample(
        hand_over_news.render_hand_over_result,
        HandOverResultCardView(
            prompt=HOSTILE,
            result=HandOverResultView(
                leaving=_LEAVING,
                is_offer=True,
                taken=tuple(
                    TakenOverView(nasty_appointment(each), StaffMemberView("ben", HOSTILE))
                    for each in range(10)
                ),
            ),
            time_zone=ZONE,
        ),
    ),
    **{
        f"offer-{state.value}": sample(
            hand_over_news.render_offer,
            OfferCardView(prompt="Would you?", hand_over=_offer(state), time_zone=ZONE),
        )
        for state in HandOverState
    },
    **{f"news-hand-over-{state.value}": _news(state) for state in HandOverState},
    "news-hand-over-nasty": _news(HandOverState.OFFERED, HOSTILE),
}
