"""Something said, with facts, links and what to do next."""

from collections.abc import Sequence

from cards.actions import MAXIMUM_IN_SIGHT, CardAction, Tap, links
from cards.card_views import ChoiceView, NoticeView, Tone
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import StrictElement, Style
from cards.grids import grid, label_cell
from cards.layout import facts, heading, panel, prose
from cards.wording import line, title
from language.texts import Texts

_FACTS_SHOWN = 20
_LONGEST_FACT = 120
_STYLES = {Tone.GOOD: Style.GOOD, Tone.WARNING: Style.WARNING}


def render_notice(view: NoticeView, _texts: Texts, channel: Channel) -> CardJson:
    """Render a notice. Choices beyond what buttons may be in sight become a grid to tap."""
    opened = links(tuple((title(each.title), each.url) for each in view.links))
    taps = [Tap(title(each.title), each.verb, each.data) for each in view.choices]
    fits = len(opened) + len(taps) <= MAXIMUM_IN_SIGHT
    actions: list[CardAction] = [*taps, *opened] if fits else [*opened[:MAXIMUM_IN_SIGHT]]
    document = Document(
        body=[
            *_words(view),
            *facts(_shown(view.facts), _LONGEST_FACT),
            *([] if fits else _tiles(view.choices, taps)),
        ],
        said=[view.title, view.prompt, *(f"{name}: {value}" for name, value in view.facts)],
        actions=actions,
    )
    return to_json(document, channel)


def _shown(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(line(name, 40), value) for name, value in pairs[:_FACTS_SHOWN]]


def _words(view: NoticeView) -> list[StrictElement]:
    words = [*([heading(line(view.title))] if view.title else []), *prose(view.prompt)]
    style = _STYLES.get(view.tone)
    return words if style is None or not words else [panel(words, style)]


def _tiles(choices: Sequence[ChoiceView], taps: Sequence[Tap]) -> list[StrictElement]:
    cells = [
        label_cell(line(choice.title, 40), tap) for choice, tap in zip(choices, taps, strict=True)
    ]
    return grid(cells, 2)
