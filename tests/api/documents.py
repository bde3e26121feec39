"""A small, right document, and ways to make it wrong."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GONE = object()
"""In place of a value: the property is left out."""

DOCUMENT: dict[str, Any] = {
    "id": "salon",
    "displayName": "Salon Nord",
    "bookingPageSettings": {"businessTimeZone": "Europe/Paris"},
    "businessHours": [{"day": "monday", "timeSlots": [{"startTime": "09:00", "endTime": "17:00"}]}],
    "schedulingPolicy": {"minimumLeadTime": "PT2H", "maximumAdvance": "P30D"},
    "customQuestions": [
        {"id": "allergies", "displayName": "Any allergies?", "answerInputType": "text"}
    ],
    "services": [
        {
            "id": "cut",
            "displayName": "Haircut",
            "defaultDuration": "PT45M",
            "postBuffer": "PT15M",
            "defaultPrice": 38.5,
            "staffMemberIds": ["ana", "ben"],
            "customQuestions": [{"questionId": "allergies", "isRequired": True}],
        },
        {"id": "colour", "displayName": "Colour", "staffMemberIds": ["ana"]},
    ],
    "staffMembers": [
        {"id": "ana", "displayName": "Ana", "role": "administrator"},
        {"id": "ben", "displayName": "Ben", "role": "teamMember"},
    ],
    "closures": [{"start": "2026-12-25", "end": "2026-12-27", "title": "Holidays"}],
    "timeOff": [{"staffMemberId": "ben", "start": "2026-12-01T09:00", "end": "2026-12-01T12:00"}],
    "customers": [
        {"id": "c-dana", "displayName": "Dana", "phones": [{"number": "+33 1 99 00 00 01"}]}
    ],
    "appointments": [
        {
            "id": "a-1",
            "serviceId": "cut",
            "staffMemberIds": ["ana"],
            "startDateTime": {"dateTime": "2026-11-30T10:00:00", "timeZone": "Europe/Paris"},
            "customers": [{"customerId": "c-dana"}],
        },
        {
            "id": "a-2",
            "serviceId": "cut",
            "staffMemberIds": ["ana", "ben"],
            "startDateTime": {"dateTime": "2026-11-30T11:00:00", "timeZone": "Europe/Paris"},
            "customers": [{"customerId": "c-dana"}],
        },
    ],
}


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The document with another value at `path`; a position after the last one appends."""
    document = deepcopy(DOCUMENT)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    last: Any = path[-1]
    if to is GONE:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(to)
    else:
        place[last] = to
    return document
