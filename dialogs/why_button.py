"""The button "Why?" beside a refusal: about the day or the time that was wished for."""

from cards.card_views import ChoiceView
from cards.channels import JsonValue
from cards.moments import iso_instant
from cards.verbs import Field, Verb
from dialogs.planned_visits.as_one import visit_of
from dialogs.state import Draft
from dialogs.talk import Talk
from dialogs.wishes import exact_wall_clock
from language.when_wishes import WhenWish
from scheduling.recurrence import instants_of


def why_button(talk: Talk, draft: Draft) -> ChoiceView | None:
    """Give the button for a draft's wish, or None where it is for no one day."""
    when = _when(talk, draft.when) if draft.when is not None else {}
    if not when or draft.service_id is None or visit_of(draft) is not None:
        return None
    data: dict[str, JsonValue] = {Field.SERVICE.value: draft.service_id, **when}
    if draft.staff_member_id is not None:
        data[Field.STAFF.value] = draft.staff_member_id
    return ChoiceView(talk.texts.say("why-button"), Verb.EXPLAIN, data)


def _when(talk: Talk, wish: WhenWish) -> dict[str, JsonValue]:
    wall = exact_wall_clock(wish)
    found = instants_of(wall, talk.zone) if wall is not None else ()
    if found:
        return {Field.START.value: iso_instant(found[0])}
    on = wish.days.only_day if wish.days is not None else None
    return {Field.DAY.value: on.isoformat()} if on is not None else {}
