"""How a series looks wherever it is shown: its dates in a list, its mark, and what to do with it."""

from datetime import datetime

from cards.actions import ActionStyle, Tap
from cards.elements import Colour, Size, Spacing, StrictElement
from cards.layout import quiet, rich, row, run, section, wide
from cards.verbs import Field, Verb
from language.texts import Texts
from scheduling.series import SeriesScope
from scheduling.views import AppointmentView

_SCOPES = {
    SeriesScope.FOLLOWING: "card-scope-following",
    SeriesScope.ALL: "card-scope-all",
}


def series_rows(starts: tuple[datetime, ...], zone: str, texts: Texts) -> list[StrictElement]:
    """List the starts of a series with how many there are; nothing for no series."""
    if not starts:
        return []
    count = section(texts.say("card-series-count", count=len(starts)))
    return [count, *start_rows(starts, zone, texts)]


def start_rows(starts: tuple[datetime, ...], zone: str, texts: Texts) -> list[StrictElement]:
    """List day and time of each start, a line each."""
    return [rich(run(texts.day_and_time(each, zone)), spacing=Spacing.NONE) for each in starts]


def series_mark(view: AppointmentView, texts: Texts) -> list[StrictElement]:
    """Mark an appointment as one of a series."""
    if not view.series_id:
        return []
    return [rich(quiet(f"↻ {texts.say('card-of-series')}"), spacing=Spacing.NONE)]


def series_line(view: AppointmentView, texts: Texts) -> list[StrictElement]:
    """Mark one of a series with a line that shows the whole of it at a tap; nothing for the rest."""
    if not view.series_id:
        return []
    show = Tap(
        texts.say("card-whole-series"),
        Verb.SHOW_SERIES,
        {Field.APPOINTMENT: view.appointment_id},
    )
    words = run(f"↻ {texts.say('card-of-series')}", size=Size.SMALL, color=Colour.ACCENT)
    return [row([wide(rich(words))], show)]


def scope_taps(view: AppointmentView, verb: Verb, texts: Texts) -> list[Tap]:
    """Give the buttons that do something to the following or to all, for one of a series."""
    if not view.series_id:
        return []
    return [
        Tap(
            texts.say(key),
            verb,
            {Field.APPOINTMENT: view.appointment_id, Field.SCOPE: scope.value},
            ActionStyle.DESTRUCTIVE,
        )
        for scope, key in _SCOPES.items()
    ]
