"""Notices, with ordinary and with extreme facts."""

from cards import (
    notices,
)
from cards.card_views import (
    ChoiceView,
    LinkView,
    NoticeView,
    Tone,
)
from cards.verbs import Verb
from tests.cards.facts import (
    DRAFT,
    HOSTILE,
    WIDE,
)
from tests.cards.sampling import Sample, sample

TALK: dict[str, Sample] = {
    "notice-help": sample(
        notices.render_notice,
        NoticeView(
            prompt="You can write to me in your own words, or tap.",
            title="What I can do",
            choices=(
                ChoiceView("Book an appointment", Verb.BOOK),
                ChoiceView("My appointments", Verb.MY_APPOINTMENTS),
                ChoiceView("Talk to a person", Verb.PERSON),
            ),
        ),
    ),
    "notice-hours": sample(
        notices.render_notice,
        NoticeView(
            prompt="We are open:",
            title="Opening hours",
            facts=tuple((day, "09:00 to 18:00") for day in ("Monday", "Tuesday", "Wednesday")),
        ),
    ),
    "notice-outdated": sample(
        notices.render_notice,
        NoticeView(
            prompt="That card is out of date. Here is where we are.",
            tone=Tone.WARNING,
            choices=(ChoiceView("Go on", Verb.BACK, {"draft": DRAFT}),),
        ),
    ),
    "notice-good": sample(
        notices.render_notice,
        NoticeView(prompt="Your appointment is cancelled.", tone=Tone.GOOD),
    ),
    "notice-wide": sample(
        notices.render_notice,
        NoticeView(
            prompt=WIDE,
            title=WIDE,
            facts=((WIDE, WIDE),) * 30,
            choices=(ChoiceView(WIDE, Verb.BOOK, {"service": DRAFT}),) * 8,
        ),
    ),
    "notice-nasty": sample(
        notices.render_notice,
        NoticeView(
            prompt=HOSTILE,
            title=HOSTILE,
            tone=Tone.WARNING,
            facts=tuple((HOSTILE, HOSTILE) for _ in range(8)),
            links=(
                LinkView("Call us", "tel:+49305550100"),
                LinkView("Write", "mailto:hello@lindenhof.example"),
                LinkView("Never shown", "javascript:alert(1)"),
            ),
            choices=tuple(ChoiceView(HOSTILE, Verb.BOOK, {"service": "x"}) for _ in range(10)),
        ),
    ),
}
