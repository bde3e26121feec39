"""The cards of a booking talk, with ordinary and with extreme facts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from cards import (
    choices,
    forms,
    summary,
    times,
    welcome,
)
from cards.card_views import (
    ConsentFormView,
    ContactFormView,
    DayPickerView,
    NearestTimesView,
    QuestionsFormView,
    ServicePickerView,
    StaffPickerView,
    SummaryView,
    TimePickerView,
)
from cards.verbs import DraftField, Input
from cards.welcome import StaffWelcomeView, WelcomeView
from scheduling.catalog import ContactDetail
from scheduling.views import QuestionView, StaffMemberView
from tests.cards.facts import (
    ANSWERS,
    CONTACT,
    DRAFT,
    EMOJI,
    HOSTILE,
    LONG,
    NASTY_NAMES,
    QUESTIONS,
    SERVICES,
    STAFF,
    START,
    WIDE,
    ZONE,
    days,
    service,
    slots,
)
from tests.cards.sampling import Sample, sample

_MORNING = datetime(2026, 4, 16, 7, 0, tzinfo=UTC)
_NEW_YORK = "America/New_York"


def _time_picker(count: int, **facts: Any) -> Sample:
    view: dict[str, Any] = {
        "prompt": "What time on Thursday?",
        "draft_id": DRAFT,
        "on": date(2026, 4, 16),
        "slots": slots(count, _MORNING),
        "time_zone": ZONE,
        "business_time_zone": ZONE,
    }
    return sample(times.render_time_picker, TimePickerView(**{**view, **facts}))


def _summary(**facts: Any) -> Sample:
    view: dict[str, Any] = {
        "prompt": "Shall I book this?",
        "draft_id": DRAFT,
        "business_name": "Salon Lindenhof",
        "service": service(),
        "staff_name": "Ana Ruiz",
        "start_at": START,
        "time_zone": ZONE,
        "business_time_zone": ZONE,
        "location": "Lindenstraße 12, 10969 Berlin",
        "contact": CONTACT,
        "answers": ANSWERS,
        "changeable": tuple(DraftField),
    }
    return sample(summary.render_summary, SummaryView(**{**view, **facts}))


BOOKING: dict[str, Sample] = {
    "welcome": sample(
        welcome.render_welcome,
        WelcomeView(
            prompt="Hello! I can book you in, or move and cancel what you have booked.",
            business_name="Salon Lindenhof",
        ),
    ),
    "welcome-nasty": sample(
        welcome.render_welcome, WelcomeView(prompt=HOSTILE, business_name=HOSTILE)
    ),
    "staff-welcome": sample(
        welcome.render_staff_welcome,
        StaffWelcomeView(
            prompt="Good morning, Ana.", business_name="Salon Lindenhof", staff_name="Ana Ruiz"
        ),
    ),
    "services": sample(
        choices.render_service_picker,
        ServicePickerView(prompt="What can we do for you?", draft_id=DRAFT, services=SERVICES),
    ),
    "services-nasty": sample(
        choices.render_service_picker,
        ServicePickerView(
            prompt=HOSTILE,
            draft_id=DRAFT,
            services=tuple(
                service(NASTY_NAMES[each % 5], each, description=HOSTILE) for each in range(30)
            ),
        ),
    ),
    "services-wide": sample(
        choices.render_service_picker,
        ServicePickerView(
            prompt=WIDE, draft_id=DRAFT, services=(service(WIDE, 1, description=WIDE),) * 20
        ),
    ),
    "staff": sample(
        choices.render_staff_picker,
        StaffPickerView(prompt="With whom?", draft_id=DRAFT, staff_members=STAFF),
    ),
    "staff-nasty": sample(
        choices.render_staff_picker,
        StaffPickerView(
            prompt=HOSTILE,
            draft_id=DRAFT,
            staff_members=tuple(
                StaffMemberView(str(each), NASTY_NAMES[each % 5]) for each in range(60)
            ),
        ),
    ),
    "days": sample(
        times.render_day_picker,
        DayPickerView(
            prompt="Which day suits you?",
            draft_id=DRAFT,
            days=days(14),
            more_from=date(2026, 4, 28),
        ),
    ),
    "days-many": sample(
        times.render_day_picker, DayPickerView(prompt="Which day?", draft_id=DRAFT, days=days(60))
    ),
    "times": _time_picker(12),
    "times-forty": _time_picker(40, staff_member_id="0b54e2c6f6e84f1d9b5f7a90c1d20001"),
    "times-sixty": _time_picker(60),
    "times-abroad": _time_picker(9, time_zone=_NEW_YORK),
    "times-clocks-back": _time_picker(
        6,
        on=date(2026, 10, 25),
        slots=slots(6, datetime(2026, 10, 24, 23, 30, tzinfo=UTC), timedelta(minutes=30)),
    ),
    "nearest": sample(
        times.render_nearest_times,
        NearestTimesView(
            prompt="Thursday at 15:00 is taken. These times are free:",
            draft_id=DRAFT,
            slots=slots(6, START, timedelta(hours=5)),
            time_zone=ZONE,
            business_time_zone=ZONE,
        ),
    ),
    "contact": sample(
        forms.render_contact_form,
        ContactFormView(prompt="Who is it for?", draft_id=DRAFT),
    ),
    "contact-errors": sample(
        forms.render_contact_form,
        ContactFormView(
            prompt="Nearly there.",
            draft_id=DRAFT,
            name=HOSTILE,
            email_address="dana@",
            required=frozenset(ContactDetail),
            errors={Input.EMAIL: "That does not look like an email address."},
        ),
    ),
    "questions": sample(
        forms.render_questions_form,
        QuestionsFormView(
            prompt="Two questions from the salon:",
            draft_id=DRAFT,
            questions=QUESTIONS,
            errors={"hair": "Please choose one."},
        ),
    ),
    "questions-nasty": sample(
        forms.render_questions_form,
        QuestionsFormView(
            prompt=HOSTILE,
            draft_id=DRAFT,
            questions=(
                QuestionView("a", HOSTILE, (HOSTILE, EMOJI), is_required=True),
                QuestionView("b", LONG, (), is_required=False),
            ),
            answers={"a": HOSTILE, "b": HOSTILE},
        ),
    ),
    "consent": sample(
        forms.render_consent_form,
        ConsentFormView(
            prompt="Before I book, the salon asks for your consent.",
            draft_id=DRAFT,
            message="We keep your name and number to run the appointment.\nWe never sell them.",
            privacy_policy_web_url="https://lindenhof.example/privacy",
            terms_and_conditions_web_url="https://lindenhof.example/terms",
        ),
    ),
    "consent-nasty": sample(
        forms.render_consent_form,
        ConsentFormView(
            prompt=HOSTILE,
            draft_id=DRAFT,
            message=HOSTILE * 40,
            privacy_policy_web_url="javascript:alert(1)",
            error="Without it we cannot book.",
        ),
    ),
    "summary": _summary(),
    "summary-move": _summary(
        prompt="Shall I move it?",
        moves_from_at=START - timedelta(days=2),
        moves_from_staff_name="Ben Okafor",
        changeable=(DraftField.DAY, DraftField.TIME, DraftField.STAFF),
        time_zone=_NEW_YORK,
    ),
    "summary-nasty": _summary(
        prompt=HOSTILE, service=service(HOSTILE), staff_name=LONG, location=HOSTILE
    ),
}
