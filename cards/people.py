"""How many people come, and how many find room, in words."""

from language.texts import Texts
from scheduling.views import AppointmentView, GroupView


def people_text(count: int, texts: Texts) -> str:
    """Write "3 people"."""
    return texts.say("card-people-count", count=count)


def filled_text(group: GroupView, texts: Texts) -> str:
    """Write how many of those who find room attend: "4 of 10"; "" where it is no group."""
    if not group.is_group:
        return ""
    filled, most = group.filled_attendees_count, group.maximum_attendees_count
    return texts.say("card-filled", filled=filled, most=most)


def places_left(count: int | None, texts: Texts) -> str:
    """Write how many still find room; "" where it is no group."""
    return "" if count is None else texts.say("card-places-left", count=count)


def whose(view: AppointmentView) -> str:
    """Name the customer of an appointment; a group, which several have, by its service."""
    return view.service_name if view.group.is_group else view.customer_name
