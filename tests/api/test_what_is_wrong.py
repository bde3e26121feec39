"""Every mistake in a document is told with its place and what to do about it."""

from typing import Any

import pytest

from api.documents import read_business
from api.json_texts import read_json
from api.reports import InvalidDocument
from tests.api.documents import DOCUMENT, GONE, NOW, changed

START = {"dateTime": "2026-11-30T10:30:00", "timeZone": "Europe/Paris"}
SLOTS = ("businessHours", 0, "timeSlots")
POLICY = "schedulingPolicy"

WRONG_VALUES = [
    (("id",), GONE, "$.id", "is missing; add it"),
    (("id",), None, "$.id", "is missing; add it"),
    (("id",), 7, "$.id", "must be text in quotes, not 7"),
    (("id",), "a/b", "$.id", "at most 128 characters, no spaces"),
    (("id",), "..", "$.id", "at most 128 characters, no spaces"),
    (("id",), "s" * 129, "$.id", "must be at most 128 characters, and has 129"),
    (("displayName",), "  ", "$.displayName", "must not be empty"),
    (("displayName",), "a\x07b", "$.displayName", "control characters; remove them"),
    (("displayName",), "\ud800", "$.displayName", "control characters; remove them"),
    (("dispalyName",), "x", "$.dispalyName", 'unknown property; did you mean "displayName"?'),
    (("webSiteUrl",), "javascript:alert(1)", "$.webSiteUrl", "such as https://www.example.com"),
    (("email",), "nobody", "$.email", '"nobody" does not look like a mail address'),
    (("defaultCurrencyIso",), "Euro", "$.defaultCurrencyIso", "three-letter ISO 4217 code"),
    (("languageTag",), "english!", "$.languageTag", "a language tag such as en or pt-BR"),
    (("isPublished",), "yes", "$.isPublished", "must be true or false, not yes"),
    (("address",), "12 rue", "$.address", "must be an object in braces, not 12 rue"),
    (
        ("bookingPageSettings", "businessTimeZone"),
        "Europe/Pari",
        "$.bookingPageSettings.businessTimeZone",
        'did you mean "Europe/Paris"?',
    ),
    (("businessHours",), {}, "$.businessHours", "must be a list in square brackets"),
    (("businessHours", 0, "day"), "mondey", "$.businessHours[0].day", 'mean "monday"?'),
    ((*SLOTS, 0, "endTime"), "25:00", "$.businessHours[0].timeSlots[0].endTime", "00:00 to 24:00"),
    ((*SLOTS, 0, "endTime"), "9am", "$.businessHours[0].timeSlots[0].endTime", "like 09:00"),
    ((*SLOTS, 0, "endTime"), "08:00", "$.businessHours[0].timeSlots[0]", "before endTime"),
    (
        (*SLOTS, 1),
        {"startTime": "16:00", "endTime": "18:00"},
        "$.businessHours[0].timeSlots",
        "the time slots of monday overlap",
    ),
    (
        (POLICY, "timeSlotInterval"),
        "PT1M",
        "$.schedulingPolicy.timeSlotInterval",
        "from 5 minutes to 4 hours",
    ),
    (
        (POLICY, "minimumLeadTime"),
        "30",
        "$.schedulingPolicy.minimumLeadTime",
        "write PT30M, PT1H30M or P1D",
    ),
    ((POLICY, "minimumLeadTime"), "-PT30M", "$.schedulingPolicy.minimumLeadTime", "no duration"),
    (
        (POLICY, "maximumAdvance"),
        "PT3H",
        "$.schedulingPolicy.maximumAdvance",
        "at least 24 hours more than minimumLeadTime",
    ),
    (
        ("services", 1, POLICY),
        {"minimumLeadTime": "P30D"},
        "$.services[1].schedulingPolicy.maximumAdvance",
        "the business's policy considered",
    ),
    (("services", 1), 5, "$.services[1]", "must be an object in braces, not 5"),
    (
        ("services", 0, "defaultDuration"),
        "PT0S",
        "$.services[0].defaultDuration",
        "more than zero and at most 7 days",
    ),
    (("services", 0, "preBuffer"), "PT30S", "$.services[0].preBuffer", "whole minutes"),
    (("services", 0, "defaultPrice"), "38", "$.services[0].defaultPrice", "a number such as 42"),
    (("services", 0, "defaultPrice"), -1, "$.services[0].defaultPrice", "zero or more"),
    (("services", 0, "defaultPrice"), 1.23456, "$.services[0].defaultPrice", "4 decimals"),
    (
        ("services", 0, "defaultPriceType"),
        "fixed",
        "$.services[0].defaultPriceType",
        'mean "fixedPrice"?',
    ),
    (
        ("services", 0, "maximumAttendeesCount"),
        0,
        "$.services[0].maximumAttendeesCount",
        "must be from 1 to 10000",
    ),
    (("services", 0, "aliases"), {"??": ["x"]}, '$.services[0].aliases["??"]', "a language tag"),
    (("services", 0, "aliases"), {"en": "x"}, "$.services[0].aliases.en", "must be a list"),
    (
        ("services", 0, "requiredContactDetails"),
        ["fax"],
        "$.services[0].requiredContactDetails[0]",
        '"fax" is not known; there are emailAddress, phone',
    ),
    (
        ("services", 0, "staffMemberIds", 1),
        "anna",
        "$.services[0].staffMemberIds[1]",
        '"anna" is the id of nothing in staffMembers; did you mean "ana"?',
    ),
    (
        ("services", 0, "staffMemberIds", 1),
        "ana",
        "$.services[0].staffMemberIds[1]",
        "is there already; remove one of the two",
    ),
    (
        ("services", 0, "customQuestions", 0, "questionId"),
        "size",
        "$.services[0].customQuestions[0].questionId",
        "is the id of nothing in customQuestions",
    ),
    (
        ("services", 1, "id"),
        "cut",
        "$.services[1].id",
        '"cut" is the id of $.services[0] already; give another',
    ),
    (
        ("customQuestions", 0, "answerInputType"),
        "radioButton",
        "$.customQuestions[0].answerOptions",
        "a radioButton question needs at least one",
    ),
    (
        ("customQuestions", 0),
        {
            "id": "allergies",
            "displayName": "Which?",
            "answerInputType": "radioButton",
            "answerOptions": [],
        },
        "$.customQuestions[0].answerOptions",
        "a radioButton question needs at least one",
    ),
    (
        ("bookingPageSettings", "isCustomerConsentEnabled"),
        True,
        "$.bookingPageSettings.customerConsentMessage",
        "write what customers agree to",
    ),
    (
        ("appointments", 0, "startDateTime"),
        {"dateTime": "2026-11-30T10:30:00+05:00", "timeZone": "Europe/Paris"},
        "$.appointments[0].startDateTime.timeZone",
        "Europe/Paris has another offset at that time",
    ),
    (("staffMembers", 0, "role"), "boss", "$.staffMembers[0].role", "there are administrator"),
    (
        ("staffMembers", 0, "timeZone"),
        "CET/Paris",
        "$.staffMembers[0].timeZone",
        '"CET/Paris" is no time zone',
    ),
    (("closures", 0, "end"), "2026-12-24", "$.closures[0].end", "must be after start"),
    (("closures", 0, "end"), "2026-12-27T10:00Z", "$.closures[0].end", "remove the Z"),
    (("closures", 0, "start"), "2026-02-30", "$.closures[0].start", "is on no calendar"),
    (("closures", 0, "start"), GONE, "$.closures[0].start", "is missing; add it"),
    (
        ("timeOff", 0, "staffMemberId"),
        "tom",
        "$.timeOff[0].staffMemberId",
        "is the id of nothing in staffMembers; there are ana, ben",
    ),
    (("customers", 0, "displayName"), GONE, "$.customers[0].displayName", "is missing; add it"),
    (
        ("customers", 0, "phones", 0, "number"),
        "12",
        "$.customers[0].phones[0].number",
        "does not look like a phone number",
    ),
    (
        ("appointments", 0, "serviceId"),
        "cutt",
        "$.appointments[0].serviceId",
        'did you mean "cut"?',
    ),
    (
        ("appointments", 0, "customers", 0, "customerId"),
        "c-dan",
        "$.appointments[0].customers[0].customerId",
        'did you mean "c-dana"?',
    ),
    (
        ("appointments", 0, "staffMemberIds"),
        [],
        "$.appointments[0].staffMemberIds",
        "must name at least one staff member",
    ),
    (
        ("appointments", 0, "customers"),
        [],
        "$.appointments[0].customers",
        "must name at least one customer",
    ),
    (("appointments", 0, "status"), "gone", "$.appointments[0].status", "there are requested"),
    (
        ("appointments", 0, "startDateTime", "dateTime"),
        "2026-03-29T02:30:00",
        "$.appointments[0].startDateTime.dateTime",
        "there is no such time in Europe/Paris",
    ),
    (
        ("appointments", 0, "startDateTime", "dateTime"),
        "1969-07-20T20:17:00",
        "$.appointments[0].startDateTime.dateTime",
        "must lie between 1970 and 2099",
    ),
    (
        ("appointments", 0, "endDateTime"),
        {"dateTime": "2026-11-30T09:00:00", "timeZone": "Europe/Paris"},
        "$.appointments[0].endDateTime",
        "must be after startDateTime",
    ),
    (
        ("appointments", 0, "startDateTime"),
        START,
        "$.appointments[1]",
        '"a-2" and "a-1" ($.appointments[0]) claim the same time of "ana"',
    ),
    (
        ("appointments", 0, "createdDateTime"),
        "2026-11-01T10:00",
        "$.appointments[0].createdDateTime",
        "names no instant; end it in Z",
    ),
]


