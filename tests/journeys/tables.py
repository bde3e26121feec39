"""Whole conversations as tables of turns. Each is run through the real HTTP endpoints.

The clock starts on Tuesday 14 April 2026 at 10:00 in Paris. The salon opens on weekdays from 09:00
to 12:00 and from 13:00 to 18:00; Ana (administrator) cuts and colours, Bo (team member) cuts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Says:
    """A typed message; every text of `shows` must be in the answer, none of `hides`."""

    text: str
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taps:
    """A tap on the button of the last answer with this verb and these data (or form inputs)."""

    verb: str
    data: Mapping[str, str | int] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


Step = Says | Taps

PETER = {"name": "Peter Walsh", "email": "peter@example.com", "phone": ""}

CUSTOMER_JOURNEYS: dict[str, tuple[Step, ...]] = {
    "in one sentence": (
        Says("haircut with Ana tomorrow at 3pm", ("What is your name",)),
        Says("I'm Peter Walsh", ("Thank you, Peter Walsh", "How can we reach you")),
        Says("+33 6 12 34 56 78", ("Shall I book this for Wednesday 15 April at 15:00", "Ana")),
        Says("yes", ("is booked for Wednesday 15 April at 15:00", "Move", "Cancel")),
        Says("my appointments", ("Wed", "15", "15:00", "Haircut")),
    ),
    "in pieces, in any order, with a correction": (
        Says("tomorrow", ("Which service",)),
        Says("a haircut please", ("These times are free on Wednesday 15 April",)),
        Says("at 10", ("What is your name",)),
        Says("no, Thursday", ("What is your name",)),
        Says("peter@example.com", ("What is your name",)),
        Says("my name is Peter Walsh", ("Shall I book this for Thursday 16 April at 10:00",)),
        Says("with Bo please", ("Shall I book this for Thursday 16 April at 10:00", "Bo")),
        Says("perfect, book it", ("is booked for Thursday 16 April at 10:00",)),
    ),
    "by tapping only": (
        Taps("talk.book", shows=("Which service",)),
        Taps("pick.service", {"service": "haircut"}, shows=("With whom",)),
        Taps("pick.staff", {"staff": "anyone"}, shows=("Which day",)),
        Taps("pick.day", {"day": "2026-04-16"}, shows=("free on Thursday 16 April",)),
        Taps("pick.time", {"start": "2026-04-16T08:00:00Z"}, shows=("What is your name",)),
        Taps("give.contact", PETER, shows=("Shall I book this for Thursday 16 April at 10:00",)),
        Taps("confirm", shows=("is booked for Thursday 16 April at 10:00",)),
    ),
    "questions, consent and contact are demanded": (
        Says("colouring on friday at 2pm", ("What is your name",)),
        Taps(
            "give.contact",
            {"name": "", "email": "nonsense", "phone": ""},
            shows=("does not look like an e-mail address",),
        ),
        Taps("give.contact", PETER, shows=("needed for this service",)),
        Says("0612345678", ("One question before we book: How long is your hair?",)),
        Says(
            "rather long", ("One question before we book: Anything we should know? (You may skip",)
        ),
        Says("no", ("Please read this", "patch test")),
        Says("no", ("We need your agreement",)),
        Says("I agree", ("Shall I book this for Friday 17 April at 14:00", "Long")),
        Says("yes", ("is booked for Friday 17 April at 14:00",)),
    ),
    "nothing said in between is lost": (
        Says("haircut with Ana", ("Which day",)),
        Says("help", ("You can write things like", "Which day")),
        Says("how much is it?", ("€40", "Which day")),
        Says("when are you open?", ("13:00", "18:00", "Which day")),
        Says("where are you?", ("1 rue des Lilas", "Which day")),
        Says("can I talk to a person?", ("+33 1 55 00 01 02", "Which day")),
        Says("friday at 11", ("What is your name",)),
        Says("cancel", ("Nothing is booked", "Go on")),
        Says("yes", ("What is your name",)),
        Says("back", ("One step back", "free on Friday 17 April")),
        Says("the first one", ("What is your name",)),
        Says("Peter Walsh, peter@example.com", ("Shall I book this for Friday 17 April at 09:00",)),
        Says("start over", ("a fresh start",)),
        Says("my appointments", ("You have no appointments",)),
        Says("thanks", ("welcome",)),
    ),
    "never a dead end": (
        Says("haircut on Sunday at 11", ("We are closed",), reasons=("closed_day",)),
        Says("haircut yesterday", ("is in the past",), reasons=("in_the_past",)),
        Says("in 20 minutes", ("too soon",), reasons=("under_min_lead",)),
        Says("on 1 October", ("too far ahead",), reasons=("beyond_max_lead",)),
        Says(
            "on 1 May",
            (
                "closed on Friday 1 May",
                "Labour Day",
            ),
            reasons=("closed_day",),
        ),
        Says("on 31 June", ("There is no 31 June",), reasons=("invalid_date",)),
        Says(
            "wednesday at 10:07",
            ("No appointment begins at exactly that time",),
            reasons=("off_grid",),
        ),
        Says(
            "colouring with Bo", ("Bo does not offer Colouring",), reasons=("not_offered_by_staff",)
        ),
        Says("flying carpet please", ("did not get that",)),
    ),
    "named where it is not to be had": (
        Says("massage tomorrow", ("We do not offer “massage”", "Haircut and Colouring")),
        Says("a haircut with Vic then", ("Vic does not offer Haircut", "With whom")),
        Says("with Zoe", ("Nobody called Zoe works here", "With whom")),
        Says("with Ana", ("Ana has these times free on Wednesday 15 April",)),
        Says("after 7pm", ("closed at that time", "17:00"), ("09:00",), reasons=("closed_day",)),
        Says("sunday 24 april", ("24 April is a Friday. Which day do you mean?",)),
        Says("the 24th at 10", ("Friday 24 April at 10:00, Paris time (GMT+2)",)),
        Says("Peter Walsh, peter@example.com", ("Shall I book this for Friday 24 April at 10",)),
        Says("no, Monday", ("Shall I book this for Monday", "10:00")),
        Says("back", ("One step back", "Shall I book this for Friday 24 April at 10:00")),
        Says("yes", ("is booked for Friday 24 April at 10:00, Paris time (GMT+2)",)),
        Says("move it to Monday", ("Shall I move it to Monday 20 April at 10:00",)),
        Says("yes", ("is moved to Monday 20 April at 10:00, Paris time (GMT+2)",)),
    ),
    "taken, and somebody else is free": (
        Says("haircut with Ana on Friday at 9", ("What is your name",)),
        Taps("give.contact", PETER),
        Taps("confirm", shows=("is booked",)),
        Says("haircut with Ana on Friday at 9", ("not free",), reasons=("taken",)),
        Says("anyone else then, same time", ("Shall I book this for Friday 17 April at 09:00",)),
        Says("yes", ("is booked for Friday 17 April at 09:00", "Bo")),
        Says("my appointments", ("You have 2 appointments",)),
    ),
    "move and cancel": (
        Says("haircut with Ana on Friday at 9", ("What is your name",)),
        Taps("give.contact", PETER),
        Taps("confirm", shows=("is booked",)),
        Says("move it to 4pm", ("Shall I move it to Friday 17 April at 16:00",)),
        Says("yes", ("is moved to Friday 17 April at 16:00",)),
        Taps("appointment.move", shows=("Which day",)),
        Taps("pick.day", {"day": "2026-04-20"}, shows=("free on Monday 20 April",)),
        Taps("pick.time", {"start": "2026-04-20T07:00:00Z"}, shows=("Shall I move it to Monday",)),
        Taps("confirm", shows=("is moved to Monday 20 April at 09:00",)),
        Says("cancel my appointment", ("Cancel your Haircut on Monday 20 April", "1 hour before")),
        Says("no", ("stays as it is",)),
        Taps("appointment.cancel", shows=("Cancel your Haircut",)),
        Taps("appointment.cancel_confirm", shows=("is cancelled",)),
        Says("my appointments", ("You have no appointments",)),
    ),
    "contact first, and corrected": (
        Says("Hi, I'm Peter Walsh", ("Thank you, Peter Walsh", "Which service")),
        Says("peter@example.com", ("Noted.", "Which service")),
        Says("a haircut", ("With whom",)),
        Says("no, my email is pete@example.com", ("All right, changed", "With whom")),
        Says("whoever is free", ("Which day",)),
        Says("Thursday at 10", ("Shall I book this for Thursday 16 April at 10:00", "pete@")),
        Says("yes", ("is booked for Thursday 16 April at 10:00",)),
    ),
    "vague, and choosy": (
        Says("haircut sometime next week in the afternoon", ("Mon 20 Apr", "Fri 24 Apr")),
        Says("not on Monday", ("Tue 21 Apr", "Fri 24 Apr"), ("Mon 20 Apr",)),
        Says("not with Ana", ("Tue 21 Apr",), ("Mon 20 Apr",)),
        Says("Wednesday", ("Bo has these times free on Wednesday 22 April", "13:00"), ("09:00",)),
        Says("the last one", ("Bo is free on Wednesday 22 April at 17:00",)),
        Says("earlier", ("16:30", "14:00"), ("17:00",)),
        Says("4pm", ("Bo is free on Wednesday 22 April at 16:00",)),
        Says("Peter Walsh, peter@example.com", ("Shall I book this for Wednesday 22 April", "Bo")),
        Says("yes", ("is booked for Wednesday 22 April at 16:00", "With Bo")),
    ),
    "a price and a wish at once": (
        Says(
            "how much is a haircut and do you have time tomorrow?",
            ("€40", "free on Wednesday 15 April"),
        ),
        Says("is that with Ana?", hides=("is booked",)),
        Says("at 5", ("Wednesday 15 April at 17:00",)),
        Says("thanks", ("You are welcome", "What is your name")),
        Says("bye", ("Goodbye! I keep what you told me",)),
        Says("Peter Walsh, peter@example.com", ("Shall I book this",)),
        Says("how much is it?", ("€40", "Shall I book this"), ("is booked",)),
        Says("yes", ("is booked for Wednesday 15 April at 17:00",)),
        Says("thank you, see you tomorrow", ("Goodbye",), ("Which service",)),
    ),
    "refused once, with ways on": (
        Says("haircut with Ana on Sunday at 11", ("We are closed",), reasons=("closed_day",)),
        Says("peter@example.com", ("nearest free times",), ("We are closed",)),
        Says("where are you?", ("rue des Lilas", "nearest free times"), ("We are closed",)),
        Says("on Monday then", ("Ana is free on Monday 20 April at 11:00",)),
        Says("Peter Walsh", ("Shall I book this for Monday 20 April at 11:00",)),
        Says("never mind", ("Nothing is booked",)),
        Says("no", ("let it go",)),
        Says("my appointments", ("You have no appointments",)),
    ),
    "other words for an hour, a clock, a reason": (
        Says("I am in GMT+2", ("from now on I tell you times in GMT+2",)),
        Says("haircut avec Ana on Wednesdays and Thursdays", ("Which day",)),
        Says("at 3", ("Wednesday 15 April at 15:00", "Thursday 16 April at 15:00")),
        Taps("pick.time", {"start": "2026-04-16T13:00:00Z"}, shows=("What is your name",)),
        Says("Eve Stone, eve@example.com", ("Shall I book this for Thursday 16 April at 15:00",)),
        Says("ok 11", ("Shall I book this for Thursday 16 April at 11:00",)),
        Says("yes", ("is booked for Thursday 16 April at 11:00, GMT+2",)),
        Says(
            "why can't I move it to 8pm?",
            ("We are closed on Thursday 16 April at 20:00", "nearest free times"),
            reasons=("closed_day",),
        ),
        Says("at 5", ("Shall I move it to Thursday 16 April at 17:00",)),
        Says("yes", ("is moved to Thursday 16 April at 17:00",)),
    ),
    "one of several appointments": (
        Says("haircut with Ana on Thursday at 9", ("What is your name",)),
        Taps("give.contact", PETER),
        Taps("confirm", shows=("is booked",)),
        Says("and a haircut with Bo on Friday at 2pm", ("Shall I book this for Friday",)),
        Says("yes", ("is booked for Friday 17 April at 14:00",)),
        Says("when are my appointments?", ("You have 2 appointments",)),
        Says("cancel the one on Thursday", ("Cancel your Haircut on Thursday 16 April",)),
        Says("cancel", ("Yes or no", "Cancel your Haircut")),
        Says("no", ("stays as it is",)),
        Says("a colouring on Monday", ("free on Monday 20 April",)),
        Says(
            "move the one on Friday to Tuesday at 3", ("Shall I move it to Tuesday 21 April at 15",)
        ),
        Says("yes", ("is moved to Tuesday 21 April at 15:00", "free on Monday 20 April")),
        Says("start over", ("a fresh start",)),
        Says("cancel the one with Bo", ("Cancel your Haircut on Tuesday 21 April",)),
        Says("yes, cancel it", ("is cancelled",)),
        Says("my appointments", ("Thu", "09:00"), ("15:00",)),
    ),
}

STAFF_JOURNEY: tuple[Step, ...] = (
    Says("hello", ("Hello Ana",)),
    Says("my day", ("Tuesday 14 April",)),
    Says("tomorrow", ("Wednesday 15 April", "Haircut", "Peter Walsh")),
    Taps("staff.open", shows=("Peter Walsh", "+33612345678", "Move", "Cancel")),
    Says("arrived", ("from the day of the appointment on",)),
    Says("who is next?", ("Peter Walsh",)),
    Taps("staff.move", shows=("Which day",)),
    Taps("pick.day", {"day": "2026-04-16"}, shows=("free on Thursday 16 April",)),
    Taps("pick.time", {"start": "2026-04-16T08:00:00Z"}, shows=("Shall I move it",)),
    Taps("confirm", shows=("is moved to Thursday 16 April at 10:00",)),
    Says("team on thursday", ("Thursday 16 April", "Peter Walsh", "Ana")),
    Taps("staff.open", shows=("Peter Walsh",)),
    Taps("staff.cancel", shows=("Your message goes to the customer",)),
    Taps("staff.cancel_confirm", {"message": "Ana is ill"}, shows=("customer is told",)),
    Says("my day on thursday", ("Nothing is booked",)),
)
"""After a customer booked a haircut with Ana on Wednesday 15 April at 15:00."""

TEAM_MEMBER_JOURNEY: tuple[Step, ...] = (
    Says("hello", ("Hello Bo",)),
    Says("team today", ("not allowed in your role",), reasons=("not_permitted",)),
    Says("book a haircut with Ana for Tim Low tomorrow at 10", ("your own calendar only", "Bo")),
    Says("who is next?", ("Nobody is waiting", "Shall I book this")),
    Says("yes", ("Booked for Tim Low: Wednesday 15 April at 10:00", "With Bo")),
    Says("cancel Peter Walsh", ("found no appointment of Peter Walsh",), ("15:00",)),
    Says("Tim Low has arrived", ("from the day of the appointment on",)),
    Says("move Tim Low to today at 16:00", ("Shall I move it to Tuesday 14 April at 16:00",)),
    Says("yes", ("The appointment of Tim Low is moved to Tuesday 14 April at 16:00",)),
    Says("Tim Low has arrived", ("Marked as arrived",)),
    Says("move it to Monday", ("cannot be moved or cancelled",), reasons=("wrong_status",)),
)
"""Bo, who books to his own calendar, after the same customer's booking with Ana."""
