"""Taps on the cards of who left and of services. The core decides whether they may."""

from cards.card_views import Tone
from cards.verbs import Field, Input, Verb
from dialogs.lifecycle import asking, doing
from dialogs.talk import Outcome
from dialogs.tap import Handler, Tap


async def _ask_remove(tap: Tap) -> Outcome:
    return await asking.ask_remove(tap.talk, tap.state, tap.text(Field.STAFF))


async def _remove(tap: Tap) -> Outcome:
    count, aftermath = tap.number(Field.COUNT), tap.text(Field.AFTERMATH)
    return await doing.remove(tap.talk, tap.state, tap.text(Field.STAFF), count, aftermath)


async def _ask_delete(tap: Tap) -> Outcome:
    return await asking.ask_delete(tap.talk, tap.state, tap.text(Field.SERVICE))


async def _delete(tap: Tap) -> Outcome:
    count = tap.number(Field.COUNT)
    return await doing.delete(tap.talk, tap.state, tap.text(Field.SERVICE), count)


async def _restore(tap: Tap) -> Outcome:
    return await doing.restore(tap.talk, tap.state, tap.text(Field.SERVICE))


async def _ask_copy(tap: Tap) -> Outcome:
    await asking.deleted_services(tap.talk)  # Who may not, is told so before they name anything.
    return asking.ask_copy(tap.talk, tap.state, tap.text(Field.SERVICE), "")


async def _copy(tap: Tap) -> Outcome:
    name, key = tap.text(Input.NAME, 400), tap.text(Field.KEY)
    return await doing.copy(tap.talk, tap.state, tap.text(Field.SERVICE), name, key)


async def _show_deleted(tap: Tap) -> Outcome:
    return await asking.show_deleted(tap.talk, tap.state)


async def _keep(tap: Tap) -> Outcome:
    return asking.said(tap.talk, tap.state, "nothing-is-changed", Tone.PLAIN)


LIFECYCLE: dict[str, Handler] = {
    Verb.ASK_REMOVE_PERSON: _ask_remove,
    Verb.REMOVE_PERSON: _remove,
    Verb.ASK_DELETE_SERVICE: _ask_delete,
    Verb.DELETE_SERVICE: _delete,
    Verb.RESTORE_SERVICE: _restore,
    Verb.ASK_COPY_SERVICE: _ask_copy,
    Verb.COPY_SERVICE: _copy,
    Verb.SHOW_DELETED: _show_deleted,
    Verb.LIFECYCLE_KEEP: _keep,
}
"""What answers each verb."""
