"""The buttons of an agenda: to other days, to the rest of a long one, to the team's and back."""

from datetime import date, timedelta

from cards.actions import Tap
from cards.appointment_views import AgendaCardView
from cards.channels import JsonValue
from cards.verbs import Field, Verb
from language.texts import Texts

ROWS_SHOWN = 14


def navigation(view: AgendaCardView, texts: Texts) -> list[Tap]:
    """Give the buttons, what is likely first."""
    on, one_day = view.agenda.on, timedelta(days=1)
    days = [
        _to_day(texts.say("card-previous-day"), on - one_day, _same(view)),
        _to_day(texts.say("card-next-day"), on + one_day, _same(view)),
    ]
    to_team = [_to_day(texts.say("card-team-day"), on, {Field.TEAM: True})]
    to_own = [_to_day(texts.say("card-my-day"), on, {Field.TEAM: False})]
    is_team = view.agenda.staff_member is None
    others = [*(to_own if is_team or view.is_colleague else []), *([] if is_team else to_team)]
    return [*_more(view, texts), *days, *(others if view.shows_team else [])]


def _more(view: AgendaCardView, texts: Texts) -> list[Tap]:
    following = view.first + ROWS_SHOWN
    if following >= len(view.agenda.appointments):
        return []
    same: dict[str, JsonValue] = {**_same(view), Field.FROM: following}
    return [_to_day(texts.say("card-more"), view.agenda.on, same)]


def _same(view: AgendaCardView) -> dict[str, JsonValue]:
    """Give the data that ask for the same agenda: one's own, the team's, or a colleague's."""
    staff_member = view.agenda.staff_member
    same: dict[str, JsonValue] = {Field.TEAM: staff_member is None}
    if view.is_colleague and staff_member is not None:
        same[Field.STAFF] = staff_member.staff_member_id
    return same


def _to_day(name: str, on: date, whose: dict[str, JsonValue]) -> Tap:
    return Tap(name, Verb.STAFF_DAY, {Field.DAY: on.isoformat(), **whose})
