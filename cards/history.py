"""Who changed an appointment, line by line."""

from itertools import pairwise

from cards.actions import Tap
from cards.appointment_parts import status_text
from cards.appointment_views import HistoryCardView
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import Spacing, StrictElement
from cards.layout import heading, quiet, rich, run
from cards.people import whose
from cards.verbs import Field, Verb
from cards.wording import line
from language.texts import Texts
from scheduling.auditing import Author, HistoryEntryView

ENTRIES_SHOWN = 20
_AUTHORS = {Author.OPERATOR: "card-by-operator", Author.SYSTEM: "card-by-system-itself"}


def render_history(view: HistoryCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render the latest changes of an appointment, the first one first, a line each."""
    shown = view.entries[-ENTRIES_SHOWN:]
    title = texts.say("card-history-of", customer=line(whose(view.appointment)))
    back = {Field.APPOINTMENT.value: view.appointment.appointment_id}
    document = Document(
        body=[heading(title), *(row for each in shown for row in _rows(each, view, texts))],
        said=[title, *(f"{_what(each, texts)}, {_how(each, view, texts)}" for each in shown)],
        actions=[Tap(texts.say("card-back"), Verb.STAFF_OPEN, {**back})],
    )
    return to_json(document, channel)


def _rows(entry: HistoryEntryView, view: HistoryCardView, texts: Texts) -> list[StrictElement]:
    return [
        rich(run(_what(entry, texts)), spacing=Spacing.SMALL),
        rich(quiet(_how(entry, view, texts)), spacing=Spacing.NONE),
    ]


def _what(entry: HistoryEntryView, texts: Texts) -> str:
    """Say what was done, and from which status to which where it changed."""
    key = f"card-event-{entry.what.lower()}"
    done = texts.say(key) if texts.has(key) else entry.what
    statuses = [each for each in (entry.before, entry.after) if each is not None]
    steps = [
        texts.say(
            "card-from-to", before=status_text(before, texts), after=status_text(after, texts)
        )
        for before, after in pairwise(statuses)
        if before is not after
    ]
    return ": ".join([done, *steps])


def _how(entry: HistoryEntryView, view: HistoryCardView, texts: Texts) -> str:
    at = texts.day_and_time(entry.at, view.time_zone)
    parts = (at, _who(entry, texts), _door(entry, texts))
    return " · ".join(each for each in parts if each)


def _who(entry: HistoryEntryView, texts: Texts) -> str:
    key = _AUTHORS.get(entry.author)
    return texts.say(key) if key else line(entry.name)


def _door(entry: HistoryEntryView, texts: Texts) -> str:
    """Name the door; of the system itself nothing more is said, and a new channel by its id."""
    if entry.author in _AUTHORS:
        return ""
    key = f"card-door-{entry.door}"
    return texts.say(key) if texts.has(key) else line(entry.door)
