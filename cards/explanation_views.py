"""What the cards that explain a time or a day show to staff.

`prompt` is the verdict in the viewer's language. Times are shown in the view's own zone, the
business's.
"""

from dataclasses import dataclass

from scheduling.explanation_views import DayExplanationView, ExplanationView


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationCardView:
    """A time explained: the verdict, then for each person every rule in the way."""

    prompt: str
    explanation: ExplanationView
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayExplanationCardView:
    """A day explained: the verdict, then for each person what took their time, step by step."""

    prompt: str
    explanation: DayExplanationView
    note: str = ""
