"""Which of several appointments listed is meant: by its place, or by what is said of it."""

from dialogs.asides import welcome
from dialogs.changing import then_draft
from dialogs.own_appointments import do_to, is_at
from dialogs.short_answers import chosen_place, says_no, tells_something
from dialogs.showing import read_own
from dialogs.staff_choosing import chosen_by_staff
from dialogs.state import ConversationState
from dialogs.talk import Outcome, Talk
from language.kinds import Intent
from language.understanding import Understanding
from scheduling.views import AppointmentView

_ANEW = (Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL_APPOINTMENT)


async def which_appointment(
    talk: Talk, state: ConversationState, understanding: Understanding
) -> Outcome | None:
    """Do what was asked for to the appointment that is meant; None where it is something else."""
    if talk.is_staff:
        return await chosen_by_staff(talk, state, understanding)
    if any(understanding.means(each) for each in _ANEW):
        return None
    place = chosen_place(understanding, len(state.listed))
    if place is not None:
        appointment = await read_own(talk, state.listed[place])
        return await do_to(talk, state, appointment, state.listed_for, state.wished)
    found = [await read_own(talk, each) for each in state.listed]
    meant = [each for each in found if _is_meant(talk, understanding, each)]
    if len(meant) == 1:
        return await do_to(talk, state, meant[0], state.listed_for, state.wished)
    if says_no(understanding) and not tells_something(understanding):
        let_be = state.asking(None), welcome(talk, "nothing-changed")
        return await then_draft(talk, let_be)
    return None


def _is_meant(talk: Talk, understanding: Understanding, appointment: AppointmentView) -> bool:
    """Tell whether everything said is true of an appointment, and something was said."""
    service = understanding.service
    wishes = (*understanding.when, *understanding.existing_when)
    is_then = not wishes or any(is_at(talk, appointment, each.value) for each in wishes)
    is_that = service is None or appointment.service_id in service.choices
    return is_then and is_that and bool(wishes or service)
