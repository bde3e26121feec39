"""What the cards of handing over show. Where one is named, it is by whoever the view is for."""

from dataclasses import dataclass

from scheduling.hand_over_views import (
    HandOverNewsView,
    HandOverPlanView,
    HandOverResultView,
    HandOverView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPlanCardView:
    """A plan to be confirmed: who takes what, and what cannot be placed, with the words why.

    `chosen` is who is chosen for each appointment by id, `reasons` the words for what is not
    placed, by id too. `away` says what is asked beside it, "" for nothing.
    """

    prompt: str
    plan_id: str
    plan: HandOverPlanView
    chosen: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    time_zone: str
    away: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverResultCardView:
    """What was handed over, or offered, to whom."""

    prompt: str
    result: HandOverResultView
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCardView:
    """What a colleague offers, to be accepted or declined, or what became of it."""

    prompt: str
    hand_over: HandOverView
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverNewsCardView:
    """News of a hand-over for somebody of the staff; `headline` is what is said of it."""

    headline: str
    news: HandOverNewsView
