"""What each card offers, by the facts it is given."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cards.card_views import (
    ContactFormView,
    DayPickerView,
    NearestTimesView,
    ServicePickerView,
    StaffPickerView,
    SummaryView,
    TimePickerView,
)
from cards.channels import CardJson, Channel
from cards.choices import render_service_picker, render_staff_picker
from cards.forms import render_contact_form
from cards.summary import render_summary
from cards.times import render_day_picker, render_nearest_times, render_time_picker
from cards.verbs import ANYONE, DraftField, Field, Verb
from language.texts import Texts
from scheduling.catalog import ContactDetail
from tests.cards.facts import (
    CONTACT,
    DRAFT,
    SERVICES,
    STAFF,
    START,
    ZONE,
    days,
    service,
    slots,
)
from tests.cards.walking import buttons, nodes, shown_text, taps

TEXTS = Texts("en")
CHANNEL = Channel.DIRECT_LINE
NEW_YORK = "America/New_York"


def time_picker(**changes: Any) -> CardJson:
    view = TimePickerView(
        prompt="When?",
        draft_id=DRAFT,
        on=date(2026, 4, 16),
        slots=slots(5, START),
        time_zone=ZONE,
        business_time_zone=ZONE,
    )
    return render_time_picker(replace(view, **changes), TEXTS, CHANNEL)


def test_every_service_can_be_picked_with_its_price_and_length() -> None:
    view = ServicePickerView(prompt="What?", draft_id=DRAFT, services=SERVICES)
    card = render_service_picker(view, TEXTS, CHANNEL)
    picked = [each[Field.SERVICE] for each in taps(card)[Verb.PICK_SERVICE]]
    assert picked == [each.service_id for each in SERVICES]
    assert all(each in shown_text(card) for each in ("€42", "45 minutes", "from €89.50", "Free"))


def test_services_beyond_the_first_are_behind_more() -> None:
    many = tuple(service(f"Service {each}", each) for each in range(19))
    pages = []
    first: int | None = 0
    while first is not None:
        view = ServicePickerView(prompt="What?", draft_id=DRAFT, services=many, first=first)
        found = taps(render_service_picker(view, TEXTS, CHANNEL))
        pages += [each[Field.SERVICE] for each in found[Verb.PICK_SERVICE]]
        more = found.get(Verb.MORE_SERVICES, [])
        first = more[0][Field.FROM] if more else None
    assert pages == [each.service_id for each in many]


def test_anyone_can_be_picked_as_well_as_each_staff_member() -> None:
    view = StaffPickerView(prompt="Who?", draft_id=DRAFT, staff_members=STAFF)
    found = taps(render_staff_picker(view, TEXTS, CHANNEL))
    picked = [each[Field.STAFF] for each in found[Verb.PICK_STAFF]]
    assert picked == [ANYONE, "ana", "ben", "cleo"]


def test_only_days_with_times_can_be_picked() -> None:
    view = DayPickerView(prompt="?", draft_id=DRAFT, days=days(7), more_from=date(2026, 4, 21))
    found = taps(render_day_picker(view, TEXTS, CHANNEL))
    assert [each[Field.DAY] for each in found[Verb.PICK_DAY]] == [
        "2026-04-14",
        "2026-04-15",
        "2026-04-16",
        "2026-04-17",
        "2026-04-20",
    ]
    assert found[Verb.MORE_DAYS] == [
        {"verb": "pick.more_days", "draft": DRAFT, "from": "2026-04-21"}
    ]


def test_days_that_have_no_room_are_behind_more() -> None:
    view = DayPickerView(prompt="?", draft_id=DRAFT, days=days(30))
    found = taps(render_day_picker(view, TEXTS, CHANNEL))
    assert found[Verb.MORE_DAYS][0][Field.FROM] == days(30)[20].on.isoformat()


def test_a_time_is_picked_by_its_instant() -> None:
    found = taps(time_picker())[Verb.PICK_TIME]
    assert found[0] == {"verb": "pick.time", "draft": DRAFT, "start": "2026-04-16T13:00:00Z"}
    assert len(found) == 5


def test_a_time_asked_for_with_somebody_stays_with_them() -> None:
    found = taps(time_picker(staff_member_id="ana"))[Verb.PICK_TIME]
    assert {each[Field.STAFF] for each in found} == {"ana"}


def test_all_forty_times_of_a_day_are_in_sight() -> None:
    assert len(taps(time_picker(slots=slots(40, START)))[Verb.PICK_TIME]) == 40


def test_times_are_shown_in_the_viewers_zone_and_name_both() -> None:
    text = shown_text(time_picker(time_zone=NEW_YORK))
    assert "09:00" in text
    assert "15:00" not in text
    assert "New York time (GMT-4)" in text
    assert "Berlin time (GMT+2)" in text


def test_one_zone_is_named_once() -> None:
    assert shown_text(time_picker()).count("Berlin time") == 1


def test_an_hour_that_happens_twice_is_told_apart() -> None:
    twice = slots(2, START.replace(month=10, day=25, hour=0, minute=30), timedelta(hours=1))
    text = shown_text(time_picker(slots=twice))
    assert text.count("02:30") == 2
    assert "GMT+2" in text
    assert "GMT+1" in text


def test_the_nearest_times_say_their_day() -> None:
    view = NearestTimesView(
        prompt="Taken.",
        draft_id=DRAFT,
        slots=slots(9, START, timedelta(days=1)),
        time_zone=ZONE,
        business_time_zone=ZONE,
    )
    card = render_nearest_times(view, TEXTS, CHANNEL)
    assert len(taps(card)[Verb.PICK_TIME]) == 6
    assert "Thu 16 Apr" in shown_text(card)
    assert Verb.OTHER_DAY in taps(card)


@pytest.mark.parametrize(
    ("required", "marked"),
    [
        (frozenset[ContactDetail](), {"name"}),
        (frozenset({ContactDetail.PHONE}), {"name", "phone"}),
        (frozenset(ContactDetail), {"name", "email", "phone"}),
    ],
)
def test_a_form_marks_what_is_required(
    required: frozenset[ContactDetail], marked: set[str]
) -> None:
    view = ContactFormView(prompt="Who?", draft_id=DRAFT, required=required)
    card = render_contact_form(view, TEXTS, CHANNEL)
    assert {each["id"] for each in nodes(card) if each.get("isRequired")} == marked


def test_going_back_asks_for_no_input() -> None:
    card = render_contact_form(ContactFormView(prompt="Who?", draft_id=DRAFT), TEXTS, CHANNEL)
    back = [each for each in buttons(card) if each["data"]["verb"] == Verb.BACK]
    assert [each["associatedInputs"] for each in back] == ["none"]


def summary(**changes: Any) -> CardJson:
    view = SummaryView(
        prompt="Shall I?",
        draft_id=DRAFT,
        business_name="Salon",
        service=service(),
        staff_name="Ana Ruiz",
        start_at=START,
        time_zone=ZONE,
        business_time_zone=ZONE,
        contact=CONTACT,
        changeable=(DraftField.DAY, DraftField.TIME),
    )
    return render_summary(replace(view, **changes), TEXTS, CHANNEL)


def test_a_summary_lets_change_only_what_can_be_changed() -> None:
    changed = [each[Field.FIELD] for each in taps(summary())[Verb.CHANGE]]
    assert changed == ["day", "time"]


def test_a_summary_of_a_move_shows_what_was() -> None:
    text = shown_text(summary(moves_from_at=START - timedelta(days=1)))
    assert "Wednesday 15 April at 15:00" in text
    assert "Thursday 16 April" in text


def test_a_summary_without_a_staff_member_says_anyone() -> None:
    assert "Anyone" in shown_text(summary(staff_name=""))