@pytest.mark.parametrize(("path", "value", "where", "message"), WRONG_VALUES)
def test_a_wrong_value_is_the_only_problem_and_is_told(
    path: tuple[Any, ...], value: Any, where: str, message: str
) -> None:
    problems = problems_of(changed(*path, to=value))
    assert [each[0] for each in problems] == [where]
    assert message in problems[0][1]
    assert "\n" not in problems[0][1]


def test_all_problems_are_told_at_once() -> None:
    document = changed("services", 0, "defaultDuration", to="PT0S")
    document["services"][0]["preBuffer"] = "P2D"
    document["services"][0]["staffMemberIds"].append("tom")
    document["staffMembers"][1]["role"] = "boss"
    document["customers"].append({"id": "c-dana", "displayName": "Dana"})
    document["appointments"][0]["serviceID"] = "cut"
    assert [where for where, _ in problems_of(document)] == [
        "$.services[0].defaultDuration",
        "$.services[0].preBuffer",
        "$.staffMembers[1].role",
        "$.appointments[0].serviceID",
        "$.customers[1].id",
        "$.services[0].staffMemberIds[2]",
    ]


def test_buffers_make_appointments_overlap() -> None:
    document = changed("appointments", 1, "startDateTime", "dateTime", to="2026-11-30T10:59:00")
    assert [where for where, _ in problems_of(document)] == ["$.appointments[1]"]


