"""A turn's text read against the business, what was asked, and what is talked about."""

from datetime import timedelta

from dialogs.opening_hours import opening_hours
from dialogs.state import Asked, ConversationState
from dialogs.talk import Talk
from language.context import NamedThing, ReadingContext, Speaker
from language.reader import read
from language.understanding import Understanding
from language.when_wishes import DayRange


def understand(
    talk: Talk, state: ConversationState, speaker: Speaker | None = None
) -> Understanding:
    """Read the turn's text against the business's names, hours, and what was asked.

    `speaker` is who is taken to speak, where it is not the one who does.
    """
    known = Speaker.STAFF if talk.is_staff else Speaker.CUSTOMER
    business = talk.business
    context = ReadingContext(
        locale=talk.texts.locale,
        now_local=talk.now_local,
        services=tuple(
            NamedThing(each.service_id, (each.display_name, *each.aliases))
            for each in business.services
        ),
        staff_members=tuple(
            NamedThing(each.staff_member_id, (each.display_name,))
            for each in (*business.staff_members, *business.other_staff_members)
        ),
        opening_hours=opening_hours(business.business_hours, talk.ahead),
        expecting=state.expecting,
        days_meant=_days_talked_about(state),
        business_zone=business.time_zone,
        customer_zone=talk.own_zone,
        speaker=speaker or known,
        reads_lengths=any(each.durations for each in business.services),
        largest_parties={
            each.service_id: each.maximum_attendees_count
            for each in business.services
            if each.maximum_attendees_count > 1
        },
        service_meant=(state.draft.service_id or "") if state.draft else "",
        is_hour_told=_is_hour_told(state),
        confirms_time=_confirms_time(talk, state),
        is_series_open=_is_series_open(state),
    )
    return read(talk.turn.text, context)


def _is_hour_told(state: ConversationState) -> bool:
    """Tell whether a new appointment has its time; where one is moved, an hour is what is new."""
    draft = state.draft
    return draft is not None and draft.start_at is not None and not draft.moves


def _confirms_time(talk: Talk, state: ConversationState) -> bool:
    """Tell whether a time is to be confirmed. Of a group a bare number may be how many come."""
    draft = state.draft
    service = talk.business.service(draft.service_id) if draft else None
    is_group = service is not None and service.maximum_attendees_count > 1
    asks = state.asked in (Asked.CONFIRMATION, Asked.SERIES_PLAN)
    return asks and draft is not None and draft.start_at is not None and not is_group


def _is_series_open(state: ConversationState) -> bool:
    repeats = state.draft.repeats if state.draft else None
    return repeats is not None and not repeats.says_end


def _days_talked_about(state: ConversationState) -> DayRange | None:
    """Give the days of the wish; where its date and its weekday disagree, those around it."""
    when = state.draft.when if state.draft else None
    if when is None or when.days is None or when.weekday_denied is None:
        return when.days if when else None
    on = when.days.only_day
    around = timedelta(days=3)
    return DayRange(on - around, on + around) if on else when.days
