"""Taps on the cards of the waitlist. Whose entry it is, the core asks at each."""

from cards.verbs import Field
from dialogs.joining import join
from dialogs.talk import Outcome
from dialogs.tap import Tap
from dialogs.wait_wishes import wish_of_tap
from dialogs.waiting import listing, offered


async def join_waitlist(tap: Tap) -> Outcome:
    """Wait for what was refused."""
    return await join(tap.talk, tap.state, wish_of_tap(tap))


async def my_waitlist(tap: Tap) -> Outcome:
    """Show what one waits for."""
    return await listing.show_waitlist(tap.talk, tap.state)


async def leave_waitlist(tap: Tap) -> Outcome:
    """Wait no longer."""
    return await listing.leave(tap.talk, tap.state, tap.text(Field.ENTRY))


async def take_offer(tap: Tap) -> Outcome:
    """Book what is offered."""
    entry_id, start_at = tap.text(Field.ENTRY), tap.instant(Field.START)
    return await offered.take(tap.talk, tap.state, entry_id, start_at)


async def pass_up_offer(tap: Tap) -> Outcome:
    """Let the next in line have it."""
    entry_id, start_at = tap.text(Field.ENTRY), tap.instant(Field.START)
    return await offered.pass_up(tap.talk, tap.state, entry_id, start_at)


async def staff_waitlist(tap: Tap) -> Outcome:
    """Show who waits."""
    return await listing.show_waitlist(tap.talk, tap.state, tap.number(Field.FROM))