@pytest.mark.parametrize("status", ["cancelled"])
def test_a_cancelled_appointment_is_in_nobodys_way(status: str) -> None:
    document = changed("appointments", 0, "startDateTime", to=START)
    document["appointments"][0]["status"] = status
    assert problems_of(document) == []


def test_a_long_appointment_is_compared_with_all_it_covers() -> None:
    document = changed("appointments", 0, "endDateTime", to={"dateTime": "2026-11-30T20:00:00"})
    later = {**DOCUMENT["appointments"][1], "id": "a-3"}
    later["startDateTime"] = {"dateTime": "2026-11-30T15:00:00"}
    document["appointments"].append(later)
    messages = [message for _, message in problems_of(document)]
    assert [message[:15] for message in messages] == ['"a-2" and "a-1"', '"a-3" and "a-1"']


@pytest.mark.parametrize("document", [[], "salon", 3, None, True])
def test_a_document_is_one_object(document: Any) -> None:
    assert [where for where, _ in problems_of(document)] == ["$"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "x"', "is not JSON: expecting ',' delimiter at line 1, column 11"),
        (b'{"id": "x",\n "a" 1}', "at line 2, column 6"),
        (b'{"price":\n NaN}', "NaN is no number at line 2, column 2"),
        (b'{"say": "NaN [[", "to": -Infinity}', "-Infinity is no number at line 1, column 25"),
        (b'{"price": ' + b"9" * 5000 + b"}", "a number of 5000 digits at line 1, column 11"),
        (b'{"id": "\xff"}', "is not UTF-8 text (byte 9)"),
        (b"[" * 100_000, "nested more than 200 deep at line 1, column 201"),
        (b"", "is not JSON"),
    ],
)
def test_what_is_not_json_is_told_with_its_line(content: bytes, message: str) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        read_json(content)
    assert message in str(refusal.value)


def test_a_property_written_twice_is_told() -> None:
    text = b'{"id": "x", "displayName": "X", "id": "y", "services": [{"id": "a", "id": "b"}]}'
    wheres = [where for where, _ in problems_of(read_json(text))]
    assert wheres == ["$.id", "$.services[0].id", "$.services[0].displayName"]


def problems_of(document: Any) -> list[tuple[str, str]]:
    try:
        read_business(document, NOW)
    except InvalidDocument as error:
        return [(each.path, each.message) for each in error.problems]
    return []
