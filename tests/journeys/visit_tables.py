"""Conversations about visits, parties and appointments for somebody else, as tables of turns.

The salon and its clock are those of the other tables. Ana cuts and colours, Bo cuts only. After a
haircut a quarter of an hour is kept free.
"""

from tests.journeys.tables import PETER, Says, Step, Taps

VISIT_JOURNEYS: dict[str, tuple[Step, ...]] = {
    "two services in one visit, asked once and booked together": (
        Says("haircut and colour on Friday morning", ("free on Friday 17 April", "09:00")),
        Says("at 9", ("09:00 Haircut with", "Colouring with Ana", "until", "What is your name")),
        Says("Peter Walsh, peter@example.com", ("phone",)),
        Says("0612345678", ("How long is your hair?",)),
        Says("long", ("Anything we should know?",)),
        Says("no", ("patch test",)),
        Says("I agree", ("Shall I book this for Friday 17 April at 09:00", "Together", "€115")),
        Says("yes", ("Your visit is booked for Friday 17 April at 09:00", "Haircut", "Colouring")),
        Says("my appointments", ("You have 2 appointments", "Part of a visit, 1 of 2")),
    ),
    "added to and taken from": (
        Says("haircut on Thursday", ("free on Thursday 16 April",)),
        Says("and a colouring", ("free on Thursday 16 April",)),
        Says("at 1pm", ("13:00 Haircut", "Colouring with Ana")),
        Says("without the colour", ("16 April at 13:00",), ("Colouring",)),
        Says("at 1pm", ("What is your name",)),
        Says("Peter Walsh, peter@example.com", ("Shall I book this for Thursday 16 April at 13",)),
        Says("yes", ("Your appointment is booked for Thursday 16 April at 13:00",)),
    ),
    "another time, another day, back, stop and help": (
        Says("colour followed by a haircut on Friday at 1pm", ("13:00 Colouring with Ana",)),
        Says("help", ("You can write things like", "What is your name")),
        Says("no, Thursday", ("Thursday 16 April", "13:00 Colouring with Ana")),
        Says("at 2pm", ("14:00 Colouring with Ana",)),
        Says("back", ("One step back", "Colouring")),
        Says("stop", ("Nothing is booked",)),
        Says("yes", ("What is your name",)),
        Says("on Sunday", ("closed",)),
    ),
    "a party of two at once": (
        Says("haircut for two tomorrow at 10", ("10:00 Haircut with Ana", "Haircut with Bo")),
        Taps("give.contact", PETER, shows=("Shall I book this for Wednesday 15 April at 10:00",)),
        Taps("confirm", shows=("Your visit is booked for Wednesday 15 April at 10:00",)),
        Says("cancel my appointment", ("whole visit",)),
        Says("the whole visit", ("is cancelled, all 2 parts",)),
        Says("my appointments", ("You have no appointments",)),
    ),
    "three with two to serve them come in turn": (
        Says("three of us need a haircut tomorrow", ("one after the other", "09:00")),
        Says("at 9", ("09:00 Haircut", "What is your name")),
    ),
    "a colleague who does one part of it only": (
        Says("haircut and colour with Bo on Friday", ("Bo does not offer Colouring",)),
        Says("at 9", ("09:00 Haircut with Bo", "Colouring with Ana")),
    ),
    "one part is cancelled, the other stays": (
        Says("haircut for me and my son on Friday at 9", ("09:00 Haircut",)),
        Taps("give.contact", PETER, shows=("Shall I book",)),
        Says("yes", ("Your visit is booked",)),
        Says("cancel my appointment", ("only one part",)),
        Says("only this one", ("Cancel your Haircut on Friday 17 April",)),
        Says("yes", ("is cancelled",)),
        Says("my appointments", ("Here is your appointment",)),
    ),
    "the whole visit is moved": (
        Says("haircut for me and my son on Friday at 9", ("09:00 Haircut",)),
        Taps("give.contact", PETER, shows=("Shall I book",)),
        Says("yes", ("Your visit is booked",)),
        Taps("visit.move", shows=("another time for your whole visit",)),
        Says("Thursday at 11", ("Shall I move your visit to Thursday 16 April at 11:00",)),
        Says("yes", ("Your visit is moved to Thursday 16 April at 11:00",)),
        Says("my appointments", ("You have 2 appointments", "16"), ("17",)),
    ),
    "for somebody else": (
        Says("a haircut with Ana for my daughter Mia on Friday at 10", ("for: Mia",)),
        Taps("give.contact", PETER, shows=("Shall I book this", "For whom", "Mia")),
        Says("for Tom instead", ("for: Tom", "Shall I book this"), ("Mia",)),
        Says("it's for me", ("for yourself", "Shall I book this"), ("Tom",)),
        Says("it's for Tom", ("for: Tom",)),
        Says("yes", ("is booked for Friday 17 April at 10:00", "Tom")),
    ),
    "not a visit": (
        Says("haircut or colour tomorrow", ("Which of these",)),
        Says("haircut", ("free on Wednesday 15 April",)),
    ),
}

AGENDA: tuple[Step, ...] = (
    Says("friday", ("Tom (booked by Peter Walsh)",)),
    Taps("staff.open", shows=("Tom (booked by Peter Walsh)",)),
)

AGENDA_OF_VISIT: tuple[Step, ...] = (
    Says("team on friday", ("Peter Walsh",)),
    Taps("staff.open", shows=("Part of a visit",)),
)
