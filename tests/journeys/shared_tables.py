"""Conversations about what several people share, as tables of turns: lengths, groups, rooms.

The studio is the salon with yoga (Ana, up to four people), massage (Bo, 30, 60 or 90 minutes) and
a facial, the last two in the one quiet room.
"""

from tests.journeys.tables import PETER, Says, Step, Taps

EVE = {"name": "Eve Stone", "email": "eve@example.com", "phone": ""}
TEN = "Wednesday 15 April at 10:00"

LENGTHS: tuple[Step, ...] = (
    Says("a massage tomorrow at 10", ("How long would you like", "30 minutes", "€35", "€85")),
    Taps("pick.length", {"minutes": 90}, shows=("10:00", "What is your name")),
    Taps("give.contact", PETER, shows=("1 hour, 30 minutes", "€85", "11:30")),
    Says("make it longer", ("Massage takes 30 minutes, 1 hour or 1 hour, 30 minutes",)),
    Says("2 hours instead", ("Massage cannot be booked for 2 hours", "How long would you like")),
    Says("an hour", ("11:00", "€60")),
    Taps("change", {"field": "length"}, shows=("How long would you like",)),
    Says("90 minutes", ("11:30", "Shall I book this")),
    Says("yes", (f"is booked for {TEN}", "1 hour, 30 minutes"), ("Quiet room",)),
)

PARTY: tuple[Step, ...] = (
    Says("yoga tomorrow", ("09:00", "4 places left")),
    Says("10", ("What is your name",)),
    Taps("give.contact", EVE, shows=("How many?", "1 person")),
    Taps("pick.count", {"count": 3}, shows=("3 people",)),
    Says("for 12 people", ("At most 4 people can come to Yoga together", "4 places are left")),
    Says("3", ("3 people", "Shall I book this")),
    Says("yes", (f"Your 3 places are booked for {TEN}", "3 people", "Give back")),
)

PARTY_OF_ANOTHER: tuple[Step, ...] = (
    Says("yoga for me and my wife tomorrow at 10", ("one place left, and you are 2",)),
    Says("just me then", ("What is your name",)),
    Taps("give.contact", PETER, shows=("Shall I book this",)),
    Says("yes", (f"Your place is booked for {TEN}",), ("Eve", "of 4")),
    Says("yoga tomorrow at 10", ("is full",), reasons=("group_full",)),
    Says("start over", ("a fresh start",)),
    Says("cancel my appointment", ("Give back your place in Yoga",)),
    Says("yes", (f"Your place on {TEN}", "is given back")),
    Says("haircut for 2 people on Friday at 9", ("09:00 Haircut with Ana", "Together", "Shall I")),
    Says("yes", ("Your visit is booked for Friday 17 April at 09:00", "With Bo")),
)

ATTENDEES: tuple[Step, ...] = (
    Says("tomorrow", ("Yoga", "3 of 4")),
    Taps("staff.open", shows=("Attendees, 3 of 4", "Eve Stone, 3 people", "eve@example.com")),
    Says("book yoga for Dana Fox tomorrow at 10", ("Shall I book this",)),
    Says("yes", ("The place is booked", "Attendees, 4 of 4", "Dana Fox")),
    Says("remove Dana from yoga at 10", ("Remove Dana Fox from Yoga on Wednesday",)),
    Says("yes", ("Dana Fox is removed", "Attendees, 3 of 4")),
    Says("yoga for Dana Fox tomorrow at 10", ("Shall I book this",)),
    Says("yes", ("Attendees, 4 of 4",)),
)

CAPACITY: tuple[Step, ...] = (
    Says("yoga takes 2 people", ("takes up to 4 people. From now on, let 2 attend?",)),
    Says(
        "yes",
        ("More than 2 people attend this appointment", "4 of 4"),
        reasons=("capacity_below_filled",),
    ),
    Taps("staff.open", shows=("Attendees, 4 of 4",)),
    Says("set the capacity of yoga to 8", ("let 8 attend?",)),
    Taps("staff.capacity", shows=("Yoga now takes up to 8 people",)),
    Says("tomorrow", ("4 of 8",)),
)

NOT_THEIRS: tuple[Step, ...] = (
    Says("yoga takes 8 people", ("up to the administrators",), reasons=("not_permitted",)),
    Says("massage for Tom Low on Friday at 10 for 90 minutes", ("11:30", "Shall I book this")),
    Says("yes", ("Booked for Tom Low", "Quiet room")),
    Says("my day on Friday", ("Tom Low", "Quiet room")),
)
