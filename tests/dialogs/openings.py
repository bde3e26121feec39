"""How a conversation comes to each question: what a customer says until it is asked."""

from dialogs.state import Asked

HAIRCUT = "haircut with Ana on Wednesday at 3pm"
PETER = "Peter Walsh, peter@example.com"
COLOURING = "colouring with Ana on Friday at 2pm"
CARLA = "Carla Bruno, 0612345678"
BOOKED = (HAIRCUT, PETER, "yes")
BOOKED_TWICE = (*BOOKED, "haircut with Bo on Thursday at 10", "yes")

SERIES_BOOKED = (f"{HAIRCUT}, weekly, 3 times", "yes", PETER, "yes")

OPENINGS: dict[Asked, tuple[str, ...]] = {
    Asked.SERVICE: ("book an appointment",),
    Asked.STAFF: ("a haircut",),
    Asked.DAY: ("a haircut with Ana",),
    Asked.TIME: ("a haircut with Ana on Wednesday",),
    Asked.CONTACT: (HAIRCUT,),
    Asked.OPTION: (COLOURING, CARLA),
    Asked.ANSWERS: (COLOURING, CARLA, "long"),
    Asked.CONSENT: (COLOURING, CARLA, "long", "no"),
    Asked.CONFIRMATION: (HAIRCUT, PETER),
    Asked.RESUME: ("a haircut with Ana", "cancel"),
    Asked.CANCEL: (*BOOKED, "cancel my appointment"),
    Asked.REPEAT: (f"{HAIRCUT}, every week",),
    Asked.SERIES_PLAN: (f"{HAIRCUT}, weekly, 3 times",),
    Asked.SERIES_SCOPE: (*SERIES_BOOKED, "move it"),
    Asked.CANCEL_SERIES: (*SERIES_BOOKED, "cancel all of them"),
    Asked.WHICH_APPOINTMENT: (*BOOKED_TWICE, "start over", "cancel my appointment"),
}

QUESTIONS: dict[Asked, str] = {
    Asked.SERVICE: "Which service",
    Asked.STAFF: "With whom",
    Asked.DAY: "Which day",
    Asked.TIME: "Which one would you like",
    Asked.CONTACT: "What is your name",
    Asked.OPTION: "How long is your hair",
    Asked.ANSWERS: "Anything we should know",
    Asked.CONSENT: "Please read this",
    Asked.CONFIRMATION: "Shall I book this",
    Asked.RESUME: "Would you like to go on",
    Asked.CANCEL: "Cancel your Haircut",
    Asked.WHICH_APPOINTMENT: "Which appointment",
    Asked.REPEAT: "How many times",
    Asked.SERIES_PLAN: "All 3 are free",
    Asked.SERIES_SCOPE: "one of a series",
    Asked.CANCEL_SERIES: "Cancel these 3",
}
"""What the bot says when it asks, beginning with the second time."""
