"""Which service is meant where it was not named: by who was wished for, and for how long."""

from dataclasses import replace
from datetime import timedelta

from dialogs.drafts import with_service
from dialogs.state import Draft
from dialogs.talk import Talk
from language.understanding import Understanding
from scheduling.views import ServiceView


def with_service_inferred(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    """Choose the only service that fits what was told; several narrow the question."""
    if draft.service_id is not None or draft.service_choices:
        return draft
    if understanding.unknown_services:
        return draft
    tells_who_or_how_long = understanding.staff_member or _lengths(understanding)
    if understanding.not_understood and not tells_who_or_how_long:
        # Something else may have been asked for, which is not offered here.
        return draft
    every = talk.business.services
    fitting = [each for each in every if _fits(each, draft, understanding)]
    if len(fitting) == 1:
        return with_service(draft, fitting[0])
    if not fitting or len(fitting) == len(every):
        return draft
    return replace(draft, service_choices=tuple(each.service_id for each in fitting))


def _fits(service: ServiceView, draft: Draft, understanding: Understanding) -> bool:
    lengths = _lengths(understanding)
    wished = draft.staff_member_id if understanding.staff_member else None
    is_theirs = wished is None or wished in service.staff_member_ids
    own = {service.duration, *(each.duration for each in service.durations)}
    return is_theirs and (not lengths or bool(own & lengths))


def _lengths(understanding: Understanding) -> set[timedelta]:
    said = {each.value.duration for each in understanding.when if each.value.duration}
    length = understanding.length
    wished = length.choices if length else ()
    return said | {each.duration for each in wished if each.duration and not each.change}
